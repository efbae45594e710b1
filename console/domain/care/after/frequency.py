"""How often somebody is contacted, and for how long more often than usual."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from console.domain.ids import StaffId
from console.domain.private import Private


class Frequency(StrEnum):
    """How often the programme reaches out."""

    TWICE_DAILY = "twice_daily"
    DAILY = "daily"
    EVERY_2_DAYS = "every_2_days"
    TWICE_WEEKLY = "twice_weekly"
    WEEKLY = "weekly"
    EVERY_2_WEEKS = "every_2_weeks"
    MONTHLY = "monthly"
    SESSIONS_ONLY = "sessions_only"

    @property
    def every(self) -> timedelta:
        """The time between two contacts; for sessions alone, the longest there is."""
        return timedelta(hours=_HOURS[self])


_HOURS = dict(zip(Frequency, (12, 24, 48, 84, 168, 336, 730, 10_000), strict=True))


class ReviewOutcome(StrEnum):
    """What a review of the raised frequency came to."""

    KEEP = "keep"
    USUAL = "usual"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Raised:
    """Somebody is contacted more often than usual.

    Attributes:
        was, now: how often before, and how often now.
        start: from which day on.
        review_on: the day on which somebody looks whether it is still needed.
        reason: why.
        by: who set it, and ``at`` when.
        reviews: how often it was looked at and kept.
    """

    was: Frequency
    now: Frequency
    start: date
    review_on: date
    reason: Private[str]
    by: StaffId
    at: datetime
    reviews: int = 0
