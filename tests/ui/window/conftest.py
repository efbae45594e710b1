"""A whole window on a real desk; the panes of others stand in as plain text fields."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from console.domain.ids import StaffId
from console.places.page import MapPage
from console.ui.bridge import Bridge
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.queue.pane import QueuePane
from console.ui.signin.door import Door
from console.ui.window.panes import Panes
from console.ui.window.remembered import Remembered
from console.ui.window.window import ConsoleWindow
from tests.conftest import Clock

PIN = "271828"


class Notes(QPlainTextEdit):
    """A pane in which somebody types, and that counts what it was asked to do."""

    def __init__(self, name: str, *acts: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.done: list[str] = []
        self._acts = acts

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {name: lambda name=name: self.done.append(name) for name in self._acts}  # type: ignore[misc]


class OnePin:
    """Everybody has the same PIN."""

    def check(self, staff: StaffId, secret: str) -> bool:
        return bool(staff) and secret == PIN


def no_page() -> MapPage:
    return MapPage("", {})


def panes(bridge: Bridge) -> Panes:
    return Panes(
        QueuePane(bridge),
        Notes("Person", "note", "identify", "focus_person"),
        MapPane(no_page),
        HelpTable(),
        Notes("Escalation", "step_done", "step_skip", "answer_1", "answer_9", "call_lead"),
        Notes("Journal", "focus_journal"),
        {"review": Notes("Review", "check_journal", "export")},
    )


@pytest.fixture
def door(clock: Clock) -> Iterator[Door]:
    door = Door(OnePin(), clock)
    yield door
    door.close()


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "window.ini")


@pytest.fixture
def window(
    bridge: Bridge, door: Door, remembered: Remembered, qtbot: QtBot
) -> Iterator[ConsoleWindow]:
    window = open_window(bridge, door, remembered, qtbot)
    yield window
    window.close()


def open_window(bridge: Bridge, door: Door, remembered: Remembered, qtbot: QtBot) -> ConsoleWindow:
    """Return a shown window; its map does not open."""
    window = ConsoleWindow(
        bridge, panes(bridge), door=door, remembered=remembered, map_after_ms=None
    )
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(where: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where somebody types."""
    where.setFocus()
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(where, key, held)


CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
