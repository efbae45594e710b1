"""Why a command can be refused.  Values, not sentences: ``console.words`` says them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from console.domain.barred import GateReason
from console.domain.ids import CaseId, ProtocolId, StaffId, StepId
from console.domain.people.release import ReleasePart
from console.domain.people.staff import Role
from console.domain.protocol.faults import ProtocolFault
from console.domain.reasons.aftercare import AfterLacks, NotFromHere
from console.domain.reasons.instrument import InstrumentReason
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
class NoSuchProtocol:
    """No protocol of this name is published."""

    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Live work takes protocols that a clinical lead has approved."""

    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class NoSuchStep:
    """The run, or the step in it, does not exist or is over."""


@dataclass(frozen=True, slots=True)
class NeedsEvidence:
    """The step cannot be settled without these fields.

    Attributes:
        labels: what the fields are called on the screen, in the same order.
        text: what the step says.
    """

    step: StepId
    fields: tuple[str, ...]
    labels: tuple[str, ...] = field(default=(), compare=False)
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """The step is a choice: one of its answers must be given."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsSecondPress:
    """The answer acts against a person's will and takes a second, deliberate press."""

    step: StepId


@dataclass(frozen=True, slots=True)
class GateCannotBeSkipped:
    """A gate is passed by its evidence, never by a skip."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsLeadBeside:
    """The step is passed by a lead, or after one has come since the list was begun."""

    step: StepId


@dataclass(frozen=True, slots=True)
class AdvisedAgainst:
    """Whoever was consulted does not agree to it."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsCosign:
    """The case was high, help came without consent, or a step was skipped: a lead co-signs."""

    step: StepId


@dataclass(frozen=True, slots=True)
class AlreadyRunning:
    """The protocol is running in this case."""

    protocol: ProtocolId


class LandingPart(StrEnum):
    """What a landing can lack."""

    TIER_SET = "tier_set"
    RESPONDERS = "responders"
    NEXT_CONTACT = "next_contact"
    WHO_HAS_THEM = "who_has_them"
    OPEN_STEPS = "open_steps"
    LOWER_REASON = "lower_reason"
    RINGING = "ringing"
    LOST = "lost"
    UNREAD = "unread"
    CLOSING = "closing"
    CONSULT = "consult"
    NEXT_TOO_LATE = "next_too_late"
    TRIES = "tries"
    UNTOLD = "untold"
    FORM = "form"
    COSIGN = "cosign"


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
class ProtocolUnsound:
    """The protocol cannot be published as it stands."""

    faults: tuple[ProtocolFault, ...]


@dataclass(frozen=True, slots=True)
class VersionTaken:
    """The version is published with other content; a published version never changes."""

    protocol: ProtocolId
    version: int


@dataclass(frozen=True, slots=True)
class NothingThere:
    """There is nothing under this name (quarantine, entry, follow-up)."""


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


@dataclass(frozen=True, slots=True)
class NotWithThem:
    """Whoever has no open case of the client, and is no lead or clinician, leaves it as it is."""


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """The client's record is no longer the one that the new one was made from."""


@dataclass(frozen=True, slots=True)
class NobodyCalled:
    """Nobody of this name is in the circle."""

    name: str


@dataclass(frozen=True, slots=True)
class SameName:
    """Two people in the circle are called so, and it has to be known which is meant."""

    name: str


@dataclass(frozen=True, slots=True)
class Barred:
    """They are never to be contacted, so nothing lets them be told until the bar is lifted."""

    name: str


@dataclass(frozen=True, slots=True)
class NoRelease:
    """There is no release of theirs."""

    name: str


@dataclass(frozen=True, slots=True)
class ReleaseLacks:
    """The release does not count without these."""

    parts: tuple[ReleasePart, ...]


class Lacking(StrEnum):
    """Words without which a fact about a client is not written down."""

    NAME = "name"
    REASON = "reason"
    WHAT_WAS_SAID = "what_was_said"
    PLAN_LINES = "plan_lines"


@dataclass(frozen=True, slots=True)
class NeedsWords:
    """It needs something in words."""

    what: Lacking


@dataclass(frozen=True, slots=True)
class NotOnScale:
    """The number is not on its scale."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """Another version of the safety plan was written meanwhile.

    Attributes:
        version: the one that stands there now; 0 for none.
    """

    version: int


RuleReason: TypeAlias = (
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
    | NoSuchProtocol
    | NotApproved
    | NoSuchStep
    | NeedsEvidence
    | NeedsAnswer
    | NeedsSecondPress
    | GateCannotBeSkipped
    | NeedsLeadBeside
    | AdvisedAgainst
    | NeedsCosign
    | AlreadyRunning
    | LandingLacks
    | ProtocolUnsound
    | VersionTaken
    | NothingThere
    | AfterLacks
    | NotFromHere
    | SameCase
    | DifferentClients
    | TwoOwners
    | NotWithThem
    | RecordChanged
    | NobodyCalled
    | SameName
    | Barred
    | NoRelease
    | ReleaseLacks
    | NeedsWords
    | NotOnScale
    | PlanChanged
)

Reason: TypeAlias = RuleReason | GateReason | InstrumentReason


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """The rules do not allow the command."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
