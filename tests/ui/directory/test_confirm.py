"""Numbers that want to be confirmed are worked off by keys, into the one number book there is."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.domain.commands import VerifyNumber
from console.domain.place.book import Room
from console.domain.place.facility import FacilityId
from console.ui.map.called import CalledPanel
from tests.conftest import Clock
from tests.ui.centre import ME, dana, enrol
from tests.ui.directory.conftest import FewStock, Seat
from tests.ui.reach import nameless

GRANT = FacilityId("invented:grant-park-hospital")
PSAP = FacilityId("invented:county-communications")
TEAM = FacilityId("invented:mobile-crisis-team")
CENTRE = "County Communications"


def panel(seat: Seat) -> CalledPanel:
    """The number book of the directory."""
    ((_workspace, found),) = seat.window.calling.books
    return found


def narrow(seat: Seat) -> None:
    """Show the numbers to confirm, by the key."""
    seat.press("place_show")
    words = seat.workspace.looking.filter.words
    seat.until(lambda: words.text() == "Numbers to confirm")


def test_the_centre_where_a_client_lives_comes_first_and_says_so(seat: Seat) -> None:
    enrol(seat.desk, dana())
    seat.until(lambda: len(seat.bridge.board.clients) == 1)
    seat.go()
    narrow(seat)
    assert seat.found[0] == CENTRE
    row = seat.workspace.looking.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "911 centre · 1 client lives there" in row


def test_a_number_that_was_right_leaves_the_list_for_ninety_days(seat: Seat, clock: Clock) -> None:
    seat.go()
    narrow(seat)
    seat.look("communications", CENTRE)
    seat.key(Qt.Key.Key_Down)
    seat.press("called")
    assert panel(seat).who.currentText() == "911 centre: County Communications"
    assert panel(seat).number.text() == "+1 614 555 0100"
    assert nameless(seat.workspace) == []
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.found == [])
    assert seat.desk.board.book.numbers[PSAP].number == "+16145550100"
    assert seat.desk.board.book.numbers[PSAP].by == ME
    assert "No number of that name" in seat.workspace.looking.nothing.text()
    clock.forward(timedelta(days=89))
    seat.press("place_show")
    seat.press("place_show")
    seat.press("place_show")
    seat.until(lambda: seat.found == [CENTRE])


def test_the_next_number_is_chosen_once_one_is_done(seat: Seat) -> None:
    seat.go()
    narrow(seat)
    first, second = seat.found[:2]
    seat.key(Qt.Key.Key_Down)
    seat.press("called")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: len(seat.found) == 5)
    chosen = seat.workspace.looking.place()
    assert chosen is not None
    assert (first in seat.found, chosen.name) == (False, second)
    assert QApplication.focusWidget() is seat.workspace.looking.list


def test_room_is_asked_for_where_there_can_be_any(seat: Seat) -> None:
    seat.go()
    seat.look("mobile team", "Mobile Crisis Team")
    seat.key(Qt.Key.Key_Return)
    seat.press("called")
    panel(seat).free.setFocus()
    seat.type("2")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: TEAM in seat.desk.board.book.rooms)
    assert seat.desk.board.book.rooms[TEAM] == Room(2, seat.desk.now(), ME)
    seat.until(lambda: seat.shown.get("Room") == "room for 2, just now: call to confirm")


def test_a_number_nobody_answered_on_is_not_written_down_and_the_panel_says_so(seat: Seat) -> None:
    seat.go()
    seat.look("grant", "Grant Park Hospital")
    seat.key(Qt.Key.Key_Return)
    seat.press("called")
    panel(seat).came.setCurrentIndex(1)
    before = seat.desk.head
    seat.key(Qt.Key.Key_Return)
    assert panel(seat).lacks.text().startswith("A number is written down once somebody answers")
    assert seat.desk.head == before
    seat.key(Qt.Key.Key_Escape)
    assert panel(seat).isHidden()
    assert seat.shown[""] == "Grant Park Hospital"


def test_three_digits_are_no_number_here_either(seat: Seat) -> None:
    seat.go()
    seat.look("communications", CENTRE)
    seat.key(Qt.Key.Key_Down)
    seat.press("called")
    panel(seat).number.setText("911")
    seat.key(Qt.Key.Key_Return)
    assert "ten digits" in panel(seat).lacks.text()
    assert PSAP not in seat.desk.board.book.numbers


def test_without_a_chosen_place_the_key_says_what_to_do(seat: Seat) -> None:
    seat.go()
    seat.press("called")
    assert panel(seat).isHidden()
    assert seat.window.calm.words.text() == "Choose a place first."


def test_what_no_list_names_any_more_is_shown_by_the_same_key(seat: Seat, stock: FewStock) -> None:
    grant, *rest = stock.places
    stock.places = (replace(grant, gone=True), *rest)
    seat.go()
    narrow(seat)
    assert "Grant Park Hospital" not in seat.found
    seat.press("place_show")
    seat.until(lambda: seat.found == ["Grant Park Hospital"])
    seat.key(Qt.Key.Key_Return)
    assert seat.shown["Listed"] == "Its newest list no longer names it: call to ask."
    seat.press("place_show")
    seat.until(lambda: len(seat.found) == 6)


def test_all_confirmed_says_so(seat: Seat, stock: FewStock) -> None:
    stock.places = stock.places[:1]
    seat.go()
    seat.desk.do(VerifyNumber(GRANT, "614 555 0190"), ME)
    narrow(seat)
    nothing = seat.workspace.looking.nothing
    seat.until(lambda: nothing.text() == "Every number on file was verified within 90 days.")
