from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.commands import PublishProtocols, StartEscalation
from console.domain.ids import SYSTEM, CaseId, ProtocolId
from console.ui.escalation.step.fields import ChoiceEditor
from tests.checklists import checklist, phase, step
from tests.ui.centre import ME
from tests.ui.escalation.seat import Seat


def begin(seat: Seat, desk: Desk, case: CaseId, protocol: str, step: str) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId(protocol)), ME)
    seat.until_step(step)


def test_an_answer_of_the_current_step_is_found_by_its_words(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P00", "Ask: safe to talk right now?")
    first = seat.steps.offers("safe yes")[0]
    assert (first.words, first.detail) == ("Yes, safe to talk", "Ask: safe to talk right now?")
    first.run()
    seat.until_step("Ask: anyone hurt or in danger now?")


def test_a_choice_of_a_field_is_filled_in_by_its_words(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    offers = seat.steps.offers("device")
    assert [offer.words for offer in offers] == ["Who says so: Device"]
    offers[0].run()
    source = seat.steps.card.editors[1]
    assert isinstance(source, ChoiceEditor)
    assert [value.code for value in source.values()] == ["device"]


def test_a_step_and_a_checklist_are_found_by_their_words(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    offers = seat.steps.offers("psap")
    assert [offer.words for offer in offers] == ["Call PSAP for the caller's location"]
    offers[0].run()
    seat.until_step("Call PSAP for the caller's location")
    assert [offer.words for offer in seat.steps.offers("closure")] == ["Closure"]
    seat.steps.offers("closure")[0].run()
    seat.until_step("End tier and reason")


def test_nothing_is_offered_where_nobody_is_looked_at(seat: Seat) -> None:
    seat.bridge.select(None)
    assert list(seat.steps.offers("psap")) == []


def test_what_comes_up_in_conversation_is_written_where_it_belongs(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P00", "Ask: safe to talk right now?")
    overdose = seat.steps.offers("attempt progress")[0]
    assert overdose.detail == "Ask: anyone hurt or in danger now?"
    overdose.run()
    seat.until(lambda: seat.steps.head.title.text() == "Imminent or attempt in progress")
    assert seat.case.answers["danger_now"].value.code == "attempt"


def test_a_choice_of_a_later_step_is_filled_in_there(seat: Seat, desk: Desk, case: CaseId) -> None:
    begin(seat, desk, case, "P00", "Ask: safe to talk right now?")
    offers = [offer for offer in seat.steps.offers("spanish") if offer.words.endswith("Spanish")]
    offers[0].run()
    seat.until_step("Check language, interpreter, hearing needs")
    (said,) = [made.values() for made in seat.steps.card.editors if made.field.id == "language"]
    assert [value.code for value in said] == ["es"]
    seat.press("Ctrl+Return")
    seat.until(lambda: "language" in seat.case.answers)
    seat.until_step("Ask: safe to talk right now?")


def test_what_fits_is_offered_first_with_its_reason(seat: Seat, desk: Desk, case: CaseId) -> None:
    desk.do(PublishProtocols((FITS,)), SYSTEM)
    begin(seat, desk, case, "P00", "Ask: safe to talk right now?")
    seat.until(seat.steps.head.fits.isVisible)
    assert seat.steps.head.fits.text().startswith("fits: P70")
    seat.press("Alt+O")
    words = seat.steps.lists.buttons[0].accessibleName()
    assert words == "P70  Somebody calls  ·  fits: call"
    seat.press("1")
    seat.until_step("Look")


FITS = checklist(
    "P70",
    phase("a", step("a1", "Look")),
    title="Somebody calls",
    place="overlay",
    enter=["contact:call"],
)


def test_the_start_is_not_said_to_fit_while_another_list_runs(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    assert "P00" not in seat.steps.head.fits.text()
    seat.press("Alt+O")
    words = [button.accessibleName() for button in seat.steps.lists.buttons]
    assert "P00  Start of every contact  ·  fits: call" in words, "it may still be begun"
