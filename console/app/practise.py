"""A practice shift: for a person at a screen, or played by keys without one."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.app import watched
from console.app.practice_room import Answer, in_an_empty_room, workplace
from console.app.station import Station
from console.practice.playing import Playing
from console.practice.senders import fresh_secrets
from console.practice.shift import SHIFT, PracticeShift, UnsoundShift, load_shift
from console.settings import Settings
from console.wiring.centre import Centre


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
    except UnsoundShift as no:
        sys.stderr.write(f"{str(no).rstrip('.')}. Mend the scenario, or leave --scenario out.\n")
        return 2
    return in_an_empty_room(settings, lambda centre: _played(centre, shift, bill, answer))


def _played(centre: Centre, shift: PracticeShift, bill: Playbill, answer: Answer) -> int:
    secrets = fresh_secrets(shift.senders)
    station = workplace(centre, shift, secrets, seen=not bill.headless)
    if bill.headless:
        return _headless(station, shift, secrets, bill, answer)
    playing: list[Playing] = []

    def door_open(url: str) -> None:
        playing.append(Playing(shift, url, secrets, centre.desk.now))
        playing[0].start(bill.speed)

    station.open(shift.player, leads=False)
    if station.backstage is not None:
        station.backstage.door_open.connect(door_open)
    code = watched(station)
    for one in playing:
        one.stop()
    station.close()
    return code


def _headless(
    station: Station,
    shift: PracticeShift,
    secrets: dict[str, str],
    bill: Playbill,
    answer: Answer,
) -> int:
    from console.app.hands import Stuck  # noqa: PLC0415 -- as below
    from console.app.shift.play import Play  # noqa: PLC0415 -- hands and eyes that a person has

    shots = bill.shots or station.settings.data / "practice" / "shots"
    try:
        shots.mkdir(parents=True, exist_ok=True)
        made = Play(station, shift, secrets, shots).play()
    except OSError as no:
        why = (no.strerror or "").lower()
        sys.stderr.write(f"{shots} cannot be written: {why}. Name another folder with --shots.\n")
        return 2
    except Stuck as stuck:
        sys.stderr.write(f"The practice shift stopped at: {stuck}. Pictures so far: {shots}\n")
        return 1
    finally:
        station.close()
    answer(made.plain, [*made.lines, f"pictures: {shots}"])
    return 0 if made.whole else 1
