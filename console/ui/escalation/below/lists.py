"""Which checklist to work on: those that run, and those that may be begun."""

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.ids import EscalationId
from console.domain.protocol.escalation import running
from console.domain.seen.fits import Fit
from console.ui.escalation.runs import offered
from console.ui.escalation.step.ways import AnswerButton
from console.ui.widgets.label import label
from console.words.fits import because

MOST = 9
"""So many have a digit; every other checklist is found by its words in the command bar."""

MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ListsPanel(QFrame):
    """Running checklists first, then what may be begun; a number or Return chooses.

    Signals:
        begun: carries the id of a protocol to begin.
        switched: carries the id of a run to work on.
        left: Escape was pressed.
    """

    begun = Signal(str)
    switched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("underPanel")
        self.head = label("", "section", wraps=True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(5)
        self._rows.addWidget(self.head)
        self._rows.addStretch(1)
        self.buttons: list[AnswerButton] = []
        self._offered: tuple[tuple[str, str], ...] = ()

    def offer(
        self, board: Board, case: Case, now: EscalationId | None, fitting: Sequence[Fit] = ()
    ) -> None:
        """Show what runs in ``case`` beside ``now``, and what may be begun; say why nothing may.

        What fits the case stands first, with the reason.
        """
        runs = [run for run in running(case, board) if run.id != now]
        going = [("switch", str(run.id), board.protocol_of(run)) for run in runs]
        held = {fit.protocol.id: because(fit, board) for fit in fitting}
        fresh = [("begin", str(found.id), found) for found in offered(board, case, fitting)]
        self.head.setText(_head(board, bool(fresh), bool(going)))
        wanted = tuple((kind, f"{name} {held.get(p.id)}") for kind, name, p in (*going, *fresh))
        if wanted == self._offered:
            return
        self._offered = wanted
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, (kind, name, protocol) in enumerate((*going, *fresh)[:MOST], start=1):
            words = _("go to {title}") if kind == "switch" else _("{id}  {title}")
            if kind == "begin" and protocol.id in held:
                words = _("{id}  {title}  ·  fits: {why}")
            signal = self.switched if kind == "switch" else self.begun
            button = AnswerButton(
                f"answer_{place}",
                partial(signal.emit, name),
                words.format(id=protocol.id, title=protocol.title, why=held.get(protocol.id, "")),
            )
            self._rows.insertWidget(place, button)
            button.show()  # at once, so that the focus can go there
            self.buttons.append(button)

    def press(self, place: int) -> None:
        """Choose what stands at ``place`` (from 1)."""
        if 1 <= place <= len(self.buttons):
            self.buttons[place - 1].click()

    def focus_first(self) -> None:
        """Go to the first line."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_next(self) -> None:
        """Go to the first line, or on to the next."""
        at = next((place for place, one in enumerate(self.buttons) if one.hasFocus()), -1)
        if self.buttons:
            target = self.buttons[(at + 1) % len(self.buttons)]
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose by a digit or Return, leave by Escape (Qt)."""
        at = next((place for place, one in enumerate(self.buttons) if one.hasFocus()), None)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif at is not None and key in MOVES:
            self.buttons[(at + MOVES[Qt.Key(key)]) % len(self.buttons)].setFocus()
        elif at is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.buttons[at].click()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not event.modifiers():
            self.press(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)


def _head(board: Board, fresh: bool, going: bool) -> str:
    if fresh:
        if going:
            return _("GO TO, OR BEGIN")
        return _("BEGIN A CHECKLIST · CTRL ↵ TAKES P00")
    if board.protocols and not board.practice:
        return _(
            "No checklist is approved for live use yet. A clinical lead approves them. "
            "Notes, location and the call card work without one."
        )
    if going:
        return _("GO TO")
    return _("No checklist is published yet. Notes, location and the call card work without one.")
