"""Times and figures as a report writes them."""

from datetime import datetime, timedelta, tzinfo
from gettext import gettext as _

from console.words import labels


def day(at: datetime, zone: tzinfo) -> str:
    """Return the date, day of the week first."""
    local = at.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B %Y}"


def time(at: datetime, zone: tzinfo) -> str:
    """Return the time of day to the second."""
    return at.astimezone(zone).strftime("%H:%M:%S")


def instant(at: datetime, zone: tzinfo) -> str:
    """Return date and time to the second, in ISO order."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def moment(at: datetime, zone: tzinfo) -> str:
    """Return date and time to the minute, in ISO order."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def span(wait: timedelta | None) -> str:
    """Return a wait: 17 s, 4:05 min, or a dash."""
    if wait is None:
        return "—"
    if wait < labels.MINUTE:
        return _("{n} s").format(n=f"{wait.total_seconds():.0f}")
    unit = _("{clock} min") if wait < labels.HOUR else _("{clock} h")
    return unit.format(clock=labels.clock(wait))


def share(part: float | None) -> str:
    """Return a share as per cent with one decimal."""
    return "—" if part is None else _("{n} %").format(n=f"{100 * part:.1f}")


def grouped(number: int) -> str:
    """Return a whole number in groups of three, narrowly spaced."""
    return f"{number:,}".replace(",", "\u202f")
