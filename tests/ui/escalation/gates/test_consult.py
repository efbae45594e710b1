"""A consultation that was put off stands on the screen until it is written down."""

from datetime import timedelta

from console.desk.desk import Desk
from console.domain.commands import AnswerHelp, AskForHelp, WatchClocks
from console.domain.ids import SYSTEM, CaseId
from tests.conftest import Clock
from tests.ui.centre import LEAD, ME
from tests.ui.escalation.seat import Seat
from tests.ui.escalation.test_road import to_the_rescue
from tests.ui.escalation.test_step import at_the_gate
from tests.ui.reach import nameless

FORM = {
    "consult.agrees": "agrees",
    "voluntary_tried": "accept_help,go_to_ed",
    "override.rationale": "She says she will act within the hour.",
    "override.source": "own_knowledge",
    "override.state_law": "checked",
}


def test_what_is_owed_is_said_in_words_until_it_is_written_by_keys_alone(seat: Seat) -> None:
    to_the_rescue(seat)
    assert seat.steps.head.owed.isVisible()
    assert seat.steps.head.owed.text() == "consult owed  Alt G"
    seat.press("Alt+G")
    assert nameless(seat.steps.consult) == []
    assert seat.has(seat.steps.consult.who)
    seat.type("M. Okafor")
    seat.press("Return")
    seat.type("Send help, stay on the line.")
    seat.press("Ctrl+1", "Return")
    seat.until(lambda: not seat.case.duties.consult)
    assert seat.steps.head.owed.isHidden()
    assert seat.case.answers["consult.by"].value.shown == "M. Okafor"
    assert seat.case.answers["consult.agrees"].value.code == "agrees"


def test_whether_they_agree_is_never_taken_for_granted(seat: Seat) -> None:
    to_the_rescue(seat)
    seat.press("Alt+G")
    seat.type("M. Okafor")
    seat.press("Return")
    seat.type("Wait.")
    seat.press("Return")
    assert seat.case.duties.consult
    assert seat.has(seat.steps.consult.words[True])


def test_a_silent_lead_has_the_clinician_on_call_shown_with_the_number(
    seat: Seat, desk: Desk, case: CaseId, clock: Clock
) -> None:
    seat.steps.on_call = lambda: "Clinician on call: Dr Ames, +1 614 555 0142."
    desk.do(AskForHelp(case), ME)
    clock.forward(timedelta(seconds=60))
    desk.do(WatchClocks(), SYSTEM)
    seat.until(lambda: seat.case.duties.paged)
    assert seat.steps.header.note.text() == "Clinician on call: Dr Ames, +1 614 555 0142."


def test_what_acts_against_a_will_is_only_readied_by_the_first_press(
    seat: Seat, desk: Desk, case: CaseId, clock: Clock
) -> None:
    at_the_gate(seat, desk, case)
    desk.do(AskForHelp(case), ME)
    desk.do(AnswerHelp(case), LEAD)
    for made in seat.steps.card.editors:
        made.fill(FORM.get(made.field.id, "yes"))
    answer = seat.steps.card.answers()[1]
    assert answer.words.text() == "Send help without consent"
    seat.press("Ctrl+2")
    seat.until(lambda: answer.property("armed") == "true")
    assert answer.words.text() == "Send help without consent: press once more"
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["This acts against the person's will. Press once more to do it."]
    clock.forward(timedelta(seconds=21))
    seat.steps.card.tick(clock())
    assert answer.property("armed") == ""
    assert answer.words.text() == "Send help without consent"
    seat.press("Ctrl+2")
    seat.until(lambda: answer.property("armed") == "true")
    seat.press("Ctrl+2")
    seat.until_step("Call PSAP for the caller's location")
