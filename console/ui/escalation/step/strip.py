"""A strip at the foot of the step: why it is skipped, or why it is opened again."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Step
from console.ui.widgets.button import ChoiceButton
from console.ui.widgets.label import label
from console.ui.widgets.layout import Flow
from console.words import labels

CODES = tuple(SkipCode)


class Strip(QFrame):
    """Takes the focus for a moment and gives it back to where it was.

    Signals:
        left: it closed and nothing that it could give the focus back to is there.
        shut: it closed.
    """

    left = Signal()
    shut = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasons")
        self._before: QWidget | None = None
        self.hide()

    def take_focus(self, first: QWidget) -> None:
        """Show the strip, with the focus on ``first``."""
        focused = self.window().focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
            focused.destroyed.connect(self._forget)
        self.show()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide the strip and give the focus back."""
        before, self._before = self._before, None
        self.hide()
        self.shut.emit()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._before = None


class SkipStrip(Strip):
    """The coded reasons for a skip, and those why the step does not apply, each with its digit.

    Signals:
        chosen: carries a ``SkipCode`` and the step's own reason, if it was one of those.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Why it is skipped"))
        holder = QWidget(self)
        self._flow = Flow(holder, gap=4)
        self._reasons: list[tuple[SkipCode, str]] = []
        self.buttons: list[QPushButton] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(label(_("Why skip it? A number chooses, Esc leaves."), "field-label"))
        rows.addWidget(holder)

    def open(self, step: Step) -> None:
        """Ask for the reason; the step's own come last, so that the others keep their digits."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        skips = CODES if step.skippable else ()
        reasons = [(code, "", labels.skip(code)) for code in skips]
        reasons += [(SkipCode.NOT_APPLICABLE, na, words) for na, words in step.na]
        self._reasons = [(code, na) for code, na, _words in reasons]
        self.buttons = [self._offer(*one) for one in enumerate(reasons, start=1)]
        self.take_focus(self.buttons[0])

    def _offer(self, place: int, reason: tuple[SkipCode, str, str]) -> QPushButton:
        code, na, words = reason
        spoken = (_("Does not apply: {why}") if na else _("Skip: {why}")).format(why=words)
        choose = partial(self._choose, code, na)
        button = ChoiceButton(words, spoken, choose, digit=place, stays=False)
        self._flow.addWidget(button)
        button.show()
        return button

    def press(self, place: int) -> None:
        """Give the reason at ``place`` (from 1)."""
        if 1 <= place <= len(self._reasons):
            self._choose(*self._reasons[place - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit (Qt)."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers():
            self.press(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _choose(self, code: SkipCode, na: str) -> None:
        self.leave()
        self.chosen.emit(code, na)


class UndoStrip(Strip):
    """Why a step is opened again; asked only when it was settled more than a moment ago.

    Signals:
        given: carries the reason.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "field-label", wraps=True)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("↵ opens it, Esc leaves"))
        self.line.returnPressed.connect(self._give)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.words)
        rows.addWidget(self.line)

    def ask(self, step: str) -> None:
        """Ask why ``step`` is opened again."""
        words = _("Why open “{step}” again?").format(step=step)
        self.words.setText(words)
        self.line.setAccessibleName(words)
        self.line.clear()
        self.take_focus(self.line)

    def _give(self) -> None:
        if self.line.text().strip():
            self.leave()
            self.given.emit(self.line.text().strip())
