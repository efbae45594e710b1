"""A practice shift: for a person at a screen, or played by keys without one."""

import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.app import application
from console.app.play import Play
from console.app.station import Station
from console.practice.playing import Playing
from console.practice.senders import fresh_secrets
from console.practice.shift import SHIFT, PracticeShift, UnsoundShift, enrol, load_shift
from console.settings import Settings
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre, open_centre
from console.words.trouble import trouble

Answer = Callable[[object, Iterable[str]], None]
KEPT = "practice-before"


@dataclass(frozen=True, slots=True)
class Playbill:
    """What is played, and how.

    Attributes:
        speed: how much faster than life a person plays it.
        scenario: another shift than the one that ships.
        shots: where a headless play saves its pictures.
    """

    seed: int
    speed: float = 1.0
    scenario: Path | None = None
    headless: bool = False
    shots: Path | None = None


def play(settings: Settings, bill: Playbill, answer: Answer) -> int:
    """Play a practice shift and return the exit status."""
    try:
        shift = load_shift(bill.seed, date.today(), bill.scenario or SHIFT)  # noqa: DTZ011
    except (UnsoundShift, OSError) as no:
        sys.stderr.write(f"{no}\n")
        return 2
    _put_away(settings.data)
    try:
        centre = open_centre(settings, practice=True)
    except StoreTrouble as no:
        sys.stderr.write(f"{trouble(no.why)}\n")
        return 2
    enrol(centre.desk, shift)
    app = application(settings.data)
    secrets = fresh_secrets(shift.senders)
    station = Station(centre, secrets=secrets, aloud=not bill.headless)
    if bill.headless:
        return _headless(station, shift, secrets, bill, answer)
    playing: list[Playing] = []

    def door_open(url: str) -> None:
        playing.append(Playing(shift, url, secrets, centre.desk.now))
        playing[0].start(bill.speed)

    window = station.open(shift.player, leads=False)
    if station.backstage is not None:
        station.backstage.door_open.connect(door_open)
        station.backstage.door_shut.connect(window.say)
    code: int = app.exec()
    for one in playing:
        one.stop()
    station.close()
    return code


def _put_away(data: Path) -> None:
    """Begin practice on an empty store; the last one is kept beside it until the next time.

    Where it cannot be moved, because another practice holds it, practice goes on in it.
    """
    folder, before = data / "practice", data / KEPT
    if folder.exists():
        shutil.rmtree(before, ignore_errors=True)
        with suppress(OSError):
            folder.rename(before)


def _headless(
    station: Station,
    shift: PracticeShift,
    secrets: dict[str, str],
    bill: Playbill,
    answer: Answer,
) -> int:
    centre: Centre = station.centre
    shots = bill.shots or centre.settings.data / "practice" / "shots"
    shots.mkdir(parents=True, exist_ok=True)
    made = Play(station, shift, secrets, shots).play()
    answer(made.plain, [*made.lines, f"pictures: {shots}"])
    return 0 if made.landed and made.whole else 1
