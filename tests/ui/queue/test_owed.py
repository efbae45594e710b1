from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.care.case import Ending, Landing, Lateness, PlanLook
from console.domain.care.contact import Rule
from console.domain.care.followup import FollowUpOutcome
from console.domain.commands import CloseCase, SetTier, TakeCase
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.queue.owed import Owed
from console.ui.queue.pane import QueuePane
from tests.conftest import NOON, Clock
from tests.ui.centre import ME, arrive, dana, enrol

DUE = NOON + timedelta(hours=4)


@pytest.fixture
def landed(desk: Desk) -> CaseId:
    """A case of Dana's that landed, with a contact owed at four o'clock."""
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    desk.do(SetTier(case, Tier.MODERATE), ME)
    desk.do(
        CloseCase(
            case, Landing(Ending.RESOLVED_PLAN, Tier.MODERATE, PlanLook.USED, next_contact=DUE)
        ),
        ME,
    )
    return case


@pytest.fixture
def pane(landed: CaseId, bridge: Bridge, qtbot: QtBot) -> Iterator[QueuePane]:
    pane = QueuePane(bridge)
    qtbot.addWidget(pane)
    pane.resize(306, 800)
    pane.show()
    yield pane
    pane.close()


def owed(pane: QueuePane) -> list[Owed]:
    return [row for row in pane.model.rows if isinstance(row, Owed)]


def outcome(pane: QueuePane, wanted: FollowUpOutcome) -> None:
    pane.follow_panel.outcomes.button(tuple(FollowUpOutcome).index(wanted)).setChecked(True)


def write(pane: QueuePane) -> None:
    QTest.keyClick(pane.follow_panel.outcomes.buttons()[0], Qt.Key.Key_Return)


def test_a_contact_that_is_owed_stands_below_the_queue(pane: QueuePane, landed: CaseId) -> None:
    assert owed(pane) == [Owed(landed, "Dana R.", Tier.MODERATE, DUE, 0)]


@pytest.mark.parametrize(
    ("at", "late", "said"),
    [
        (DUE - timedelta(hours=2), Lateness.IN_TIME, "due"),
        (DUE - timedelta(minutes=59), Lateness.AMBER, "due"),
        (DUE + timedelta(hours=2), Lateness.RED, "2 h overdue"),
    ],
)
def test_it_says_when_it_is_due_and_turns_red_when_it_is_over(
    pane: QueuePane, at: datetime, late: Lateness, said: str
) -> None:
    (one,) = owed(pane)
    assert (one.late(at), one.when(at).startswith(said)) == (late, True)


def test_the_one_due_first_is_tried_by_its_key_and_leaves_when_they_were_reached(
    pane: QueuePane, desk: Desk, qtbot: QtBot
) -> None:
    pane.handlers()["follow_up"]()
    assert pane.follow_panel.title.text() == "Follow up Dana Reyes  +1 614 555 0178"
    outcome(pane, FollowUpOutcome.REACHED)
    write(pane)
    qtbot.waitUntil(lambda: not owed(pane))
    assert desk.board.follow_ups == {}


def test_nobody_who_was_not_reached_is_forgotten(
    pane: QueuePane, desk: Desk, landed: CaseId, clock: Clock, qtbot: QtBot
) -> None:
    pane.follow_up()
    outcome(pane, FollowUpOutcome.NO_ANSWER)
    pane.follow_panel.again.buttons()[-1].setChecked(True)
    write(pane)
    assert pane.follow_panel.lacks.text() == (
        "They were not reached: choose when it is tried again."
    )
    pane.follow_panel.again.buttons()[0].setChecked(True)
    write(pane)
    qtbot.waitUntil(lambda: [one.tries for one in owed(pane)] == [1])
    assert desk.board.follow_ups[landed].due == clock.now + timedelta(hours=1)


def test_a_new_safety_concern_opens_a_case_at_once_and_it_is_ours(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    pane.follow_up()
    outcome(pane, FollowUpOutcome.REACHED)
    pane.follow_panel.concern.setChecked(True)
    write(pane)
    qtbot.waitUntil(lambda: [case.owner for case in desk.board.cases.values()] == [ME])
    assert bridge.case is not None
    assert (bridge.case.client, bridge.case.suggestion.rule) == (
        "dana",
        Rule.FOLLOW_UP_CONCERN,
    )
    assert bridge.case.rank is Tier.HIGH


def test_the_card_of_a_landed_case_goes_and_takes_nobody_from_the_screen(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    before = arrive(desk, "b")
    desk.do(TakeCase(before), ME)
    bridge.select(before)
    qtbot.waitUntil(lambda: pane.model.case_at(pane.list.currentIndex()) == before)
    QTest.keyClick(pane.list, Qt.Key.Key_Control)  # a hand is there: the cards keep still
    desk.do(SetTier(before, Tier.MODERATE), ME)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.MODERATE, PlanLook.USED, next_contact=DUE)
    desk.do(CloseCase(before, landing), ME)
    qtbot.waitUntil(lambda: bridge.case is None)
    now = arrive(desk, "c")
    qtbot.waitUntil(lambda: now in bridge.board.cases)
    pane.take_next()
    qtbot.waitUntil(lambda: pane.model.case_at(pane.list.currentIndex()) == now)
    assert bridge.case is not None
    assert (bridge.case.id, bridge.case.owner) == (now, ME)


def test_nobody_else_is_looked_at_because_a_case_has_landed(
    pane: QueuePane, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    mine, other = arrive(desk, "b"), arrive(desk, "c")
    desk.do(TakeCase(mine), ME)
    bridge.select(mine)
    qtbot.waitUntil(lambda: pane.model.case_at(pane.list.currentIndex()) == mine)
    desk.do(SetTier(mine, Tier.MODERATE), ME)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.MODERATE, PlanLook.USED, next_contact=DUE)
    desk.do(CloseCase(mine, landing), ME)
    qtbot.waitUntil(lambda: not pane.model.index_of(mine).isValid())
    assert pane.model.index_of(other).isValid()
    assert bridge.case is None


def test_enter_on_a_follow_up_opens_it(pane: QueuePane, bridge: Bridge, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert not pane.follow_panel.isHidden()


def test_with_none_owed_the_key_says_so(bridge: Bridge, qtbot: QtBot) -> None:
    pane = QueuePane(bridge)
    qtbot.addWidget(pane)
    with qtbot.waitSignal(bridge.refused) as said:
        pane.follow_up()
    assert said.args == ["No follow-up is owed."]
