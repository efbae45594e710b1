from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.board import Board
from console.domain.commands import DoStep, StartEscalation
from console.domain.ids import CaseId, ProtocolId, StepId
from console.domain.protocol.protocol import Place
from console.domain.protocol.read import read
from console.journal.memory import MemoryJournal
from console.ui.bridge import Bridge
from console.ui.escalation.below.lists import MOST
from console.ui.room import Room
from tests.conftest import HERE, Clock
from tests.domain.centre import sources
from tests.ui.centre import ME, dana, enrol, open_centre
from tests.ui.escalation.seat import Seat, publish_all, take_call


def calling(desk: Desk, case: CaseId) -> None:
    run = fresh_run()
    desk.do(StartEscalation(case, run, ProtocolId("P05")), ME)
    desk.do(DoStep(case, run, StepId("a4"), fresh_run(), "yes"), ME)
    desk.do(DoStep(case, run, StepId("c1"), fresh_run(), "call"), ME)


def test_what_may_be_begun_is_offered_with_the_start_first(seat: Seat) -> None:
    words = [button.accessibleName() for button in seat.steps.lists.buttons]
    known = (read(source) for source in sources())
    begun = [found for found in known if found.place is not Place.SUB][:MOST]
    first, *others = (f"{found.id}  {found.title}" for found in begun)
    assert words == [f"{first}  ·  fits: call", *others]
    assert first == "P00  Start of every contact"
    rescue = next(place for place, word in enumerate(words, 1) if word.startswith("P05"))
    seat.press(f"Ctrl+{rescue}")
    seat.until_step("Get or confirm location")


def test_one_key_and_a_digit_go_to_what_runs_beside(seat: Seat, desk: Desk, case: CaseId) -> None:
    calling(desk, case)
    seat.until_step("Match PSAP to current location; check verified date")
    assert seat.steps.head.beside.text() == "beside: P05  Alt O"
    seat.press("Alt+O", "1")
    seat.until_step("Get or confirm location")
    seat.press("Alt+O", "Return")
    seat.until_step("Match PSAP to current location; check verified date")


def test_escape_leaves_the_lists_as_they_were(seat: Seat, desk: Desk, case: CaseId) -> None:
    calling(desk, case)
    seat.until_step("Match PSAP to current location; check verified date")
    seat.press("Alt+O", "Escape")
    assert seat.steps.lists.isHidden()
    assert seat.steps.card.text.text() == "Match PSAP to current location; check verified date"


@pytest.fixture
def live(clock: Clock) -> Desk:
    desk = Desk(MemoryJournal(), HERE, clock)
    open_centre(desk, practice=False)
    enrol(desk, dana())
    publish_all(desk)
    return desk


@pytest.fixture
def live_bridge(live: Desk, room: Room) -> Iterator[Bridge]:
    bridge = Bridge(live, ME, room)
    yield bridge
    bridge.close()


def test_live_without_an_approved_checklist_it_says_so_and_what_works(
    live: Desk, live_bridge: Bridge, qtbot: QtBot
) -> None:
    case = take_call(live)
    seat = Seat(live_bridge, qtbot)
    qtbot.addWidget(seat)
    seat.open(case)
    assert seat.steps.lists.head.text() == (
        "No checklist is approved for live use yet. A clinical lead approves them. "
        "Notes, location and the call card work without one."
    )
    board: Board = live.board
    assert board.usable(ProtocolId("P00")) is None
    seat.press("Ctrl+Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["P00 is still a draft. A clinical lead has to approve it before live use."]


def test_a_checklist_that_does_not_fit_calls_the_lead_and_opens_the_lists(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    calling(desk, case)
    seat.until_step("Match PSAP to current location; check verified date")
    seat.press("Ctrl+Shift+U")
    seat.until(lambda: seat.case.help_asked_at is not None)
    assert seat.steps.below.panel is seat.steps.lists
    assert seat.has(seat.steps.lists)
