"""What a 911 centre sent back about a case: its incident number, and who is on the way."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import StaffId
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that was sent, as the centre describes it; times are aware, in UTC.

    Attributes:
        status: in the centre's own word.
        dispatched, arrived: when it was sent, and when it was there; ``None`` where nobody says.
            That it was there is not that it has reached the person.
        eta: when it is expected.
    """

    name: str
    kind: str = ""
    status: str = ""
    dispatched: datetime | None = None
    arrived: datetime | None = None
    eta: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A status as it came.

    Attributes:
        agency: who says so, as they call themselves.
        incident: their own number; empty where they give none.
        stamped: when they wrote it.
    """

    agency: str
    incident: str
    units: tuple[Unit, ...]
    stamped: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A status that lies in a case: offered, and in nobody's place.

    Attributes:
        sha256: of the file that it was read from, in hexadecimal.
        entry: the number of its entry.
    """

    said: Private[Returned]
    sha256: str
    at: datetime
    by: StaffId
    entry: int


def latest(offered: tuple[Offered, ...]) -> Returned | None:
    """Return what the centre said last; nothing where it was erased."""
    said = (one.said.value for one in reversed(offered))
    return next((one for one in said if one is not None), None)
