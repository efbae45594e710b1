"""PostGIS, the peer that measures on the ellipsoid itself, finds what we find."""

import os
from collections.abc import Iterator

import pytest

from console.cli.bench.psap import mosaic
from console.domain.place.point import Point
from console.places.bench import PLACES, TEN, around, stationed
from console.places.hospitals import hospitals
from console.places.nearest import Nearest
from console.places.psap.areas import Areas
from console.places.ruler import km
from tests.bench.postgis import Gis, postgis

ASKED = 200
REACHES_M = (150.0, 5_000.0)
HAIR_M = 20.0
"""By how much a border is elsewhere where an edge of some kilometres is drawn on a sphere."""

pytestmark = pytest.mark.long


@pytest.fixture
def gis() -> Iterator[Gis]:
    with postgis() as found:
        if found is None:
            why = "no PostgreSQL with PostGIS is on this machine"
            if os.environ.get("CI"):
                pytest.fail(f"{why}; CI must have it")
            pytest.skip(why)
        yield found


def test_the_nearest_ten_of_75_000_are_as_far_as_those_of_postgis(gis: Gis) -> None:
    known = hospitals()
    every = (*known, *stationed(known, PLACES - len(known)))
    by_id = {one.id: one for one in every}
    index, ask = Nearest(every), gis.nearest_ten(every)
    for at in around(known, ASKED):
        theirs = sorted(km(at, by_id[name].at) for name in ask(at))
        assert [one.km for one in index.nearest(at, n=TEN)] == theirs


def test_the_areas_at_a_place_and_around_it_are_those_of_postgis(gis: Gis) -> None:
    every = {one.id: one.area for one in mosaic() if one.area is not None}
    gis.load([*mosaic()])
    areas = Areas(every)
    for at in around(hospitals(), ASKED):
        assert _inside(areas, at) == sorted(gis.holding(at))
        for metres in REACHES_M:
            nearer, farther = (
                {one.area for one in areas.around(at, metres + more)} for more in (-HAIR_M, HAIR_M)
            )
            assert nearer <= {*gis.within(metres, at)} <= farther


def _inside(areas: Areas, at: Point) -> list[str]:
    return sorted(one.area for one in areas.around(at, 0.0) if one.inside)
