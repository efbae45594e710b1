"""Ctrl Shift B: who was called, what came of it, and nothing but ten digits in the book."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import TakeCase
from console.domain.ids import CaseId
from console.domain.place.facility import FacilityId
from console.domain.place.fallback import Fallback
from console.ui.bridge import Bridge
from console.ui.window.window import ConsoleWindow
from tests.ui.centre import ME, FewPlaces, arrive, dana, enrol

PSAP = FacilityId("invented:county-communications")
TEAM = FacilityId("invented:mobile-crisis-team")


@pytest.fixture
def case(window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot) -> CaseId:
    """The case of somebody whose place is known, taken and looked at."""
    places = bridge.room.places
    assert isinstance(places, FewPlaces)
    places.book = lambda: desk.board.book
    enrol(desk, dana())
    found = arrive(desk, "a", "dana")
    desk.do(TakeCase(found), ME)
    qtbot.waitUntil(lambda: found in bridge.board.cases)
    bridge.select(found)
    qtbot.waitUntil(lambda: len(window.ground.found) == 5)
    return found


@pytest.fixture
def opened(window: ConsoleWindow, case: CaseId, qtbot: QtBot) -> Callable[[str], None]:
    """Open the panel by its key and choose who was called."""

    def open_panel(whom: str) -> None:
        window.bindings.run("called")
        panel = window.calling.panel
        qtbot.waitUntil(lambda: panel.who.count() > 0 and not panel.isHidden())
        at = panel.who.findText(whom)
        assert at >= 0, [panel.who.itemText(n) for n in range(panel.who.count())]
        panel.who.setCurrentIndex(at)

    return open_panel


def typed(field: QWidget, words: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_everybody_who_can_be_called_is_offered_the_centre_first(
    window: ConsoleWindow, opened: Callable[[str], None]
) -> None:
    opened("988")
    who = window.calling.panel.who
    assert [who.itemText(n) for n in range(who.count())] == [
        "911 centre: County Communications",
        "county sheriff",
        "state warning point",
        "relay service",
        "988",
        "hospital: Grant Park Hospital",
        "EMS: Station 7",
        "mobile crisis team: Mobile Crisis Team",
        "crisis centre: Crisis Centre East",
        "hospital: Riverside Hospital",
    ]


def test_a_number_that_was_right_enters_the_book_and_stands_in_the_list(
    window: ConsoleWindow, desk: Desk, opened: Callable[[str], None], qtbot: QtBot
) -> None:
    opened("911 centre: County Communications")
    panel = window.calling.panel
    assert panel.number.text() == "+1 614 555 0100"
    assert panel.free.isHidden()
    typed(panel.number, "614 555 0109")
    qtbot.waitUntil(lambda: PSAP in desk.board.book.numbers)
    assert desk.board.book.numbers[PSAP].number == "+16145550109"
    assert panel.isHidden()


@pytest.mark.parametrize("number", ["911", "", "555 0109"])
def test_what_has_no_ten_digits_is_refused_in_words_and_the_panel_stays(
    window: ConsoleWindow,
    desk: Desk,
    opened: Callable[[str], None],
    qtbot: QtBot,
    number: str,
) -> None:
    before = desk.head
    opened("911 centre: County Communications")
    panel = window.calling.panel
    panel.number.clear()
    typed(panel.number, number)
    assert panel.lacks.text().startswith(f"“{number}” is no ten-digit number.")
    assert not panel.isHidden()
    assert desk.head == before
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_who_has_room_is_confirmed_with_the_number_and_shown_with_its_age(
    window: ConsoleWindow,
    desk: Desk,
    bridge: Bridge,
    opened: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    opened("mobile crisis team: Mobile Crisis Team")
    typed(window.calling.panel.free, "2")
    qtbot.waitUntil(lambda: TEAM in desk.board.book.rooms)
    assert desk.board.book.rooms[TEAM].free == 2
    assert desk.board.book.numbers[TEAM].number == "+16145550192"
    rows = window.panes.help.list

    def said() -> str:
        return " ".join(
            str(rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(rows.count())
        )

    places = bridge.room.places
    assert isinstance(places, FewPlaces)
    qtbot.waitUntil(lambda: "room for 2, just now: call to confirm" in said())


def test_a_rung_that_nobody_answered_is_written_down_and_verifies_nothing(
    window: ConsoleWindow,
    desk: Desk,
    case: CaseId,
    opened: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    opened("county sheriff")
    panel = window.calling.panel
    panel.came.setCurrentIndex(1)
    typed(panel.number, "614 555 0121")
    qtbot.waitUntil(lambda: bool(desk.board.cases[case].instead))
    (tried,) = desk.board.cases[case].instead
    assert (tried.fallback, tried.number, tried.reached) == (
        Fallback.SHERIFF,
        "+16145550121",
        False,
    )
    assert desk.board.book.numbers == {}


def test_without_a_contact_it_says_what_to_do_first(window: ConsoleWindow, qtbot: QtBot) -> None:
    window.bindings.run("called")
    qtbot.waitUntil(lambda: window.calm.words.text() == "Choose a contact first.")
    assert window.calling.panel.isHidden()
