"""Two hands on a keyboard: a headless practice shift is played by real keys on real widgets."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from console.domain.protocol.protocol import FieldType
from console.ui.actions import act
from console.ui.escalation.step.fields import (
    ChoiceEditor,
    FieldEditor,
    TextEditor,
    TimeEditor,
    choices_of,
)
from console.ui.escalation.step.person import PersonEditor

PATIENCE_S = 20.0
SLICE_MS = 20
MOST_STOPS = 80


class Stuck(Exception):  # noqa: N818 -- the play cannot go on; says at what
    """Something that should have happened did not, in all the time it was given."""


class Hands:
    """Presses keys in one window and waits until the screen has answered."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def sit_down(self) -> None:
        """Turn to this window, as a person does who comes to the desk.

        Raises:
            Stuck: the window does not come to the front.
        """
        self._window.activateWindow()
        self.until("the window is in front", self._window.isActiveWindow)

    def press(self, name: str) -> None:
        """Press the key of the act called ``name``, wherever the focus is."""
        self._press(act(name).sequence)

    def until(self, what: str, done: Callable[[], bool]) -> None:
        """Let the window work until ``done``.

        Raises:
            Stuck: it was not done in time; ``what`` says what was waited for.
        """
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise Stuck(what)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLICE_MS)

    def rest(self, seconds: float) -> None:
        """Let the window work for a while, as a person would who reads."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLICE_MS)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self._focus(), text)

    def key(self, key: Qt.Key) -> None:
        """Press a key in whatever has the focus."""
        QTest.keyClick(self._focus(), key)

    def enter(self) -> None:
        """Press the return key in whatever has the focus."""
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def fill(self, editor: FieldEditor, value: str) -> None:
        """Fill in one piece of evidence by keys; ``value`` is a code, words, or ``in 24 h``."""
        match editor:
            case TextEditor():
                for line, words in zip(editor.lines, value.split("\n"), strict=False):
                    self.write(line, words)
            case TimeEditor():
                named = value if value != "now" else _word_of_now(editor)
                self._push(_button(editor, named))
            case ChoiceEditor():
                wanted = value.split(",")
                several = editor.field.type is FieldType.CHOICES
                for code, button in zip(_codes(editor), editor.buttons, strict=True):
                    if button.isChecked() != (code in wanted) and (several or code in wanted):
                        self._push(button)
            case PersonEditor() if value in editor.people:
                self._push(editor.people[value][1])
            case PersonEditor():
                self.write(editor.line, value)
            case _:
                box = editor.first()
                if isinstance(box, QCheckBox) and box.isChecked() != (value == "yes"):
                    self._push(box)

    def write(self, line: QLineEdit, words: str) -> None:
        """Go to ``line`` and type ``words`` instead of what is there."""
        self.go(line)
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, words)

    def _push(self, button: QAbstractButton) -> None:
        self.go(button)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def reach(self, editor: FieldEditor) -> None:
        """Move the focus into ``editor``, with the key that goes from one field to the next.

        Raises:
            Stuck: no number of presses leads there.
        """
        for _n in range(MOST_STOPS):
            if editor.isAncestorOf(self._focus()):
                return
            self.press("next_answer")
        raise Stuck(f"the focus reaches “{editor.field.label}”")

    def go(self, target: QWidget) -> None:
        """Move the focus to ``target``: with Tab, and with arrows within a group.

        Raises:
            Stuck: no number of presses leads there.
        """
        for _n in range(MOST_STOPS):
            here = self._focus()
            if here is target:
                return
            group = here.group() if isinstance(here, QPushButton) else None
            inside = group is not None and target in group.buttons()
            QTest.keyClick(here, Qt.Key.Key_Right if inside else Qt.Key.Key_Tab)
        raise Stuck(f"the focus reaches “{target.accessibleName()}”")

    def _press(self, keys: QKeySequence) -> None:
        QTest.keySequence(self._focus(), keys)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def settle(self) -> None:
        """Let everything that is queued be painted."""
        QTest.mouseMove(self._window, QPoint(1, 1))
        self.rest(0.15)


def _codes(editor: ChoiceEditor) -> list[str]:
    return [code for code, _words in choices_of(editor.field)]


def _word_of_now(editor: TimeEditor) -> str:
    buttons = editor.findChildren(QPushButton)
    return buttons[0].text() if buttons else ""


def _button(editor: FieldEditor, words: str) -> QPushButton:
    for button in editor.findChildren(QPushButton):
        if button.text() == words:
            return button
    raise Stuck(f"a button “{words}” in {editor.field.label}")
