from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.care.contact import ContactKind
from console.domain.commands import AskForHelp, TakeCase
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.queue.cards import Card, Head
from console.ui.queue.pane import QueuePane
from console.ui.room import Room
from tests.conftest import NOON, Clock
from tests.ui.centre import LEAD, ME, OTHER, arrive, dana, enrol
from tests.ui.reach import nameless


@pytest.fixture
def pane(bridge: Bridge, qtbot: QtBot) -> Iterator[QueuePane]:
    pane = QueuePane(bridge)
    qtbot.addWidget(pane)
    pane.resize(306, 800)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    yield pane
    pane.close()


def shown(pane: QueuePane) -> list[CaseId]:
    return [row.case for row in pane.model.rows if isinstance(row, Card)]


def settled(pane: QueuePane, *cases: CaseId) -> Callable[[], None]:
    def look() -> None:
        assert shown(pane) == list(cases)

    return look


def point_at(pane: QueuePane, case: CaseId) -> QPoint:
    return pane.list.visualRect(pane.model.index_of(case)).center()


def test_a_contact_that_arrives_is_shown(pane: QueuePane, desk: Desk, qtbot: QtBot) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))


def test_who_is_at_greater_risk_comes_on_top(pane: QueuePane, desk: Desk, qtbot: QtBot) -> None:
    low = arrive(desk, "a", tier=Tier.LOW)
    high = arrive(desk, "b", kind=ContactKind.ASSESSMENT, tier=Tier.HIGH)
    qtbot.waitUntil(settled(pane, high, low))


