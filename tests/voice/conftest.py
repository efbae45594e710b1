"""A speaker whose player is a real program that writes down what it was asked to play."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Condition

import pytest

from console.voice.speaker import Patience, Sound, Speaker
from console.voice.wire import Ended, Report

TONES = Path(__file__).parents[2] / "resources" / "sounds"
QUICK = Patience(backoff=timedelta(milliseconds=20))
DEADLINE_S = 20.0


@dataclass
class Heard:
    """Collects a speaker's events; ``until`` waits for them."""

    events: list[Report] = field(default_factory=list)
    _came: Condition = field(default_factory=Condition)

    def __call__(self, report: Report) -> None:
        with self._came:
            self.events.append(report)
            self._came.notify_all()

    def until(self, wanted: Callable[[list[Report]], bool]) -> list[Report]:
        with self._came:
            assert self._came.wait_for(lambda: wanted(self.events), DEADLINE_S), self.events
            return list(self.events)

    def ended(self, number: int) -> Ended:
        def theirs(events: list[Report]) -> list[Ended]:
            return [event for event in events if isinstance(event, Ended)]

        found = self.until(lambda events: number in [e.number for e in theirs(events)])
        return next(event for event in theirs(found) if event.number == number)


@dataclass(frozen=True)
class Player:
    """The recording player: what it played, in order, and the process that played it."""

    command: tuple[str, ...]
    folder: Path

    @property
    def played(self) -> list[str]:
        log = self.folder / "played"
        return log.read_text().split() if log.exists() else []

    @property
    def processes(self) -> list[int]:
        log = self.folder / "processes"
        return [int(pid) for pid in log.read_text().split()] if log.exists() else []

    def copy(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture
def recorder(tmp_path: Path) -> Callable[[float], Player]:
    """Make a player that keeps a copy of each sound and takes as many seconds as it is told."""
    if os.name != "posix":
        pytest.skip("the recording player is a shell script")

    def make(seconds: float) -> Player:
        folder = tmp_path / "player"
        folder.mkdir()
        script = folder / "play"
        script.write_text(
            "#!/bin/sh\n"
            f'echo $$ >> "{folder}/processes"\n'
            f'cp "$1" "{folder}/" && basename "$1" >> "{folder}/played"\n'
            f"exec sleep {seconds}\n"
        )
        script.chmod(0o755)
        return Player((str(script),), folder)

    return make


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def speak(scratch: Path) -> Iterator[Callable[..., tuple[Speaker, Heard]]]:
    with ExitStack() as opened:

        def start(
            players: tuple[tuple[str, ...], ...],
            *,
            engine: str | None = None,
            patience: Patience = QUICK,
            volume: float = 1.0,
        ) -> tuple[Speaker, Heard]:
            heard = Heard()
            sound = Sound(TONES, players, engine, volume=volume, scratch=scratch)
            speaker = Speaker(sound, heard, patience)
            opened.callback(speaker.close)
            return speaker, heard

        yield start


@pytest.fixture
def espeak() -> None:
    """Skip, and say so, where nothing renders speech; CI has to have it."""
    if shutil.which("espeak-ng") or shutil.which("espeak"):
        return
    reason = "espeak-ng is not installed: no words can be rendered"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
