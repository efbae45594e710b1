"""The next contact that was promised when a case landed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.ids import CaseId, ClientId
from console.domain.tier import Tier

FOLLOW_UP_WITHIN = {
    Tier.IMMINENT: timedelta(hours=24),
    Tier.HIGH: timedelta(hours=24),
    Tier.MODERATE: timedelta(hours=48),
    Tier.LOW: timedelta(hours=72),
}
"""How soon to reach out again, by the tier at the end (988 guidance and NIMH; defaults)."""


class FollowUpOutcome(StrEnum):
    """What came of one try."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    UNABLE = "unable"
    WRONG_INFO = "wrong_info"
    DECLINED = "declined"
    REACHED_SUPPORTER = "reached_supporter"


ENDS = frozenset({FollowUpOutcome.REACHED, FollowUpOutcome.DECLINED})
"""Outcomes after which nothing is owed any more, unless a next contact is named."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A contact that is owed to somebody whose case has landed."""

    case: CaseId
    number: int
    client: ClientId | None
    due: datetime
    tier: Tier
    tries: int = 0
