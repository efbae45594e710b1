from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.ui import theme
from console.ui.actions import ACTIONS
from console.ui.bridge import Bridge
from console.ui.queue.pane import QueuePane
from console.ui.signin.door import Door
from console.ui.theme import Theme
from console.ui.window.remembered import Remembered
from console.ui.window.window import ConsoleWindow
from tests.conftest import Clock
from tests.ui.centre import ME, arrive
from tests.ui.reach import nameless
from tests.ui.window.conftest import ALT, CTRL, PIN, SHIFT, Notes, open_window, press


def notes(window: ConsoleWindow) -> Notes:
    found = window.panes.person
    assert isinstance(found, Notes)
    return found


def steps(window: ConsoleWindow) -> Notes:
    found = window.panes.escalation
    assert isinstance(found, Notes)
    return found


def owned(desk: Desk, case: CaseId) -> Callable[[], bool]:
    return lambda: desk.board.cases[case].owner == ME


def test_keys_work_while_somebody_types_and_leave_the_text_alone(
    window: ConsoleWindow, desk: Desk, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    where = notes(window)
    where.setPlainText("Keeps coming back to Mateo.")
    press(where, Qt.Key.Key_N, ALT)
    press(where, Qt.Key.Key_Return, CTRL)
    press(where, Qt.Key.Key_9, CTRL)
    press(where, Qt.Key.Key_S, ALT)
    press(where, Qt.Key.Key_F9)
    qtbot.waitUntil(owned(desk, case))
    assert steps(window).done == ["step_done", "answer_9", "step_skip", "call_lead"]
    assert where.toPlainText() == "Keeps coming back to Mateo."
    assert where.hasFocus()


def test_a_key_that_is_held_down_does_its_act_once(window: ConsoleWindow) -> None:
    held = [action for action in window.bindings.actions if action.objectName() == "step_done"]
    assert [action.autoRepeat() for action in held] == [False]


def test_an_act_that_nobody_does_yet_says_so(window: ConsoleWindow) -> None:
    press(notes(window), Qt.Key.Key_F5)
    assert window.calm.text == "This is not here yet. F1 shows every key that works now."


def test_the_sheet_of_keys_opens_and_goes_and_gives_the_focus_back(window: ConsoleWindow) -> None:
    press(notes(window), Qt.Key.Key_F1)
    assert not window.keys.isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert window.keys.isHidden()
    assert notes(window).hasFocus()


def test_the_sheet_shows_every_key_that_does_something_and_the_digits_as_one(
    window: ConsoleWindow,
) -> None:
    window.bindings.run("help")
    caps = [found.text() for found in window.keys.findChildren(QLabel) if is_cap(found)]
    known = [found for found in ACTIONS if found.id in window.bindings.known()]
    digits = ["Ctrl 1 … 9"]
    assert sorted(caps) == sorted([*(f.cap for f in known if not f.is_answer), *digits])


def is_cap(found: QLabel) -> bool:
    return bool(found.property("role") == "key")


def test_going_to_review_and_back_keeps_the_case(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    bridge.select(case)
    press(notes(window), Qt.Key.Key_F4)
    review = window.panes.workspaces["review"]
    assert isinstance(review, Notes)
    assert window.stack.currentWidget() is review
    press(review, Qt.Key.Key_F8)
    press(review, Qt.Key.Key_F2)
    assert review.done == ["check_journal"]
    assert window.stack.currentWidget() is window.console
    assert bridge.case is not None
    assert bridge.case.id == case


def test_the_colours_and_the_text_size_change_by_key_and_are_remembered(
    window: ConsoleWindow, remembered: Remembered
) -> None:
    press(notes(window), Qt.Key.Key_T, CTRL, SHIFT)
    press(notes(window), Qt.Key.Key_Plus, CTRL)
    assert (theme.worn(), theme.scale()) == (Theme.DARK, 1.1)
    assert (remembered.theme(), remembered.scale()) == (Theme.DARK, 1.1)
    press(notes(window), Qt.Key.Key_Minus, CTRL)
    assert theme.scale() == 1.0


@pytest.mark.parametrize("worn", Theme, ids=str)
def test_the_window_can_be_seen_in_every_theme(window: ConsoleWindow, worn: Theme) -> None:
    theme.apply(QApplication.instance(), worn)  # type: ignore[arg-type]
    image = window.grab().toImage()
    ground = image.pixelColor(700, window.strip.y() + 8)
    assert ground == theme.token("surface")


def test_double_text_makes_strip_and_bar_twice_as_high(window: ConsoleWindow, qtbot: QtBot) -> None:
    strip, bar = window.strip.height(), window.command.height()
    for _ten in range(10):
        press(notes(window), Qt.Key.Key_Plus, CTRL)
    assert theme.scale() == 2.0
    qtbot.waitUntil(lambda: window.strip.height() == strip * 2)
    assert window.command.height() == bar * 2


# -- own windows ---------------------------------------------------------------------------


def test_a_pane_gets_its_own_window_and_comes_back_where_it_was(
    window: ConsoleWindow, qtbot: QtBot
) -> None:
    place = window.slots["person"].geometry()
    press(notes(window), Qt.Key.Key_D, CTRL)
    assert window.slots["person"].is_away
    assert notes(window).window() is window.slots["person"].own
    qtbot.waitUntil(lambda: notes(window).isActiveWindow())
    press(notes(window), Qt.Key.Key_D, CTRL)
    assert not window.slots["person"].is_away
    assert notes(window).window() is window
    qtbot.waitUntil(lambda: window.slots["person"].geometry() == place)


def test_practice_is_seen_in_the_own_window_of_a_pane_too(window: ConsoleWindow) -> None:
    press(notes(window), Qt.Key.Key_D, CTRL)
    own = window.slots["person"].own
    assert own is not None
    assert own.windowTitle() == "Vigil · practice · Person"
    assert own.grab().toImage().pixelColor(1, 1).name() == theme.token("practice").name()


def test_keys_work_in_the_own_window_of_a_pane(window: ConsoleWindow, qtbot: QtBot) -> None:
    press(notes(window), Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: notes(window).isActiveWindow())
    press(notes(window), Qt.Key.Key_Return, CTRL)
    assert steps(window).done == ["step_done"]


def test_a_lock_from_the_own_window_of_a_pane_asks_for_the_pin_where_the_keys_go(
    window: ConsoleWindow, qtbot: QtBot
) -> None:
    press(notes(window), Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: notes(window).isActiveWindow())
    press(notes(window), Qt.Key.Key_Q, CTRL, SHIFT)
    assert window.locked is not None
    qtbot.waitUntil(window.locked.secret.hasFocus)
    QTest.keyClicks(window.locked.secret, PIN)
    QTest.keyClick(window.locked.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(window.locked.isHidden)
    qtbot.waitUntil(notes(window).hasFocus)


def test_closing_the_own_window_puts_the_pane_back(window: ConsoleWindow) -> None:
    press(notes(window), Qt.Key.Key_D, CTRL)
    own = window.slots["person"].own
    assert own is not None
    own.close()
    assert notes(window).window() is window


def test_what_was_torn_off_is_so_again_the_next_day(
    window: ConsoleWindow, bridge: Bridge, door: Door, remembered: Remembered, qtbot: QtBot
) -> None:
    press(notes(window), Qt.Key.Key_D, CTRL)
    window.close()
    again = open_window(bridge, door, remembered, qtbot)
    assert [name for name, slot in again.slots.items() if slot.is_away] == ["person"]
    again.close()


def test_moved_borders_are_where_they_were_the_next_day(
    window: ConsoleWindow, bridge: Bridge, door: Door, remembered: Remembered, qtbot: QtBot
) -> None:
    window.splitters["columns"].setSizes([400, 600, 434])
    wanted = window.splitters["columns"].sizes()
    window.close()
    again = open_window(bridge, door, remembered, qtbot)
    assert again.splitters["columns"].sizes() == wanted
    again.close()


# -- reach and speed ---------------------------------------------------------------------------


def test_everything_in_the_window_has_a_name(window: ConsoleWindow) -> None:
    assert nameless(window) == []
    window.command.line.setAccessibleName("")
    assert nameless(window) == ["QLineEdit ''"]


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_the_frame_of_the_window_is_cut_off(
    window: ConsoleWindow, size: tuple[int, int], scale: float
) -> None:
    theme.apply(QApplication.instance(), Theme.LIGHT, scale)  # type: ignore[arg-type]
    window.resize(*size)
    window.strip.grab()
    inside = QRect(0, 0, window.strip.width() + 1, window.strip.height())
    outside = [
        part.text()
        for part in (window.strip.waiting, window.strip.oldest_words, window.strip.clock)
        if part.isVisible() and not inside.contains(_in(window.strip, part))
    ]
    assert outside == []
    assert window.width() == size[0]


def _in(strip: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(strip, part.rect().topLeft()), part.size())


def test_every_key_in_a_full_queue_is_painted(
    window: ConsoleWindow, desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    for n in range(40):
        arrive(desk, f"k{n}", tier=Tier(n % 3 + 1))
        clock.forward(timedelta(seconds=1))
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "40")
    queue = window.panes.queue
    assert isinstance(queue, QueuePane)
    painted = Paints(queue.list.viewport())
    for _press in range(21):
        before = painted.count
        press(queue.list, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda before=before: painted.count > before)  # type: ignore[misc]


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)
