"""What happens to contacts, and to which case they belong."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.care.contact import ContactKind, Suggestion
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.instrument.paper import Paper
from console.domain.place.location import Location
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class ContactArrived:
    """Somebody, or something that watches over them, reached the line.

    Attributes:
        case: a new case, or the open one of the same client.
        call_id: what the telephone system calls the call; ``None`` for anything else.
    """

    contact: ContactId
    case: CaseId
    kind: ContactKind
    sender: str
    suggestion: Suggestion
    client: ClientId | None = None
    said: Private[str] | None = None
    phone: Private[str] | None = None
    call_id: str | None = None
    ringing: bool = False


@dataclass(frozen=True, slots=True)
class FormArrived:
    """What a contact came with: a filled form of another system, byte for byte."""

    contact: ContactId
    case: CaseId
    paper: Paper


@dataclass(frozen=True, slots=True)
class LocationOffered:
    """A sender said where the person is; nobody of ours has taken it yet."""

    contact: ContactId
    case: CaseId
    location: Private[Location]


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """A ringing call was picked up."""

    contact: ContactId
    case: CaseId


@dataclass(frozen=True, slots=True)
class CallEnded:
    """A call is over: hung up, given up before anybody answered, or dropped in the middle."""

    contact: ContactId
    case: CaseId
    answered: bool
    dropped: bool


@dataclass(frozen=True, slots=True)
class ContactSplit:
    """A contact turned out to belong to somebody else and became its own case."""

    contact: ContactId
    case: CaseId
    into: CaseId


@dataclass(frozen=True, slots=True)
class CasesMerged:
    """Two cases turned out to be one person's; ``gone`` goes on in ``into``."""

    into: CaseId
    gone: CaseId


@dataclass(frozen=True, slots=True)
class CaseIdentified:
    """It became known which client the case is about."""

    case: CaseId
    client: ClientId


ContactEvent: TypeAlias = (
    ContactArrived
    | FormArrived
    | LocationOffered
    | CallAnswered
    | CallEnded
    | ContactSplit
    | CasesMerged
    | CaseIdentified
)
