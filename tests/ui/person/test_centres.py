"""The 911 centre in the glance panel: all that may answer, how old each number is, what else."""

from dataclasses import replace
from datetime import date

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import StateLocation, VerifyNumber
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.fallback import Fallback
from console.domain.place.location import Location, Source
from console.domain.place.point import Point
from console.places.psap.answer import Answer, FoundBy, PsapHit, Rung
from console.ui.person import facts
from console.ui.person.facts import Said
from tests.conftest import NOON
from tests.ui.centre import COLUMBUS, ME, FewPlaces, dana
from tests.ui.escalation.seat import Seat
from tests.ui.person.conftest import Look
from tests.ui.person.test_glance import says

LADDER = (
    "Then: a number you verify now · the county sheriff · the state warning point · "
    "a relay service · 988"
)


def test_the_centre_for_the_place_stands_there_with_the_age_of_its_number(look: Look) -> None:
    seat = look(dana())
    says(
        seat,
        seat.person.glance.centre,
        "County Communications",
        "+1 614 555 0100 · ⚠ number not verified · by county · invented",
    )


def centre(name: str, phone: str, verified: date | None, county: str = "39049") -> Facility:
    return Facility(
        FacilityId(f"psap:{name}"),
        FacilityKind.PSAP,
        name,
        COLUMBUS,
        "test",
        "2026",
        phone,
        county_fips=county,
        verified_on=verified,
    )


def by_county(*found: Facility) -> tuple[PsapHit, ...]:
    return tuple(PsapHit(one, FoundBy.COUNTY) for one in found)


def placed(desk: Desk, seat: Seat, *, at: Point | None, county: str | None = "39049") -> None:
    where = Location("somewhere", Source.SAID, NOON, at=at, county_fips=county)
    desk.do(StateLocation(seat.case.id, private(where)), ME)
    seat.until(lambda: seat.case.place is not None and seat.case.place.line == "somewhere")


def test_every_centre_that_may_answer_is_shown(look: Look, desk: Desk) -> None:
    seat = look(dana())
    placed(desk, seat, at=COLUMBUS)
    found = by_county(
        centre("City Police", "+16145550101", date(2026, 2, 17)),
        centre("County Sheriff", "+16145550102", date(2025, 12, 1)),
    )
    assert list(facts.centres(seat.case, Answer(found, complete=True), NOON)) == [
        Said("City Police", "value"),
        Said("+1 614 555 0101 · verified 12 d ago · by county"),
        Said("County Sheriff", "value"),
        Said("+1 614 555 0102 · ⚠ verified 90 d ago · by county", "secondary", "high"),
        Said("more than one may answer: ask for their town", "secondary", "high"),
    ]


def test_while_a_county_has_no_centre_none_passes_for_the_right_one(look: Look, desk: Desk) -> None:
    seat = look(dana())
    placed(desk, seat, at=COLUMBUS)
    found = by_county(centre("City Police", "+16145550101", date(2026, 2, 17)))
    assert list(facts.centres(seat.case, Answer(found, complete=False), NOON)) == [
        Said("Another centre may answer that is not on file", "value", "high"),
        Said("City Police"),
        Said("+1 614 555 0101 · verified 12 d ago · by county"),
        Said("more than one may answer: ask for their town", "secondary", "high"),
    ]


@pytest.mark.parametrize("at", [None, COLUMBUS])
def test_without_a_centre_it_says_so_and_offers_the_ladder_never_a_bare_911(
    look: Look, desk: Desk, at: Point | None
) -> None:
    seat = look(dana())
    placed(desk, seat, at=at, county=None)
    said = [line.text for line in facts.centres(seat.case, Answer((), complete=False), NOON)]
    first = "No place yet, so no centre" if at is None else "No 911 centre is known for this place"
    assert said == [first, LADDER]


def test_every_centre_whose_area_holds_the_place_is_shown_and_it_says_why(
    look: Look, desk: Desk
) -> None:
    seat = look(dana())
    placed(desk, seat, at=COLUMBUS)
    hits = tuple(
        PsapHit(centre(name, f"+1614555010{n}", date(2026, 2, 17)), FoundBy.POLYGON)
        for n, name in enumerate(("A", "B", "C", "D"))
    )
    why = ("4 areas hold this place: ask which answers for their town.",)
    said = list(facts.centres(seat.case, Answer(hits, complete=True, why=why), NOON))
    assert [line.text for line in said] == [
        *("A", "+1 614 555 0100 · verified 12 d ago · by area"),
        *("B", "+1 614 555 0101 · verified 12 d ago · by area"),
        *("C", "+1 614 555 0102 · verified 12 d ago · by area"),
        *("D", "+1 614 555 0103 · verified 12 d ago · by area"),
        *why,
    ]
    assert said[-1].tone == "high"


def test_of_the_many_that_a_county_lists_a_few_are_shown_and_how_many_more_there_are(
    look: Look, desk: Desk
) -> None:
    seat = look(dana())
    placed(desk, seat, at=COLUMBUS)
    found = by_county(*(centre(f"C{n}", "+16145550100", None) for n in range(84)))
    said = [line.text for line in facts.centres(seat.case, Answer(found, complete=True), NOON)]
    assert said[-1] == "and 81 more: ask for their town"


def test_where_no_number_is_on_file_every_rung_is_there_with_whether_its_number_is(
    look: Look, desk: Desk
) -> None:
    seat = look(dana())
    placed(desk, seat, at=COLUMBUS)
    mute = replace(centre("City", "", None), phone=None)
    sheriff = centre("County Sheriff", "+16145550121", None)
    rungs = tuple(Rung(one, (sheriff,) if one is Fallback.SHERIFF else ()) for one in Fallback)
    said = list(
        facts.centres(seat.case, Answer(by_county(mute), complete=True, ladder=rungs), NOON)
    )
    assert [line.text for line in said] == [
        "City",
        "no number on file · by county",
        (
            "Then: verified number: no number on file · county sheriff: County Sheriff "
            "+1 614 555 0121 · state warning point: no number on file · relay service: "
            "no number on file · 988"
        ),
    ]
    assert said[1].tone == "high"


def test_a_number_that_somebody_verifies_stands_there_at_once(look: Look, desk: Desk) -> None:
    seat = look(dana())
    seat.until(lambda: seat.person.glance.centre.said[0] == "County Communications")
    places = seat.bridge.room.places
    assert isinstance(places, FewPlaces)
    places.book = lambda: desk.board.book
    desk.do(VerifyNumber(FacilityId("invented:county-communications"), "614-555-0109"), ME)
    says(
        seat,
        seat.person.glance.centre,
        "County Communications",
        "+1 614 555 0109 · verified 0 d ago · by county · invented",
    )
