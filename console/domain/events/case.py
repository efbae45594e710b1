"""What happens in one case, from being taken to its follow-up."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from console.domain.care.case import Landing, Lateness, Rung
from console.domain.care.disclosure import Disclosure, Recipient
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.ids import CaseId, EscalationId, StepId
from console.domain.people.circle import Oral
from console.domain.people.plan import Part
from console.domain.place.fallback import Fallback
from console.domain.place.location import Location
from console.domain.place.returned import Returned
from console.domain.private import Private
from console.domain.tier import Tier


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
    """A line of the safety plan was tried, or that was taken back.

    Attributes:
        version: of the plan that the line stands in; 0 where that was not written down.
    """

    case: CaseId
    part: Part
    item: int
    used: bool
    version: int = 0


@dataclass(frozen=True, slots=True)
class OralAgreementNoted:
    """The client agreed, without a signature, that somebody is told (45 CFR 164.510(b)).

    Attributes:
        said: what was said, or what the judgement rests on.
    """

    case: CaseId
    who: Private[str]
    kind: Oral
    said: Private[str]


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The owner called the shift lead."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    """A lead came."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ConsultOwed:
    """Somebody acted first, in an attempt, and has to consult a lead or clinician after."""

    case: CaseId
    escalation: EscalationId
    step: StepId


@dataclass(frozen=True, slots=True)
class ConsultWritten:
    """A consultation was written down: with whom, what they advised, and whether they agree."""

    case: CaseId
    consulted: Private[str]
    advice: Private[str]
    agrees: bool


@dataclass(frozen=True, slots=True)
class DisclosureMade:
    """Something about the client was told to somebody outside.

    Attributes:
        recipient: what sort of somebody; ``None`` in entries from before it was asked.
        sud: whether anything of substance-use treatment was told.
        escalation: the run in which it was told, and ``step`` there; ``None`` outside a run.
        corrects: the entry of the record whose place this one takes, once its step was opened
            again and answered anew; 0 for none.
    """

    case: CaseId
    disclosure: Private[Disclosure]
    basis: str
    recipient: Recipient | None = None
    sud: bool = False
    escalation: EscalationId | None = None
    step: StepId | None = None
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class StatusReturned:
    """A 911 centre sent back how it stands; it is offered, and stands in nobody's place.

    Attributes:
        sha256: of the file that it was read from, in hexadecimal.
    """

    case: CaseId
    said: Private[Returned]
    sha256: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case landed."""

    case: CaseId
    landing: Landing


@dataclass(frozen=True, slots=True)
class FollowUpTried:
    """Somebody tried to reach the client: after a landing, or after a missed session.

    Attributes:
        next_contact: when the next try is due.
        ended: why nothing is owed any more.
        into: the case in which a new safety concern arrived.
    """

    case: CaseId
    outcome: FollowUpOutcome
    new_safety_concern: bool
    next_contact: datetime | None = None
    ended: FollowUpEnd | None = None
    into: CaseId | None = None


@dataclass(frozen=True, slots=True)
class FallbackTried:
    """Somebody was called instead of the 911 centre of the place, and answered or did not.

    Attributes:
        number: what was dialled, E.164 where it has ten digits; empty when nobody wrote it down.
    """

    case: CaseId
    fallback: Fallback
    number: str
    reached: bool


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
    | OralAgreementNoted
    | HelpAsked
    | HelpAnswered
    | ConsultOwed
    | ConsultWritten
    | DisclosureMade
    | StatusReturned
    | CaseClosed
    | FollowUpTried
    | FallbackTried
)
