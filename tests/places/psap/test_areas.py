"""The areas of 911 centres: holes, islands, borders, overlaps; nothing outside answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import cos, hypot, radians

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind
from console.domain.place.fallback import Fallback
from console.domain.place.point import METRES_A_DEGREE, Point
from console.places.psap.answer import FoundBy
from console.places.psap.areas import Areas, middle
from console.places.psap.centres import EDGE_M, Centres
from console.places.psap.shape import area

Ring = Sequence[tuple[float, float]]
TODAY = date(2026, 11, 24)


def box(west: float, south: float, east: float, north: float) -> Ring:
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def shape(*parts: Sequence[Ring]) -> Area:
    return area([tuple(tuple(ring) for ring in part) for part in parts])


def centre(name: str, where: Area | None = None, county: str | None = None) -> Facility:
    return Facility(
        FacilityId(name),
        FacilityKind.PSAP,
        name,
        Point(39.9, -83.0),
        "test",
        "2026",
        county_fips=county,
        area=where,
    )


WEST = centre("West", shape([box(-83.2, 39.8, -83.0, 40.0)]))
EAST = centre("East", shape([box(-83.0, 39.8, -82.8, 40.0)]))
BOTH = Centres([WEST, EAST])


def named(centres: Centres, lat: float, lon: float, error_m: float = 0.0) -> list[str]:
    return [hit.facility.name for hit in centres.answer(Point(lat, lon), error_m).hits]


def test_a_place_moved_over_the_line_gives_the_other_centre() -> None:
    assert named(BOTH, 39.9, -83.1) == ["West"]
    assert named(BOTH, 39.9, -82.9) == ["East"]
    answer = BOTH.answer(Point(39.9, -83.1))
    assert (answer.complete, answer.why) == (True, ())
    assert [(hit.found_by, hit.why) for hit in answer.hits] == [
        (FoundBy.POLYGON, "its area holds this place")
    ]


def test_on_the_line_both_are_shown_and_it_says_why() -> None:
    answer = BOTH.answer(Point(39.9, -83.0))
    assert [hit.facility.name for hit in answer.hits] == ["East", "West"]
    assert {hit.why for hit in answer.hits} == {"its area holds this place, 0 m from the border"}
    assert answer.why == ("2 areas hold this place: ask which answers for their town.",)


def test_as_far_from_the_line_as_the_place_may_be_off_both_are_shown() -> None:
    east_m = 500 / (METRES_A_DEGREE * cos(radians(39.9)))
    near = BOTH.answer(Point(39.9, -83.0 + east_m), 600.0)
    assert [hit.facility.name for hit in near.hits] == ["East", "West"]
    assert [hit.why for hit in near.hits] == [
        "its area holds this place, 500 m from the border",
        "its border is 500 m away; the place may be 600 m off",
    ]
    assert near.complete
    assert near.why == ("A border is near: ask which centre answers for their address.",)
    assert named(BOTH, 39.9, -83.0 + east_m, 400.0) == ["East"]


def test_every_overlap_is_shown() -> None:
    city = centre("City", shape([box(-83.15, 39.85, -83.05, 39.95)]))
    assert sorted(named(Centres([WEST, city]), 39.9, -83.1)) == ["City", "West"]


def test_a_hole_is_not_in_the_area_and_an_island_is() -> None:
    ring = centre(
        "Ring",
        shape(
            [box(-84.0, 39.0, -83.0, 40.0), box(-83.7, 39.3, -83.3, 39.7)],
            [box(-83.55, 39.45, -83.45, 39.55)],
        ),
    )
    town = centre("Town", shape([box(-83.7, 39.3, -83.3, 39.7)]))
    both = Centres([ring, town])
    assert named(both, 39.1, -83.5) == ["Ring"]
    assert named(both, 39.4, -83.5) == ["Town"]
    assert sorted(named(both, 39.5, -83.5)) == ["Ring", "Town"]


def test_outside_of_every_area_the_registry_is_asked_and_where_it_is_silent_nobody_is() -> None:
    county = centre("County", county="39041")
    far = Centres([WEST, county]).answer(Point(40.3, -83.0))
    assert [(hit.facility.name, hit.found_by) for hit in far.hits] == [("County", FoundBy.COUNTY)]
    silent = Centres([WEST]).answer(Point(40.3, -83.0))
    assert (silent.hits, silent.complete) == ((), False)


def test_a_centre_with_an_area_is_no_candidate_of_its_county() -> None:
    inside = replace(WEST, county_fips="39041")
    assert named(Centres([inside]), 40.3, -83.0) == []


def test_where_the_circle_reaches_beyond_every_area_that_is_said_and_the_county_is_asked() -> None:
    county = centre("County", county="39049")
    answer = Centres([WEST, county]).answer(Point(39.9, -83.01), 5_000.0)
    assert [hit.facility.name for hit in answer.hits] == ["West", "County"]
    assert answer.why == ("Part of where they may be lies in no area on file.",)
    assert not Centres([WEST]).answer(Point(39.9, -83.01), 5_000.0).complete


def test_the_town_of_the_place_comes_first_and_what_vanished_last() -> None:
    town = replace(centre("Z", county="39049"), city="Dublin")
    gone = replace(centre("A", county="39049"), city="Dublin", gone=True)
    answer = Centres([centre("B", county="39049"), gone, town]).answer(
        Point(39.9612, -83.0007), town="Dublin"
    )
    assert [(hit.facility.name, hit.found_by, hit.why) for hit in answer.hits] == [
        ("Z", FoundBy.CITY, "listed for Dublin, Franklin; list of 2026"),
        ("B", FoundBy.COUNTY, "listed for Franklin; list of 2026"),
        ("A", FoundBy.CITY, "listed before for Franklin, not in the newest list"),
    ]


def test_every_rung_of_the_ladder_is_there_with_the_numbers_that_are_known() -> None:
    number = "+16145550100"
    known = replace(
        centre("Known", county="39049"), phone=number, verified_on=TODAY, verified_by="ana"
    )
    sheriff = replace(
        centre("Sheriff", county="39049"), kind=FacilityKind.SHERIFF, phone="+16145550101"
    )
    other = replace(sheriff, id=FacilityId("other"), county_fips="39041")
    mute = replace(sheriff, id=FacilityId("mute"), phone=None)
    state = replace(sheriff, id=FacilityId("state"), kind=FacilityKind.WARNING_POINT)
    elsewhere = replace(state, id=FacilityId("elsewhere"), county_fips="18097")
    relay = replace(sheriff, id=FacilityId("relay"), kind=FacilityKind.RELAY, county_fips=None)
    every = [known, sheriff, other, mute, state, elsewhere, relay]
    ladder = Centres(every).answer(Point(39.9612, -83.0007)).ladder
    assert [(rung.fallback, [one.id for one in rung.known]) for rung in ladder] == [
        (Fallback.VERIFIED, ["Known"]),
        (Fallback.SHERIFF, ["Sheriff"]),
        (Fallback.WARNING_POINT, ["state"]),
        (Fallback.RELAY, ["relay"]),
        (Fallback.LIFELINE, []),
    ]
    assert [rung.known for rung in Centres([]).answer(Point(30, -60)).ladder] == [()] * 5


rings = st.lists(
    st.tuples(
        st.floats(-83.5, -82.5).map(lambda n: round(n, 4)),
        st.floats(39.5, 40.5).map(lambda n: round(n, 4)),
    ),
    min_size=3,
    max_size=80,
    unique=True,
)


def holds(ring: Iterable[tuple[float, float]], lon: float, lat: float) -> bool:
    """The plainest ray casting, corner by corner."""
    corners, inside = [*ring], False
    for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def away_m(ring: Iterable[tuple[float, float]], lon: float, lat: float) -> float:
    corners, best = [*ring], float("inf")
    wide = METRES_A_DEGREE * cos(radians(lat))
    for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
        ax, ay = (x1 - lon) * wide, (y1 - lat) * METRES_A_DEGREE
        dx, dy = (x2 - x1) * wide, (y2 - y1) * METRES_A_DEGREE
        long = dx * dx + dy * dy
        share = min(1.0, max(0.0, -(ax * dx + ay * dy) / long)) if long else 0.0
        best = min(best, hypot(ax + share * dx, ay + share * dy))
    return best


@settings(max_examples=300, deadline=None)
@given(
    st.lists(rings, min_size=1, max_size=4),
    st.floats(-83.6, -82.4),
    st.floats(39.4, 40.6),
    st.sampled_from([0.0, 200.0, 5_000.0]),
)
def test_a_point_in_a_polygon_gets_that_centre_as_the_plainest_way_finds_it(
    outlines: list[list[tuple[float, float]]], lon: float, lat: float, error_m: float
) -> None:
    every = {FacilityId(str(n)): shape([ring]) for n, ring in enumerate(outlines)}
    found = {one.area: one for one in Areas(every).around(Point(lat, lon), error_m)}
    for name, ring in zip(every, outlines, strict=True):
        away = away_m(ring, lon, lat)
        assume(away > 0.1 and abs(away - error_m) > 0.1)
        inside = holds(ring, lon, lat)
        assert (name in found) == (inside or away <= error_m)
        if name in found:
            assert found[name].inside == inside
            if away <= error_m:
                assert found[name].border_m == pytest.approx(away, abs=0.01)


@settings(max_examples=200, deadline=None)
@given(st.lists(rings, min_size=1, max_size=5), st.floats(-83.5, -82.5), st.floats(39.5, 40.5))
def test_no_other_centre_hides_one_whose_area_holds_the_place(
    outlines: list[list[tuple[float, float]]], lon: float, lat: float
) -> None:
    every = [centre(str(n), shape([ring])) for n, ring in enumerate(outlines)]
    found = set(named(Centres(every), lat, lon))
    inside = {str(n) for n, ring in enumerate(outlines) if holds(ring, lon, lat)}
    near = {str(n) for n, ring in enumerate(outlines) if away_m(ring, lon, lat) <= EDGE_M + 1}
    assert inside <= found <= inside | near


@given(st.lists(rings, min_size=1, max_size=3))
def test_the_middle_of_an_area_is_in_it_or_on_its_border(
    outlines: list[list[tuple[float, float]]],
) -> None:
    one = shape(*([ring] for ring in outlines))
    at, away = middle(one)
    assert Areas({FacilityId("a"): one}).around(at, 1.0)
    corners = [corner for ring in outlines for corner in ring]
    wide = METRES_A_DEGREE * cos(radians(at.lat))
    farthest = max(
        hypot((lon - at.lon) * wide, (lat - at.lat) * METRES_A_DEGREE) for lon, lat in corners
    )
    assert away == pytest.approx(farthest)
