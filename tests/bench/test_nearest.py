"""The nearest ten of all shipped hospitals, beside a geopy loop and SQLite's R*Tree."""

import sqlite3
from collections.abc import Callable, Sequence
from math import cos, radians

import pytest
from geopy.distance import geodesic

from console.domain.place.facility import Facility, FacilityId
from console.domain.place.point import Point
from console.places.bench import TEN, around, by_loop, timed, timings
from console.places.hospitals import hospitals
from console.places.nearest import Nearest

KM_A_DEGREE = 110.0  # a little less than there are, so that the box is never too small
FARTHEST_KM = 3_000.0


def rtree(facilities: Sequence[Facility]) -> Callable[[Point], list[FacilityId]]:
    """Return a question to an R*Tree: a box that grows until its circle holds ten."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE place USING rtree(id, west, east, south, north)")
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
        [(n, f.at.lon, f.at.lon, f.at.lat, f.at.lat) for n, f in enumerate(facilities)],
    )

    def ask(at: Point) -> list[FacilityId]:
        reach = 25.0
        while True:
            tall = reach / KM_A_DEGREE
            wide = tall / max(cos(radians(at.lat) + radians(tall)), 0.01)
            box = (at.lon - wide, at.lon + wide, at.lat - tall, at.lat + tall)
            rows = base.execute(
                "SELECT id FROM place WHERE west >= ? AND east <= ? AND south >= ? AND north <= ?",
                box,
            )
            found = []
            for (n,) in rows:
                one = facilities[n]
                km = geodesic((at.lat, at.lon), (one.at.lat, one.at.lon)).km
                if km <= reach:
                    found.append((km, one.id))
            if len(found) >= TEN or reach > FARTHEST_KM:
                return [ident for _, ident in sorted(found)[:TEN]]
            reach *= 2

    return ask


def test_the_nearest_ten_are_found_far_faster_than_by_a_geopy_loop(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facilities = hospitals()
    ours, loop = timings(nearest_asked=300, loop_asked=2)
    tree = timed("SQLite R*Tree, refined", rtree(facilities), around(facilities, 100))
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
