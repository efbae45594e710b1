"""Whoever comes back to the steps is where the screen shows something, and Esc leads on."""

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.commands import StartEscalation
from console.domain.ids import CaseId, ProtocolId
from tests.ui.centre import ME
from tests.ui.escalation.seat import Seat

OPENS = {
    "call card": "F6",
    "packet": "Alt+H",
    "tier": "F7",
    "lists": "Alt+O",
    "consultation": "Alt+G",
    "instrument": "Alt+Q",
    "skip": "Alt+S",
}


@pytest.mark.long
@pytest.mark.parametrize("what", OPENS)
@pytest.mark.parametrize("key", ["Alt+4", "Alt+Down", "Alt+Up", "Alt+B"])
def test_no_key_leads_to_a_field_that_nobody_sees(
    seat: Seat, desk: Desk, case: CaseId, what: str, key: str
) -> None:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P05")), ME)
    seat.until_step("Get or confirm location")
    seat.press("Alt+4", OPENS[what])
    seat.journal.setFocus()
    seat.press(key)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert (focused.isVisible(), seat.has(seat.steps)) == (True, True)
    seat.press("Escape", "Escape", "Alt+4")
    assert seat.has(seat.steps.card.editors[0])
    assert seat.steps.card.editors[0].isVisible()
