"""The 911 centre for a point: by county, every overlap, never a wrong one."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.imports.invented import practice_facilities
from console.places.outlines import county_at
from console.places.psap.answer import FoundBy, PsapHit
from console.places.psap.centres import Centres

PRACTICE = practice_facilities(date(2026, 3, 1))
COLUMBUS, DELAWARE, NEWARK = Point(39.9612, -83.0007), Point(40.2987, -83.068), Point(40.06, -82.4)


def names(point: Point, error_m: float = 0.0) -> list[str]:
    return [hit.facility.name for hit in Centres(PRACTICE).answer(point, error_m).hits]


def centre(name: str, county: str | None, kind: FacilityKind = FacilityKind.PSAP) -> Facility:
    return Facility(FacilityId(name), kind, name, Point(0, 0), "test", "2026", county_fips=county)


def test_over_the_county_line_it_is_the_other_centre() -> None:
    assert names(COLUMBUS) == ["Practice 911 Center of Franklin County (invented)"]
    assert names(DELAWARE) == ["Practice 911 Center of Delaware County (invented)"]


def test_where_no_centre_is_known_there_is_none() -> None:
    assert county_at(NEWARK) == "39089"
    assert names(NEWARK) == []
    assert names(Point(30.0, -60.0)) == []


def test_every_centre_of_a_county_is_shown_with_its_basis() -> None:
    both = [centre("B", "39049"), centre("A", "39049"), centre("C", "39041")]
    why = "listed for Franklin; list of 2026"
    assert Centres(both).answer(COLUMBUS).hits == (
        PsapHit(both[1], FoundBy.COUNTY, why),
        PsapHit(both[0], FoundBy.COUNTY, why),
    )


def test_the_nearest_centre_of_a_county_comes_first() -> None:
    near = replace(centre("Z", "39049"), at=COLUMBUS)
    hits = Centres([centre("A", "39049"), near]).answer(COLUMBUS).hits
    assert [hit.facility.name for hit in hits] == ["Z", "A"]


def test_in_town_and_county_what_is_listed_as_primary_comes_first_and_secondary_last() -> None:
    far, passed_on = Point(0, 0), ": calls are passed on to it; list of 2026"
    listed = [
        replace(centre("Near secondary", "39049"), at=COLUMBUS, primary=False),
        replace(centre("Near, not said", "39049"), at=COLUMBUS),
        replace(centre("Far primary", "39049"), at=far, primary=True),
        replace(centre("Town secondary", "39049"), at=far, city="Dublin", primary=False),
        replace(centre("Town primary", "39049"), at=far, city="Dublin", primary=True),
        replace(centre("Gone primary", "39049"), at=COLUMBUS, primary=True, gone=True),
    ]
    hits = Centres(listed).answer(COLUMBUS, town="Dublin").hits
    assert [(hit.facility.name, hit.why) for hit in hits] == [
        ("Town primary", "listed as a primary centre for Dublin, Franklin; list of 2026"),
        (
            "Town secondary",
            f"listed as a secondary centre for Dublin, Franklin{passed_on}",
        ),
        ("Far primary", "listed as a primary centre for Franklin; list of 2026"),
        ("Near, not said", "listed for Franklin; list of 2026"),
        (
            "Near secondary",
            f"listed as a secondary centre for Franklin{passed_on}",
        ),
        ("Gone primary", "listed before for Franklin, not in the newest list"),
    ]


def test_the_verified_numbers_of_the_ladder_stand_in_the_order_of_the_centres() -> None:
    numbered = [
        replace(
            centre(name, "39049"), phone="+16145550100", verified_on=date(2026, 3, 1), primary=said
        )
        for name, said in (("A", False), ("B", None), ("C", True))
    ]
    first = Centres(numbered).answer(COLUMBUS).ladder[0]
    assert [one.name for one in first.known] == ["C", "B", "A"]


def test_a_circle_over_a_county_line_shows_both_sides_the_point_s_own_first() -> None:
    assert names(Point(40.1, -83.0), error_m=8_000) == [
        "Practice 911 Center of Franklin County (invented)",
        "Practice 911 Center of Delaware County (invented)",
    ]


def test_what_is_no_911_centre_or_has_no_county_never_answers() -> None:
    others = [centre("hospital", "39049", FacilityKind.HOSPITAL), centre("nowhere", None)]
    assert Centres(others).answer(COLUMBUS).hits == ()


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.builds(Point, st.floats(39.8, 40.4), st.floats(-83.3, -82.7)),
        st.builds(Point, st.floats(25, 49), st.floats(-124, -67)),
    )
)
def test_no_centre_of_another_county_answers_away_from_borders(at: Point) -> None:
    county = county_at(at)
    every = [centre(fips, fips) for fips in ("39049", "39041", "48375", "06019", "04005", "20001")]
    found = {hit.facility.county_fips for hit in Centres(every).answer(at).hits}
    assert found - {county} == {f for f in found if f != county and at_border(at, str(f))}
    if county in {one.county_fips for one in every}:
        assert county in found


def at_border(at: Point, fips: str) -> bool:
    step = 0.006  # degrees: more than the 300 m to which the outlines are true
    around = [
        Point(at.lat + dy * step, at.lon + dx * step) for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    ]
    return fips in {county_at(one) for one in around}
