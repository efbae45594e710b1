"""A location that comes with an event: offered, and never in the way of the event itself."""

from datetime import UTC, datetime
from typing import Any

import pytest

from console.desk.desk import Desk
from console.domain.ids import CaseId
from console.domain.place.location import Location, Source
from console.domain.place.point import Point
from tests.intake.events.test_receive import land, put
from tests.intake.posting import call, event

AT = {"lat": 39.9612, "lon": -82.9988, "error_m": 30}
SENT = datetime(2026, 3, 1, 11, 59, 58, tzinfo=UTC)


def ringing(location: object) -> dict[str, Any]:
    return {**call("ringing"), "body": {"location": location}}


def offers(desk: Desk) -> list[Location | None]:
    return [
        contact.place.value
        for case in desk.board.cases.values()
        for contact in case.contacts
        if contact.place is not None
    ]


def test_a_call_that_comes_with_a_location_rings_and_offers_it(staffed: Desk) -> None:
    answer = put(staffed, ringing(AT))
    assert answer.accepted
    assert offers(staffed) == [
        Location("", Source.DEVICE, SENT, at=Point(39.9612, -82.9988), error_m=30.0)
    ]
    (case,) = staffed.board.cases.values()
    assert case.contacts[0].said is None
    assert case.place is None or case.place.location.source is Source.ON_FILE


def test_the_same_event_twice_offers_once(staffed: Desk) -> None:
    put(staffed, ringing(AT))
    before = staffed.head
    assert put(staffed, ringing(AT)).duplicate
    assert staffed.head == before


def test_a_later_event_of_the_call_brings_where_they_are_by_then(staffed: Desk) -> None:
    put(staffed, ringing(AT))
    later = {**AT, "lat": 39.97, "source": "carrier", "moving": True}
    put(staffed, {**call("answered"), "body": {"location": later}})
    (offer,) = offers(staffed)
    assert offer is not None
    assert (offer.at, offer.source, offer.moving) == (Point(39.97, -82.9988), Source.CARRIER, True)


def test_a_location_that_comes_after_the_landing_changes_nothing(staffed: Desk) -> None:
    answer = put(staffed, call("ringing"))
    assert answer.case is not None
    land(staffed, CaseId(answer.case))
    before = staffed.head
    late = put(staffed, {**call("ended"), "body": {"location": AT}})
    assert late.accepted
    assert staffed.head == before


def test_an_address_alone_is_offered_without_a_point(staffed: Desk) -> None:
    put(staffed, ringing({"address": "5 High St, Columbus", "source": "contact"}))
    assert offers(staffed) == [Location("5 High St, Columbus", Source.CONTACT, SENT)]


@pytest.mark.parametrize(
    "location",
    [
        "by the river",
        {"lat": 91.0, "lon": 0.0},
        {"lat": 39.9},
        {"lat": True, "lon": False},
        {"lat": "39.9", "lon": "-82.9"},
        {**AT, "error_m": -1},
        {**AT, "error_m": "near"},
        {**AT, "source": "said"},
        {**AT, "source": 7},
        {**AT, "at": "yesterday"},
        {**AT, "at": "2026-03-01T12:00:00"},
        {**AT, "address": 12},
        {"address": "x" * 257},
    ],
)
def test_a_location_that_cannot_be_read_lets_the_call_ring_and_is_shown_as_it_came(
    staffed: Desk, location: object
) -> None:
    assert put(staffed, ringing(location)).accepted
    assert offers(staffed) == []
    (case,) = staffed.board.cases.values()
    said = case.contacts[0].said
    assert said is not None
    assert (said.value or "").startswith("location")


@pytest.mark.parametrize("location", [None, {}])
def test_an_empty_location_is_none(staffed: Desk, location: object) -> None:
    assert put(staffed, ringing(location)).accepted
    assert offers(staffed) == []


def test_a_time_ahead_of_the_event_is_the_time_of_the_event(staffed: Desk) -> None:
    put(staffed, ringing({**AT, "at": "2031-01-01T00:00:00Z"}))
    (offer,) = offers(staffed)
    assert offer is not None
    assert offer.stated_at == SENT


def test_what_a_text_says_stays_what_they_wrote(staffed: Desk) -> None:
    put(staffed, event(body={"text": "help", "location": AT}))
    (case,) = staffed.board.cases.values()
    said = case.contacts[0].said
    assert said is not None
    assert said.value == "help"
    assert len(offers(staffed)) == 1
