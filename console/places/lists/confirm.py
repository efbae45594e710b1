"""Which numbers want to be confirmed, and in which order: where clients live first."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from console.domain.people.client import Client
from console.domain.place.book import number_fresh
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.psap.answer import Answer

INSTEAD: Final = frozenset({FacilityKind.SHERIFF, FacilityKind.WARNING_POINT, FacilityKind.RELAY})


@dataclass(frozen=True, slots=True)
class Lives:
    """Where clients live, as far as their homes are on the map; it names nobody.

    Attributes:
        centres: of how many clients the home lies where a 911 centre may answer.
        counties: in which counties any of them live.
    """

    centres: Mapping[FacilityId, int] = field(default_factory=dict)
    counties: Collection[str] = frozenset()


def lives(clients: Iterable[Client], answer: Callable[[Point, float], Answer]) -> Lives:
    """Return where clients live; ``answer`` says which 911 centres may answer for a circle.

    Takes about a millisecond a client.
    """
    from console.places.outlines import county_at  # noqa: PLC0415 -- numpy: no window waits for it

    centres: dict[FacilityId, int] = {}
    counties = set()
    for client in clients:
        home = client.addresses[0] if client.addresses else None
        if home is None or home.at is None:
            continue
        county = county_at(home.at)
        counties |= {county} if county is not None else set()
        for hit in answer(home.at, home.error_m or 0.0).hits:
            centres[hit.facility.id] = centres.get(hit.facility.id, 0) + 1
    return Lives(centres, frozenset(counties))


def wants_confirming(facility: Facility, today: date) -> bool:
    """Return whether a number was verified too long ago or never, or a 911 centre has none."""
    if facility.gone:
        return False
    if facility.phone is None:
        return facility.kind is FacilityKind.PSAP
    return not number_fresh(facility.verified_on, today)


def confirming(facilities: Iterable[Facility], where: Lives, today: date) -> tuple[Facility, ...]:
    """Return the places whose number wants to be confirmed.

    First the 911 centres that answer where clients live, those of the most clients before; then
    whom to reach instead in their counties, and the help there; then all other 911 centres and
    whom to reach instead of them; then all other help.  Otherwise they keep their order.
    """
    wanted = [one for one in facilities if wants_confirming(one, today)]
    return tuple(sorted(wanted, key=lambda one: _rank(one, where)))


def _rank(one: Facility, where: Lives) -> tuple[int, int]:
    if many := where.centres.get(one.id, 0):
        return 0, -many
    if one.county_fips in where.counties:
        return (1 if one.kind in INSTEAD or one.kind is FacilityKind.PSAP else 2), 0
    return (3 if one.kind in INSTEAD or one.kind is FacilityKind.PSAP else 4), 0
