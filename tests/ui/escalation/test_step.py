from datetime import datetime, timedelta

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import (
    PublishProtocols,
    SetTier,
    StartEscalation,
    TakeCase,
    WriteNote,
)
from console.domain.ids import SYSTEM, CaseId, ProtocolId
from console.domain.protocol.escalation import Outcome, SkipCode
from console.domain.tier import Tier
from console.ui.escalation.step.fields import TextEditor
from tests.checklists import checklist, phase, step
from tests.conftest import Clock
from tests.ui.centre import LEAD, ME
from tests.ui.escalation.seat import Seat
from tests.ui.reach import nameless


def begin(seat: Seat, desk: Desk, case: CaseId, protocol: str, step: str) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId(protocol)), ME)
    seat.until_step(step)


def at_the_gate(seat: Seat, desk: Desk, case: CaseId) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    reasons = private("plan, pills in hand"), private("will not put them away")
    desk.do(SetTier(case, Tier.IMMINENT, reasons), ME)
    for done in ("Signal shift lead: start rescue line", "Keep talking; do not hang up"):
        seat.press("Ctrl+Return" if done.startswith("Signal") else "Ctrl+2")
        seat.until_step(done)
    seat.press("Ctrl+1")
    seat.until_step("Attempt in progress?")
    seat.press("Ctrl+2")
    seat.until_step("Ask: will you accept help now?")
    seat.press("Ctrl+2")
    seat.until_step("List two voluntary options tried")
    seat.press("Alt+O", "1")
    seat.until_step("Supervisor decision on involuntary help")


