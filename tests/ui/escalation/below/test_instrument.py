"""Asking an instrument in the place below the step: any order, digits, and nothing modal."""

import pytest
from PySide6.QtWidgets import QWidget

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import LoadInstrument
from console.domain.ids import InstrumentId
from console.domain.instrument.answers import REFUSED
from console.domain.instrument.instrument import Finding
from console.domain.tier import Tier
from console.ui.escalation.below.sheet import Sheet
from tests.domain.instrument.forms import wording
from tests.ui.centre import LEAD
from tests.ui.escalation.seat import Seat


def sheet(seat: Seat) -> Sheet:
    found = seat.steps.instruments.sheet
    assert found is not None
    return found


def ask(seat: Seat, title: str) -> Sheet:
    """Open the panel and choose an instrument by its button."""
    seat.press("Alt+Q")
    seat.steps.instruments.choose()
    for button in seat.steps.instruments.choices:
        if button.accessibleName() == title:
            button.click()
    return sheet(seat)


def test_the_asq_is_asked_with_one_key_an_answer_and_its_suggestion_is_always_in_sight(
    seat: Seat,
) -> None:
    seat.press("Alt+Q", "1")
    asked = sheet(seat)
    assert asked.instrument.id == "asq"
    assert asked.result.text() == "nothing asked yet"
    seat.press("2", "2", "1")
    assert asked.answers == {"q1": "no", "q2": "no", "q3": "yes"}
    assert asked.tier.text() == "▲ High"
    assert "item 5" in asked.basis.text()
    assert asked.basis.text().endswith(
        "; next: ask whether it is right now; a person sets the tier, F7"
    )
    seat.press("2", "2")
    assert asked.tier.text() == "● Moderate"
    assert asked.result.text() == "positive, not acute"
    assert asked.basis.text() == (
        "positive: a yes or a refusal · item 3; next: the brief safety assessment (BSSA); "
        "a person sets the tier, F7"
    )
    seat.press("Return")
    seat.until(lambda: bool(seat.case.assessments))
    (found,) = seat.case.assessments
    assert (found.band, found.tier) == ("non_acute_positive", Finding.MODERATE)
    seat.until(seat.steps.instruments.isHidden)
    assert seat.case.tier is None, "only a person sets the tier"


def test_refused_and_not_asked_have_their_own_keys_and_are_told_apart(seat: Seat) -> None:
    asked = ask(seat, "ASQ")
    seat.press("8")
    assert (asked.answers, asked.rows[0].said.text()) == ({"q1": REFUSED}, "refused")
    seat.press("Up", "9")
    assert asked.answers == {}
    assert asked.rows[0].said.text() == ""
    assert asked.rows[4].said.text() == "not asked after these answers"


def test_items_are_asked_in_any_order_and_the_keys_work_while_a_note_is_written(
    seat: Seat,
) -> None:
    asked = ask(seat, "PHQ-9")
    asked.go_to(8)
    seat.press("3")
    assert asked.answers == {"q9": "more_than_half"}
    assert asked.tier.text() == "▲ High"
    assert asked.result.text() == "incomplete"
    assert asked.basis.text().startswith("thoughts of death or of hurting themselves · item 9 = 2")
    seat.press("Alt+E")
    asked.go_to(0)
    seat.press("Alt+E", "Ctrl+1")
    assert asked.answers == {"q1": "not_at_all", "q9": "more_than_half"}


def test_what_was_answered_is_still_there_after_the_panel_was_left(seat: Seat) -> None:
    ask(seat, "GAD-7")
    seat.press("4", "Escape")
    assert seat.steps.instruments.isHidden()
    seat.press("Alt+Q")
    assert sheet(seat).answers == {"q1": "nearly_every_day"}
    seat.press("Alt+Q")
    assert seat.steps.instruments.sheet is None, "pressed again, it offers the others"
    assert seat.has(seat.steps.instruments)


