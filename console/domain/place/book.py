"""What people of ours found out by calling: the number book, and who has room."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from console.domain.ids import StaffId
from console.domain.place.facility import Facility, FacilityId
from console.domain.place.location import APART, SOON

NUMBER_STALE_AFTER: Final = timedelta(days=90)
"""A number verified longer ago is amber (PRODUCT, capability 8; CONTENT, P24 step 1)."""
ROOM_STALE_AFTER: Final = timedelta(hours=24)
"""A count of free places older than this says nothing of now; it is shown grey."""
MOST_PLACES: Final = 999

_DIGITS: Final = re.compile(r"[\s().\-\N{NO-BREAK SPACE}\N{EN DASH}/]")
_TEN: Final = re.compile(r"(?:\+?1)?([2-9]\d\d)([2-9]\d\d)(\d{4})")


@dataclass(frozen=True, slots=True)
class Verified:
    """A number that somebody called and that was right.  ``number`` is E.164."""

    number: str
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class Room:
    """How many people a place said that it can take; none is full."""

    free: int
    at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class Book:
    """What was found out of each facility, the last word on each.

    ``lists`` is how many lists were brought in: while it is the same, so is the directory.
    """

    numbers: Mapping[FacilityId, Verified] = field(default_factory=dict)
    rooms: Mapping[FacilityId, Room] = field(default_factory=dict)
    lists: int = 0


def ten_digits(text: str) -> str | None:
    """Return a North American number of ten digits as E.164, or nothing.

    911, 988 and every other short code are none: from here they ring somewhere else than where
    the person is.  Neither are numbers with such a code in the place of an area or exchange.
    """
    found = _TEN.fullmatch(_DIGITS.sub("", text))
    if found is None or any(part.endswith("11") for part in found.groups()[:2]):
        return None
    return f"+1{''.join(found.groups())}"


def number_fresh(verified_on: date | None, today: date) -> bool:
    """Return whether a number was verified so lately that it need not be confirmed first.

    Only the day is known, so the number may be a day older than the days say.
    """
    if verified_on is None:
        return False
    oldest = today - verified_on + timedelta(days=1)
    return timedelta(0) < oldest and oldest + SOON <= NUMBER_STALE_AFTER


def with_book(facility: Facility, book: Book) -> Facility:
    """Return the facility with the number that was called last, if any ever was."""
    called = book.numbers.get(facility.id)
    if called is None:
        return facility
    day = called.at.astimezone().date()
    if facility.verified_on is not None and facility.verified_on > day:
        return facility
    return replace(facility, phone=called.number, verified_on=day, verified_by=called.by)


def room_stale(room: Room, now: datetime) -> bool:
    """Return whether a count of free places is too old to say anything of now."""
    return not -APART <= now - room.at < ROOM_STALE_AFTER