def test_where_nothing_runs_one_key_begins_the_start_of_every_contact(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert seat.steps.head.title.text() == "Start of every contact"
    assert seat.steps.head.version.text() == "P00 v1 draft"


def test_what_can_be_said_stands_there_in_english_and_spanish(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert seat.steps.card.say.text() == (
        "“Hi, this is the crisis line. Are you safe to talk right now?”\n"
        "“Hola, es la línea de crisis. ¿Puede hablar ahora sin peligro?”"
    )


def test_a_gate_names_what_it_still_needs_and_colours_it(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    at_the_gate(seat, desk, case)
    seat.press("Alt+4")
    seat.type("M. Okafor")
    seat.press("Ctrl+2")
    seat.until(lambda: len(seat.said) == 1)
    assert seat.said[0] == (
        "“Supervisor decision on involuntary help” still needs: Their advice, "
        "Voluntary ways tried (two or more), "
        "The threat is serious, "
        "The threat is imminent, Telling is necessary to prevent or lessen it, "
        "Whoever is told is able to prevent or lessen it, Why, in one sentence, "
        "Facts relied on, From whom, State law where they are, The least that will be told."
    )
    coloured = [made.field.id for made in seat.steps.card.editors if made.property("open")]
    assert coloured == [made.field.id for made in seat.steps.card.editors if not made.values()]
    assert seat.steps.card.text.text() == "Supervisor decision on involuntary help"


def test_a_gate_before_one_answer_colours_what_that_answer_needs_and_holds_no_other(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P16", "How high was the risk?")
    seat.press("Ctrl+4")
    seat.until_step("Low: two tries same day, then letter")
    seat.press("Ctrl+4")
    seat.until(lambda: len(seat.said) == 1)
    coloured = [made.field.id for made in seat.steps.card.editors if made.property("open")]
    assert coloured == ["callback.rule", "attempt.channel", "attempt.outcome", "attempt.at"]
    seat.press("Ctrl+1")
    seat.until_step("Ask: safe to talk right now?")


def test_what_came_of_a_try_is_never_said_again_of_the_next(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P16", "How high was the risk?")
    seat.press("Ctrl+2")
    seat.until_step("Moderate: three tries in 30 min")
    seat.press("Ctrl+2")
    seat.until(lambda: "attempt.outcome" in seat.case.answers)
    begin(seat, desk, case, "P19", "Read tier, last note, plan, flags")
    seat.steps.take_step("a2")
    seat.until_step("First try by allowed channel")
    found = {made.field.id: made.values() for made in seat.steps.card.editors}
    assert found["attempt.outcome"] == ()


def test_a_time_to_come_is_read_as_one_to_come(seat: Seat, desk: Desk, case: CaseId) -> None:
    begin(seat, desk, case, "P14", "Ask age, state, lives with, guardian name")
    seat.steps.take_step("a6")
    seat.until_step("Written report due date set")
    due = next(made for made in seat.steps.card.editors if made.field.id == "report.written_due")
    due.first().setFocus()
    seat.type("00:01")
    (value,) = due.values()
    assert datetime.fromisoformat(value.shown) > seat.bridge.now()


def test_what_lies_behind_a_gate_names_what_the_gate_needs(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    seat.steps.take_step("c1")
    seat.until_step("Call PSAP for the caller's location")
    seat.press("Ctrl+1")
    seat.until(lambda: bool(seat.said))
    first = "“Supervisor decision on involuntary help” still needs: Lead or clinician consulted"
    assert seat.said[0].startswith(first)


def test_a_step_is_skipped_by_two_keys_with_a_coded_reason(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    seat.press("Alt+S", "1")
    seat.until_step("Read back call-back number and permission")
    run = seat.case.escalations[0]
    settled = [how for how in run.settled.values() if how.outcome is Outcome.SKIPPED]
    assert [how.code for how in settled] == [SkipCode.NO_TIME]


def test_whoever_writes_a_note_and_skips_a_step_goes_on_writing(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    seat.press("Alt+E")
    seat.type("she is")
    seat.press("Alt+S", "1")
    seat.until_step("Read back call-back number and permission")
    seat.type(" crying")
    assert seat.person.notes.edit.toPlainText() == "she is crying"


def test_a_gate_cannot_be_skipped_and_says_what_to_do(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Alt+S")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["This step cannot be skipped. Answer it, or call the lead with F9."]


def test_a_late_step_says_so_in_amber_and_in_words(seat: Seat, clock: Clock) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    assert seat.steps.card.clock.text() == "0:15 left"
    clock.forward(timedelta(seconds=41))
    seat.until(lambda: seat.steps.card.clock.text() == "late 0:26")
    assert seat.steps.card.clock.property("late") == "amber"


def test_within_a_moment_a_step_opens_again_without_a_reason(seat: Seat, clock: Clock) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    clock.forward(timedelta(seconds=5))
    seat.press("Alt+U")
    seat.until_step("Ask: safe to talk right now?")


def test_later_it_asks_why(seat: Seat, clock: Clock) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    clock.forward(timedelta(seconds=6))
    seat.press("Alt+U")
    assert seat.steps.card.undo.words.text() == "Why open “Ask: safe to talk right now?” again?"
    seat.type("she was not alone")
    seat.press("Return")
    seat.until_step("Ask: safe to talk right now?")


def test_what_is_known_is_filled_in_with_where_it_comes_from(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    seat.press("Ctrl+1")
    seat.until_step("Read back call-back number and permission")
    number = seat.steps.card.editors[0]
    assert isinstance(number, TextEditor)
    assert number.lines[0].text() == "+16145550178"
    assert number.known.text() == "called from it"


def test_what_was_said_with_the_tier_is_not_asked_again(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    at_the_gate(seat, desk, case)
    filled = {
        made.field.id: (made.values()[0].shown, made.known.text())
        for made in seat.steps.card.editors
        if made.values()
    }
    assert filled == {
        "imminent.reason_1": ("plan, pills in hand", "known 12:00"),
        "imminent.reason_2": ("will not put them away", "known 12:00"),
    }


def test_the_case_of_somebody_else_bears_their_name(seat: Seat, desk: Desk, case: CaseId) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    assert seat.steps.head.owner.isHidden()
    desk.do(TakeCase(case), LEAD)
    seat.until(lambda: seat.steps.head.owner.text() == "with M. Okafor")
    seat.press("Ctrl+Return")
    refused = "M. Okafor has this case. Take it over, or ask them."
    seat.until(lambda: seat.said[-1:] == [refused])


def test_a_centre_that_is_found_late_is_filled_in_where_nobody_has_typed(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    seat.bridge.select(None)
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P24")), ME)
    seat.until(lambda: len(seat.bridge.board.cases[case].escalations) == 1)
    seat.bridge.select(case)
    seat.until(
        lambda: (
            [made.values()[0].shown for made in seat.steps.card.editors if made.values()]
            == ["County Communications", "+16145550100"]
        )
    )


def test_an_address_that_is_told_in_a_step_is_where_they_are(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    seat.press("Alt+4", "Ctrl+A")
    seat.type("88 W Broad St")
    seat.press("Ctrl+Return")
    seat.until_step("Signal shift lead: start rescue line")
    assert seat.case.place is not None
    assert seat.case.place.location.address == "88 W Broad St"
    assert seat.case.answers["location.address"].value.shown == "88 W Broad St"


def test_what_is_typed_in_a_step_stays_when_the_case_moves_on(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")
    seat.press("Alt+4", "Ctrl+A")
    seat.type("88 W Br")
    desk.do(WriteNote(case, private("she is walking")), ME)
    seat.until(lambda: len(seat.case.notes) == 1)
    seat.type("oad St")
    first = seat.steps.card.editors[0]
    assert isinstance(first, TextEditor)
    assert first.lines[0].text() == "88 W Broad St"


def test_the_current_step_always_begins_at_the_same_height(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    def top() -> int:
        return seat.steps.card.mapTo(seat, seat.steps.card.rect().topLeft()).y()

    begin(seat, desk, case, "P05", "Get or confirm location")
    tops = [top()]
    seat.press("Ctrl+Return")
    seat.until_step("Signal shift lead: start rescue line")
    tops.append(top())
    seat.press("F7")
    tops.append(top())
    seat.press("Escape", "Ctrl+2")
    seat.until_step("Keep talking; do not hang up")
    tops.append(top())
    seat.press("Alt+O")
    tops.append(top())
    assert len(set(tops)) == 1


def test_what_is_done_from_memory_stands_on_top_until_it_is_done(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begin(seat, desk, case, "P05", "Get or confirm location")

    def lines() -> list[tuple[str, str]]:
        shown = seat.steps.behind.lines
        return [(line.property("kind"), line.words.text()) for line in shown]

    assert lines() == [
        ("memory", "Get or confirm location"),
        ("memory", "Signal shift lead: start rescue line"),
        ("memory", "Keep talking; do not hang up"),
    ]
    seat.press("Ctrl+Return")
    seat.until_step("Signal shift lead: start rescue line")
    assert lines() == [
        ("done", "Get or confirm location · Location is known"),
        ("memory", "Signal shift lead: start rescue line"),
        ("memory", "Keep talking; do not hang up"),
    ]


def test_another_open_step_can_be_done_out_of_turn(seat: Seat, desk: Desk, case: CaseId) -> None:
    begin(seat, desk, case, "P32", "End tier and reason")
    seat.press("Alt+B")
    seat.press("Down", "Return")
    seat.until_step("Open timers and responder contact cleared")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("End tier and reason")


def test_everything_that_takes_the_focus_has_a_name(seat: Seat, desk: Desk, case: CaseId) -> None:
    assert nameless(seat) == []
    at_the_gate(seat, desk, case)
    assert nameless(seat) == []
    for keys in ("F7", "Alt+O", "F6"):
        seat.press(keys)
        assert nameless(seat) == []


NOT_ALWAYS = checklist(
    "P77",
    phase(
        "a",
        step("a1", "Set the due date", na={"no_report": "Nothing to report"}),
        step("a2", "Go on"),
    ),
)


def test_a_step_that_does_not_apply_says_why_behind_the_usual_reasons(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    desk.do(PublishProtocols((NOT_ALWAYS,)), SYSTEM)
    begin(seat, desk, case, "P77", "Set the due date")
    seat.press("Alt+S")
    offered = [button.text() for button in seat.steps.card.skips.buttons]
    assert offered[-2:] == ["6  somebody else does it", "7  Nothing to report"]
    seat.press("7")
    seat.until_step("Go on")
    last = [line.words.text() for line in seat.steps.behind.lines if line.isVisible()][-1]
    assert last == "Set the due date · Nothing to report"
