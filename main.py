"""Vigil from a fresh machine to an open console: ``python3 main.py practise``.

The one file that runs before anything is installed, so it needs the standard library only, and it
still parses on Python 3.6 so that an older Python can be told what is needed. It

1. makes ``.venv`` beside itself from ``requirements.lock`` (every file checked against its hash),
   with uv where it is on the PATH, else with pip; an interrupted set-up is begun afresh;
2. on Linux looks for the system libraries that Qt, the map, paper and the voice need; on Debian and
   Ubuntu installs what is missing as root, else prints the exact line to type;
3. hands over: ``test`` to pytest, everything else to ``console.cli``.

``--set-up-only`` stops before 3. Exit status 2: it could not be set up, and why stands on stderr.
Not tested on Windows or macOS, where it takes the same path without apt.
"""

import contextlib
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import typing

NEWEST = (3, 13)
HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOCK = HERE / "requirements.lock"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
UNFINISHED = VENV / "vigil-unfinished"  # there while packages are being installed
PACKAGES = VENV / "vigil-packages"  # what was installed, for whom, and where
READY = VENV / "vigil-ready"  # the same, once the system's libraries were found too


def say(sentence: str) -> None:
    """Tell whoever started it; stdout belongs to the command that follows."""
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence: str) -> "typing.NoReturn":
    """End the set-up with a sentence that says what happened and what to do."""
    say(sentence)
    raise SystemExit(2)


