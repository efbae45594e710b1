"""Where practice is played: alone on this machine, on an empty store, with its people enrolled."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QLockFile

from console.app import application
from console.app.station import Station
from console.practice.shift import Cast, enrol
from console.settings import Settings
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre, open_centre
from console.words.trouble import trouble

Answer = Callable[[object, Iterable[str]], None]
KEPT = "practice-before"
LOOK = "practice-look"
"""How the practice window looked; it outlives the practice store."""
LEAD_STATION = "practice-lead"


def in_an_empty_room(settings: Settings, played: Callable[[Centre], int]) -> int:
    """Play on an empty practice store and return the exit status; 2, with words, if it cannot be.

    Args:
        settings: of this machine.
        played: plays in the centre of that store; closes it, and returns the exit status.
    """
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
        return played(centre)
    finally:
        lock.unlock()


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


def workplace(
    centre: Centre,
    cast: Cast,
    secrets: Mapping[str, str],
    *,
    seen: bool,
    with_map: bool = True,
) -> Station:
    """Return the player's workplace, with everybody of ``cast`` enrolled and the application up.

    Args:
        centre: of the practice store.
        cast: who works and who is enrolled.
        secrets: what each sender signs with.
        seen: whether a person sees and hears it; how they left the window is remembered.
        with_map: whether the map's page is opened.
    """
    enrol(centre.desk, cast)
    look = centre.settings.data / LOOK if seen else None
    application(look or centre.settings.data / "practice")
    return Station(centre, secrets=secrets, aloud=seen, with_map=with_map, look=look)


def beside(centre: Centre) -> Centre:
    """Return the same centre as the station of the acted lead sees it, by the same clock."""
    settings = replace(centre.settings, station=LEAD_STATION)
    return open_centre(settings, practice=True, clock=centre.desk.now)
