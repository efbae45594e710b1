"""From the first greeting to a landing, by the keyboard alone, on the protocols that ship."""

from datetime import timedelta

from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.commands import AnswerHelp, DoStep
from console.domain.ids import CaseId, StepId
from console.domain.protocol.escalation import due_at
from console.ui.escalation.line import ROLE_LINE
from tests.conftest import Clock
from tests.ui.centre import LEAD
from tests.ui.escalation.seat import Seat


def declare_imminent(seat: Seat) -> None:
    seat.press("F7", "1")
    seat.type("plan, pills in hand")
    seat.press("Return")
    seat.type("will not put them away")
    seat.press("Return")
    seat.until(lambda: seat.case.tier is not None)


def to_the_rescue(seat: Seat) -> None:
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    seat.press("Ctrl+2")
    seat.until_step("Get or confirm location")
    seat.press("Ctrl+L")
    seat.until(lambda: seat.case.place is not None and seat.case.place.confirmed is not None)
    seat.press("Ctrl+Return")
    seat.until_step("Signal shift lead: start rescue line")
    seat.press("Ctrl+1")
    seat.until_step("Keep talking; do not hang up")
    declare_imminent(seat)
    seat.press("Ctrl+1")
    seat.until_step("Attempt in progress?")
    seat.press("Ctrl+1")
    seat.until_step("Call PSAP for the caller's location")


def call_the_centre(seat: Seat) -> None:
    seat.press("Ctrl+1")
    seat.until_step("Match PSAP to current location; check verified date")
    seat.press("Ctrl+Return")
    seat.until_step("Dial ten-digit number on second line")
    seat.press("Ctrl+Return")
    seat.until_step("Say name, line, call-back, operator ID")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("Say emergency address; hear it back")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("Say nature and time course")
    seat.press("Alt+4", "1", "Ctrl+1")
    seat.until_step("Safety block: weapons, violence, people, pets, access")
    seat.press("Alt+4", "2", "Tab", "2", "Tab", "2", "Tab", "2", "Tab")
    seat.type("alone, one dog")
    seat.press("Tab")
    seat.type("gate code 2210")
    seat.press("Ctrl+Return")
    seat.until_step("Ask for trained officer, EMS or co-response")
    seat.press("Ctrl+1", "Ctrl+2", "Ctrl+Return")
    seat.until_step("Language, hearing, triggers, what calms")
    seat.press("Ctrl+1")
    seat.until_step("Get incident number, unit, ETA, operator")
    seat.press("Alt+4")
    for words in ("26-118204", "Medic 4", "7", "T. Bell, badge 4471"):
        seat.type(words)
        seat.press("Tab")
    seat.press("Ctrl+Return")
    seat.until_step("Call again every 10 min until contact")


def wait_for_them(seat: Seat) -> None:
    seat.press("Ctrl+2")  # still on the way
    seat.until(lambda: "psap.operator" in seat.case.answers)
    seat.press("Ctrl+1")
    seat.until_step("Contact and outcome confirmed")
    seat.press("Alt+4", "Tab", "Space", "Ctrl+1")
    seat.until_step("Disclosure record complete")
    seat.press("Ctrl+1", "Alt+4", "Tab")
    seat.type("place, nature, weapons: none")
    seat.press("Ctrl+Return")
    seat.until_step("Tell caller help is coming, unless unsafe")


def finish_the_rescue(seat: Seat) -> None:
    seat.press("Ctrl+1")
    seat.until_step("Means away; door open; pets in")
    seat.press("Ctrl+1")
    seat.until_step("Follow first-aid instructions only")
    seat.press("Ctrl+1")
    seat.until_step("Responder contact confirmed with person")
    seat.press("Alt+4", "Alt+Down", "Tab", "Tab", "Space", "Ctrl+1")  # the time as it was said
    seat.until_step("Record where taken; brief receiver")
    seat.press("Alt+4")
    seat.type("Grant Park Hospital, Dr Ames")
    seat.press("Ctrl+1")
    seat.until_step("Notify primary team and on-call clinician")
    seat.press("Alt+4", "Space", "Tab")
    seat.type("M. Okafor")
    seat.press("Ctrl+1", "Ctrl+Return")  # the consultation that was put off for the attempt
    seat.until_step("Book follow-up within 24 h")
    seat.press("Alt+4", "Tab", "Tab", "Space", "Ctrl+Return")
    seat.until_step("Open review and staff support")
    seat.press("Ctrl+3")
    seat.until(lambda: seat.steps.work() is None)


