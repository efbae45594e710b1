"""How sure anybody is of where somebody is, said alike on every card and every paper."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _

from console.domain.place.location import Placed
from console.words import labels


class Trust(StrEnum):
    """What to do with a location: rely on it, ask, or first ask before anything else."""

    SURE = "sure"
    ASK = "ask"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Surety:
    """The sentence, and how far it goes."""

    text: str
    trust: Trust


def surety(place: Placed, over_since: datetime | None, now: datetime) -> Surety:
    """Return how sure a location is; ``over_since`` is when the call in which it was said ended."""
    age = labels.age(place.age(now))
    confirmed = place.confirmed
    if place.stale(now) and confirmed is None:
        return Surety(_("⚠ STALE {age} · not read back").format(age=age), Trust.WARN)
    if place.stale(now):
        return Surety(_("⚠ STALE {age} · read it back again").format(age=age), Trust.WARN)
    if over_since is not None:
        ended = clock_time(over_since, now)
        text = _("⚠ said before the call ended {time}: ask again").format(time=ended)
        return Surety(text, Trust.WARN)
    if confirmed is None:
        return Surety(_("○ not read back · {age}").format(age=age), Trust.ASK)
    text = _("✓ read back {time}")
    if not place.fresh(now):
        text = _("○ read back {time}, {age} ago: read it back again")
    elif place.age(now) >= labels.HOUR:
        text = _("✓ read back {time}, {age} ago")
    said = text.format(time=clock_time(confirmed.at, now), age=age)
    return Surety(said, Trust.SURE if place.fresh(now) else Trust.ASK)


def clock_time(at: datetime, now: datetime) -> str:
    """Return a time of day here; with its day when that is not today."""
    here, today = at.astimezone(), now.astimezone().date()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%d %b %H:%M}"