def go_on_with_another_python() -> "typing.NoReturn":
    """Start again under a Python that fits, where the machine has one beside this one."""
    for version in ("3.13", "3.12", "3.11"):
        other = shutil.which("python" + version)
        if other and subprocess.call([other, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(other, [other, str(HERE / "main.py"), *sys.argv[1:]])
    stop(
        "Vigil needs Python 3.11, 3.12 or 3.13; this is Python {}.{}.\n"
        "On Debian or Ubuntu: sudo apt-get install python3.11 python3.11-venv\n"
        "then start it again with: python3.11 main.py".format(*sys.version_info[:2]),
    )


if sys.version_info < (3, 11):  # noqa: UP036  an older one gets here, and is told
    go_on_with_another_python()
if sys.version_info[:2] > NEWEST:
    go_on_with_another_python()

if sys.platform != "win32":
    import fcntl


class Part(typing.NamedTuple):
    """Something of the system's that Vigil uses; ``probe`` is a library, program or font file."""

    package: str
    probe: str
    without: str


WINDOW, MAP = "the window cannot open on a screen", "the map shows as a table only"
VOICE, PAPER, FONT = "no spoken alerts", "no tagged PDF reports", "text may show as boxes"
NEEDED = (
    Part("libgl1", "libGL.so.1", WINDOW),
    Part("libegl1", "libEGL.so.1", WINDOW),
    Part("libglib2.0-0", "libglib-2.0.so.0", WINDOW),
    Part("libfontconfig1", "libfontconfig.so.1", WINDOW),
    Part("libdbus-1-3", "libdbus-1.so.3", WINDOW),
    Part("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", WINDOW),
    Part("libgssapi-krb5-2", "libgssapi_krb5.so.2", WINDOW),
    Part("libxcb-cursor0", "libxcb-cursor.so.0", WINDOW),
    Part("libxcb-icccm4", "libxcb-icccm.so.4", WINDOW),
    Part("libxcb-keysyms1", "libxcb-keysyms.so.1", WINDOW),
    Part("libxcb-shape0", "libxcb-shape.so.0", WINDOW),
    Part("libgbm1", "libgbm.so.1", MAP),
    Part("libnss3", "libnss3.so", MAP),
    Part("libasound2", "libasound.so.2", MAP),
    Part("libxcomposite1", "libXcomposite.so.1", MAP),
    Part("libxdamage1", "libXdamage.so.1", MAP),
    Part("libxfixes3", "libXfixes.so.3", MAP),
    Part("libxrandr2", "libXrandr.so.2", MAP),
    Part("libxtst6", "libXtst.so.6", MAP),
    Part("libxkbfile1", "libxkbfile.so.1", MAP),
)
USEFUL = (
    Part("libpango-1.0-0", "libpango-1.0.so.0", PAPER),
    Part("libpangoft2-1.0-0", "libpangoft2-1.0.so.0", PAPER),
    Part("libharfbuzz-subset0", "libharfbuzz-subset.so.0", PAPER),
    Part("fonts-inter", "Inter*.[ot]tf", FONT),
    Part("espeak-ng", "libespeak-ng.so.1", VOICE),
    Part("alsa-utils", "aplay", VOICE),
)
RENAMED = ("libglib2.0-0", "libasound2")  # end in t64 since Debian 13 and Ubuntu 24.04
NO_NETWORK = (  # how pip says it; the last of them after it has tried every source
    *("NewConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError"),
    *("onnection refused", "onnection broken", "Read timed out", "(from versions: none)"),
)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def identity() -> str:
    """What ``.venv`` must have been made from to be usable as it is: list, Python, place."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{digest}\n{sys.version_info[0]}.{sys.version_info[1]}\n{HERE}\n"


def recorded(stamp: pathlib.Path) -> str:
    """What was written to a stamp, or nothing."""
    try:
        return stamp.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def site_packages() -> pathlib.Path:
    """Where the packages of ``.venv`` lie for the Python that runs this."""
    if sys.platform == "win32":
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def run(command: "list[str]", *, count: str = "") -> "tuple[int, str]":
    """Run a program and return its exit status and what it said; lines of ``count`` are counted."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive", PYTHONUNBUFFERED="1")
    lines, counted = [], 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        close_fds=False,  # it keeps holding the folder should this be killed: one_at_a_time
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if count and line.startswith(count):
                counted += 1
                if counted % 20 == 0:
                    say(f"Setting up (once): {counted} packages so far")
    return process.returncode, "".join(lines)


def is_root() -> bool:
    """Whether it may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def apt_install(packages: "list[str]") -> bool:
    """Install Debian packages where that is possible without asking; whether it was done."""
    apt = shutil.which("apt-get")
    if not (apt and is_root()):
        return False
    say(f"Setting up (once): installing {' '.join(packages)}")
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    run([apt, *wait, "update"])
    status, said = run([apt, *wait, "install", "-y", "--no-install-recommends", *packages])
    if status:
        say("apt-get could not install them. It said: " + last_line(said))
    return status == 0


def last_line(said: str) -> str:
    """The last thing a program said, which is mostly why it gave up."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"


def make_venv(*, with_pip: bool) -> None:
    """Make ``.venv``, or give one that uv made its pip; Debian keeps parts of that apart."""
    step = [sys.executable, "-m", "venv", "--without-pip", str(VENV)]
    if with_pip:
        step = [str(PYTHON), "-m", "ensurepip", "--default-pip"]
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    status, said = run(step)
    if status and apt_install([package]):
        status, said = run(step)
    if status:
        everything = " ".join([package, *packages_of(missing_parts())])
        stop(
            "Setting up stopped: this Python cannot make an environment of its own.\n"
            f"On Debian or Ubuntu: sudo apt-get install {everything}\n"
            f"then start it again. Python said: {last_line(said)}",
        )


def why_not_fetched(said: str) -> str:
    """A plain sentence for what pip said at length."""
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "a package that arrived is not the one on Vigil's list: its checksum differs.\n"
            "Have whoever runs this machine's package source look at it before trying again."
        )
    if "No space left" in said:
        return "the disk is full. Free about 2 GB, then start it again."
    if any(sign in said for sign in NO_NETWORK):
        return (
            "the packages could not be fetched from the network.\n"
            "Check that this machine is online (or that pip knows your organisation's package"
            " mirror),\nthen start it again. Only the first start needs the network."
        )
    return f"the packages could not be installed. pip said: {last_line(said)}"


def install_packages() -> None:
    """Bring ``.venv`` to what the list names; one that was interrupted or moved is made anew."""
    wanted, had = identity(), recorded(PACKAGES)
    moved = bool(had) and had.split("\n")[1:] != wanted.split("\n")[1:]
    if VENV.exists() and (
        UNFINISHED.exists() or moved or not (PYTHON.exists() and site_packages().is_dir())
    ):
        say("Setting up: the environment in .venv is incomplete; making it anew.")
        shutil.rmtree(VENV)
    say("Setting up (once): fetching Vigil's packages, about 350 MB. This takes a minute or two.")
    if not VENV.exists():
        make_venv(with_pip=False)
    UNFINISHED.touch()
    fetch()
    (site_packages() / "vigil.pth").write_text(f"{HERE}\n", encoding="utf-8")
    PACKAGES.write_text(wanted, encoding="utf-8")
    UNFINISHED.unlink()


def fetch() -> None:
    """Install the list with uv, or with pip where there is no uv or it could not."""
    # Built packages only: nothing that arrives is run while it is being installed.
    checked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK)]
    uv = shutil.which("uv")
    if uv:
        status, said = run([uv, "pip", "install", "--python", str(PYTHON), *checked])
        if status == 0:
            return
        say("Setting up: uv could not do it, so pip tries. uv said: " + last_line(said))
    if not (site_packages() / "pip").is_dir():
        make_venv(with_pip=True)
    by_pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    status, said = run([*by_pip, *checked], count="Collecting ")
    if status:
        stop("Setting up stopped: " + why_not_fetched(said))


