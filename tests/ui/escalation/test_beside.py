"""What stands beside a step: words to say, and who of us settled it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import (
    ApproveProtocol,
    DoStep,
    EndCall,
    RecordStaff,
    StartEscalation,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StaffId, StepId
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import Value
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


def test_how_they_may_be_reached_stands_beside_the_step_that_offers_it(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P13")), ME)
    seat.until_step("Ask yes/no questions; offer code word")
    rule = seat.steps.card.rule
    assert rule.isHidden()
    run = seat.case.escalations[0].id
    agreed = (
        Value("callback.rule", "code_word"),
        Value("callback.channels", "call"),
        Value("callback.dropped", "wait"),
        Value("callback.code", text=private("blue umbrella")),
    )
    desk.do(DoStep(case, run, StepId("a3"), fresh_run(), None, agreed), ME)
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P19")), ME)
    seat.until(lambda: len(seat.case.escalations) == 2)
    seat.steps.switch(seat.case.escalations[1].id)
    seat.steps.take_step("a2")
    seat.until(rule.isVisible)
    assert rule.text() == (
        "⚠ They agreed to no voicemail. They agreed to other ways only. "
        "Say the code word first: blue umbrella."
    )


def test_what_voices_tell_is_written_down_of_somebody_who_resists_them(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P07")), ME)
    seat.until_step("Voices or beliefs telling you to act?")
    asked = next(made for made in seat.steps.card.editors if made.field.id == "commands")
    asked.fill("others")
    seat.press("Ctrl+2")
    seat.until(lambda: "commands" in seat.case.answers)
    assert seat.case.answers["commands"].value.code == "others"
    assert seat.case.help_asked_at is not None, "the lead is called"


def test_a_call_that_was_lost_says_what_takes_them_up_again(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    lost = seat.steps.head.lost
    assert lost.isHidden()
    desk.do(EndCall(seat.case.contacts[0].id, dropped=True), SYSTEM)
    seat.until(lost.isVisible)
    assert lost.text() == "call lost  Ctrl T"
    desk.do(TakeCase(case), ME)
    seat.until(lost.isHidden)


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


@pytest.mark.parametrize(
    ("protocol", "said"), [("P05", "READ and DO"), ("P32", "DO, then CONFIRM")]
)
def test_how_a_list_is_read_stands_on_the_screen(
    seat: Seat, desk: Desk, case: CaseId, protocol: str, said: str
) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId(protocol)), ME)
    seat.until(lambda: seat.steps.head.where.text().startswith(said))


def test_the_words_of_a_step_are_eighteen_points_and_more(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    words = seat.steps.card.findChild(QLabel, "stepText")
    assert isinstance(words, QLabel)
    assert words.fontInfo().pixelSize() * 72 >= 18 * 96
