from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.ids import CaseId, StaffId
from console.journal.port import Unreachable
from console.ui.actions import ACTIONS
from console.ui.bridge import Bridge
from console.ui.room import Room
from tests.ui.centre import ME, MemoryDrafts, arrive, dana
from tests.ui.escalation.seat import Seat, take_call
from tests.ui.person.conftest import Look


def drafts(room: Room) -> MemoryDrafts:
    assert isinstance(room.drafts, MemoryDrafts)
    return room.drafts


def test_a_note_keeps_itself_and_says_when(look: Look, room: Room) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("Keeps coming back to Mateo.")
    assert seat.person.notes.title.text() == "NOTES · not kept yet"
    seat.until(lambda: seat.person.notes.title.text() == "NOTES · saved 12:00:00")
    assert drafts(room).kept == {(seat.case.id, ME): "Keeps coming back to Mateo."}


def test_a_draft_is_there_again_after_the_window_was_gone(
    look: Look, bridge: Bridge, qtbot: QtBot
) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("Agreed to sit by the door.")
    seat.until(lambda: "saved" in seat.person.notes.title.text())
    again = Seat(bridge, qtbot)
    qtbot.addWidget(again)
    again.until(lambda: again.person.notes.edit.toPlainText() == "Agreed to sit by the door.")


class ShakyDrafts(MemoryDrafts):
    """Drafts whose store can be away."""

    away = False

    def keep(self, case: CaseId, staff: StaffId, text: str) -> None:
        if self.away:
            raise Unreachable
        super().keep(case, staff, text)


def test_what_could_not_be_kept_is_kept_once_the_journal_is_back(
    desk: Desk, room: Room, dressed: QApplication, qtbot: QtBot
) -> None:
    drafts = ShakyDrafts()
    bridge = Bridge(desk, ME, replace(room, drafts=drafts))
    seat = Seat(bridge, qtbot)
    qtbot.addWidget(seat)
    first, other = take_call(desk, None), arrive(desk, "other")
    seat.open(first)
    drafts.away = True
    seat.press("Alt+E")
    seat.type("about Dana")
    seat.until(lambda: other in bridge.board.cases)
    bridge.select(other)
    seat.until(lambda: bridge.is_lost)
    bridge.select(first)
    assert seat.person.notes.edit.toPlainText() == "about Dana"
    bridge.select(other)
    drafts.away = False
    bridge.look()
    seat.until(lambda: drafts.kept == {(first, ME): "about Dana"})
    seat.close()
    bridge.close()


def test_what_is_typed_before_the_draft_is_found_is_not_typed_over(look: Look, room: Room) -> None:
    seat = look(dana())
    notes, case = seat.person.notes, seat.case.id
    notes.show_case(None)
    drafts(room).keep(case, ME, "left before")
    notes.show_case(case)
    notes.edit.setPlainText("typed at once")
    seat.until(lambda: "saved" in notes.title.text())
    assert notes.edit.toPlainText() == "typed at once"
    assert drafts(room).kept == {(case, ME): "typed at once"}


def test_each_case_has_its_own_draft(look: Look, desk: Desk) -> None:
    seat = look(dana())
    first, other = seat.case.id, arrive(desk, "other")
    seat.press("Alt+E")
    seat.type("about Dana")
    seat.until(lambda: other in seat.bridge.board.cases)
    seat.bridge.select(other)
    assert seat.person.notes.edit.toPlainText() == ""
    seat.bridge.select(first)
    seat.until(lambda: seat.person.notes.edit.toPlainText() == "about Dana")


def test_the_keys_of_the_steps_work_while_somebody_writes_and_leave_the_note_alone(
    look: Look,
) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("she is")
    seat.press("Ctrl+Return")
    seat.until_step("Ask: safe to talk right now?")
    seat.press("Ctrl+1")
    seat.until_step("Ask: anyone hurt or in danger now?")
    seat.press("Ctrl+L")
    seat.until(lambda: seat.case.place is not None and seat.case.place.confirmed is not None)
    seat.type(" crying")
    assert seat.person.notes.edit.toPlainText() == "she is crying"


def test_the_editor_keeps_no_key_of_an_act_for_itself(look: Look) -> None:
    edit = look(dana()).person.notes.edit
    kept = []
    for act in ACTIONS:
        keys = act.sequence[0]  # type: ignore[index]
        event = QKeyEvent(QEvent.Type.ShortcutOverride, keys.key(), keys.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(edit, event)
        if event.isAccepted():
            kept.append(act.id)
    assert kept == []


def test_a_finished_note_goes_into_the_journal_and_its_draft_away(look: Look, room: Room) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("Agreed to sit by the door.")
    seat.press("Alt+Return")
    seat.until(lambda: len(seat.case.notes) == 1)
    assert seat.case.notes[0].text.value == "Agreed to sit by the door."
    seat.until(lambda: seat.person.notes.edit.toPlainText() == "")
    assert seat.person.notes.title.text() == "NOTES · in the journal"
    seat.until(lambda: not any(drafts(room).kept.values()))


def test_a_note_about_nothing_is_not_written(look: Look) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("   ")
    seat.press("Alt+Return")
    assert seat.case.notes == ()


def test_what_was_typed_after_the_note_was_sent_stays(look: Look) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("first")
    seat.press("Alt+Return")
    seat.type(" and more")
    seat.until(lambda: len(seat.case.notes) == 1)
    seat.until(lambda: seat.person.notes.edit.toPlainText() == "and more")


def test_the_course_of_the_case_is_drafted_below_what_was_typed_and_judges_nothing(
    look: Look, room: Room
) -> None:
    seat = look(dana())
    seat.press("Alt+E")
    seat.type("Keeps coming back to Mateo.")
    seat.press("Ctrl+L")
    seat.until(lambda: seat.case.place is not None and seat.case.place.confirmed is not None)
    seat.press("Ctrl+Shift+N")
    text = seat.person.notes.edit.toPlainText()
    lines = text.splitlines()
    assert lines[0] == "Keeps coming back to Mateo."
    assert lines[2] == f"Case {seat.case.number}, as it went"
    assert any(line.endswith(" location read back") for line in lines)
    assert lines[-1] == "What I make of it:"
    assert seat.has(seat.person.notes.edit)
    seat.press("Ctrl+Shift+N")
    assert seat.person.notes.edit.toPlainText() == text
    seat.until(lambda: drafts(room).kept == {(seat.case.id, ME): text})
    assert seat.case.notes == ()


def test_no_word_of_the_client_and_no_name_is_in_the_drafted_course(look: Look, desk: Desk) -> None:
    seat = look(dana())
    arrive(desk, "c9", "dana", said="the blue pills are on the table")
    seat.until(lambda: len(seat.case.contacts) > 1)
    seat.press("Ctrl+Shift+N")
    text = seat.person.notes.edit.toPlainText().casefold()
    for word in ("pills", "dana", "reyes", "long st", "614"):
        assert word not in text