def test_taking_the_next_takes_whoever_is_at_the_greatest_risk_and_looks_at_them(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    arrive(desk, "a", tier=Tier.LOW)
    high = arrive(desk, "b", tier=Tier.HIGH)
    qtbot.waitUntil(lambda: len(shown(pane)) == 2)
    pane.take_next()
    qtbot.waitUntil(lambda: desk.board.cases[high].owner == ME)
    assert bridge.case is not None
    assert bridge.case.id == high


def test_with_nobody_waiting_taking_the_next_says_so(
    pane: QueuePane, bridge: Bridge, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bridge.refused) as said:
        pane.take_next()
    assert said.args == ["Nobody is waiting."]


def test_arrows_choose_cards_and_skip_headings_and_enter_takes(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    first, second = arrive(desk, "a", tier=Tier.HIGH), arrive(desk, "b")
    qtbot.waitUntil(settled(pane, first, second))
    pane.handlers()["focus_queue"]()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert bridge.case is not None
    assert bridge.case.id == second
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.board.cases[second].owner == ME)


def test_the_chosen_card_stays_chosen_when_others_come(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    low = arrive(desk, "a", tier=Tier.LOW)
    qtbot.waitUntil(settled(pane, low))
    bridge.select(low)
    high = arrive(desk, "b", tier=Tier.HIGH)
    qtbot.waitUntil(settled(pane, high, low))
    assert pane.model.case_at(pane.list.currentIndex()) == low


def test_no_card_jumps_under_a_moving_pointer(pane: QueuePane, desk: Desk, qtbot: QtBot) -> None:
    low = arrive(desk, "a", tier=Tier.LOW)
    qtbot.waitUntil(settled(pane, low))
    spot = point_at(pane, low)
    steps = cycle((spot, spot + QPoint(2, 2)))
    QTest.mouseMove(pane.list.viewport(), next(steps))
    high = arrive(desk, "b", tier=Tier.HIGH)

    def news() -> bool:
        QTest.mouseMove(pane.list.viewport(), next(steps))  # the hand is still moving
        return any(isinstance(row, Head) and row.news for row in pane.model.rows)

    qtbot.waitUntil(news)
    assert shown(pane) == [low]
    assert point_at(pane, low) == spot
    qtbot.waitUntil(settled(pane, high, low))


def test_moving_a_case_by_hand_needs_a_reason(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.rank()
    QTest.keyClick(pane.rank_panel.tiers[Tier.MODERATE], Qt.Key.Key_Left)
    QTest.keyClick(pane.rank_panel.reason, Qt.Key.Key_Return)
    assert pane.rank_panel.lacks.text() == "Say why; the journal keeps it."
    QTest.keyClicks(pane.rank_panel.reason, "sounded worse")
    QTest.keyClick(pane.rank_panel.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.board.cases[case].rank is Tier.HIGH)
    assert pane.rank_panel.isHidden()


def test_esc_leaves_a_form_and_gives_the_focus_back(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.list.setFocus()
    pane.rank()
    QTest.keyClick(pane.rank_panel.reason, Qt.Key.Key_Escape)
    assert pane.rank_panel.isHidden()
    assert pane.list.hasFocus()


def test_a_contact_of_somebody_else_can_be_taken_out(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    arrive(desk, "b", "dana")
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.split()
    QTest.keyClick(pane.split_panel.choices.buttons()[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.board.cases) == 2)


def test_only_what_somebody_wrote_is_shown_where_contacts_are_taken_apart(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana", kind=ContactKind.MOOD, said="silent_days: 4")
    arrive(desk, "b", "dana", said="call me")
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.split()
    time = NOON.astimezone().strftime("%H:%M")
    assert [choice.text() for choice in pane.split_panel.choices.buttons()] == [
        f"Take out: mood alert {time}",
        f"Take out: text {time} “call me”",
    ]


def test_two_cases_of_one_person_can_be_joined(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    arrive(desk, "b")
    qtbot.waitUntil(lambda: len(shown(pane)) == 2)
    bridge.select(case)
    pane.split()
    QTest.keyClick(pane.split_panel.choices.buttons()[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(desk.board.cases) == [case])


def test_a_case_can_be_given_back_to_the_lead(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.release()
    qtbot.waitUntil(lambda: desk.board.cases[case].owner is None)


def test_the_lead_comes_to_the_gravest_case_that_called(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    low, high = arrive(desk, "a"), arrive(desk, "b", tier=Tier.HIGH)
    for case in (low, high):
        desk.do(TakeCase(case), ME)
        desk.do(AskForHelp(case), ME)
    lead = Bridge(desk, LEAD, room)
    pane = QueuePane(lead)
    qtbot.addWidget(pane)
    pane.handlers()["answer_help"]()
    qtbot.waitUntil(lambda: desk.board.cases[high].help_answered_by == LEAD)
    assert lead.case is not None
    assert lead.case.id == high
    assert desk.board.cases[low].help_answered_by is None
    lead.close()


def test_with_nobody_calling_the_key_of_the_lead_says_so(
    pane: QueuePane, bridge: Bridge, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bridge.refused) as said:
        pane.answer_help()
    assert said.args == ["Nobody is calling the lead."]


def test_an_empty_queue_says_since_when(
    pane: QueuePane, desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))
    clock.forward(timedelta(minutes=2))
    desk.do(TakeCase(case), OTHER)
    since = clock.now.astimezone().strftime("%H:%M")
    said = f"Nobody is waiting. Since {since}."
    qtbot.waitUntil(lambda: said in {row_text(pane, at) for at in range(pane.model.rowCount())})


def row_text(pane: QueuePane, at: int) -> str:
    return str(pane.model.index(at, 0).data())


def test_a_second_that_passes_lays_nothing_out_again(
    pane: QueuePane, desk: Desk, clock: Clock, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))
    told: list[object] = []
    pane.model.dataChanged.connect(lambda *args: told.append(args))
    pane.model.layoutChanged.connect(lambda *args: told.append(args))
    before = pane.grab().toImage()
    clock.forward(timedelta(seconds=8))
    bridge.ticked.emit(clock.now)
    assert told == []
    assert pane.grab().toImage() != before


def test_the_command_bar_is_offered_the_people_of_open_cases(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(settled(pane, case))
    (offer,) = pane.offers("reyes")
    offer.run()
    assert (offer.words, bridge.case and bridge.case.id) == ("Dana Reyes", case)


def test_everything_in_the_queue_has_a_name(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(settled(pane, case))
    bridge.select(case)
    pane.rank()
    assert nameless(pane) == []
    pane.list.setAccessibleName("")
    assert nameless(pane) == ["QListView 'queue'"]
