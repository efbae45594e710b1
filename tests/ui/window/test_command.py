from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import TakeCase
from console.domain.ids import CaseId
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.window.foot.command import CommandBar
from console.ui.window.window import ConsoleWindow
from tests.ui.centre import ME, arrive, dana, enrol
from tests.ui.window.conftest import CTRL, press


@pytest.fixture
def typed(window: ConsoleWindow) -> Callable[[str], list[str]]:
    """Open the bar from the notes, type, and return what is offered."""

    def type_in(text: str) -> list[str]:
        press(window.panes.person, Qt.Key.Key_Slash, CTRL)
        QTest.keyClicks(window.command.line, text)
        return offered(window)

    return type_in


def offered(window: ConsoleWindow) -> list[str]:
    rows = window.command.offers.list
    return [rows.item(at).text() for at in range(rows.count())]


def enter(window: ConsoleWindow) -> None:
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)


def looked_at(bridge: Bridge) -> CaseId | None:
    return bridge.case.id if bridge.case is not None else None


def test_it_opens_by_its_key_while_somebody_types_and_esc_goes_back(
    window: ConsoleWindow, typed: Callable[[str], list[str]]
) -> None:
    typed("take")
    assert not window.command.offers.isHidden()
    QTest.keyClick(window.command.line, Qt.Key.Key_Escape)
    assert window.command.offers.isHidden()
    assert window.panes.person.hasFocus()
    assert window.command.line.text() == ""


def test_it_knows_the_acts_by_the_beginnings_of_their_words(
    typed: Callable[[str], list[str]],
) -> None:
    assert typed("/take n") == ["Take next"]


def test_it_offers_no_act_that_nobody_does(typed: Callable[[str], list[str]]) -> None:
    assert typed("hand-over") == []


def test_enter_does_what_is_chosen_and_down_chooses(
    window: ConsoleWindow, desk: Desk, typed: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    offers = typed("take")
    for _row in range(offers.index("Take next")):
        QTest.keyClick(window.command.line, Qt.Key.Key_Down)
    enter(window)
    qtbot.waitUntil(lambda: desk.board.cases[case].owner == ME)


def test_it_finds_a_person_with_an_open_case(
    window: ConsoleWindow,
    desk: Desk,
    bridge: Bridge,
    typed: Callable[[str], list[str]],
    qtbot: QtBot,
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    assert typed("reyes") == ["Dana Reyes"]
    enter(window)
    assert looked_at(bridge) == case


def test_it_says_who_an_unknown_caller_is(
    window: ConsoleWindow,
    desk: Desk,
    bridge: Bridge,
    typed: Callable[[str], list[str]],
    qtbot: QtBot,
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    bridge.select(case)
    assert typed("reyes") == ["Dana Reyes"]
    enter(window)
    qtbot.waitUntil(lambda: desk.board.cases[case].client == "dana")


def test_a_place_can_be_written_down_as_said_by_the_client(
    window: ConsoleWindow,
    desk: Desk,
    bridge: Bridge,
    typed: Callable[[str], list[str]],
    qtbot: QtBot,
) -> None:
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    bridge.select(case)
    typed("columbus")
    qtbot.waitUntil(lambda: offered(window) == ["Columbus, OH"])
    enter(window)
    qtbot.waitUntil(lambda: desk.board.cases[case].place is not None)
    place = desk.board.cases[case].place
    assert place is not None
    assert (place.location.address, place.location.error_m) == ("Columbus, OH", 9_000)


def test_enter_does_only_what_is_offered_now_for_whoever_is_looked_at_now(
    window: ConsoleWindow,
    desk: Desk,
    bridge: Bridge,
    typed: Callable[[str], list[str]],
    qtbot: QtBot,
) -> None:
    enrol(desk, dana())
    first, second = arrive(desk, "a"), arrive(desk, "b")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "2")
    bridge.select(first)
    typed("reyes")
    window.panes.person.setFocus()
    assert window.command.offers.isHidden()
    bridge.select(second)
    press(window.panes.person, Qt.Key.Key_Slash, CTRL)
    assert (window.command.offers.isHidden(), offered(window)) == (False, ["Dana Reyes"])
    enter(window)
    qtbot.waitUntil(lambda: desk.board.cases[second].client == "dana")
    assert desk.board.cases[first].client is None


def test_what_is_found_late_does_not_lie_over_where_somebody_works_by_now(
    window: ConsoleWindow, qtbot: QtBot
) -> None:
    asked: list[Callable[[Sequence[Offer]], None]] = []
    bar = CommandBar(lambda _text: (), lambda _text, found: asked.append(found), window)
    bar.setParent(window)
    bar.show()
    bar.open_bar()
    QTest.keyClicks(bar.line, "columbus")
    qtbot.waitUntil(lambda: len(asked) == 1)
    window.panes.person.setFocus()
    asked[0]([Offer("Columbus, OH", "", lambda: None)])
    assert bar.offers.isHidden()
