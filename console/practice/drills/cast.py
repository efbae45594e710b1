"""Who is on the stage of a drill."""

from dataclasses import dataclass
from datetime import date

from console.domain.ids import StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Staff
from console.practice.drills.drill import Drill
from console.practice.shift import load_shift


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
