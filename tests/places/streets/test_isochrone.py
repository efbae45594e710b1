"""The land that a car reaches in so many minutes."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.point import Point
from console.places.imports.streets.graph import road_graph
from console.places.imports.streets.osm import extract
from console.places.streets.isochrone import Isochrone, isochrones
from console.places.streets.roads import Roads
from tests.places.streets.town import at, grid
from tests.shared import shared


def inside(one: Isochrone, lat: float, lon: float) -> bool:
    """Return whether a point lies in the rings by the even-odd rule."""
    odd = False
    for ring in one.rings:
        for (y, x), (to_y, to_x) in pairwise(ring):
            if (y > lat) != (to_y > lat) and lon < x + (lat - y) / (to_y - y) * (to_x - x):
                odd = not odd
    return odd


def made(folder: Path) -> Roads:
    graph = road_graph(extract(grid().write(folder / "town.osm.pbf")))
    assert graph is not None
    return Roads(graph)


@pytest.fixture(scope="module")
def columbus() -> Roads:
    graph = road_graph(extract(shared("geo/columbus_s.osm.pbf")))
    assert graph is not None
    return Roads(graph)


def test_a_small_town_is_reached_whole(tmp_path: Path) -> None:
    (one,) = isochrones(made(tmp_path), Point(*at(1, 1)), (15,))
    assert len(one.rings) == 1
    assert one.rings[0][0] == one.rings[0][-1]
    assert all(inside(one, *at(row, column)) for row in range(3) for column in range(3))
    assert not inside(one, *at(4, 1))


def test_the_longest_comes_first_and_holds_the_shorter(columbus: Roads) -> None:
    point = Point(39.9612, -82.9988)
    start = columbus.spot(point)
    assert start is not None
    found = isochrones(columbus, point, (5, 15, 10))
    assert [one.minutes for one in found] == [15, 10, 5]
    for wide, narrow in pairwise(found):
        spots, _seconds = columbus.spot_seconds(start, 60.0)
        held = [inside(wide, *at) for at in spots[::401] if inside(narrow, *at)]
        assert len(held) > 20
        assert np.mean(held) > 0.97  # corners are rounded


def test_where_no_road_is_there_is_none(tmp_path: Path) -> None:
    assert isochrones(made(tmp_path), Point(41.0, -83.0), (5,)) == ()
    assert isochrones(made(tmp_path), Point(*at(1, 1)), ()) == ()


@settings(deadline=None, max_examples=15)
@given(
    lat=st.floats(39.94, 40.02), lon=st.floats(-83.04, -82.94), minutes=st.sampled_from([3, 5, 8])
)
def test_every_road_that_is_reached_in_time_lies_inside(
    columbus: Roads, lat: float, lon: float, minutes: int
) -> None:
    point = Point(lat, lon)
    found = isochrones(columbus, point, (minutes,))
    start = columbus.spot(point)
    assert start is not None
    spots, seconds = columbus.spot_seconds(start, 60.0 * minutes)
    reached = spots[seconds <= 60.0 * minutes]
    for place in reached[:: max(1, len(reached) // 40)]:
        assert inside(found[0], *place)


@settings(deadline=None, max_examples=15)
@given(lat=st.floats(39.94, 40.02), lon=st.floats(-83.04, -82.94))
def test_points_along_roads_are_as_far_as_a_drive_to_them(
    columbus: Roads, lat: float, lon: float
) -> None:
    point = Point(lat, lon)
    start = columbus.spot(point)
    assert start is not None
    spots, seconds = columbus.spot_seconds(start, 600.0)
    some = np.flatnonzero(np.isfinite(seconds))[::997]
    drives = columbus.minutes(point, [Point(*map(float, spots[n])) for n in some])
    off = [abs(m * 60 - seconds[n]) for n, m in zip(some, drives, strict=True) if m is not None]
    assert len(off) == len(some)
    assert np.median(off) < 3  # at a corner the nearest road may be another one
