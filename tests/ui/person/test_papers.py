"""A filled form of another system, as whoever has the case sees it."""

from console.desk.desk import Desk
from console.domain.commands import TakeCase
from console.domain.ids import CaseId
from console.intake.receive import receive_forms
from tests.intake.forms.papers import LOINC, Resource, as_json, coded, item, phq9
from tests.ui.centre import ME
from tests.ui.escalation.seat import Seat
from tests.ui.person.conftest import Look


def taken(look: Look, desk: Desk, form: Resource) -> Seat:
    seat = look(None)
    answer = receive_forms(desk, as_json(form), "ehr")
    assert answer.case is not None
    case = CaseId(answer.case)
    desk.do(TakeCase(case), ME)
    seat.until(lambda: case in seat.bridge.board.cases)
    seat.bridge.select(case)
    return seat


def test_a_form_that_could_not_be_scored_says_why_and_shows_its_answers(
    look: Look, desk: Desk
) -> None:
    whole = phq9([1] * 8)
    swapped = item("/44260-8", coded("LA6571-9", LOINC, display="Nearly every day"))
    form = {**whole, "item": [*whole["item"], {**swapped, "text": "Thoughts of death"}]}
    seat = taken(look, desk, form)
    seat.until(lambda: bool(seat.person.contacts.lines))
    ((_when, what, said),) = seat.person.contacts.lines
    seat.grab()
    assert what.split(" · ") == [
        "high-risk answer",
        "PHQ-9: thoughts of death",
        "item 9 = 3",
        "item 9: code and system have changed places; not counted",
        "incomplete: a total of at least 8, at least High",
        "unscored: please look at the answers yourself",
    ]
    assert "Thoughts of death: Nearly every day" in said


def test_a_form_that_was_scored_is_said_by_its_rule_alone(look: Look, desk: Desk) -> None:
    seat = taken(look, desk, phq9([1] * 8 + [2], 10))
    seat.until(lambda: bool(seat.person.contacts.lines))
    ((_when, what, said),) = seat.person.contacts.lines
    assert what == "high-risk answer · PHQ-9: thoughts of death · item 9 = 2"
    assert said == ""
