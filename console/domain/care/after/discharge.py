"""A discharge from a hospital, and the two visits that have to follow it (HEDIS FUH, S26).

A visit with a mental-health provider within 7 days, and one within 30.  A visit on the day of
the discharge does not count.  By telephone, by video and the programme's own sessions do.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from console.domain.ids import DischargeId, StaffId
from console.domain.private import Private

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


class VisitKind(StrEnum):
    """How somebody was seen after a discharge."""

    OFFICE = "office"
    TELEHEALTH = "telehealth"
    TELEPHONE = "telephone"
    INTENSIVE = "intensive"
    HOME = "home"
    NO_PROVIDER = "no_provider"


class DischargeEnd(StrEnum):
    """Why the two dates are not watched any more."""

    SEEN = "seen"
    READMITTED = "readmitted"
    MOVED = "moved"
    DECLINED = "declined"
    NOT_SEEN = "not_seen"
    DIED = "died"


class NotCounted(StrEnum):
    """Why a visit does not count."""

    SAME_DAY = "same_day"
    NO_PROVIDER = "no_provider"
    BEFORE = "before"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit after a discharge."""

    on: date
    kind: VisitKind
    by: StaffId


@dataclass(frozen=True, slots=True)
class Discharge:
    """A discharge of a client.

    Attributes:
        on: the day of it.
        facility: from where.
        ended: why nothing is owed for it any more; ``None`` while something is.
    """

    id: DischargeId
    on: date
    facility: Private[str]
    by: StaffId
    visits: tuple[Visit, ...] = ()
    ended: DischargeEnd | None = None

    @property
    def week(self) -> date:
        """The last day for the visit within 7 days."""
        return self.on + WEEK

    @property
    def month(self) -> date:
        """The last day for the visit within 30 days."""
        return self.on + MONTH

    @property
    def first(self) -> date | None:
        """The day of the first visit that counts."""
        return min((v.on for v in self.visits if self.uncounted(v) is None), default=None)

    @property
    def next(self) -> date | None:
        """The day by which the next visit is owed; ``None`` when none is."""
        if self.ended is not None or self.first is not None:
            return None
        return self.week

    def owed(self, today: date) -> date | None:
        """Return the day that counts now: the 7th, and once that is gone the 30th."""
        day = self.next
        return self.month if day is not None and today > day else day

    def uncounted(self, visit: Visit) -> NotCounted | None:
        """Return why ``visit`` does not count; ``None`` when it does."""
        if visit.on < self.on:
            return NotCounted.BEFORE
        if visit.on == self.on:
            return NotCounted.SAME_DAY
        if visit.on > self.month:
            return NotCounted.TOO_LATE
        return NotCounted.NO_PROVIDER if visit.kind is VisitKind.NO_PROVIDER else None

    def visited(self, visit: Visit) -> "Discharge":
        """Return the discharge with ``visit``; one that counts ends what is owed."""
        seen = replace(self, visits=(*self.visits, visit))
        over = self.ended is None and seen.first is not None
        return replace(seen, ended=DischargeEnd.SEEN) if over else seen
