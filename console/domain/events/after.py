"""What happens in aftercare, beside the tries of a follow-up (``events.case``)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from console.domain.care.after.caring import CaringEnd, CaringOutcome
from console.domain.care.after.discharge import DischargeEnd, VisitKind
from console.domain.care.after.frequency import Frequency, ReviewOutcome
from console.domain.care.after.message import GivenBy
from console.domain.care.after.referral import ReferralState
from console.domain.care.followup import FollowUpEnd
from console.domain.ids import CaseId, ClientId, DischargeId, MessageId, ReferralId
from console.domain.private import Private
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class FollowUpBegun:
    """A case was opened to make the follow-up call of ``case`` in."""

    case: CaseId
    into: CaseId


@dataclass(frozen=True, slots=True)
class FollowUpEnded:
    """A follow-up is not owed any more, for a reason that was given without a try."""

    case: CaseId
    why: FollowUpEnd


@dataclass(frozen=True, slots=True)
class LookBackOwed:
    """A case landed that somebody has yet to look back at, by ``due``.

    Attributes:
        number: what people call the case.
    """

    case: CaseId
    number: int
    client: ClientId | None
    tier: Tier
    due: datetime


@dataclass(frozen=True, slots=True)
class LookBackWritten:
    """Somebody looked back at a case that has landed.

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
class FrequencyRaised:
    """Somebody is contacted more often than usual, until a day of review."""

    client: ClientId
    was: Frequency
    now: Frequency
    start: date
    review_on: date
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class FrequencyReviewed:
    """Somebody looked whether the raised frequency is still needed."""

    client: ClientId
    outcome: ReviewOutcome
    reason: Private[str]
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class TeamMessageWritten:
    """A message to the care team was written; nobody has it yet.

    Attributes:
        number: what people call the case that it is about.
    """

    client: ClientId
    message: MessageId
    text: Private[str]
    due: datetime
    case: CaseId | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TeamMessageGiven:
    """Somebody gave the message, and says how and to whom; or why it was not given."""

    client: ClientId
    message: MessageId
    how: GivenBy
    to: Private[str]


@dataclass(frozen=True, slots=True)
class CaringPlanned:
    """Caring contacts were begun; ``due`` are their days."""

    client: ClientId
    start: date
    due: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class CaringTried:
    """A caring contact was made, could not be made, or was held back."""

    client: ClientId
    number: int
    outcome: CaringOutcome
    checked: bool


@dataclass(frozen=True, slots=True)
class CaringStopped:
    """No more caring contacts are made."""

    client: ClientId
    why: CaringEnd


@dataclass(frozen=True, slots=True)
class DischargeRecorded:
    """A client left a hospital."""

    client: ClientId
    discharge: DischargeId
    on: date
    facility: Private[str]


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """A client was seen after a discharge."""

    client: ClientId
    discharge: DischargeId
    on: date
    kind: VisitKind


@dataclass(frozen=True, slots=True)
class DischargeClosed:
    """The dates after a discharge are not watched any more."""

    client: ClientId
    discharge: DischargeId
    why: DischargeEnd


@dataclass(frozen=True, slots=True)
class ReferralSent:
    """Somebody was referred to a service."""

    client: ClientId
    referral: ReferralId
    to: Private[str]
    asked_for: Private[str]
    due: datetime
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class ReferralMoved:
    """A referral came one step on; ``due`` is when the step after it is to be heard of."""

    client: ClientId
    referral: ReferralId
    state: ReferralState
    due: datetime | None = None
    appointment: datetime | None = None
    reason: Private[str] | None = None


AfterEvent: TypeAlias = (
    FollowUpBegun
    | FollowUpEnded
    | LookBackOwed
    | LookBackWritten
    | FrequencyRaised
    | FrequencyReviewed
    | TeamMessageWritten
    | TeamMessageGiven
    | CaringPlanned
    | CaringTried
    | CaringStopped
    | DischargeRecorded
    | VisitRecorded
    | DischargeClosed
    | ReferralSent
    | ReferralMoved
)
