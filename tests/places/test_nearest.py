"""The nearest help is the nearest by geodesic, and says what is known of it."""

from datetime import date
from math import cos, dist, radians, sin, sqrt

from geopy.distance import ELLIPSOIDS, geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Facility, FacilityId, FacilityKind, Service
from console.domain.place.point import Point
from console.places.nearest import Nearest
from console.places.reasons import Need, doubt

HOSPITAL, EMS = FacilityKind.HOSPITAL, FacilityKind.EMS

anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
close_by = st.builds(Point, st.floats(39, 41), st.floats(-84, -82))
across_the_date_line = st.builds(
    Point, st.floats(50, 53), st.one_of(st.floats(178, 180), st.floats(-180, -178))
)
at_a_pole = st.builds(Point, st.floats(89.9, 90), st.floats(-180, 180))


def place(name: str, at: Point, kind: FacilityKind = HOSPITAL, **known: object) -> Facility:
    return Facility(FacilityId(name), kind, name, at, "test", "2022", **known)  # type: ignore[arg-type]


def km(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).km)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        *(
            st.tuples(st.lists(points, min_size=1, max_size=40), points)
            for points in (anywhere, close_by, across_the_date_line, at_a_pole)
        )
    ),
    st.integers(0, 12),
)
def test_no_true_neighbour_is_lost(world: tuple[list[Point], Point], n: int) -> None:
    points, here = world
    found = Nearest([place(str(i), at) for i, at in enumerate(points)]).nearest(here, n=n)
    assert [one.km for one in found] == sorted(km(here, at) for at in points)[:n]


def test_the_nearest_through_the_earth_is_not_the_nearest_over_it() -> None:
    here, north, east = Point(0, 0), Point(45.0, 0), Point(0, 44.775)
    assert _straight_km(here, north) < _straight_km(here, east)
    assert km(here, east) < km(here, north)
    (found,) = Nearest([place("north", north), place("east", east)]).nearest(here, n=1)
    assert found.facility.name == "east"


def _straight_km(a: Point, b: Point) -> float:
    """The line through the earth, by geopy's own figures of the ellipsoid."""
    ends = []
    equator, _, flattening = ELLIPSOIDS["WGS-84"]
    squared = flattening * (2 - flattening)
    for at in (a, b):
        lat, lon = radians(at.lat), radians(at.lon)
        across = equator / sqrt(1 - squared * sin(lat) ** 2)
        level, up = across * cos(lat), across * (1 - squared) * sin(lat)
        ends.append((level * cos(lon), level * sin(lon), up))
    return dist(*ends)


def test_equal_distances_are_ordered_by_name() -> None:
    at = Point(40.0, -83.0)
    found = Nearest([place("b", at), place("c", at), place("a", at)]).nearest(at, n=2)
    assert [one.facility.name for one in found] == ["a", "b"]


def test_only_the_kinds_that_were_asked_for_are_found() -> None:
    index = Nearest([place("h", Point(0, 0)), place("e", Point(0, 1), EMS)])
    assert [one.facility.name for one in index.nearest(Point(0, 0), [EMS], 5)] == ["e"]


def test_with_a_need_only_the_recorded_ones_are_picked_and_silent_nearer_ones_are_counted() -> None:
    index = Nearest(
        [
            place("says no", Point(0, 0.1), emergency=False),
            place("silent", Point(0, 0.2)),
            place("has", Point(0, 0.3), emergency=True),
            place("silent too, farther", Point(0, 0.4)),
        ]
    )
    (one,) = index.nearest(Point(0, 0), [HOSPITAL], 5, Need.EMERGENCY)
    assert one.facility.name == "has"
    assert one.reasons == (
        "emergency department recorded",
        "no number recorded",
        "data of 2022",
        "1 nearer place does not say whether it has this",
    )


def test_every_gap_is_said() -> None:
    at = Point(0, 0)
    index = Nearest(
        [
            place("a", at, phone="+16145550100"),
            place("b", at, phone="+16145550101", emergency=False, verified_on=date(2026, 1, 1)),
            place("c", at, EMS, phone="+16145550102", verified_on=date(2026, 5, 1), invented=True),
            place("d", at, EMS, error_m=5200),
        ]
    )
    assert [one.reasons for one in index.nearest(at, n=4, today=date(2026, 5, 2))] == [
        ("no emergency department recorded: call to ask", "number not verified", "data of 2022"),
        (
            "recorded as having no emergency department",
            "number last verified 121 days ago: confirm it",
            "data of 2022",
        ),
        ("invented for practice", "number verified on 2026-05-01", "data of 2022"),
        (
            "place uncertain: middle of its ZIP code or town, up to about 5 km off",
            "may be anywhere up to 5 km away",
            "no number recorded",
            "data of 2022",
        ),
    ]


