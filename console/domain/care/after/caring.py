"""Caring contacts: short messages that ask for nothing, for years after a crisis.

The schedule is Motto's (S27): every month for 4 months, every 2 months for the rest of the
first year, then every 3 months for 4 years more.  4 + 4 + 16 = 24 contacts, the last of them
60 months after the beginning; counted only *to* the end of the fourth year there would be 20.
No demand, no reminder of an appointment; whoever wants none gets none (S27).
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from console.domain.ids import StaffId

MONTHS = (*range(1, 5), *range(6, 13, 2), *range(15, 61, 3))
"""After how many months each of the contacts is due."""


def dates(start: date, months: tuple[int, ...] = MONTHS) -> tuple[date, ...]:
    """Return the days on which the contacts of a schedule that begins on ``start`` are due."""
    return tuple(_later(start, n) for n in months)


def _later(start: date, months: int) -> date:
    """Return the same day ``months`` later, or the last one of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class CaringOutcome(StrEnum):
    """What came of one caring contact."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    HELD_BACK = "held_back"


class CaringEnd(StrEnum):
    """Why no more caring contacts are made."""

    OPTED_OUT = "opted_out"
    UNSAFE = "unsafe"
    ALL_MADE = "all_made"
    DIED = "died"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class CaringTry:
    """One contact of the schedule, tried or held back.

    Attributes:
        number: which one of the schedule, from 1.
        checked: whether somebody saw to it that it was safe to reach them (gate G5).
    """

    number: int
    at: datetime
    by: StaffId
    outcome: CaringOutcome
    checked: bool


@dataclass(frozen=True, slots=True)
class Caring:
    """The caring contacts of one client.

    Attributes:
        due: the day of each contact.
        done: how many of them are settled: made, or held back.
        ended: why there are no more; ``None`` while it goes on.
    """

    start: date
    due: tuple[date, ...]
    by: StaffId
    done: int = 0
    tries: tuple[CaringTry, ...] = ()
    ended: CaringEnd | None = None

    @property
    def next(self) -> tuple[int, date] | None:
        """The number and day of the next contact, or ``None`` when there is none."""
        if self.ended is not None or self.done >= len(self.due):
            return None
        return self.done + 1, self.due[self.done]

    def tried(self, one: CaringTry) -> "Caring":
        """Return the schedule after a try; what could not be sent stays due."""
        settled = one.outcome is not CaringOutcome.NOT_SENT and one.number == self.done + 1
        done = self.done + settled
        ended = CaringEnd.ALL_MADE if done >= len(self.due) else self.ended
        return replace(self, done=done, tries=(*self.tries, one), ended=ended)
