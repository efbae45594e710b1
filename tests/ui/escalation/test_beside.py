"""What stands beside a step: words to say, and who of us settled it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import ApproveProtocol, DoStep, RecordStaff, StartEscalation
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StaffId, StepId
from console.domain.people.staff import Role, Staff
from console.ui.bridge import Bridge
from console.ui.room import Room
from tests.ui.centre import LEAD, ME
from tests.ui.escalation.seat import Seat


def test_what_may_be_said_is_hidden_and_shown_by_one_key(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert seat.steps.card.say.isVisible()
    seat.press("Alt+W")
    assert not seat.steps.card.say.isVisible()
    seat.press("Alt+W")
    assert seat.steps.card.say.isVisible()


def test_whoever_is_senior_sees_the_words_only_when_asked_for(
    case: CaseId, desk: Desk, room: Room, qtbot: QtBot
) -> None:
    known = replace(desk.board.staff[ME], senior=True)
    desk.do(RecordStaff(ME, private(known)), SYSTEM)
    bridge = Bridge(desk, ME, room)
    seat = Seat(bridge, qtbot)
    qtbot.addWidget(seat)
    seat.open(case)
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert not seat.steps.card.say.isVisible()
    seat.press("Alt+W")
    assert seat.steps.card.say.isVisible()
    seat.close()
    bridge.close()


def test_a_step_that_a_colleague_settled_carries_their_initials(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    run = seat.case.escalations[0].id
    desk.do(DoStep(case, run, StepId("a1"), fresh_run(), "yes"), LEAD)
    seat.until_step("Ask: anyone hurt or in danger now?")
    assert seat.steps.behind.lines[-1].by.text() == "MO"
    seat.press("Ctrl+1")
    seat.until_step("Read back call-back number and permission")
    assert seat.steps.behind.lines[-1].by.isHidden()


def stands(seat: Seat, desk: Desk, until: timedelta) -> str:
    """Approve the list of every start until so far from now; return what the foot says."""
    stone = Staff(StaffId("stone"), "L. Stone", frozenset({Role.CLINICAL_LEAD}))
    desk.do(RecordStaff(stone.id, private(stone)), SYSTEM)
    review = desk.now().date() + until
    desk.do(ApproveProtocol(ProtocolId("P00"), 1, "LCSW", review), stone.id)
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.until(lambda: "draft" not in seat.steps.head.version.text())
    assert seat.steps.head.foot.isVisible()
    return seat.steps.head.foot.text()


def test_version_approver_and_date_stand_at_the_foot(seat: Seat, desk: Desk) -> None:
    today = desk.now().date()
    said = stands(seat, desk, timedelta(days=300))
    assert said.startswith(f"P00 v1  ·  approved by L. Stone, LCSW, {today}; look again by ")
    assert seat.steps.head.overdue.isHidden()


def test_a_draft_says_at_the_foot_that_nobody_stands_for_it(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert seat.steps.head.foot.text() == "P00 v1 draft  ·  approved by nobody: for practice only"


def test_an_approval_past_its_review_is_used_and_warned_of_at_the_head(
    seat: Seat, desk: Desk
) -> None:
    stands(seat, desk, timedelta(days=-1))
    yesterday = desk.now().date() - timedelta(days=1)
    assert seat.steps.head.overdue.isVisible()
    assert seat.steps.head.overdue.text() == f"review was due {yesterday}"


@pytest.mark.parametrize("protocol", ["P00", "P06", "P32"])
def test_a_phase_is_read_on_one_screen(
    seat: Seat, desk: Desk, case: CaseId, protocol: str, qtbot: QtBot
) -> None:
    seat.resize(1440, 940)  # then the pane is as tall as in a window of 1440 by 900
    desk.do(StartEscalation(case, fresh_run(), ProtocolId(protocol)), ME)
    seat.until(lambda: seat.steps.step() is not None)
    below = seat.steps.below

    def at_rest() -> None:
        assert seat.steps.ahead.rows
        assert below.verticalScrollBar().maximum() == 0

    qtbot.waitUntil(at_rest)
