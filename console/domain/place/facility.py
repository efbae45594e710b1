"""The help that can be near somebody: hospitals, EMS, 911 centres, crisis services."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NewType

from console.domain.place.location import SOON
from console.domain.place.point import Point

FacilityId = NewType("FacilityId", str)

LIST_STALE_AFTER: Final = timedelta(days=365)
"""A list older than this says its age beside each place (ours: federal lists are yearly)."""


class FacilityKind(StrEnum):
    """What sort of help a facility is."""

    HOSPITAL = "hospital"
    EMS = "ems"
    PSAP = "psap"
    MOBILE_CRISIS = "mobile_crisis"
    CRISIS_CENTRE = "crisis_centre"
    SHERIFF = "sheriff"
    WARNING_POINT = "warning_point"
    RELAY = "relay"


class Service(StrEnum):
    """What a source says that a place does for somebody in a mental-health crisis."""

    WALK_IN = "walk_in"
    ON_SITE = "on_site"
    MOBILE = "mobile"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Area:
    """For which places a facility answers: one or more polygons, with or without holes.

    ``shape`` is well-known binary of a multipolygon in WGS 84 degrees, little endian, longitude
    first, nothing but two numbers a corner, every ring closed (``places.psap.shape`` makes it).
    """

    shape: bytes


@dataclass(frozen=True, slots=True)
class Facility:
    """One place or team that can help, as its source described it.

    ``None`` always means "the source does not say", never "no".

    Attributes:
        id: stable across imports of one source, for example ``cms:360035``.
        phone: E.164 where it could be normalised, for example ``+16145550100``.
        county_fips: five digits.
        emergency: whether the source says that it has an emergency department.
        vintage: the date or year of the source's data, ISO 8601, as far as it is known.
        verified_on: when a person of ours last confirmed the number.
        invented: made up for practice; must be shown as such.
        error_m: how far, in metres, the door may be from ``at``, where ``at`` is no street
            address but the middle of a ZIP code or of a town.
        primary: whether its source says that 911 calls reach this 911 centre first; where it
            says no, only a primary centre passes calls on to it.
    """

    id: FacilityId
    kind: FacilityKind
    name: str
    at: Point
    source: str
    vintage: str
    phone: str | None = None
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    county_fips: str | None = None
    emergency: bool | None = None
    psychiatric: bool | None = None
    paediatric: bool | None = None
    beds: int | None = None
    verified_on: date | None = None
    verified_by: str | None = None
    invented: bool = False
    error_m: int | None = None
    gone: bool = False
    ward: bool = False
    services: frozenset[Service] = frozenset()
    area: Area | None = None
    primary: bool | None = None


def list_fresh(vintage: str, today: date) -> bool:
    """Return whether a list is so new that its age need not be said; of unknown date it is not.

    Where only the year or the month is known, the list may be from its first day.
    """
    year, month, day = (*vintage.split("-"), "01", "01")[:3]
    try:
        oldest = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return -SOON <= today - oldest < LIST_STALE_AFTER - SOON
