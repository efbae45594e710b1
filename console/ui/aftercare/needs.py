"""What an answer asks for before it can be written down; values, nothing of the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from gettext import gettext as _

from console.domain.commands import Command


class Sort(StrEnum):
    """How something is asked."""

    WORDS = "words"
    LINES = "lines"
    PICK = "pick"
    TICK = "tick"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is asked.

    Attributes:
        options: what can be picked, each as code and words; of a day or a moment, what is
            likely, and anything else can be typed.
        first: what is there before anybody answers.
    """

    name: str
    label: str
    sort: Sort
    options: tuple[tuple[str, str], ...] = ()
    first: str = ""


Values = Mapping[str, str]


class Missing(Exception):  # noqa: N818 -- an answer in words, not a fault
    """Something cannot be read, or is not there yet; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that can be said of what is owed.

    Attributes:
        make: makes the command of what was given, and of whether a new concern was ticked.
    """

    words: str
    make: Callable[[Values, bool], Command]
    needs: tuple[Need, ...] = ()
    tone: str = ""


def day(values: Values, name: str) -> date:
    """Return a day that was picked or typed.

    Raises:
        Missing: it is no day.
    """
    try:
        return date.fromisoformat(values[name].strip())
    except ValueError:
        raise Missing(_("Write the day as 2026-01-31.")) from None


def moment(values: Values, name: str) -> datetime:
    """Return a time that was picked or typed, in the time zone of this station.

    Raises:
        Missing: it is no time.
    """
    try:
        found = datetime.fromisoformat(values[name].strip())
    except ValueError:
        raise Missing(_("Write the time as 2026-01-31 14:00.")) from None
    return found if found.tzinfo is not None else found.astimezone()


def days(today: date, *ahead: int) -> tuple[tuple[str, str], ...]:
    """Return likely days, so many days from ``today``."""
    named = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    found = []
    for n in ahead:
        then = today + timedelta(days=n)
        words = named.get(n, _("{day}").format(day=f"{then:%a} {then.day} {then:%b}"))
        found.append((then.isoformat(), words))
    return tuple(found)
