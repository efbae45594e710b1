"""The questions that an answer needs, in place; Enter writes it down, Esc leaves it."""

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.aftercare.needs import Answer, Missing, Need, Sort, Values
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton, plain_button
from console.ui.widgets.label import label
from console.ui.widgets.layout import Flow, tight

LINES_HIGH = 168


class Editor(QWidget):
    """One question; a day or a moment can be picked, or typed."""

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.need = need
        self.group = QButtonGroup(self)
        self.line = QLineEdit()
        self.lines = QPlainTextEdit()
        self.tick = QCheckBox(need.label)
        column = QVBoxLayout(self)
        tight(column, gap=3)
        if need.sort is Sort.TICK:
            self.tick.setAccessibleName(need.label)
            column.addWidget(self.tick)
            return
        column.addWidget(label(need.label, "section", wraps=True))
        if need.options:
            column.addWidget(self._choices(need))
        if need.sort is Sort.LINES:
            self.lines.setPlainText(need.first)
            self.lines.setAccessibleName(need.label)
            self.lines.setTabChangesFocus(True)
            self.lines.setFixedHeight(dp(LINES_HIGH))
            column.addWidget(self.lines)
        elif need.sort is not Sort.PICK:
            self._typed(need)
            column.addWidget(self.line)

    def _choices(self, need: Need) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=6)
        for number, (code, words) in enumerate(need.options):
            button = QRadioButton(words)
            button.setAccessibleName(f"{need.label}: {words}")
            button.setProperty("code", code)
            button.setChecked(code == need.first)
            self.group.addButton(button, number)
            flow.addWidget(button)
        if need.sort is not Sort.PICK:
            self.group.idToggled.connect(self._fill)
        return holder

    def _fill(self, number: int, on: bool) -> None:
        if on:
            self.line.setText(str(self.group.button(number).property("code")))

    def _typed(self, need: Need) -> None:
        hints = {Sort.DAY: "2026-01-31", Sort.MOMENT: "2026-01-31 14:00"}
        self.line.setAccessibleName(need.label)
        self.line.setPlaceholderText(hints.get(need.sort, ""))
        self.line.setText(need.first)

    def first(self) -> QWidget:
        """Return what has the focus first."""
        if self.need.sort is Sort.TICK:
            return self.tick
        if self.need.sort is Sort.LINES:
            return self.lines
        chosen = self.group.checkedButton()
        buttons = self.group.buttons()
        return chosen or (buttons[0] if buttons else self.line)

    @property
    def value(self) -> str:
        """What was given."""
        match self.need.sort:
            case Sort.TICK:
                return "yes" if self.tick.isChecked() else ""
            case Sort.LINES:
                return self.lines.toPlainText()
            case Sort.PICK:
                chosen = self.group.checkedButton()
                return str(chosen.property("code")) if chosen is not None else ""
            case _:
                return self.line.text()


class Form(QFrame):
    """Asks what an answer needs.

    Signals:
        left: it was left, and nothing was written.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("aftercareForm")
        self.title = label("", "strong", wraps=True)
        self.lacks = label("", "error", wraps=True)
        self.editors: list[Editor] = []
        self._write: Callable[[Values], None] = lambda _values: None
        self._body = QVBoxLayout()
        tight(self._body, gap=8)
        self.do = KeyButton("step_done", self.write, _("Write it down"), role="primary")
        foot = QHBoxLayout()
        foot.addWidget(self.do)
        foot.addWidget(plain_button(_("Leave it"), self.leave, "quiet"))
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        tight(self._column, margins=(0, 10, 0, 10), gap=8)
        for part in (self.title, self.lacks):
            self._column.addWidget(part)
        self._column.addLayout(self._body)
        self._column.addLayout(foot)
        self.hide()

    def ask(self, answer: Answer, write: Callable[[Values], None]) -> None:
        """Ask what ``answer`` needs; ``write`` may raise ``Missing``."""
        self._clear()
        self._write = write
        words = answer.words
        self.title.setText(words[:1].upper() + words[1:])
        for need in answer.needs:
            editor = Editor(need)
            self.editors.append(editor)
            self._body.addWidget(editor)
        self.lacks.hide()
        self.show()
        if self.editors:
            self.editors[0].first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self) -> None:
        """Write it down, or say what is missing."""
        try:
            self._write(self.values())
        except Missing as missing:
            self.say(str(missing))

    def say(self, words: str) -> None:
        """Say what is missing, beside the questions."""
        self.lacks.setText(words)
        self.lacks.setVisible(bool(words))

    def values(self) -> Mapping[str, str]:
        """Return what was given."""
        return {editor.need.name: editor.value for editor in self.editors}

    def close_form(self) -> None:
        """Hide the questions."""
        self.hide()
        self._clear()

    def leave(self) -> None:
        """Write nothing."""
        self.close_form()
        self.left.emit()

    def _clear(self) -> None:
        gone: Sequence[Editor] = self.editors
        self.editors = []
        for editor in gone:
            self._body.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write on Enter and leave on Esc (Qt)."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.write()
            case _:
                super().keyPressEvent(event)
