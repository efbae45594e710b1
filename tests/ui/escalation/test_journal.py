from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import ConfirmLocation, WriteNote
from console.domain.ids import CaseId
from console.ui.escalation.line import ROLE_BY, ROLE_LINE
from console.words.entries import Line
from tests.ui.centre import LEAD, ME
from tests.ui.escalation.seat import Seat


def shown(seat: Seat) -> list[tuple[str, str]]:
    found = []
    for row in range(seat.journal.list.count()):
        item = seat.journal.list.item(row)
        line: Line = item.data(ROLE_LINE)
        found.append((line.title, item.data(ROLE_BY)))
    return found


def test_every_entry_of_the_case_stands_there_newest_first(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    begun = [("Call answered", ""), ("Case taken", ""), ("Arrived: call", "")]
    seat.until(lambda: shown(seat) == begun)
    desk.do(ConfirmLocation(case), ME)
    seat.until(lambda: shown(seat) == [("Location read back", ""), *begun])


def test_what_somebody_else_did_bears_their_name(seat: Seat, desk: Desk, case: CaseId) -> None:
    desk.do(WriteNote(case, private("I listen in")), LEAD)
    seat.until(lambda: shown(seat)[:1] == [("Note: I listen in", "M. Okafor")])


def test_it_says_how_far_the_chain_is_whole(seat: Seat, desk: Desk) -> None:
    seat.until(lambda: seat.journal.list.count() == 3)
    assert seat.journal.header.note.text() == f"chain ✓ {desk.head[0]}"


def test_its_key_leads_to_it(seat: Seat) -> None:
    seat.until(lambda: seat.journal.list.count() == 3)
    seat.press("Alt+5")
    assert seat.has(seat.journal.list)


def test_without_a_case_it_says_what_will_stand_here(seat: Seat) -> None:
    seat.bridge.select(None)
    assert seat.journal.empty.text() == "What is done in a case appears here as it is written."
    assert not seat.journal.empty.isHidden()
