"""What can be asked of aftercare: follow-ups, and what was begun for a client."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from console.domain.care.after.caring import CaringEnd, CaringOutcome
from console.domain.care.after.discharge import DischargeEnd, VisitKind
from console.domain.care.after.frequency import Frequency, ReviewOutcome
from console.domain.care.after.message import GivenBy
from console.domain.care.after.referral import ReferralState
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.ids import (
    CaseId,
    ClientId,
    ContactId,
    DischargeId,
    EscalationId,
    MessageId,
    ReferralId,
)
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class Fresh:
    """Names for what a concern, or a call, may open."""

    case: CaseId
    contact: ContactId
    run: EscalationId


@dataclass(frozen=True, slots=True)
class TryFollowUp:
    """Write down one try to reach somebody after a landing, or after a missed session.

    Attributes:
        new_safety_concern: opens care again at once, whatever came of the try.
        next_contact: when it is tried again; by the rules, if none is named.
        ended: why nothing is owed any more.
        fresh: names for the case and contact that a concern opens; else the rules name them.
    """

    case: CaseId
    outcome: FollowUpOutcome
    new_safety_concern: bool
    next_contact: datetime | None = None
    ended: FollowUpEnd | None = None
    fresh: Fresh | None = None


@dataclass(frozen=True, slots=True)
class BeginFollowUp:
    """Make a follow-up call in a case of its own, with its checklist if that may be used."""

    case: CaseId
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class EndFollowUp:
    """Say why a follow-up is not owed any more, without a try."""

    case: CaseId
    why: FollowUpEnd


@dataclass(frozen=True, slots=True)
class WriteLookBack:
    """Write down what was planned, what happened, why, what to keep and what to change.

    Attributes:
        supported: whether relief or support was offered to whoever had the case.
    """

    case: CaseId
    planned: Private[str]
    happened: Private[str]
    why: Private[str]
    keep: Private[str]
    change: Private[str]
    supported: bool = False


@dataclass(frozen=True, slots=True)
class RaiseFrequency:
    """Have somebody contacted more often than usual, until a day of review."""

    client: ClientId
    was: Frequency
    now: Frequency
    start: date
    review_on: date
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class ReviewFrequency:
    """Say whether the raised frequency goes on; ``review_on`` is the next look, if it does."""

    client: ClientId
    outcome: ReviewOutcome
    reason: Private[str]
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class WriteTeamMessage:
    """Keep a message to the care team; it is owed until somebody has given it."""

    client: ClientId
    message: MessageId
    text: Private[str]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class GiveTeamMessage:
    """Say how a message was given and to whom, or why it was not."""

    client: ClientId
    message: MessageId
    how: GivenBy
    to: Private[str]


@dataclass(frozen=True, slots=True)
class PlanCaring:
    """Begin caring contacts; ``agreed`` anew, for somebody who had wanted no more."""

    client: ClientId
    start: date
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class TryCaring:
    """Write down a caring contact; ``checked`` that it was safe to reach them."""

    client: ClientId
    number: int
    outcome: CaringOutcome
    checked: bool


@dataclass(frozen=True, slots=True)
class StopCaring:
    """Make no more caring contacts."""

    client: ClientId
    why: CaringEnd


@dataclass(frozen=True, slots=True)
class RecordDischarge:
    """Write down that a client left a hospital."""

    client: ClientId
    discharge: DischargeId
    on: date
    facility: Private[str]


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """Write down that a client was seen after a discharge."""

    client: ClientId
    discharge: DischargeId
    on: date
    kind: VisitKind


@dataclass(frozen=True, slots=True)
class CloseDischarge:
    """Stop watching the dates after a discharge, with the reason."""

    client: ClientId
    discharge: DischargeId
    why: DischargeEnd


@dataclass(frozen=True, slots=True)
class SendReferral:
    """Write down that somebody was referred to a service."""

    client: ClientId
    referral: ReferralId
    to: Private[str]
    asked_for: Private[str]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class MoveReferral:
    """Write down how far a referral has come."""

    client: ClientId
    referral: ReferralId
    state: ReferralState
    appointment: datetime | None = None
    reason: Private[str] | None = None


FollowUpCommand: TypeAlias = TryFollowUp | BeginFollowUp | EndFollowUp
AfterCommand: TypeAlias = (
    RaiseFrequency
    | ReviewFrequency
    | WriteTeamMessage
    | GiveTeamMessage
    | PlanCaring
    | TryCaring
    | StopCaring
    | RecordDischarge
    | RecordVisit
    | CloseDischarge
    | SendReferral
    | MoveReferral
)
