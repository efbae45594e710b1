"""What is done in the person pane, by keys."""

from dataclasses import replace

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import OfferLocation
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.client import Client, Phone
from console.domain.people.plan import Part
from console.domain.place.location import Location, Precision, Source
from console.ui.bridge import Bridge
from tests.ui.centre import COLUMBUS, FewPlaces, dana, enrol
from tests.ui.escalation.seat import Seat
from tests.ui.person.conftest import Look


def offered(seat: Seat, *words: str) -> None:
    seat.until(lambda: tuple(choice.words for choice in seat.person.where.choices) == words)


def test_a_location_as_typed_is_always_first_and_kept_word_for_word(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+L")
    seat.type("the blue house by the river")
    offered(seat, "the blue house by the river")
    seat.press("Return")
    seat.until(
        lambda: seat.case.place is not None and seat.case.place.location.source is Source.SAID
    )
    assert seat.person.where.isHidden()
    assert seat.case.place is not None
    here = seat.case.place.location
    assert (here.address, here.source, here.at) == (
        "the blue house by the river",
        Source.SAID,
        None,
    )


def test_a_place_on_the_map_is_offered_and_only_taken_when_chosen(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+L")
    seat.type("12 Main St, Columbus")
    offered(seat, "12 Main St, Columbus", "on the map: Columbus, OH")
    assert seat.case.place is not None
    assert seat.case.place.location.source is Source.ON_FILE
    seat.press("Down", "Return")
    seat.until(
        lambda: seat.case.place is not None and seat.case.place.location.source is Source.SAID
    )
    here = seat.case.place.location
    assert (here.address, here.at, here.error_m, here.precision, here.county_fips) == (
        "12 Main St, Columbus",
        COLUMBUS,
        9_000.0,
        Precision.CITY,
        "39049",
    )


def test_what_a_device_says_stands_first_and_is_taken_by_return(look: Look, desk: Desk) -> None:
    seat = look(dana())
    (contact,) = seat.case.contacts
    at = Location("", Source.DEVICE, desk.now(), at=COLUMBUS, error_m=30.0)
    desk.do(OfferLocation(contact.id, private(at)), SYSTEM)
    line = f"offered {desk.now().astimezone():%H:%M}: 39.96120, -82.99880"
    seat.until(lambda: any(said.startswith(line) for said in seat.person.glance.location.said))
    seat.press("Ctrl+Shift+L")
    offered(seat, "39.96120, -82.99880", "412 E Long St, Apt 3B, Columbus")
    seat.press("Return")
    seat.until(lambda: seat.case.place is not None and seat.case.place.location == at)
    assert not any(said.startswith("offered") for said in seat.person.glance.location.said)


def test_an_address_on_file_is_taken_as_where_they_are_now(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+L", "Return")
    seat.until(
        lambda: seat.case.place is not None and seat.case.place.location.source is Source.SAID
    )
    assert "said by client · same as home" in seat.person.glance.location.said[2]


def test_who_says_so_and_that_they_move_are_chosen_by_keys(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+Shift+L")
    seat.type("I-70 east, mile 101")
    seat.press("Tab", "Down", "Tab", "Space", "Shift+Tab", "Shift+Tab", "Return")
    seat.until(lambda: seat.case.place is not None and seat.case.place.location.moving)
    assert seat.case.place is not None
    assert seat.case.place.location.source is Source.CONTACT
    said = " ".join(seat.person.glance.location.said)
    assert "said by a contact · not their home · not on the map · moving" in said


def test_escape_leaves_the_location_as_it_was(look: Look) -> None:
    seat = look(dana())
    before = seat.case.place
    seat.press("Ctrl+Shift+L")
    seat.type("somewhere else")
    seat.press("Escape")
    assert seat.person.where.isHidden()
    assert seat.case.place == before


def test_leaving_a_panel_leads_back_to_the_notes(look: Look) -> None:
    seat = look(dana())
    seat.press("Ctrl+I", "Escape")
    assert seat.has(seat.person.notes.edit)


def test_an_unknown_caller_is_found_by_name_number_or_date_of_birth(look: Look, desk: Desk) -> None:
    enrol(
        desk,
        dana(),
        replace(dana(), id=ClientId("dan"), name="Dan Moss", phones=(Phone("+12125550111"),)),
    )
    seat = look(None, phone="")
    for typed, found in (
        ("dana", ["Dana Reyes"]),
        ("dan", ["Dana Reyes", "Dan Moss"]),
        ("555 0111", []),
        ("2125550111", ["Dan Moss"]),
        ("05/04/1991 reyes", ["Dana Reyes"]),
        ("1991-05-04", ["Dana Reyes", "Dan Moss"]),
    ):
        seat.press("Ctrl+I")
        seat.type(typed)
        assert [choice.words for choice in seat.person.who.choices] == found
    seat.press("Ctrl+I")
    seat.type("dana")
    seat.press("Return")
    seat.until(lambda: seat.case.client == "dana")
    assert seat.person.head.name.text() == "Dana Reyes"


def test_a_line_of_the_plan_is_ticked_and_taken_back_by_keys(look: Look) -> None:
    client: Client = dana()
    seat = look(client)
    seat.press("Alt+P", "Space")
    seat.until(lambda: seat.case.used == {(Part.SIGNS, 0)})
    assert seat.person.plan.rows[0].sign.text() == "✓"
    seat.press("Down", "Return")
    seat.until(lambda: seat.case.used == {(Part.SIGNS, 0), (Part.ALONE, 0)})
    seat.press("1")
    seat.until(lambda: seat.case.used == {(Part.ALONE, 0)})


def test_what_makes_the_place_safer_and_is_not_done_says_so(look: Look) -> None:
    seat = look(dana())
    safer = next(row for row in seat.person.plan.rows if row.words.text() == "pills to Rosa")
    assert safer.accessibleName() == "Make safer: pills to Rosa, not done, not tried"
    assert safer.more.text() == "not done"
    assert not safer.more.isHidden()


def test_words_in_the_command_bar_tick_the_plan(look: Look) -> None:
    seat = look(dana())
    offers = seat.person.offers("blue playlist")
    assert [offer.words for offer in offers] == ["Alone: cold water, the blue playlist"]
    offers[0].run()
    seat.until(lambda: seat.case.used == {(Part.ALONE, 0)})


def test_without_a_case_the_pane_says_who_waits(seat: Seat, look: Look) -> None:
    look(dana())
    seat.bridge.select(None)
    assert seat.person.empty.text() == "Nobody is selected, and nobody waits."


def test_nobody_on_another_machine_is_asked_before_a_person_says_so(
    look: Look, bridge: Bridge
) -> None:
    places = bridge.room.places
    assert isinstance(places, FewPlaces)
    warning = "What you ask leaves this machine and goes to geo.example.org."
    places.elsewhere = ("geo.example.org", warning)
    seat = look(dana())
    seat.press("Ctrl+Shift+L")
    seat.type("12 Main St, Columbus")
    offered(seat, "12 Main St, Columbus", "on the map: Columbus, OH", "Ask geo.example.org")
    assert seat.person.where.choices[-1].detail == warning
    assert places.asked_outside == []
    seat.press("Down", "Down", "Return")
    seat.until(lambda: places.asked_outside == ["12 Main St, Columbus"])
    answered = "on the map: Columbus, OH"
    offered(seat, "12 Main St, Columbus", answered, answered)
    assert not seat.person.where.isHidden()
    assert seat.case.place is not None
    assert seat.case.place.location.source is Source.ON_FILE


def test_an_answer_from_another_machine_that_is_none_is_said(look: Look, bridge: Bridge) -> None:
    places = bridge.room.places
    assert isinstance(places, FewPlaces)
    places.elsewhere = ("geo.example.org", "What you ask leaves this machine.")
    seat = look(dana())
    seat.press("Ctrl+Shift+L")
    seat.type("the blue house")
    offered(seat, "the blue house", "Ask geo.example.org")
    seat.press("Down", "Return")
    offered(seat, "the blue house", "geo.example.org knows nothing.")
