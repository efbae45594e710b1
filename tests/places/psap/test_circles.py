"""What is answered for an uncertain place is what the plainest search through every area finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind
from console.domain.place.point import METRES_A_DEGREE, Point
from console.places.psap.answer import Answer, FoundBy
from console.places.psap.areas import Areas
from console.places.psap.centres import EDGE_M, Centres
from console.places.psap.shape import Part, Ring, area, parts_of

HAIR_M = 0.1  # nearer to a border than this the two may differ
TURNS = (-360.0, 0.0, 360.0)
STEP = 0.1  # degrees: areas of the grid share their borders
OHIO, ALEUTIANS, ARCTIC = (-83.0, 40.0), (180.0, 52.0), (-156.0, 71.0)


@dataclass(frozen=True)
class World:
    """Some areas, and a circle among them."""

    areas: dict[FacilityId, Area]
    point: Point
    error_m: float


def square(west: float, south: float, size: float, tall: float = 0.0) -> Ring:
    east, north = west + size, south + (tall or size)
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


@st.composite
def parts(draw: st.DrawFn, lon: float, lat: float) -> Part:
    """A square of the grid, perhaps with a hole, perhaps an island in that; or a ragged ring."""
    across, up = draw(st.integers(-3, 2)), draw(st.integers(-3, 2))
    west, south = lon + across * STEP, lat + up * STEP
    if lon == ALEUTIANS[0] and across >= 0:
        west -= 360.0
    match draw(st.sampled_from(["whole", "hole", "island", "ragged"])):
        case "whole":
            return (square(west, south, STEP),)
        case "hole":
            return square(west, south, STEP), square(west + 0.03, south + 0.03, 0.04)
        case "island":
            hole = square(west + 0.03, south + 0.03, 0.04)
            return square(west, south, STEP), hole, square(west + 0.04, south + 0.04, 0.02)
        case _:
            corner = st.tuples(st.floats(0, STEP), st.floats(0, STEP))
            corners = draw(st.lists(corner, min_size=3, max_size=60, unique=True))
            ring = [(west + x, south + y) for x, y in corners]
            return ((*ring, ring[0]),)


def ground(lon: float, lat: float, holes: list[tuple[int, int]]) -> list[Part]:
    """All land of a world in an area of two halves, but for some holes."""
    halves = []
    for west, mine in ((-4, range(-4, 0)), (0, range(4))):
        turned = lon - 360.0 if lon == ALEUTIANS[0] and west == 0 else lon
        small = [
            square(turned + across * STEP + 0.03, lat + up * STEP + 0.03, 0.04)
            for across, up in holes
            if across in mine
        ]
        halves.append((square(turned + west * STEP, lat - 4 * STEP, 4 * STEP, 8 * STEP), *small))
    return halves


@st.composite
def worlds(draw: st.DrawFn) -> World:
    lon, lat = draw(st.sampled_from([OHIO, ALEUTIANS, ARCTIC]))
    every = st.lists(st.lists(parts(lon, lat), min_size=1, max_size=4), min_size=1, max_size=6)
    some = draw(every)
    if draw(st.booleans()):
        hole = st.tuples(st.integers(-3, 2), st.integers(-3, 2))
        some.append(ground(lon, lat, draw(st.lists(hole, max_size=20, unique=True))))
    shapes = {FacilityId(str(n)): area(one) for n, one in enumerate(some)}
    east = lon + draw(st.floats(-0.35, 0.35))
    point = Point(lat + draw(st.floats(-0.35, 0.35)), (east + 180.0) % 360.0 - 180.0)
    return World(shapes, point, draw(st.sampled_from([0.0, 150.0, 1_000.0, 6_000.0])))


def inside(part: Part, lon: float, lat: float) -> bool:
    odd = False
    for ring in part:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                odd = not odd
    return odd


def away_m(part: Part, lon: float, lat: float) -> float:
    wide, best = METRES_A_DEGREE * cos(radians(lat)), float("inf")
    for ring in part:
        for (x1, y1), (x2, y2) in pairwise(ring):
            ax, ay = (x1 - lon) * wide, (y1 - lat) * METRES_A_DEGREE
            dx, dy = (x2 - x1) * wide, (y2 - y1) * METRES_A_DEGREE
            long = dx * dx + dy * dy
            share = min(1.0, max(0.0, -(ax * dx + ay * dy) / long)) if long else 0.0
            best = min(best, hypot(ax + share * dx, ay + share * dy))
    return best


def plainly(one: Area, at: Point) -> tuple[bool, float]:
    """Whether an area holds a point, and how far its border is: every edge, once for each turn."""
    every = [(part, at.lon + turn) for part in parts_of(one) for turn in TURNS]
    held = any(inside(part, lon, at.lat) for part, lon in every)
    return held, min(away_m(part, lon, at.lat) for part, lon in every)


def looked_at(point: Point, metres: float) -> Iterator[Point]:
    """The points of the circle that are looked at: 24 on its rim, 24 half way there."""
    for away in (metres, metres / 2):
        for n in range(24):
            east, north = away * sin(2 * pi * n / 24), away * cos(2 * pi * n / 24)
            lon = point.lon + east / (METRES_A_DEGREE * cos(radians(point.lat)))
            lat = point.lat + north / METRES_A_DEGREE
            yield Point(lat, (lon + 180.0) % 360.0 - 180.0)


def covered(areas: Sequence[Area], point: Point, metres: float) -> bool:
    """Whether each point of the circle lies in an area, none of them on a border."""
    found = [[plainly(one, at) for one in areas] for at in looked_at(point, metres)]
    assume(all(away > HAIR_M for at in found for _held, away in at))
    return all(any(held for held, _away in at) for at in found)


def answered(world: World) -> Answer:
    centres = [
        Facility(name, FacilityKind.PSAP, name, world.point, "test", "2026", area=one)
        for name, one in world.areas.items()
    ]
    return Centres(centres).answer(world.point, world.error_m)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_areas_around_a_place_are_those_that_the_plain_search_finds(world: World) -> None:
    reach = max(world.error_m, EDGE_M)
    plain = {name: plainly(one, world.point) for name, one in world.areas.items()}
    assume(all(away > HAIR_M and abs(away - reach) > HAIR_M for _held, away in plain.values()))
    expected = {name for name, (held, away) in plain.items() if held or away <= reach}
    found = {one.area: one for one in Areas(world.areas).around(world.point, reach)}
    assert found.keys() == expected
    for name, one in found.items():
        held, away = plain[name]
        assert one.inside == held
        if away <= reach:
            assert one.border_m == pytest.approx(away, abs=0.01)
    hits = [hit.facility.id for hit in answered(world).hits if hit.found_by is FoundBy.POLYGON]
    assert hits == list(found)


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_a_circle_is_covered_just_where_each_point_looked_at_lies_in_an_area(world: World) -> None:
    every = [*world.areas.values()]
    metres = max(world.error_m, EDGE_M)
    assert Areas(world.areas).cover(world.point, metres) == covered(every, world.point, metres)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([OHIO, ALEUTIANS, ARCTIC]),
    st.floats(-0.1, 0.1),
    st.floats(-0.1, 0.1),
    st.sampled_from([150.0, 1_000.0, 3_000.0]),
)
def test_areas_that_lie_side_by_side_cover_a_circle_over_their_borders(
    corner: tuple[float, float], east: float, north: float, metres: float
) -> None:
    lon, lat = corner
    beyond = (lon + 180.0) % 360.0 - 180.0
    quarters = [
        square(lon - 1, lat - 1, 1.0),
        square(lon - 1, lat, 1.0),
        square(beyond, lat - 1, 1.0),
        square(beyond, lat, 1.0),
    ]
    areas = {FacilityId(str(n)): area([(one,)]) for n, one in enumerate(quarters)}
    point = Point(lat + north, (lon + east + 180.0) % 360.0 - 180.0)
    assert Areas(areas).cover(point, metres)
    for name in areas:
        three = {key: one for key, one in areas.items() if key != name}
        whole = covered([*three.values()], point, metres)
        assert Areas(three).cover(point, metres) == whole


def test_a_hole_half_way_to_the_rim_is_seen() -> None:
    lon, lat = OHIO
    hole = square(lon + 0.02, lat - 0.01, 0.02)
    areas = Areas({FacilityId("a"): area([(square(lon - 1, lat - 1, 2.0), hole)])})
    half_m = 0.03 * METRES_A_DEGREE * cos(radians(lat))
    assert not areas.cover(Point(lat, lon), 2 * half_m)
    assert areas.cover(Point(lat, lon), half_m / 2)