def is_here(part: Part) -> bool:
    """Whether the machine has this part, by trying it."""
    if part.probe.endswith("tf"):
        folders = (pathlib.Path(folder).expanduser() for folder in FONT_FOLDERS)
        return any(True for folder in folders for _ in folder.rglob(part.probe))
    if ".so" not in part.probe:
        return shutil.which(part.probe) is not None
    try:
        # Only a set-up needs it, and Debian's smallest Python has no ctypes.
        import ctypes  # noqa: PLC0415

        ctypes.CDLL(part.probe)
    except (ImportError, OSError):
        return False
    return True


def missing_parts() -> "list[Part]":
    """The parts that this machine lacks."""
    return [part for part in NEEDED + USEFUL if not is_here(part)]


def packages_of(parts: "list[Part]") -> "list[str]":
    """The Debian packages of some parts, by the names this release has for them."""
    new_names = any(pathlib.Path("/var/lib/dpkg/info").glob("libssl3t64*.list"))
    return [
        part.package + ("t64" if new_names and part.package in RENAMED else "") for part in parts
    ]


def advise(parts: "list[Part]") -> None:
    """Say what is missing, what that costs, and the line that mends it."""
    if not parts:
        return
    costs = "; ".join(dict.fromkeys(part.without for part in parts))
    if shutil.which("apt-get"):
        remedy = "To mend it: sudo apt-get install " + " ".join(packages_of(parts))
    else:
        remedy = "Ask for these on your system: " + ", ".join(part.probe for part in parts)
    say(f"Some parts are missing on this machine: {costs}.\n{remedy}")


def why_not(statement: str) -> str:
    """Try something in the new environment; nothing, or what Python or Qt said against it."""
    trial = subprocess.run(
        [str(PYTHON), "-c", statement],
        env=environment_for([]),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return last_line(trial.stderr) if trial.returncode else ""


def check_system() -> bool:
    """Find or install the system's parts; whether all that a screen needs is there."""
    missing = missing_parts()
    for group in (NEEDED, USEFUL):  # apart, so that an unknown font does not cost the window
        wanted = [part for part in missing if part in group]
        if wanted:
            apt_install(packages_of(wanted))
    missing = missing_parts()
    advise(missing)
    window = why_not("from PySide6.QtWidgets import QApplication; QApplication([])")
    if window:
        stop(f"Vigil's window cannot open here. Qt said: {window}")
    web = why_not("import PySide6.QtWebEngineCore")
    if web:
        say(f"The map will show as a table only. Qt said: {web}")
    return not any(part in NEEDED for part in missing)


@contextlib.contextmanager
def one_at_a_time() -> "typing.Iterator[None]":
    """Hold the folder, so that two first starts at once do not undo each other."""
    if sys.platform == "win32":
        yield
    else:
        folder = os.open(HERE, os.O_RDONLY)
        os.set_inheritable(folder, True)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def set_up() -> None:
    """Everything a first start needs; a later start does not come here."""
    with one_at_a_time():
        if recorded(PACKAGES) != identity() or UNFINISHED.exists() or not PYTHON.exists():
            install_packages()
        if sys.platform != "linux" or check_system():
            READY.write_text(identity(), encoding="utf-8")


def environment_for(arguments: "list[str]") -> "dict[str, str]":
    """The environment of what follows: Qt without a screen, and its web part as root."""
    environment = dict(os.environ)
    no_screen = sys.platform == "linux" and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )
    if no_screen or arguments[:1] == ["test"]:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if is_root():
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    return environment


def hand_over(arguments: "list[str]") -> int:
    """Become what was asked for; returns only on Windows, with its exit status."""
    command = [str(PYTHON), "-P", "-m", "console.cli", *arguments]
    if arguments[:1] == ["test"]:
        os.chdir(HERE)
        command = [str(PYTHON), "-m", "pytest", *arguments[1:]]
    environment = environment_for(arguments)
    if sys.platform != "win32":
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: "list[str]") -> int:
    """Set up if need be, then hand over; whatever goes wrong is said in a sentence."""
    try:
        if recorded(READY) != identity() or not PYTHON.exists():
            set_up()
        if arguments == ["--set-up-only"]:
            say("Vigil is set up.")
            return 0
        return hand_over(arguments)
    except KeyboardInterrupt:
        say("\nStopped. Start it again and it goes on.")
        return 130
    except OSError as problem:
        say(f"Setting up stopped: {problem.strerror or problem} ({problem.filename or HERE}).")
        return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
