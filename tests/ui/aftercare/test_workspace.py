"""What is owed is worked through by keys alone, and what was written is said."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.after.caring import Caring, CaringEnd, CaringOutcome
from console.domain.care.after.frequency import Frequency
from console.domain.care.after.message import GivenBy
from console.domain.care.after.referral import ReferralState
from console.domain.care.contact import ContactKind, Rule
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.commands import (
    PlanCaring,
    RecordClient,
    RecordDischarge,
    SendReferral,
    TakeCase,
    WriteTeamMessage,
)
from console.domain.ids import SYSTEM, CaseId, ClientId, DischargeId, MessageId, ReferralId
from console.domain.people.client import Client, Flag, Phone
from console.domain.tier import Tier
from console.ui import theme
from tests.conftest import Clock
from tests.ui.aftercare.conftest import Seat, land
from tests.ui.centre import LEAD, ME, arrive, dana, enrol
from tests.ui.reach import nameless

DANA = ClientId("dana")


def test_with_nothing_owed_it_says_so_and_what_can_be_done(seat: Seat) -> None:
    seat.go()
    assert seat.workspace.stack.currentWidget() is seat.workspace.empty
    assert seat.workspace.empty.text().startswith("Nothing is owed now.")


def test_it_stands_under_its_key_with_name_kind_and_time(landed: CaseId, seat: Seat) -> None:
    seat.go()
    assert seat.shown == [("Dana R.", "follow-up", "due 16:00")]
    assert seat.workspace.header.note.text() == "1 owed"
    assert seat.row.spoken == "Dana R., follow-up, High, case 8 · not tried yet, due 16:00"


def test_what_is_overdue_says_so_in_words_and_is_counted(
    landed: CaseId, seat: Seat, clock: Clock
) -> None:
    clock.forward(timedelta(hours=6))
    seat.bridge.ticked.emit(clock.now)
    seat.go()
    seat.bridge.ticked.emit(clock.now)
    assert seat.shown == [("Dana R.", "follow-up", "⚠ 2 h overdue")]
    assert seat.workspace.header.note.text() == "⚠ 1 overdue · 1 owed"


def test_one_key_writes_a_try_and_the_next_one_is_due_by_the_rules(
    landed: CaseId, seat: Seat, clock: Clock
) -> None:
    seat.go()
    seat.press("answer_2")
    seat.until(lambda: seat.desk.board.follow_ups[landed].tries == 1)
    seat.until(lambda: seat.told == "✓ Follow-up: no answer · next Sun 1 Mar 14:00")
    (tried,) = seat.desk.board.follow_ups[landed].log
    assert (tried.outcome, tried.by) == (FollowUpOutcome.NO_ANSWER, ME)
    assert seat.shown == [("Dana R.", "follow-up", "due 14:00")]


def test_who_was_reached_is_asked_when_again_or_why_not(landed: CaseId, seat: Seat) -> None:
    seat.go()
    seat.press("answer_1")
    assert seat.asked == ["When again, or why not"]
    seat.press("step_done")
    lacks = seat.workspace.detail.form.lacks.text()
    assert lacks == "Say when you reach out again, or why it is not needed."
    seat.pick(FollowUpEnd.ENGAGED)
    seat.press("step_done")
    seat.until(lambda: not seat.desk.board.follow_ups)
    seat.until(lambda: seat.told == "✓ Follow-up: reached · engaged in care")
    assert seat.asked == []


def test_escape_leaves_the_questions_and_writes_nothing(landed: CaseId, seat: Seat) -> None:
    seat.go()
    head = seat.desk.head
    seat.press("answer_1")
    seat.key(Qt.Key.Key_Escape)
    assert (seat.asked, seat.desk.head) == ([], head)
    assert seat.workspace.list.hasFocus()


def test_a_new_concern_opens_care_whatever_came_of_the_call(landed: CaseId, seat: Seat) -> None:
    seat.go()
    seat.press("after_concern")
    seat.press("answer_1")
    seat.until(lambda: len(seat.desk.board.cases) == 1)
    (opened,) = seat.desk.board.cases.values()
    assert (opened.client, opened.rank, opened.owner) == (DANA, Tier.HIGH, None)
    assert opened.suggestion.rule is Rule.FOLLOW_UP_CONCERN
    assert landed in seat.desk.board.follow_ups
    seat.until(lambda: not seat.workspace.detail.concern.isChecked())


def test_a_call_is_made_in_a_case_of_its_own(landed: CaseId, seat: Seat) -> None:
    seat.go()
    seat.press("follow_up")
    seat.until(lambda: seat.bridge.case is not None)
    assert seat.bridge.case is not None
    assert (seat.bridge.case.client, seat.bridge.case.owner) == (DANA, ME)
    seat.until(lambda: seat.window.stack.currentWidget() is seat.window.console)
    seat.go()
    assert "call is being made" in seat.row.what


def test_a_missed_session_is_tried_from_here(desk: Desk, seat: Seat) -> None:
    enrol(desk, dana())
    case = arrive(
        desk, "m", "dana", kind=ContactKind.MISSED_SESSION, rule=Rule.SESSION_MISSED, tier=Tier.LOW
    )
    desk.do(TakeCase(case), ME)
    seat.go()
    seat.until(lambda: len(seat.shown) == 1)
    assert seat.row.what == "0 of 3 tries · try again"
    for made in range(1, 4):
        seat.press("answer_2")
        seat.until(lambda made=made: len(seat.desk.board.cases[case].tries) == made)  # type: ignore[misc]
    seat.until(lambda: "circle" in seat.row.what)
    assert seat.row.one.stuck


def test_mine_and_stuck_are_shown_by_a_key(
    landed: CaseId, desk: Desk, seat: Seat, clock: Clock
) -> None:
    desk.do(SendReferral(DANA, ReferralId("r"), private("Oak"), private("Intake")), ME)
    clock.forward(timedelta(days=2))
    land(desk, "b", None, Tier.LOW)
    seat.go()
    seat.until(lambda: len(seat.shown) == 3)
    seat.press("after_filter")
    assert [kind for _who, kind, _when in seat.shown] == ["referral"]
    assert seat.workspace.filter.words.text() == "Mine 1"
    seat.press("after_filter")
    assert [kind for _who, kind, _when in seat.shown] == ["referral"]
    assert seat.workspace.filter.words.text() == "Stuck 1"


def test_a_message_is_drafted_kept_as_changed_and_owed_until_given(
    landed: CaseId, seat: Seat
) -> None:
    seat.go()
    seat.press("after_begin")
    seat.press("answer_1")
    (editor,) = seat.workspace.detail.form.editors
    assert "Vigil sends nothing by itself" in editor.need.label
    assert "Part 2 record" in editor.need.label
    assert "Risk at the start: high. At the end: high." in editor.value
    assert not {"sister", "Dana", "Reyes"} & set(editor.value.replace(".", " ").split())
    seat.type("Call first. ")
    seat.press("step_done")
    seat.until(lambda: len(seat.shown) == 2)
    (message,) = seat.desk.board.aftercare_of(DANA).messages
    assert message.text.value is not None
    assert message.text.value.startswith("Call first. Crisis line, case 8")
    seat.choose("message to the team")
    seat.press("answer_1")
    seat.type("Dr Lin")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: len(seat.shown) == 1)
    (message,) = seat.desk.board.aftercare_of(DANA).messages
    assert message.to is not None
    assert (message.how, message.to.value) == (GivenBy.PHONE, "Dr Lin")


def test_raised_contact_is_begun_by_keys(landed: CaseId, seat: Seat) -> None:
    seat.go()
    seat.press("after_begin")
    seat.press("answer_3")
    assert seat.asked == ["Until now", "From now on", "From", "Look at it again on", "Why"]
    seat.press("step_done")
    seat.until(lambda: seat.workspace.detail.form.lacks.text() == "Say why, in a few words.")
    seat.workspace.detail.form.editors[-1].line.setFocus()
    seat.type("Attempt on Saturday.")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.desk.board.aftercare_of(DANA).raised is not None)
    raised = seat.desk.board.aftercare_of(DANA).raised
    assert raised is not None
    assert (raised.was, raised.now) == (Frequency.WEEKLY, Frequency.DAILY)
    seat.until(lambda: "more contact: every week → every day" in around(seat))


def around(seat: Seat) -> str:
    """All that stands in the detail."""
    return "\n".join(said.text() for said in seat.workspace.detail.findChildren(QLabel))


def test_a_day_that_cannot_be_read_is_asked_for_again_and_nothing_is_lost(
    landed: CaseId, seat: Seat
) -> None:
    seat.go()
    seat.press("after_begin")
    seat.press("answer_5")
    seat.type("Grant")
    day = seat.workspace.detail.form.editors[1].line
    day.setText("last week")
    seat.press("step_done")
    form = seat.workspace.detail.form
    assert form.lacks.text() == "Write the day as 2026-01-31."
    assert form.editors[0].value == "Grant"
    day.setText("2026-02-27")
    seat.press("step_done")
    seat.until(lambda: len(seat.desk.board.aftercare_of(DANA).discharges) == 1)
    seat.choose("after hospital")
    assert seat.row.what == "left Fri 27 Feb 2026 · Grant · visit by day 7"


def test_a_referral_is_sent_booked_and_closed_with_a_reason(landed: CaseId, seat: Seat) -> None:
    seat.go()
    seat.press("after_begin")
    seat.press("answer_2")
    seat.type("Oak Clinic")
    seat.key(Qt.Key.Key_Tab)
    seat.type("An intake")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: len(seat.shown) == 2)
    seat.choose("referral")
    assert seat.row.what == "Oak Clinic · sent"
    seat.press("answer_3")  # appointment made
    assert seat.asked == ["Appointment on"]
    seat.pick("2026-03-02 10:00")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.row.what == "Oak Clinic · appointment made")
    seat.press("answer_5")  # did not come
    seat.until(lambda: seat.row.what == "Oak Clinic · did not come")
    assert seat.row.one.stuck
    seat.press("answer_3")  # closed
    seat.press("step_done")
    seat.until(lambda: seat.workspace.detail.form.lacks.text() == "Say why, in a few words.")
    seat.type("Goes to Elm House.")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: state(seat) is ReferralState.CLOSED)


def state(seat: Seat) -> ReferralState:
    (referral,) = seat.desk.board.aftercare_of(DANA).referrals
    return referral.state


def test_a_caring_contact_waits_for_the_check_where_it_may_not_be_safe(
    desk: Desk, seat: Seat
) -> None:
    flags = frozenset({Flag.DOMESTIC_VIOLENCE})
    eva = Client(ClientId("eva"), "Eva Roe", phones=(Phone("+16145550123"),), flags=flags)
    desk.do(RecordClient(eva.id, private(eva), "test"), SYSTEM)
    desk.do(PlanCaring(eva.id, desk.now().date() - timedelta(days=28)), ME)
    seat.go()
    seat.until(lambda: len(seat.shown) == 1)
    assert "violence at home" in around(seat)
    seat.press("answer_1")
    assert seat.asked == ["The agreed way was checked: it is safe to reach them"]
    seat.press("step_done")
    form = seat.workspace.detail.form
    seat.until(lambda: form.lacks.text().startswith("It may not be safe to reach them."))
    form.editors[0].tick.setChecked(True)
    seat.press("step_done")
    seat.until(lambda: len(caring(seat).tries) == 1)
    assert (caring(seat).tries[0].outcome, caring(seat).tries[0].checked) == (
        CaringOutcome.SENT,
        True,
    )


def caring(seat: Seat) -> Caring:
    found = seat.desk.board.aftercare_of(ClientId("eva")).caring
    assert found is not None
    return found


def test_who_wants_no_caring_contacts_is_asked_for_the_reason(desk: Desk, seat: Seat) -> None:
    enrol(desk, dana())
    desk.do(PlanCaring(DANA, desk.now().date() - timedelta(days=28)), ME)
    seat.go()
    seat.until(lambda: len(seat.shown) == 1)
    seat.press("answer_4")
    seat.pick(CaringEnd.OPTED_OUT)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.shown == [])


def test_something_is_begun_for_a_client_who_is_owed_nothing_by_the_command_bar(
    desk: Desk, seat: Seat
) -> None:
    enrol(desk, dana())
    seat.until(lambda: DANA in seat.bridge.board.clients)
    (offer,) = seat.workspace.offers("after dana")
    assert seat.workspace.offers("dana") == ()
    offer.run()
    seat.until(seat.workspace.isVisible)
    assert seat.told == "Begin for Dana Reyes:"
    seat.press("answer_4")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.desk.board.aftercare_of(DANA).caring is not None)


def test_a_client_who_is_again_in_crisis_is_said_to_be(desk: Desk, seat: Seat) -> None:
    enrol(desk, dana())
    land(desk, "a", "dana", Tier.HIGH)
    land(desk, "b", "dana", Tier.MODERATE)
    seat.go()
    seat.until(lambda: len(seat.shown) == 2)
    assert "⚠ Again in crisis · Crises: 2 in 7 days, 2 in 30, 2 in 90" in around(seat)
    for _n in range(3):
        seat.press("after_filter")
    assert seat.workspace.filter.words.text() == "Again 1"
    assert seat.shown == [("Dana R.", "in crisis again", "last Sun 1 Mar 12:00")]
    assert seat.row.what == "2 in 7 days, 2 in 30, 2 in 90"
    seat.press("after_begin")
    assert seat.told == "Begin for Dana Reyes:"


def test_of_an_unknown_caller_the_number_stands_there(desk: Desk, seat: Seat) -> None:
    land(desk, "u", None, Tier.MODERATE, phone="+16145550177")
    seat.go()
    seat.until(lambda: len(seat.shown) == 1)
    assert "+1 614 555 0177 · in this case" in around(seat)
    assert "Nobody knows whose case this was." in around(seat)


def test_nobody_chosen_begins_nothing(seat: Seat) -> None:
    seat.go()
    seat.press("after_begin")
    assert seat.told.startswith("Choose somebody first")


@pytest.mark.long
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("worn", theme.Theme)
def test_everything_is_named_and_nothing_is_cut_off_in_large_text(
    landed: CaseId, seat: Seat, worn: theme.Theme, scale: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, worn, scale)
    seat.go()
    seat.press("after_begin")
    seat.press("answer_3")
    detail = seat.workspace.detail
    inside = detail.widget()
    assert inside is not None
    seat.until(lambda: inside.width() <= detail.viewport().width())
    assert nameless(seat.workspace) == []


def test_what_is_written_elsewhere_shows_here_and_an_open_question_stays(
    landed: CaseId, desk: Desk, seat: Seat
) -> None:
    seat.go()
    seat.press("answer_1")
    desk.do(WriteTeamMessage(DANA, MessageId("m"), private("Please call."), landed), LEAD)
    desk.do(RecordDischarge(DANA, DischargeId("d"), desk.now().date(), private("Grant")), LEAD)
    seat.until(lambda: len(seat.shown) == 3)
    assert seat.asked == ["When again, or why not"]
