"""A practice shift: for a person at a screen, or played by keys without one."""

import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QLockFile

from console.app import application, watched
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
LOOK = "practice-look"
"""How the practice window looked; it outlives the practice store."""


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
    lock = alone(settings.data)
    if lock is None:
        return 2
    try:
        put_away(settings.data)
        centre = open_centre(settings, practice=True)
    except StoreTrouble as no:
        sys.stderr.write(f"{trouble(no.why)}\n")
        return 2
    try:
        return _played(centre, shift, bill, answer)
    finally:
        lock.unlock()


def _played(centre: Centre, shift: PracticeShift, bill: Playbill, answer: Answer) -> int:
    enrol(centre.desk, shift)
    look = None if bill.headless else centre.settings.data / LOOK
    app = application(look or centre.settings.data / "practice")
    secrets = fresh_secrets(shift.senders)
    station = Station(centre, secrets=secrets, aloud=not bill.headless, look=look)
    if bill.headless:
        return _headless(station, shift, secrets, bill, answer)
    playing: list[Playing] = []

    def door_open(url: str) -> None:
        playing.append(Playing(shift, url, secrets, centre.desk.now))
        playing[0].start(bill.speed)

    station.open(shift.player, leads=False)
    if station.backstage is not None:
        station.backstage.door_open.connect(door_open)
    code = watched(station, app)
    for one in playing:
        one.stop()
    station.close()
    return code


def alone(data: Path) -> QLockFile | None:
    """Return the lock of the only practice on this data folder, or say why there is none."""
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = QLockFile(str(data / "practice.lock"))
    lock.setStaleLockTime(0)  # only a process that has ended leaves a stale one
    if lock.tryLock(0):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        words = _("A practice shift is already open on this machine. Close it, then start again.")
    else:
        words = _("The folder {folder} cannot be written. Give it back, or set VIGIL_DATA.")
    sys.stderr.write(words.format(folder=data) + "\n")
    return None


def put_away(data: Path) -> None:
    """Begin practice on an empty store; the last one is kept beside it until the next time.

    Where it cannot be moved, practice goes on in it.
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
    from console.app.hands import Stuck  # noqa: PLC0415 -- as below
    from console.app.play import Play  # noqa: PLC0415 -- hands and eyes that a person has

    centre: Centre = station.centre
    shots = bill.shots or centre.settings.data / "practice" / "shots"
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