def test_a_slot_says_what_to_do_and_takes_no_answer(seat: Seat) -> None:
    asked = ask(seat, "C-SSRS screener")
    says = {row.said.text() for row in asked.rows}
    assert says == {"load your licensed copy (FHIR Questionnaire)"}
    seat.press("1", "8")
    assert asked.answers == {}
    assert asked.write.isHidden()
    assert "Research Foundation for Mental Hygiene" in asked.notice.text()


def test_a_slot_that_a_lead_has_filled_is_asked_in_the_words_that_were_loaded(
    seat: Seat, desk: Desk
) -> None:
    slot = InstrumentId("c-ssrs-screener-recent")
    loading = LoadInstrument(slot, private(wording(slot)), "2026", "5a17", "agreement 12")
    desk.do(loading, LEAD)
    seat.until(lambda: slot in seat.bridge.board.instruments)
    asked = ask(seat, "C-SSRS screener")
    assert asked.rows[3].words.text() == "4  words of item 4"
    seat.press("2", "1", "2", "1")
    assert asked.answers == {"q1": "no", "q2": "yes", "q3": "no", "q4": "yes"}
    assert asked.tier.text() == "▲ High"


def test_a_pack_is_offered_once_the_centre_has_switched_it_on(seat: Seat) -> None:
    def titles() -> set[str]:
        return {button.accessibleName() for button in seat.steps.instruments.choices}

    seat.press("Alt+Q")
    assert titles().isdisjoint({"AUDIT-C", "SAFE-T"})
    seat.press("Escape")
    seat.steps.asking.packs = frozenset({InstrumentId("safe-t")})
    seat.press("Alt+Q")
    assert titles() & {"AUDIT-C", "SAFE-T"} == {"SAFE-T"}
    asked = ask(seat, "SAFE-T")
    seat.press("1", "4", "Down", "1")
    assert asked.answers == {"risk": "past_attempt,means", "protective": "people"}
    assert asked.tier.isHidden(), "a person judges"


def test_the_step_that_asked_for_an_instrument_is_filled_in(seat: Seat) -> None:
    seat.steps.begin("P01")
    seat.until(lambda: seat.steps.step() is not None)
    work = seat.steps.work()
    assert work is not None
    seat.steps.take_step("a2")
    (field,) = [one for one in seat.steps.card.editors if one.field.id == "screener"]
    field.first().click()  # type: ignore[attr-defined]
    assert not seat.steps.instruments.isHidden()
    seat.press("1", "2", "2", "2", "2", "Return")
    seat.until(lambda: bool(seat.case.assessments))
    seat.until(lambda: bool(field.values()))
    assert [value.code for value in field.values()] == ["asq@1"]


def test_a_cut_off_is_chosen_and_never_taken_for_granted(seat: Seat) -> None:
    seat.steps.asking.packs = frozenset({InstrumentId("audit-c")})
    asked = ask(seat, "AUDIT-C")
    assert {b.accessibleName() for b in asked.variants.values()} == {
        "Which holds: cut-off for men",
        "Which holds: cut-off for women",
    }
    assert asked.variant is None
    asked.variants["women"].click()
    assert asked.variant == "women"


@pytest.mark.long
@pytest.mark.parametrize("title", ["ASQ", "BSSA", "PHQ-9"])
def test_everything_that_takes_the_focus_has_a_name(seat: Seat, title: str) -> None:
    asked = ask(seat, title)
    assert seat.isActiveWindow()
    assert seat.has(asked), title
    for one in asked.findChildren(QWidget):
        if one.focusPolicy() and one.isVisible():
            assert one.accessibleName(), one


def test_what_was_scored_stands_behind_the_tier_that_is_suggested(seat: Seat) -> None:
    ask(seat, "ASQ")
    seat.press("2", "2", "2", "1", "1", "Return")
    seat.until(lambda: bool(seat.case.assessments))
    assert seat.case.suggestion.tier is Tier.HIGH
    seat.press("F7")
    assert seat.steps.tier.basis.text() == (
        "The rule suggests High: ASQ: thoughts right now · item 5. You decide."
    )
