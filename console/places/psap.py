"""Which 911 centres answer for a point, as far as the directory knows; never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geopy.distance import geodesic

from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.places.outlines import counties_within

BORDER_M: Final = 300.0
"""How true the outlines of the counties are: closer to a border both sides are asked for."""


class Basis(StrEnum):
    """Why a 911 centre is believed to answer for a point."""

    POLYGON = "polygon"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class PsapHit:
    """One 911 centre that may answer, by ``basis``; the operator confirms by asking it."""

    facility: Facility
    basis: Basis


def psaps_for(
    point: Point, facilities: Iterable[Facility], error_m: float = 0.0
) -> tuple[PsapHit, ...]:
    """Return every 911 centre of each county that the error circle around ``point`` touches.

    Those of the nearest county come first, in it the nearest by geodesic.  A centre whose
    county is not known is never among them, and where none is known there are none: then the
    caller shows the ladder (verified number, sheriff, state warning point, relay service, 988).
    """
    order = counties_within(point, max(error_m, BORDER_M))
    found = [
        one
        for one in facilities
        if one.kind is FacilityKind.PSAP
        and one.county_fips is not None
        and one.county_fips in order
    ]
    found.sort(
        key=lambda one: (order.index(one.county_fips or ""), _km(point, one.at), one.name, one.id)
    )
    return tuple(PsapHit(one, Basis.COUNTY) for one in found)


def all_counties_known(point: Point, facilities: Iterable[Facility], error_m: float = 0.0) -> bool:
    """Whether every county that the error circle touches has a 911 centre among ``facilities``.

    While one has none, the only centre that is known must not pass for the right one.
    """
    have = {one.county_fips for one in facilities if one.kind is FacilityKind.PSAP}
    touched = counties_within(point, max(error_m, BORDER_M))
    return bool(touched) and have.issuperset(touched)


def _km(one: Point, other: Point) -> float:
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)
