"""Who is on the stage of a drill, and what is kept ready for it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from console.domain.ids import StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Staff
from console.practice.drills.drill import Drill
from console.practice.senders import fresh_secrets
from console.practice.shift import load_shift
from console.settings import Settings
from console.wiring.centre import Centre, open_centre

LEAD_STATION = "practice-lead"


@dataclass(frozen=True, slots=True)
class DrillBill:
    """What is played, and how.

    Attributes:
        aar: where the review is written once it is over; ``None``, and it is not.
    """

    drill: Drill
    headless: bool = False
    aar: Path | None = None


@dataclass(frozen=True, slots=True)
class DrillCast:
    """The staff of the practice shift, and the clients of the drill."""

    clients: tuple[Client, ...]
    staff: tuple[Staff, ...]
    player: StaffId
    lead: StaffId


def cast_of(drill: Drill, today: date) -> DrillCast:
    """Return who plays ``drill``.

    Raises:
        UnsoundShift: the practice shift, whose staff it is, cannot be read.
    """
    shift = load_shift(1, today)
    return DrillCast(drill.clients, shift.staff, shift.player, shift.lead)


def secrets_of(drill: Drill) -> dict[str, str]:
    """Return what each sender of ``drill`` signs with."""
    return fresh_secrets(drill.senders)


def lead_centre(settings: Settings) -> Centre:
    """Return the centre as the station of the acted lead sees it."""
    return open_centre(replace(settings, station=LEAD_STATION), practice=True)
