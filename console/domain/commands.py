"""What can be asked for.  Imperative: a command may be refused.

New names (of a case, of a run) and new salts are drawn by whoever asks, never by
the rules, so that deciding the same command twice gives the same events.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from console.domain.care.case import Landing
from console.domain.care.contact import ContactKind, Suggestion
from console.domain.care.disclosure import Disclosure
from console.domain.care.followup import FollowUpOutcome
from console.domain.tier import Tier
from console.domain.ids import CaseId, ClientId, ContactId, EscalationId, ProtocolId, StaffId, StepId
from console.domain.people.client import Client
from console.domain.people.plan import Part
from console.domain.people.staff import Staff
from console.domain.place.facility import FacilityId
from console.domain.place.location import Location
from console.domain.private import Private
from console.domain.protocol.escalation import SkipCode, Value


@dataclass(frozen=True, slots=True)
class OpenJournal:
    """Give a new journal its name, and say whether it is practice."""

    journal: str
    practice: bool


@dataclass(frozen=True, slots=True)
class RecordStaff:
    """Add or change a member of staff."""

    staff: StaffId
    record: Private[Staff]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sit down at a station; ``leads`` to lead this shift."""

    leads: bool = False


@dataclass(frozen=True, slots=True)
class SignOut:
    """Leave the station."""


@dataclass(frozen=True, slots=True)
class RecordClient:
    """Write down what the programme knows of a client."""

    client: ClientId
    record: Private[Client]
    source: str


@dataclass(frozen=True, slots=True)
class PublishProtocol:
    """Publish a version of a protocol: its whole text."""

    source: str


@dataclass(frozen=True, slots=True)
class ApproveProtocol:
    """Stand for a version of a protocol, as clinical lead."""

    protocol: ProtocolId
    version: int
    credential: str
    next_review: date


@dataclass(frozen=True, slots=True)
class NoteImport:
    """Say in the journal that a file of facilities was read."""

    format: str
    sha256: str
    vintage: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class VerifyNumber:
    """Say that a facility's number was called and is right."""

    facility: FacilityId
    number: str


@dataclass(frozen=True, slots=True)
class QuarantineEvent:
    """Keep something unreadable for a lead."""

    quarantine: str
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResolveQuarantine:
    """Release or discard what was kept."""

    quarantine: str
    released: bool


@dataclass(frozen=True, slots=True)
class EraseWords:
    """Erase the private words of an entry."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """Open a record for review."""

    case: CaseId | None = None
    client: ClientId | None = None


@dataclass(frozen=True, slots=True)
class ReceiveContact:
    """Put a newly arrived contact in the queue.

    Attributes:
        fresh: the name of the case to open when the client has no open one.
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
class TakeCase:
    """Become the owner of the case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReleaseCase:
    """Give the case back to the lead on shift."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class RankCase:
    """Move the case in the queue, against the rule."""

    case: CaseId
    tier: Tier
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class WatchClocks:
    """Let every clock that has run out by now be written down."""


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


@dataclass(frozen=True, slots=True)
class SetTier:
    """Set the tier of the case."""

    case: CaseId
    tier: Tier
    reasons: tuple[Private[str], ...] = ()


@dataclass(frozen=True, slots=True)
class StateLocation:
    """Write down where the person is."""

    case: CaseId
    location: Private[Location]


@dataclass(frozen=True, slots=True)
class ConfirmLocation:
    """Say that the location was read back and agreed."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write something down; ``happened_at`` when that was earlier."""

    case: CaseId
    text: Private[str]
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UsePlanPart:
    """Tick a line of the safety plan, or take the tick back."""

    case: CaseId
    part: Part
    item: int
    used: bool = True


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Call the shift lead to the case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class AnswerHelp:
    """Come to a case as lead."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class RecordDisclosure:
    """Write down what was told to whom."""

    case: CaseId
    disclosure: Private[Disclosure]
    basis: str


@dataclass(frozen=True, slots=True)
class StartEscalation:
    """Begin a protocol in a case, in its newest version that may be used here."""

    case: CaseId
    escalation: EscalationId
    protocol: ProtocolId
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class DoStep:
    """Settle a step with its evidence.

    Attributes:
        fresh: the name of the run to begin if the answer branches to another protocol.
        deliberate: the second press that an answer against a person's will needs.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    fresh: EscalationId
    answer: str | None = None
    values: tuple[Value, ...] = ()
    happened_at: datetime | None = None
    deliberate: bool = False


@dataclass(frozen=True, slots=True)
class SkipStep:
    """Settle a step by a coded reason instead."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    code: SkipCode


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Open a settled step again."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    reason: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class CloseCase:
    """End the case with its landing."""

    case: CaseId
    landing: Landing


@dataclass(frozen=True, slots=True)
class TryFollowUp:
    """Write down one try to reach the client after a landing."""

    case: CaseId
    outcome: FollowUpOutcome
    new_safety_concern: bool
    next_contact: datetime | None = None


Command: TypeAlias = (
    OpenJournal
    | RecordStaff
    | SignIn
    | SignOut
    | RecordClient
    | PublishProtocol
    | ApproveProtocol
    | NoteImport
    | VerifyNumber
    | QuarantineEvent
    | ResolveQuarantine
    | EraseWords
    | ReadRecord
    | ReceiveContact
    | AnswerCall
    | EndCall
    | TakeCase
    | ReleaseCase
    | RankCase
    | WatchClocks
    | IdentifyClient
    | MergeCases
    | SplitContact
    | SetTier
    | StateLocation
    | ConfirmLocation
    | WriteNote
    | UsePlanPart
    | AskForHelp
    | AnswerHelp
    | RecordDisclosure
    | StartEscalation
    | DoStep
    | SkipStep
    | UndoStep
    | CloseCase
    | TryFollowUp
)
