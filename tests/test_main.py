"""The first minute, on a folder of its own with small packages instead of Vigil's large ones."""

import ast
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

MAIN = Path(__file__).parents[1] / "main.py"
LOCK = MAIN.parent / "requirements.lock"
CONSOLE = """
import os, sys
print(sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"), os.getcwd())
raise SystemExit(7)
"""
QT = {
    "PySide6/QtWidgets.py": "class QApplication:\n    def __init__(self, arguments): pass\n",
    "PySide6/QtWebEngineCore.py": "",
}

pytestmark = [
    pytest.mark.long,  # each sets an environment up
    pytest.mark.skipif(sys.platform == "win32", reason="main.py has not been tried on Windows"),
]


def wheel(folder: Path, name: str, modules: Mapping[str, str]) -> str:
    """Make a wheel and return the line that locks it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for module, source in modules.items():
            archive.writestr(module, source)
        archive.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return f"{path} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder with ``main.py``, and a machine on whose PATH there is next to nothing."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "vigil"

    @property
    def lock(self) -> Path:
        return self.home / "requirements.lock"

    @property
    def programs(self) -> Path:
        return self.root / "programs"

    def start(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        kept = {"HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR"}
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= {"PATH": str(self.programs), "PIP_CONFIG_FILE": os.devnull} | extra
        return subprocess.run(
            [sys.executable, str(self.home / "main.py"), *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def small_machine(root: Path) -> Machine:
    machine = Machine(root)
    (machine.home / "console").mkdir(parents=True)
    machine.programs.mkdir()
    shutil.copy(MAIN, machine.home)
    (machine.home / "console" / "__init__.py").touch()
    (machine.home / "console" / "cli.py").write_text(CONSOLE, encoding="utf-8")
    machine.lock.write_text(wheel(root, "PySide6", QT), encoding="utf-8")
    return machine


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = small_machine(tmp_path_factory.mktemp("machine"))
    first = machine.start("--set-up-only")
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.startswith("Setting up (once): fetching Vigil's packages")
    return machine


def test_it_still_parses_on_python_3_6_and_needs_only_the_standard_library() -> None:
    tree = ast.parse(MAIN.read_text(encoding="utf-8"), feature_version=(3, 6))
    modules = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert modules - sys.stdlib_module_names == set()
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))


def test_the_list_asks_nothing_of_the_kernel_that_a_pip_could_choke_on() -> None:
    conditions = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if ";" in line]
    assert [line for line in conditions if "platform_release" in line] == []
    assert [line for line in conditions if "platform_version" in line] == []


def test_a_later_start_says_nothing_and_hands_over_just_as_it_was_called(ready: Machine) -> None:
    later = ready.start("near", "--lat", "39.3", "two words", QT_QPA_PLATFORM="minimal")
    arguments = ["near", "--lat", "39.3", "two words"]
    assert later.stdout == f"{arguments} minimal {ready.root}\n"
    assert (later.returncode, later.stderr) == (7, "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen")
def test_without_a_screen_qt_is_told_to_draw_in_memory(ready: Machine) -> None:
    assert ready.start("practise").stdout == f"['practise'] offscreen {ready.root}\n"
    assert ready.start("practise", DISPLAY=":0").stdout == f"['practise'] None {ready.root}\n"


def test_the_console_is_vigils_own_even_where_the_folder_has_another(ready: Machine) -> None:
    stranger = ready.root / "console"
    stranger.mkdir()
    (stranger / "__init__.py").touch()
    (stranger / "cli.py").write_text("raise SystemExit(99)", encoding="utf-8")
    assert ready.start().returncode == 7
    shutil.rmtree(stranger)


def test_an_interrupted_set_up_is_begun_afresh(ready: Machine) -> None:
    (ready.home / ".venv" / "vigil-ready").unlink()
    (ready.home / ".venv" / "vigil-unfinished").touch()
    (half,) = (ready.home / ".venv").rglob("QtWidgets.py")
    half.unlink()
    again = ready.start("--set-up-only")
    assert again.stderr.startswith("Setting up: the environment in .venv is incomplete")
    assert (again.returncode, half.is_file()) == (0, True)
    assert ready.start("doctor").stderr == ""


def test_a_list_that_changed_is_installed_at_the_next_start(ready: Machine) -> None:
    more = wheel(ready.root, "lantern", {"lantern.py": "LIT = True\n"})
    with ready.lock.open("a", encoding="utf-8") as lock:
        lock.write(more)
    assert ready.start("doctor").returncode == 7
    assert [path.name for path in (ready.home / ".venv").rglob("lantern.py")] == ["lantern.py"]
    assert ready.start("doctor").stderr == ""


def test_two_first_starts_at_once_set_up_only_once(tmp_path: Path) -> None:
    machine = small_machine(tmp_path)
    with ThreadPoolExecutor() as pool:
        both = list(pool.map(machine.start, ["doctor", "near"]))
    assert [start.returncode for start in both] == [7, 7]
    assert sum(start.stderr.count("fetching Vigil's packages") for start in both) == 1


def test_a_package_that_is_not_the_listed_one_is_refused_and_repaired_later(
    tmp_path: Path,
) -> None:
    machine = small_machine(tmp_path)
    right = machine.lock.read_text(encoding="utf-8")
    path, digest = right.split(" --hash=sha256:")
    machine.lock.write_text(f"{path} --hash=sha256:{digest[::-1].strip()}\n", encoding="utf-8")
    refused = machine.start("doctor")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "not the one on Vigil's list: its checksum differs." in refused.stderr
    assert "Traceback" not in refused.stderr
    machine.lock.write_text(right, encoding="utf-8")
    assert machine.start("doctor").returncode == 7


def test_without_a_network_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    machine = small_machine(tmp_path)
    machine.lock.write_text(f"lantern==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    nowhere = "http://127.0.0.1:9"  # the discard port: nobody listens
    alone = machine.start("doctor", PIP_RETRIES="0", HTTPS_PROXY=nowhere, HTTP_PROXY=nowhere)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "could not be fetched from the network.\nCheck that this machine is online" in (
        alone.stderr
    )
    assert "Traceback" not in alone.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="apt-get is Debian's and Ubuntu's")
def test_missing_system_parts_are_installed_by_root_and_named_to_anybody_else(
    ready: Machine,
) -> None:
    asked = ready.root / "asked"
    apt = ready.programs / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >> {asked}\n', encoding="utf-8")
    apt.chmod(apt.stat().st_mode | stat.S_IXUSR)
    (ready.home / ".venv" / "vigil-ready").unlink()
    told = ready.start("--set-up-only")
    apt.unlink()
    # The PATH of this machine has no program that plays sound.
    assert "no spoken alerts" in told.stderr
    line = next(line for line in told.stderr.splitlines() if line.startswith("To mend it: "))
    assert line.startswith("To mend it: sudo apt-get install ")
    assert line.endswith("alsa-utils")
    if os.geteuid() == 0:
        update, *installs = asked.read_text(encoding="utf-8").splitlines()
        assert update == "noninteractive -o DPkg::Lock::Timeout=120 update"
        assert installs[-1].endswith("alsa-utils")
    else:
        assert not asked.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    machine = small_machine(tmp_path)
    (machine.home / ".venv").write_text("in the way", encoding="utf-8")
    told = machine.start("doctor")
    assert told.returncode == 2
    assert told.stderr.endswith(f"({machine.home / '.venv'}).\n")
    assert "Traceback" not in told.stderr
