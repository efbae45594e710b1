"""A window that is worked by its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.ui.actions import act
from console.ui.bridge import Bridge
from console.ui.window.window import ConsoleWindow


class Keyboard:
    """Somebody at the keyboard."""

    def __init__(self, window: ConsoleWindow, bridge: Bridge, desk: Desk, qtbot: QtBot) -> None:
        self.window, self.bridge, self.desk, self._qtbot = window, bridge, desk, qtbot

    def press(self, name: str) -> None:
        QTest.keySequence(QApplication.focusWidget() or self.window, act(name).sequence)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, words)

    def until(self, done: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(done)
