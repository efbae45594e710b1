"""Numbers that nobody verified lately come in the order of where clients live."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import ClientId
from console.domain.people.client import Address, Client
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.lists.confirm import Lives, confirming, lives, wants_confirming
from console.places.psap.answer import Answer
from console.places.psap.centres import Centres

TODAY = date(2026, 3, 1)
COLUMBUS, CLEVELAND = Point(39.9612, -82.9988), Point(41.4993, -81.6944)
FRANKLIN, CUYAHOGA = "39049", "39035"


def one(name: str, kind: FacilityKind, county: str, verified: int | None = None) -> Facility:
    day = None if verified is None else TODAY - timedelta(days=verified)
    return Facility(
        FacilityId(name), kind, name, COLUMBUS, "a list", "2026", "+16145550100",
        county_fips=county, verified_on=day, verified_by="okafor" if day else None,
    )  # fmt: skip


def living(name: str, at: Point | None) -> Client:
    home = Address("1 Main St", "Town", "OH", "43215", at=at, error_m=100.0)
    return Client(ClientId(name), name, addresses=(home,))


HERE = one("here", FacilityKind.PSAP, FRANKLIN)
THERE = one("there", FacilityKind.PSAP, CUYAHOGA, 91)
FAR = one("far", FacilityKind.PSAP, "06037")
SHERIFF = one("sheriff", FacilityKind.SHERIFF, FRANKLIN)
TEAM = one("team", FacilityKind.MOBILE_CRISIS, CUYAHOGA)
ELSEWHERE = one("elsewhere", FacilityKind.HOSPITAL, "06037")
EVERY = (ELSEWHERE, FAR, TEAM, SHERIFF, THERE, HERE)


def test_it_is_counted_which_centres_answer_where_clients_live() -> None:
    people = [
        living("a", COLUMBUS), living("b", CLEVELAND), living("c", CLEVELAND),
        living("d", None), Client(ClientId("e"), "e"),
    ]  # fmt: skip
    found = lives(people, Centres(EVERY).answer)
    assert found == Lives({HERE.id: 1, THERE.id: 2}, frozenset({FRANKLIN, CUYAHOGA}))


def test_where_most_clients_live_comes_first_and_the_rest_of_the_country_last() -> None:
    where = Lives({HERE.id: 1, THERE.id: 2}, frozenset({FRANKLIN, CUYAHOGA}))
    assert confirming(EVERY, where, TODAY) == (THERE, HERE, SHERIFF, TEAM, FAR, ELSEWHERE)
    assert confirming(EVERY, Lives(), TODAY) == (FAR, SHERIFF, THERE, HERE, ELSEWHERE, TEAM)


def test_a_number_is_confirmed_for_less_than_ninety_days() -> None:
    days = (0, 88, 89, 90, 400)
    found = [wants_confirming(one("x", FacilityKind.EMS, FRANKLIN, n), TODAY) for n in days]
    assert found == [False, False, True, True, True]
    assert wants_confirming(one("x", FacilityKind.EMS, FRANKLIN), TODAY)


def test_only_a_centre_without_a_number_wants_one_and_what_is_gone_wants_nothing() -> None:
    kinds = (FacilityKind.PSAP, FacilityKind.HOSPITAL)
    silent = [replace(one("x", kind, FRANKLIN), phone=None) for kind in kinds]
    assert [wants_confirming(each, TODAY) for each in silent] == [True, False]
    assert not wants_confirming(replace(HERE, gone=True), TODAY)


@given(st.permutations(EVERY), st.dictionaries(st.sampled_from([x.id for x in EVERY]), st.just(1)))
def test_nothing_that_wants_confirming_is_left_out(
    ways: list[Facility], centres: dict[FacilityId, int]
) -> None:
    found = confirming(ways, Lives(centres), TODAY)
    assert sorted(x.id for x in found) == sorted(x.id for x in EVERY)
    ranks = [x.id in centres for x in found]
    assert ranks == sorted(ranks, reverse=True)


def test_an_answer_without_a_centre_counts_nobody() -> None:
    def nobody(_at: Point, _error_m: float) -> Answer:
        return Answer((), complete=False)

    assert lives([living("a", COLUMBUS)], nobody) == Lives({}, frozenset({FRANKLIN}))
