"""A whole practice shift from the command line, and what it leaves behind on the machine."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from console.app.shift.camera import SIZES
from console.domain.board import Board
from console.domain.care.case import Ending
from console.domain.events import CaseClosed, ContactArrived
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.journal.port import Journal
from console.practice.shift import SHIFT, Beat, PracticeShift, load_shift
from console.settings import Settings
from console.voice.watch import Watch
from console.voice.wording import spoken
from console.wiring.centre import open_centre

ROOT = Path(__file__).parents[2]
SEED = 7
LONGEST_S = 600
PICTURES = (
    "queue", "person-and-map", "call-card", "escalation", "console-light", "console-dark",
    "console-contrast", "landed", "sign-in", "review",
)  # fmt: skip
COLOURS_AT_LEAST = 40
EVERY_PIXELS = 9
pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Night:
    """One shift that was played."""

    data: Path
    shots: Path
    temporary: Path
    said: dict[str, Any]
    err: str
    day: date

    @property
    def shift(self) -> PracticeShift:
        """What was played."""
        return load_shift(SEED, self.day, SHIFT)

    def happened(self) -> list[Happened]:
        """Return everything that was journaled."""
        with open_centre(Settings(self.data, station="looks-back"), practice=True) as centre:
            journal: Journal = centre.store.journal
            return [entry.happened for entry in journal.since(0)]


def run(data: Path, temporary: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("VIGIL_")},
        "VIGIL_DATA": str(data),
        "TMPDIR": str(temporary),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(temporary / "config"),
        "XDG_CACHE_HOME": str(temporary / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-m", "console.cli", *words, "--json"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST_S, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The shift is played once for all of these tests; it takes a minute."""
    folder = tmp_path_factory.mktemp("night")
    data, shots, temporary = (folder / name for name in ("data", "shots", "tmp"))
    temporary.mkdir()
    day = date.today()  # noqa: DTZ011 -- the day of play, as the program takes it
    words = ("practise", "--headless", "--seed", str(SEED), "--shots", str(shots))
    ran = run(data, temporary, *words)
    assert ran.returncode == 0, ran.stderr
    return Night(data, shots, temporary, json.loads(ran.stdout), ran.stderr, day)


def test_the_imminent_case_lands_and_the_journal_is_whole(night: Night) -> None:
    assert (night.said["landed"], night.said["journal"]["ok"]) == (True, True)
    closed = [one.event for one in night.happened() if isinstance(one.event, CaseClosed)]
    assert [event.landing.ending for event in closed] == [Ending.ACTIVE_RESCUE_CONSENTED]
    verified = run(night.data, night.temporary, "--practice", "journal", "verify")
    assert (verified.returncode, json.loads(verified.stdout)["faults"]) == (0, [])


def test_nothing_of_the_machinery_is_heard_on_the_terminal(night: Night) -> None:
    assert night.err == ""


def test_the_contacts_come_in_the_order_that_the_seed_says(night: Night) -> None:
    arrived = [one.event for one in night.happened() if isinstance(one.event, ContactArrived)]
    wanted = [beat.event["kind"] for beat in first_of_each_call(night.shift)]
    assert [event.kind for event in arrived] == wanted
    assert len({event.kind for event in arrived}) >= 6


def first_of_each_call(shift: PracticeShift) -> Iterator[Beat]:
    """Yield the beats that are contacts of their own, and not the next thing a call does."""
    calls = set()
    for beat in shift.beats:
        call = beat.event.get("call")
        known = isinstance(call, dict) and call["call_id"] in calls
        if isinstance(call, dict):
            calls.add(call["call_id"])
        if not known:
            yield beat


def test_every_picture_is_there_in_every_size_and_shows_something(night: Night) -> None:
    sizes = [f"{width}x{height}" for width, height in SIZES]
    wanted = sorted(f"{name}-{size}.png" for name in PICTURES for size in sizes)
    assert sorted(file.name for file in night.shots.glob("*.png")) == wanted
    for file in night.shots.glob("*.png"):
        picture = QImage(str(file))
        assert file.stem.endswith(f"-{picture.width()}x{picture.height()}")
        assert colours(picture) >= COLOURS_AT_LEAST, file.name


def colours(picture: QImage) -> int:
    seen = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), EVERY_PIXELS)
        for y in range(0, picture.height(), EVERY_PIXELS)
    }
    return len(seen)


def test_the_lead_has_saved_the_report_of_the_shift(night: Night) -> None:
    assert (night.shots / "shift.pdf").read_bytes()[:5] == b"%PDF-"
    rows = (night.shots / "shift.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 1


def marks(shift: PracticeShift) -> Iterator[str]:
    """Yield what must be nowhere: names, streets, numbers, and every word that was said."""
    for client in shift.clients:
        yield client.name
        yield client.name.rsplit(maxsplit=1)[-1]
        yield from (phone.number for phone in client.phones)
        yield from (phone.number.removeprefix("+1") for phone in client.phones)
        yield from (address.line for address in client.addresses)
        yield from (address.line.split(",")[0] for address in client.addresses)
        yield from (supporter.name for supporter in client.circle)
    for beat in shift.beats:
        body = beat.event.get("body")
        text = body.get("text") if isinstance(body, dict) else None
        if text:
            yield str(text)


def test_no_file_outside_the_pictures_holds_a_name_a_place_or_a_word(night: Night) -> None:
    looked = [
        file
        for folder in (night.data, night.temporary)
        for file in folder.rglob("*")
        if file.is_file()
    ]
    assert any(file.name == "vigil.db" for file in looked)
    found = [
        (file.name, mark)
        for file in looked
        for mark in marks(night.shift)
        if mark.encode() in file.read_bytes()
    ]
    assert found == []


def test_what_is_said_aloud_names_nobody_and_no_place(night: Night) -> None:
    watch, board, heard = Watch(lambda _utterance: None), Board(), []
    for one in night.happened():
        board = evolve(board, one)
        said = watch.look(board, night.shift.lead, one.at, reachable=True)
        heard += [words for words in map(spoken, said) if words]
    assert len(heard) > 5
    loud = " ".join(heard)
    words = {mark for mark in marks(night.shift) if re.search(rf"\b{re.escape(mark)}\b", loud)}
    assert words == set()
