"""The nearest ten of all shipped hospitals, beside a geopy loop and SQLite's R*Tree."""

import pytest
from geopy.distance import geodesic

from console.domain.place.facility import Facility
from console.domain.place.point import Point
from console.places.bench import TEN, around, by_loop, timed
from console.places.hospitals import hospitals
from console.places.nearest import Nearest
from tests.bench.peers import rtree


def test_the_nearest_ten_are_found_far_faster_than_by_a_geopy_loop(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facilities = hospitals()
    index, points = Nearest(facilities), around(facilities, 300)
    ours = timed("nearest ten, refined", lambda at: index.nearest(at, n=TEN), points)
    loop = timed("geopy loop", lambda at: by_loop(facilities, at), points[:2])
    tree = timed("SQLite R*Tree, refined", rtree(facilities), points[:100])
    with capsys.disabled():
        for one in (ours, loop, tree):
            print(f"\n{one.what}: p50 {one.p50_ms:.2f} ms, p99 {one.p99_ms:.2f} ms", end="")  # noqa: T201
    assert ours.p50_ms * 10 < loop.p50_ms  # the goal itself is for console bench, not for a test


def test_all_three_ways_find_the_same_ten() -> None:
    facilities = hospitals()
    index, tree = Nearest(facilities), rtree(facilities)
    by_id = {one.id: one for one in facilities}
    for at in around(facilities, 3):
        expected = [km for km, _ in by_loop(facilities, at)]
        assert [one.km for one in index.nearest(at, n=TEN)] == expected
        assert [_km(at, by_id[ident]) for ident in tree(at)] == expected


def _km(at: Point, one: Facility) -> float:
    return float(geodesic((at.lat, at.lon), (one.at.lat, one.at.lon)).km)
