"""Why something about a case is not done."""

from dataclasses import dataclass, field
from typing import TypeAlias

from console.domain.care.landing import LandingPart
from console.domain.ids import CaseId, StaffId
from console.domain.people.staff import Role
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The case is closed, or was never opened."""


@dataclass(frozen=True, slots=True)
class NoSuchContact:
    """The contact is not part of an open case."""


@dataclass(frozen=True, slots=True)
class NoSuchClient:
    """Nobody is enrolled under this id."""


@dataclass(frozen=True, slots=True)
class TakenBy:
    """A colleague owns the case already."""

    staff: StaffId


@dataclass(frozen=True, slots=True)
class NotYours:
    """Only the owner of the case, or the lead, may do this.

    Attributes:
        owner: who answers for it.
        taken: whether they took it, or only answer for what nobody took.
    """

    owner: StaffId
    taken: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class NeedsRole:
    """It takes one of these roles."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """Whoever asks is not a member of staff who may work."""


@dataclass(frozen=True, slots=True)
class NeedsReasons:
    """The tier needs more reasons than were given."""

    tier: Tier
    wanted: int


@dataclass(frozen=True, slots=True)
class NeedsLeadForLower:
    """Going below what the rule suggests takes a reason and the shift lead."""

    suggested: Tier


@dataclass(frozen=True, slots=True)
class NoLocation:
    """There is no location to confirm yet."""


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """What was read back is not what stands there now.

    Attributes:
        line: the place as it stands there now.
    """

    line: str


@dataclass(frozen=True, slots=True)
class LandingLacks:
    """The case cannot be closed yet; this is what is missing.

    Attributes:
        untold: the lists in which somebody was told and no record says so.
    """

    parts: tuple[LandingPart, ...]
    steps: tuple[str, ...] = ()
    tries: int = 0
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingThere:
    """There is nothing under this name (quarantine, entry, follow-up)."""


@dataclass(frozen=True, slots=True)
class TakenElsewhere:
    """What a 911 centre sent back was taken in for another case: the number of that one."""

    number: int


@dataclass(frozen=True, slots=True)
class SameCase:
    """A case cannot be joined with itself, nor a lone contact split off."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class DifferentClients:
    """The two cases are known to be about two different people."""


@dataclass(frozen=True, slots=True)
class TwoOwners:
    """Two people work on the two cases: only a lead joins them."""

    owners: tuple[StaffId, StaffId]


CaseReason: TypeAlias = (
    NotOpen
    | NoSuchContact
    | NoSuchClient
    | TakenBy
    | NotYours
    | NeedsRole
    | NotSignedIn
    | NeedsReasons
    | NeedsLeadForLower
    | NoLocation
    | PlaceChanged
    | LandingLacks
    | NothingThere
    | TakenElsewhere
    | SameCase
    | DifferentClients
    | TwoOwners
)
