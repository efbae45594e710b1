"""The keys of a workspace, bound as the window binds them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from console.ui.actions import Handles, act


def bind(widget: QWidget) -> None:
    """Let every key of ``widget`` do what its table says, wherever the focus is."""
    assert isinstance(widget, Handles)
    for name, run in widget.handlers().items():
        shortcut = QShortcut(act(name).sequence, widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(run)


def press(widget: QWidget, name: str) -> None:
    """Press the key of an act where the focus is."""
    focused = widget.window().focusWidget() or widget
    QTest.keySequence(focused, QKeySequence(act(name).keys))


def key(widget: QWidget, pressed: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(widget.window().focusWidget() or widget, pressed)


def write(widget: QWidget, text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(widget.window().focusWidget() or widget, text)
