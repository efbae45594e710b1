"""What is said of the lists of the directory: how old they are, and what follows from a gap."""

import re
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from typing import Final

MONTHS: Final = 12
LONG_DAYS: Final = 62
"""Up to so many days an age is said in days, then in months."""
LONG_MONTHS: Final = 24
"""From so many months on an age is said in years."""
DATED: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?!\d)")
ISO_DAY: Final = 10


def data_of(vintage: str) -> str:
    """Return of when a list's data are."""
    return _("data of {vintage}").format(vintage=vintage or _("an unknown date"))


def data_age(vintage: str, today: date) -> str:
    """Return of when a list's data are and how old that makes them, as exactly as it says."""
    said = data_of(vintage)
    old = _age(vintage, today)
    return f"{said}, {old}" if old else said


def _age(vintage: str, today: date) -> str:
    """Return how old data are; nothing where they are of this year, or of no year at all."""
    found = DATED.match(vintage)
    day = _day(vintage)
    if day == today:
        return _("of today")
    if day is not None and 0 < (days := (today - day).days) <= LONG_DAYS:
        return ngettext("{n} day old", "{n} days old", days).format(n=days)
    if found is not None and found[2] is not None:
        months = (today.year - int(found[1])) * MONTHS + today.month - int(found[2])
        if 0 < months < LONG_MONTHS:
            return ngettext("about {n} month old", "about {n} months old", months).format(n=months)
    if found is None or int(found[1]) >= today.year:
        return ""
    years = today.year - int(found[1])
    return ngettext("about {n} year old", "about {n} years old", years).format(n=years)


def _day(vintage: str) -> date | None:
    try:
        return date.fromisoformat(vintage[:ISO_DAY])
    except ValueError:
        return None
