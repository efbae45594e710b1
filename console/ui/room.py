"""What stands beside the desk: reading back, drafts, places.

Every part is a port; ``console.wiring`` chooses what is behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from console.domain.ids import CaseId, StaffId
from console.domain.place.candidate import Candidate
from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.journal.history import History
from console.places.psap.answer import Answer

if TYPE_CHECKING:  # geopy takes a third of a second, which no window start should wait for
    from console.places.nearest import Near


class Drafts(Protocol):
    """Notes that are being written: kept every two seconds, journaled when finished."""

    def keep(self, case: CaseId, staff: StaffId, text: str) -> None:
        """Keep the note as it is now; empty text forgets it."""

    def find(self, case: CaseId, staff: StaffId) -> str:
        """Return the note as it was last kept, or nothing."""


class Places(Protocol):
    """Where things are, offline."""

    def near(self, point: Point, kinds: Sequence[FacilityKind], n: int) -> "Sequence[Near]":
        """Return the nearest ``n`` facilities of ``kinds``, nearest first."""

    def answer(self, point: Point, error_m: float = 0.0) -> Answer:
        """Return every 911 centre that may answer within ``error_m``, and whom to reach else."""

    def locate(self, text: str) -> Sequence[Candidate]:
        """Return where ``text`` may be, most precise first."""

    def outside(self) -> tuple[str, str] | None:
        """Return who may be asked on another machine, and the warning; nothing when nobody."""

    def locate_outside(self, text: str) -> tuple[Sequence[Candidate], str]:
        """Ask there: the words leave this machine.  Places, and a sentence where there are none."""

    def hospitals(self) -> Sequence[Facility]:
        """Return all hospitals, for the map."""


@dataclass(frozen=True, slots=True)
class Room:
    """The parts that panes may ask, off the GUI thread."""

    history: History
    drafts: Drafts
    places: Places
