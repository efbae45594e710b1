"""Where a row is that has no coordinates: in the middle of its ZIP code, its town or its county."""

from dataclasses import dataclass
from functools import cache
from gettext import gettext as _

from console.domain.place.facility import FacilityKind
from console.domain.place.point import Point
from console.places.address import plain
from console.places.outlines import STATES, Outlines, counties
from console.places.towns import Towns


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