def test_a_team_that_has_to_come_says_so_and_from_far_away_that_it_may_not() -> None:
    team, far = (
        place(name, Point(0, lon), FacilityKind.MOBILE_CRISIS, phone="+16145550100")
        for name, lon in (("near", 0.1), ("far", 1.26))
    )
    near, away = Nearest([team, far]).nearest(Point(0, 0))
    assert near.reasons[0] == "ask whether they come to this place"
    assert away.reasons[0] == "140 km away: call first, they may not come so far"
    assert doubt(away.facility, away.km) == away.reasons[0]
    (hospital,) = Nearest([place("h", Point(0, 1.26))]).nearest(Point(0, 0))
    assert hospital.reasons[0] == "140 km away: call first"


def test_what_a_crisis_centre_does_is_said_and_what_its_list_dropped_comes_first() -> None:
    services = frozenset({Service.WALK_IN, Service.TEAM})
    centre = place(
        "c", Point(0, 0), FacilityKind.CRISIS_CENTRE, services=services, psychiatric=True,
        paediatric=True, gone=True,
    )  # fmt: skip
    (one,) = Nearest([centre]).nearest(Point(0, 0), need=Need.PSYCHIATRIC)
    assert one.reasons == (
        "not in the newest list: call to ask",
        "walk-in for psychiatric emergencies recorded",
        "crisis team recorded",
        "care for children recorded",
        "no number recorded",
        "data of 2022",
    )


def test_a_ward_for_long_term_care_never_passes_for_an_emergency_department() -> None:
    ward = place("w", Point(0, 0), ward=True, phone="+16145550100")
    (one,) = Nearest([ward]).nearest(Point(0, 0))
    assert one.reasons[0] == "long-term care or rehabilitation: call to ask for emergencies"
    assert Nearest([ward]).nearest(Point(0, 0), need=Need.EMERGENCY) == ()


def test_a_place_in_doubt_keeps_its_rank_and_says_so_first() -> None:
    doubtful = place("a", Point(0, 0.1), EMS, error_m=45_000)
    index = Nearest([place("b", Point(0, 0.2), EMS), doubtful])
    near, _other = index.nearest(Point(0, 0))
    assert near.facility == doubtful
    assert near.reasons[:2] == (
        "place uncertain, up to about 45 km off: call to ask",
        "may be anywhere up to 56 km away",
    )
    (far,) = Nearest([doubtful]).nearest(Point(0, 1))
    assert far.reasons[:2] == (near.reasons[0], "100 km away: call first")


def test_of_two_places_at_one_point_the_sure_one_stands_first() -> None:
    doubtful = place("a", Point(0, 0.1), EMS, error_m=45_000)
    sure = place("b", Point(0, 0.1), EMS)
    assert [one.facility for one in Nearest([doubtful, sure]).nearest(Point(0, 0))] == [
        sure,
        doubtful,
    ]


def test_a_short_list_says_the_doubt_that_matters_there() -> None:
    said = [
        doubt(place("a", Point(0, 0), EMS, error_m=error), km)
        for error, km in ((None, 1.0), (3_000, 5.0), (3_000, 2.0), (45_000, 90.0))
    ]
    assert said == ["", "", "may be anywhere up to 5 km away", "place uncertain: call to ask"]


def test_no_facilities_is_an_empty_answer() -> None:
    assert Nearest([]).nearest(Point(0, 0)) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(anywhere, close_by),
            st.sampled_from([HOSPITAL, EMS, FacilityKind.CRISIS_CENTRE]),
            st.sampled_from([True, False, None]),
        ),
        max_size=40,
    ),
    st.one_of(anywhere, close_by),
    st.one_of(st.none(), st.sets(st.sampled_from([HOSPITAL, EMS, FacilityKind.CRISIS_CENTRE]))),
    st.sampled_from([None, Need.EMERGENCY]),
    st.integers(0, 12),
)
def test_of_some_kinds_with_a_need_the_nearest_are_those_of_the_plain_search(
    world: list[tuple[Point, FacilityKind, bool | None]],
    here: Point,
    kinds: set[FacilityKind] | None,
    need: Need | None,
    n: int,
) -> None:
    every = [place(str(i), at, kind, emergency=has) for i, (at, kind, has) in enumerate(world)]
    asked = [one for one in every if kinds is None or one.kind in kinds]
    fit = [one for one in asked if need is None or one.emergency]
    expected = sorted(fit, key=lambda one: (km(here, one.at), one.name))[:n]
    found = Nearest(every).nearest(here, kinds, n, need)
    assert [(one.facility, one.km) for one in found] == [
        (one, km(here, one.at)) for one in expected
    ]
