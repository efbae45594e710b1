"""Where a row is that has no coordinates: in the middle of its ZIP code, its town or its county."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from typing import Final

from console.domain.place.facility import FacilityKind
from console.domain.place.point import LATITUDE_LIMIT, Point
from console.places.address import plain
from console.places.outlines import STATES, Outlines, counties, counties_within, county_at
from console.places.towns import Towns

BORDER_M: Final = 5_000.0
"""So far outside of its state a point may lie: the outlines are coarse, and so are geocoders."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row is, how far off in metres that may be, and what it was placed by."""

    at: Point
    error_m: int
    basis: str


def placed(code: str | None, city: str | None, state: str | None) -> Placed | None:
    """Return the middle of the ZIP code, else of the town; nothing where neither is known."""
    row = _towns().zips.get(code or "")
    if row is not None:
        basis = _("placed at the middle of its ZIP code")
        return Placed(Point(row.lat, row.lon), row.error_m, basis)
    town = _towns().find(plain(city), state) if city and state else None
    if town is not None:
        return Placed(town.at, town.error_m, _("placed at the middle of its town"))
    return None


def misplaced(at: Point, state: str | None = None) -> str | None:
    """Return why nothing is at a point: it lies outside of its state, or is written wrong.

    A point abroad is only doubted where the same figures changed round, or with a minus, lie in
    the country.
    """
    here, fips = county_at(at), _fips(state)
    if here is None and any(county_at(other) is not None for other in _turned(at)):
        text = _(
            "{lat}, {lon} is abroad: latitude and longitude look changed round or lack a minus"
        )
        return text.format(lat=at.lat, lon=at.lon)
    if fips is None or (here or "")[:2] == fips:
        return None
    if any(one[:2] == fips for one in counties_within(at, BORDER_M)):
        return None
    return _("{lat}, {lon} is not in {state}").format(lat=at.lat, lon=at.lon, state=state)


def _turned(at: Point) -> Iterator[Point]:
    """Yield the points that somebody may have meant."""
    yield Point(at.lat, -at.lon)
    if abs(at.lon) <= LATITUDE_LIMIT:
        yield Point(at.lon, at.lat)
        yield Point(at.lon, -at.lat)


def answering(kind: FacilityKind, county: str | None, state: str | None) -> Placed | None:
    """Return the middle of the county or the state for which a sheriff or warning point answers."""
    if kind is FacilityKind.SHERIFF and county and counties().name(county):
        at, reach_m = counties().middle(county)
        return Placed(at, round(reach_m), _("placed at the middle of its county"))
    fips = _fips(state)
    if kind is FacilityKind.WARNING_POINT and fips is not None:
        at, reach_m = _states().middle(fips)
        return Placed(at, round(reach_m), _("placed at the middle of its state"))
    return None


def town_of(code: str | None) -> str | None:
    """Return the town of a ZIP code."""
    row = _towns().zips.get(code or "")
    return row.city if row is not None else None


def _fips(state: str | None) -> str | None:
    return next((fips for fips, known in _towns().state_of.items() if known == state), None)


@cache
def _towns() -> Towns:
    return Towns()


@cache
def _states() -> Outlines:
    return Outlines.load(STATES, "states")
