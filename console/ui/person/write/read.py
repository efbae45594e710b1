"""What is typed into a form, read forgivingly: days, yes and no, numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import gettext as _

from console.intake.event import phone_number

Values = Mapping[str, str]
_SPAN = re.compile(r"(\d{1,3})\s*(d|days?|w|weeks?|m|months?|y|years?)")
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Unclear(Exception):  # noqa: N818 -- says what was not understood, and where
    """A field that could not be read; ``words`` say what is wanted."""

    field: str
    words: str


def day_of(values: Values, field: str, today: date) -> date | None:
    """Return a day: 2027-03-01, 3/1/2027, ``today``, or a span from today such as 12 months.

    Raises:
        Unclear: it is none of these.
    """
    text = " ".join(values.get(field, "").casefold().split())
    if not text:
        return None
    if text == _("today"):
        return today
    span, us = _SPAN.fullmatch(text), _US_DAY.fullmatch(text)
    try:
        if span:
            return later(today, int(span[1]), span[2][0])
        if us:
            return date(int(us[3]), int(us[1]), int(us[2]))
        return date.fromisoformat(text)
    except ValueError:
        raise Unclear(field, _("A day is wanted: 2027-03-01, or 12 months.")) from None


def later(today: date, n: int, unit: str) -> date:
    """Return ``today`` and ``n`` days, weeks, months or years; a short month ends earlier."""
    if unit == "d":
        return today + timedelta(days=n)
    if unit == "w":
        return today + timedelta(weeks=n)
    months = today.month - 1 + n * (_DECEMBER if unit == "y" else 1)
    year, month = today.year + months // _DECEMBER, months % _DECEMBER + 1
    for day in range(today.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            if day <= 28:  # noqa: PLR2004 -- every month has so many days: it is the year
                raise
    raise ValueError(today)


def yes_of(values: Values, field: str) -> bool | None:
    """Return yes or no, ``None`` where nothing is chosen."""
    return {"yes": True, "no": False}.get(values.get(field, ""))


def answer(value: bool | None) -> str:
    """Return yes, no or nothing, as ``yes_of`` reads it."""
    return {True: "yes", False: "no", None: ""}[value]


def number_of(values: Values, field: str, least: int, most: int) -> int | None:
    """Return a whole number.

    Raises:
        Unclear: it is none, or out of its bounds.
    """
    text = values.get(field, "").strip()
    if not text:
        return None
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    words = _("A number from {least} to {most} is wanted.").format(least=least, most=most)
    raise Unclear(field, words)


def phones_of(values: Values, field: str) -> tuple[str, ...]:
    """Return telephone numbers in E.164, typed with commas between.

    Raises:
        Unclear: one of them is not whole.
    """
    found = []
    for text in values.get(field, "").split(","):
        if text.strip():
            number = phone_number(text.strip())
            if number is None:
                raise Unclear(field, _("A whole number is wanted, with its area code."))
            found.append(number)
    return tuple(dict.fromkeys(found))


def picked(values: Values, field: str) -> tuple[str, ...]:
    """Return the codes that are ticked."""
    return tuple(code for code in values.get(field, "").split(",") if code)


def words_of(values: Values, field: str) -> str:
    """Return what was typed, on one line."""
    return " ".join(values.get(field, "").split())


def lines_of(values: Values, field: str) -> tuple[str, ...]:
    """Return what was typed, line by line; empty ones do not count."""
    lines = (" ".join(line.split()) for line in values.get(field, "").splitlines())
    return tuple(line for line in lines if line)
