"""The command line as a stranger meets it: words in, an exit status and two streams out."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from console.cli import main
from console.settings import load
from console.wiring.centre import Centre, open_centre

SECRET: Final = "long enough 7"  # noqa: S105 -- of invented people
PEOPLE: Final = (
    ("L. Stone", "clinical_lead"),
    ("M. Okafor", "shift_lead"),
    ("Ana Reyes", "counsellor"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """How one command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 -- whatever shape was printed
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Console:
    """Runs commands in this process, on a data folder of the test's own."""

    data: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Ran:
        self.capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self.capsys.readouterr()
        assert not any(said in err for said in ("Traceback", "our fault"))
        return Ran(code, out, err)

    def refused(self, code: int, *words: object) -> str:
        """Run a command that is refused with ``code``; return the one line that it says."""
        ran = self(*words)
        assert (ran.code, ran.out) == (code, ""), ran
        assert len(ran.err.splitlines()) == 1, ran.err
        return ran.err.rstrip("\n")

    def centre(self, *, practice: bool = False) -> Centre:
        return open_centre(load(), practice=practice)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose live centre has three members of staff."""
    data = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIGIL_DATA", str(data))
        patch.setenv("VIGIL_SECRET", SECRET)
        for name, role in PEOPLE:
            assert main(["staff", "add", name, "--role", role]) == 0
    return data


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("VIGIL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("VIGIL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """Commands on a machine where nothing was ever run."""
    return Console(tmp_path / "data", capsys)


@pytest.fixture
def console(_made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """Commands on a live centre with a clinical lead, a shift lead and a counsellor."""
    shutil.copytree(_made, tmp_path / "data")
    return Console(tmp_path / "data", capsys)


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody who is asked types the PIN that the staff of ``console`` have."""
    monkeypatch.setenv("VIGIL_SECRET", SECRET)


@pytest.fixture
def locked(console: Console) -> Iterator[tuple[str, ...]]:
    """The words before a command whose live folder only lets itself be read, from root too."""
    mortal: tuple[str, ...] = ()
    if os.name != "posix":
        pytest.skip("a folder is made read-only in another way here")
    if os.geteuid() == 0:
        mortal = ("setpriv", "--bounding-set=-dac_override")
        if shutil.which(mortal[0]) is None:
            pytest.skip("root may write everywhere, and setpriv is not installed")
    folder = console.data / "live"
    for path in (*folder.iterdir(), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield mortal
    folder.chmod(0o700)


def command(*words: object) -> list[str]:
    """Return a command for a process of its own."""
    return [sys.executable, "-m", "console.cli", *map(str, words)]


class Running:
    """A command in a process of its own, whose lines are read as they come."""

    def __init__(self, *words: object) -> None:
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:  # a job in the background ignores Ctrl+C, and what it starts would too
            self._process = subprocess.Popen(
                command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        finally:
            signal.signal(signal.SIGINT, before)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self.stdout, self.stderr = self._process.stdout, self._process.stderr
        self.send_signal, self.wait = self._process.send_signal, self._process.wait

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def running(*words: object) -> Iterator[Running]:
    """Run a command beside the test; it does not outlive it."""
    process = Running(*words)
    try:
        yield process
    finally:
        process.end()
