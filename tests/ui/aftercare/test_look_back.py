"""A look back at a hard case is written by keys alone, by a lead."""

from PySide6.QtCore import Qt

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import PublishProtocols, RecordStaff, StartEscalation, TakeCase
from console.domain.ids import SYSTEM, ProtocolId
from console.domain.people.staff import Role, Staff
from console.domain.tier import Tier
from tests.domain.centre import sources
from tests.ui.aftercare.conftest import Seat, land
from tests.ui.centre import LEAD, ME, arrive, dana, enrol


def test_a_look_back_is_written_by_keys_and_leaves_the_list(desk: Desk, seat: Seat) -> None:
    enrol(desk, dana())
    (text,) = [text for text in sources() if 'id = "P33"' in text]
    desk.do(PublishProtocols((text,)), SYSTEM)
    case = arrive(desk, "hard", "dana")
    desk.do(TakeCase(case), LEAD)
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P33"), overlay=True), LEAD)
    land(desk, "hard", "dana", Tier.HIGH)
    seat.go()
    seat.choose("look back")
    seat.press("answer_1")
    assert seat.asked[:2] == ["What was planned", "What happened"]
    seat.press("step_done")
    lacks = seat.workspace.detail.form.lacks
    seat.until(lambda: lacks.text().startswith("This takes a shift lead"))
    desk.do(RecordStaff(ME, private(Staff(ME, "J. Ortiz", frozenset({Role.SHIFT_LEAD})))), SYSTEM)
    seat.press("step_done")
    said = "Write all five: planned, happened, why, keep, change."
    seat.until(lambda: lacks.text() == said)
    seat.workspace.detail.form.editors[0].line.setFocus()
    for words in ("By taxi.", "By the back door.", "Nobody asked.", "Two lines.", "Ask."):
        seat.type(words)
        seat.key(Qt.Key.Key_Tab)
    seat.key(Qt.Key.Key_Space)
    seat.press("step_done")
    seat.until(lambda: not desk.board.look_backs)
    seat.until(lambda: [kind for _who, kind, _when in seat.shown] == ["follow-up"])