def land(seat: Seat) -> None:
    seat.press("Ctrl+Shift+Return")
    seat.until_step("End tier and reason")
    seat.press("Ctrl+2", "Alt+4", "Tab")
    seat.type("in the emergency room, calmer")
    seat.press("Ctrl+Return")
    seat.until_step("Disposition code")
    seat.press("Ctrl+7", "Ctrl+Return")
    seat.until_step("Open timers and responder contact cleared")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("Disclosures recorded with basis")
    seat.press("Ctrl+1")
    seat.until_step("Primary team notified")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("Follow-up booked or reasoned decline")
    seat.press("Ctrl+Return")
    seat.until_step("Crisis plan copy and resources given")
    seat.press("Ctrl+2", "Ctrl+Return")
    seat.until_step("Note signed before shift end")
    seat.press("Alt+4", "Space", "Ctrl+Return")
    seat.until_step("SL co-sign if high, override or skipped step")
    seat.press("Ctrl+1")
    seat.until(lambda: seat.said[-1].startswith("A lead co-signs with their own hand"))


def sign(seat: Seat, desk: Desk) -> None:
    """Co-sign as the lead, at another desk."""
    run = next(run for run in seat.case.escalations if run.running)
    desk.do(DoStep(seat.case.id, run.id, StepId("a9"), fresh_run(), "signed"), LEAD)
    seat.until(lambda: seat.steps.work() is None)
    seat.press("Ctrl+Shift+Return")


def test_an_imminent_case_goes_from_the_greeting_to_its_landing_by_keys_alone(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    to_the_rescue(seat)
    desk.do(AnswerHelp(case), LEAD)
    call_the_centre(seat)
    wait_for_them(seat)
    assert [line.words.text() for line in seat.steps.behind.lines][-1] == (
        "Back from PSAP or welfare-check call"
    )
    finish_the_rescue(seat)
    land(seat)
    sign(seat, desk)
    seat.until(lambda: case not in seat.bridge.board.cases)
    past = desk.board.history[next(iter(desk.board.clients))][0]
    assert past.outcome == "active_rescue_consented"
    assert desk.board.follow_ups[case].due - desk.now() <= timedelta(days=1)
    assert " | ".join(seat.said) == (
        "Not landed yet. The closing list still needs: How it ended, Risk tier at the end, "
        "Safety plan. | "
        "A lead co-signs with their own hand, at their own desk. “Ask” calls them."
    )


def journal_of(seat: Seat) -> list[str]:
    """Return what the journal on the screen says, title and detail."""
    items = (seat.journal.list.item(row) for row in range(seat.journal.list.count()))
    lines = (item.data(ROLE_LINE) for item in items)
    return [f"{line.title} {line.detail}" for line in lines]


def test_a_line_to_the_centre_that_drops_is_dialled_again_on_its_clock(
    seat: Seat, desk: Desk, clock: Clock
) -> None:
    to_the_rescue(seat)
    call_the_centre(seat)
    clock.forward(timedelta(minutes=1))
    seat.press("Shift+F6")
    seat.until_step("Dial ten-digit number on second line")
    run = next(run for run in seat.case.escalations if run.protocol == "P24")
    dial = desk.board.protocol_of(run).step(StepId("a2"))
    assert dial is not None
    assert due_at(dial, run) == desk.now() + timedelta(seconds=30)
    assert any("the line to the 911 centre dropped" in said for said in journal_of(seat))
    seat.press("Ctrl+1")
    seat.until_step("Call again every 10 min until contact")
