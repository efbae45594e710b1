"""Single values of a row, as facilities hold them; ``None`` is "the source does not say"."""

import re
from datetime import date
from typing import Final

from console.domain.place.point import Point

UNSAID: Final = frozenset({"", "NOT AVAILABLE", "N/A", "NA", "NONE", "NULL", "-999", "UNKNOWN"})
YES: Final = frozenset({"YES", "Y", "TRUE", "T", "1"})
NO: Final = frozenset({"NO", "N", "FALSE", "F", "0"})
PHONE: Final = re.compile(
    r"^\s*(?:\+?1[\s.-]*)?\(?([2-9]\d\d)\)?[\s.-]*([2-9]\d\d)[\s.-]*(\d{4})(?:\D.*)?$"
)
DAY: Final = re.compile(r"^(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
SLOW: Final = re.compile(r"REHAB|LONG.?TERM|LTAC|CHRONIC|NURSING|SKILLED")


def text(value: str) -> str | None:
    """Return the value in single spaces, or nothing where it stands for none."""
    return None if value.upper() in UNSAID else " ".join(value.split())


def phone(value: str) -> str | None:
    """Return a North American number as E.164; an extension is left off."""
    found = PHONE.match(value)
    return f"+1{''.join(found.groups())}" if found else None


def flag(value: str) -> bool | None:
    """Return yes or no."""
    word = value.upper()
    return True if word in YES else False if word in NO else None


def emergency(value: str, kind: str) -> bool | None:
    """Return an emergency flag; never for long-term care, rehabilitation or nursing.

    There the flag is that of the building which such a hospital rents a ward in.
    """
    return None if SLOW.search(kind.upper()) else flag(value)


def count(value: str) -> int | None:
    """Return a whole number that is not below zero."""
    return int(value) if value.isdecimal() else None


def zip_code(value: str) -> str | None:
    """Return the first five digits of a ZIP code; a zero that a spreadsheet ate comes back."""
    digits = value.partition("-")[0].strip()
    if not digits.isdecimal():
        return None
    return digits[:5] if len(digits) in {5, 9} else digits.zfill(5) if len(digits) == 4 else None  # noqa: PLR2004


def county(value: str) -> str | None:
    """Return a county's five digits; a zero that a spreadsheet ate comes back."""
    return value.zfill(5) if value.isdecimal() and len(value) in {4, 5} else None


def day(value: str) -> str | None:
    """Return an ISO date from one that starts with the year."""
    found = DAY.match(value)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def point(lat: str, lon: str) -> Point | None:
    """Return a point on the earth; zero and zero is what is written where nothing is known."""
    try:
        found = Point(float(lat), float(lon))
    except ValueError:
        return None
    return found if (found.lat, found.lon) != (0.0, 0.0) else None
