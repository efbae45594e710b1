"""What can be asked about contacts, and whose they are."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.care.contact import ContactKind, Suggestion
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.instrument.paper import Paper
from console.domain.place.location import Location
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class ReceiveContact:
    """Put a newly arrived contact in the queue.

    Attributes:
        fresh: the name of the case to open when the client has no open one.
        paper: the filled form that it came with, for one that came so.
    """

    contact: ContactId
    fresh: CaseId
    kind: ContactKind
    sender: str
    suggestion: Suggestion
    client: ClientId | None = None
    said: Private[str] | None = None
    phone: Private[str] | None = None
    call_id: str | None = None
    ringing: bool = False
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class OfferLocation:
    """Hand on where a sender says that the person is; it is never applied by itself."""

    contact: ContactId
    location: Private[Location]


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Say that a ringing call was picked up."""

    contact: ContactId


@dataclass(frozen=True, slots=True)
class EndCall:
    """Say that a call is over; ``dropped`` when it broke off in the middle."""

    contact: ContactId
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class IdentifyClient:
    """Say which client the case is about; joins another open case of theirs."""

    case: CaseId
    client: ClientId


@dataclass(frozen=True, slots=True)
class MergeCases:
    """Join two cases that are one person's."""

    into: CaseId
    gone: CaseId


@dataclass(frozen=True, slots=True)
class SplitContact:
    """Make a contact a case of its own (named ``fresh``)."""

    contact: ContactId
    fresh: CaseId


ContactCommand: TypeAlias = (
    ReceiveContact
    | OfferLocation
    | AnswerCall
    | EndCall
    | IdentifyClient
    | MergeCases
    | SplitContact
)
