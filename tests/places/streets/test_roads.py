"""How long a car takes along the roads, always an estimate."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.point import Point
from console.places.imports.streets.graph import SIGNAL_S, road_graph
from console.places.imports.streets.osm import extract
from console.places.streets.roads import Roads
from tests.places.streets.town import Town, at, grid
from tests.shared import shared

STREET_S = 3.6 / 30  # seconds a metre on a residential street


def roads(town: Town, folder: Path) -> Roads:
    graph = road_graph(extract(town.write(folder / "town.osm.pbf")))
    assert graph is not None
    return Roads(graph)


def point(row: float, column: float) -> Point:
    return Point(*at(row, column))


def test_a_drive_takes_its_length_at_the_speed_of_the_road(tmp_path: Path) -> None:
    (minutes,) = roads(grid(), tmp_path).minutes(point(0, 0), [point(2, 0)])
    assert minutes == pytest.approx(4 * 111.32 * STREET_S / 60, rel=0.01)


def test_a_traffic_light_costs_time(tmp_path: Path) -> None:
    town = grid()
    town.node(4, at(1, 0), {"highway": "traffic_signals"})
    with_light = roads(town, tmp_path).minutes(point(0, 0), [point(2, 0)])[0]
    without = 4 * 111.32 * STREET_S / 60
    assert with_light == pytest.approx(without + SIGNAL_S / 60, rel=0.01)


def test_a_one_way_street_is_driven_one_way(tmp_path: Path) -> None:
    town = Town()
    for n, corner in enumerate((at(0, 0), at(0, 1), at(1, 1), at(1, 0)), start=1):
        town.node(n, corner)
    town.way([1, 2, 3, 4, 1], highway="residential", oneway="yes")
    made = roads(town, tmp_path)
    (there,) = made.minutes(point(0, 0), [point(0, 1)])
    (back,) = made.minutes(point(0, 1), [point(0, 0)])
    (towards,) = made.minutes(point(0, 0), [point(0, 1)], towards=True)
    assert there is not None
    assert back is not None
    assert back > 2 * there
    assert towards == pytest.approx(back)


def test_two_points_on_one_road_need_no_junction(tmp_path: Path) -> None:
    (minutes,) = roads(grid(), tmp_path).minutes(point(0, 0.1), [point(0, 0.4)])
    assert minutes is not None
    assert 0 < minutes < 0.2


def test_a_place_without_a_road_near_has_no_minutes(tmp_path: Path) -> None:
    made = roads(grid(), tmp_path)
    assert made.minutes(point(0, 0), [point(30, 30)]) == [None]
    assert made.minutes(point(30, 30), [point(0, 0), point(1, 1)]) == [None, None]


def test_a_yard_without_a_way_out_is_not_where_a_drive_starts(tmp_path: Path) -> None:
    town = grid()
    town.node(91, at(0.4, 0.5))
    town.node(92, at(0.6, 0.5))
    town.way([91, 92], highway="service")
    (minutes,) = roads(town, tmp_path).minutes(point(0.5, 0.5), [point(2, 2)])
    assert minutes is not None


def test_roads_that_cars_may_not_use_are_no_graph(tmp_path: Path) -> None:
    town = Town()
    town.node(1, at(0, 0))
    town.node(2, at(0, 1))
    town.way([1, 2], highway="footway", name="River Trail")
    town.way([1, 2], highway="service", access="private", name="Works Road")
    assert road_graph(extract(town.write(tmp_path / "town.osm.pbf"))) is None


@pytest.fixture(scope="module")
def columbus() -> Roads:
    graph = road_graph(extract(shared("geo/columbus_s.osm.pbf")))
    assert graph is not None
    return Roads(graph)


def test_a_real_drive_across_a_city_is_believable(columbus: Roads) -> None:
    statehouse, riverside = Point(39.9612, -82.9988), Point(40.0343, -83.0353)
    (minutes,) = columbus.minutes(statehouse, [riverside])
    assert minutes is not None
    assert 9 < minutes < 20


@settings(deadline=None, max_examples=40)
@given(
    lats=st.tuples(*[st.floats(39.93, 40.03)] * 3),
    lons=st.tuples(*[st.floats(-83.05, -82.93)] * 3),
)
def test_a_detour_is_never_shorter(
    columbus: Roads, lats: tuple[float, ...], lons: tuple[float, ...]
) -> None:
    one, by, end = (Point(lat, lon) for lat, lon in zip(lats, lons, strict=True))
    straight, first = columbus.minutes(one, [end, by])
    (second,) = columbus.minutes(by, [end])
    if straight is not None and first is not None and second is not None:
        assert straight <= first + second + 1e-6


@settings(deadline=None, max_examples=40)
@given(
    lats=st.tuples(*[st.floats(39.93, 40.03)] * 2),
    lons=st.tuples(*[st.floats(-83.05, -82.93)] * 2),
)
def test_towards_is_the_drive_the_other_way_round(
    columbus: Roads, lats: tuple[float, ...], lons: tuple[float, ...]
) -> None:
    one, end = (Point(lat, lon) for lat, lon in zip(lats, lons, strict=True))
    assert columbus.minutes(one, [end], towards=True)[0] == pytest.approx(
        columbus.minutes(end, [one])[0]
    )


@settings(deadline=None, max_examples=25)
@given(
    lats=st.lists(st.floats(39.93, 40.03), min_size=4, max_size=4),
    lons=st.lists(st.floats(-83.05, -82.93), min_size=4, max_size=4),
)
def test_what_was_asked_before_does_not_change_the_answer(
    columbus: Roads, lats: list[float], lons: list[float]
) -> None:
    here, *there = (Point(lat, lon) for lat, lon in zip(lats, lons, strict=True))
    one_by_one = [columbus.minutes(here, [point])[0] for point in there]
    columbus._searches.clear()  # noqa: SLF001 -- as if nobody had asked
    assert columbus.minutes(here, there) == one_by_one
