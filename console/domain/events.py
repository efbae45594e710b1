"""What can happen.  Past tense: an event is a fact and is never refused.

Who did it, where and when stands in the entry around it (``journal.entry``).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from console.domain.care.case import Landing, Lateness, Rung
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
from console.domain.protocol.escalation import EndedBy, SkipCode, Value


@dataclass(frozen=True, slots=True)
class JournalOpened:
    """The first entry: which journal this is, and whether it is practice."""

    journal: str
    practice: bool


@dataclass(frozen=True, slots=True)
class StaffRecorded:
    """A member of staff was added or changed."""

    staff: StaffId
    record: Private[Staff]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody sat down at a station; ``leads`` says that they lead this shift."""

    staff: StaffId
    leads: bool


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Somebody left their station."""

    staff: StaffId


@dataclass(frozen=True, slots=True)
class ClientRecorded:
    """What the programme knows of a client was written anew, from ``source``."""

    client: ClientId
    record: Private[Client]
    source: str


@dataclass(frozen=True, slots=True)
class ProtocolPublished:
    """A version of a protocol was published; ``source`` is its whole text (TOML)."""

    protocol: ProtocolId
    version: int
    source: str


@dataclass(frozen=True, slots=True)
class ProtocolApproved:
    """A named clinical lead stands for a version of a protocol."""

    protocol: ProtocolId
    version: int
    credential: str
    next_review: date


@dataclass(frozen=True, slots=True)
class DirectoryImported:
    """A file of facilities was read into the directory."""

    format: str
    sha256: str
    vintage: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class NumberVerified:
    """Somebody called a facility's number and it was right."""

    facility: FacilityId
    number: str


@dataclass(frozen=True, slots=True)
class EventQuarantined:
    """Something arrived at the door that could not be read; it is kept for a lead."""

    quarantine: str
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class QuarantineResolved:
    """A lead released or discarded what was in quarantine."""

    quarantine: str
    released: bool


@dataclass(frozen=True, slots=True)
class WordsErased:
    """The private words of an entry were erased; its digest stays."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordRead:
    """Somebody opened a record without owning the case."""

    case: CaseId | None
    client: ClientId | None


@dataclass(frozen=True, slots=True)
class ContactArrived:
    """Somebody, or something that watches over them, reached the line.

    Attributes:
        case: a new case, or the open one of the same client.
        id_in_sender: the sender's own id of the event, for tracing it back.
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
class CaseTaken:
    """A person became the owner of the case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class CaseReleased:
    """The owner gave the case back; the lead on shift answers for it again."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class CaseRanked:
    """A person moved the case in the queue, with a reason."""

    case: CaseId
    tier: Tier
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class CeilingCrossed:
    """A waiting case passed its ceiling and rises."""

    case: CaseId
    lateness: Lateness


@dataclass(frozen=True, slots=True)
class AlertClimbed:
    """Nobody took a high case, so the call for somebody went one rung up."""

    case: CaseId
    rung: Rung


@dataclass(frozen=True, slots=True)
class CaseIdentified:
    """It became known which client the case is about."""

    case: CaseId
    client: ClientId


@dataclass(frozen=True, slots=True)
class CasesMerged:
    """Two cases turned out to be one person's; ``gone`` goes on in ``into``."""

    into: CaseId
    gone: CaseId


@dataclass(frozen=True, slots=True)
class ContactSplit:
    """A contact turned out to belong to somebody else and became its own case."""

    contact: ContactId
    case: CaseId
    into: CaseId


@dataclass(frozen=True, slots=True)
class TierSet:
    """A person set the tier.

    Attributes:
        suggested: what the rule had said.
        reasons: at least two for imminent; one when below the rule.
    """

    case: CaseId
    tier: Tier
    suggested: Tier | None
    reasons: tuple[Private[str], ...] = ()


@dataclass(frozen=True, slots=True)
class LocationStated:
    """Somebody said, or a record shows, where the person is."""

    case: CaseId
    location: Private[Location]


@dataclass(frozen=True, slots=True)
class LocationConfirmed:
    """The location was read back and agreed."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """Something was written down; ``happened_at`` when that was earlier than the entry."""

    case: CaseId
    text: Private[str]
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanPartUsed:
    """A line of the safety plan was tried, or that was taken back."""

    case: CaseId
    part: Part
    item: int
    used: bool


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The owner called the shift lead."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    """A lead came."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class DisclosureMade:
    """Something about the client was told to somebody outside."""

    case: CaseId
    disclosure: Private[Disclosure]
    basis: str


@dataclass(frozen=True, slots=True)
class EscalationStarted:
    """A protocol was begun.

    Attributes:
        caller: the run that waits for this one, for a called protocol.
    """

    case: CaseId
    escalation: EscalationId
    protocol: ProtocolId
    version: int
    caller: EscalationId | None = None
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step was done, with its evidence.

    Attributes:
        text: what the step said, so that the entry can be read by itself.
        answer: the key of the answer that was given.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    answer: str | None = None
    values: tuple[Value, ...] = ()
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepTried:
    """A step was answered in a way that leaves it open, for example "refused to say where"."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    answer: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """A step was skipped, with a coded reason."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    code: SkipCode


@dataclass(frozen=True, slots=True)
class StepsPassed:
    """An answer led past these steps."""

    case: CaseId
    escalation: EscalationId
    steps: tuple[StepId, ...]


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A settled step was opened again: a correction, never an erasure."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    reason: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class ClockMissed:
    """The time of a current step ran out."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str


@dataclass(frozen=True, slots=True)
class RolePaged:
    """Somebody is called in by the checklist: the shift lead or the clinician on call."""

    case: CaseId
    role: str
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class EscalationEnded:
    """A run is over."""

    case: CaseId
    escalation: EscalationId
    why: EndedBy


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case landed."""

    case: CaseId
    landing: Landing


@dataclass(frozen=True, slots=True)
class FollowUpTried:
    """Somebody tried to reach the client again, after the case was closed."""

    case: CaseId
    outcome: FollowUpOutcome
    new_safety_concern: bool
    next_contact: datetime | None = None


CentreEvent: TypeAlias = (
    JournalOpened
    | StaffRecorded
    | SignedIn
    | SignedOut
    | ClientRecorded
    | ProtocolPublished
    | ProtocolApproved
    | DirectoryImported
    | NumberVerified
    | EventQuarantined
    | QuarantineResolved
    | WordsErased
    | RecordRead
)
ContactEvent: TypeAlias = (
    ContactArrived | CallAnswered | CallEnded | ContactSplit | CasesMerged | CaseIdentified
)
CaseEvent: TypeAlias = (
    CaseTaken
    | CaseReleased
    | CaseRanked
    | CeilingCrossed
    | AlertClimbed
    | TierSet
    | LocationStated
    | LocationConfirmed
    | NoteWritten
    | PlanPartUsed
    | HelpAsked
    | HelpAnswered
    | DisclosureMade
    | CaseClosed
    | FollowUpTried
)
RunEvent: TypeAlias = (
    EscalationStarted
    | StepDone
    | StepTried
    | StepSkipped
    | StepsPassed
    | StepUndone
    | ClockMissed
    | RolePaged
    | EscalationEnded
)
Event: TypeAlias = CentreEvent | ContactEvent | CaseEvent | RunEvent


def case_of(event: Event) -> CaseId | None:
    """Return the case that ``event`` belongs to; for a merge, the one that goes on."""
    if isinstance(event, CasesMerged):
        return event.into
    case: CaseId | None = getattr(event, "case", None)
    return case
