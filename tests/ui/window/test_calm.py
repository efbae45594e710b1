"""Practice, the calm bar, the lock: what lies around the panes without hiding them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import TakeCase
from console.domain.tier import Tier
from console.ui import theme
from console.ui.bridge import Bridge
from console.ui.queue.pane import QueuePane
from console.ui.window.window import ConsoleWindow
from tests.ui.centre import ME, OTHER, arrive, dana, enrol
from tests.ui.window.conftest import ALT, CTRL, PIN, SHIFT, Notes, press


def notes(window: ConsoleWindow) -> Notes:
    found = window.panes.person
    assert isinstance(found, Notes)
    return found


def test_practice_has_a_frame_and_a_word_that_nobody_can_overlook(window: ConsoleWindow) -> None:
    image = window.grab().toImage()
    corners = [(1, 1), (image.width() - 2, 1), (1, image.height() - 2)]
    assert {image.pixelColor(*corner).name() for corner in corners} == {
        theme.token("practice").name()
    }
    assert (window.strip.practice.text(), window.windowTitle()) == ("PRACTICE", "Vigil · practice")


def places(window: ConsoleWindow) -> dict[str, QRect]:
    """Where every pane lies in the window."""
    return {
        name: QRect(slot.mapTo(window, slot.rect().topLeft()), slot.size())
        for name, slot in window.slots.items()
    }


def test_a_refusal_is_a_calm_bar_that_hides_nothing_and_moves_nothing(
    window: ConsoleWindow, bridge: Bridge
) -> None:
    before = places(window)
    bridge.refused.emit("R. Novak is already with this person.")
    assert window.calm.text == "R. Novak is already with this person."
    bar = QRect(window.calm.mapTo(window, window.calm.rect().topLeft()), window.calm.size())
    during = places(window)
    assert {name: place.topLeft() for name, place in during.items()} == {
        name: place.topLeft() for name, place in before.items()
    }
    assert [name for name, place in during.items() if place.intersects(bar)] == []
    upper = ("person", "escalation")
    assert [during[name] for name in upper] == [before[name] for name in upper]
    window.calm._gone()  # noqa: SLF001 -- the twelve seconds are over
    assert places(window) == before
    assert QApplication.activeModalWidget() is None


def test_a_refusal_goes_as_soon_as_something_of_mine_is_written(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    bridge.refused.emit("Not landed yet.")
    desk.do(TakeCase(arrive(desk, "b")), OTHER)
    qtbot.waitUntil(lambda: len(bridge.board.cases) == 2)
    assert not window.calm.isHidden()
    desk.do(TakeCase(case), ME)
    qtbot.waitUntil(window.calm.isHidden)


def test_what_is_said_aloud_too_stays_for_five_seconds_and_waits_for_a_refusal(
    window: ConsoleWindow, bridge: Bridge
) -> None:
    bridge.refused.emit("Not landed yet.")
    window.say("Moderate. New text.")
    assert window.calm.text == "Not landed yet."
    window.calm._gone()  # noqa: SLF001 -- the twelve seconds are over
    assert (window.calm.text, window.calm._goes.interval()) == (  # noqa: SLF001
        "Moderate. New text.",
        5_000,
    )
    window.calm._gone()  # noqa: SLF001 -- the five seconds are over
    assert window.calm.isHidden()


def test_the_queue_stays_scrolled_where_it_is_when_the_bar_comes_and_goes(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    for n in range(30):
        arrive(desk, f"k{n}")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "30")
    queue = window.panes.queue
    assert isinstance(queue, QueuePane)
    bar = queue.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    there = bar.value()
    bridge.refused.emit("Not landed yet.")
    assert bar.value() == there
    window.calm._gone()  # noqa: SLF001 -- the twelve seconds are over
    assert bar.value() == there > 0


def test_nothing_is_said_under_the_panes_while_it_is_locked(
    window: ConsoleWindow, bridge: Bridge
) -> None:
    window.lock()
    bridge.refused.emit("R. Novak is already with Dana R.")
    assert not window.calm.isVisible()


def test_a_lost_journal_stays_said_until_it_is_back(window: ConsoleWindow, bridge: Bridge) -> None:
    bridge.unreachable()
    lost = window.calm.text
    bridge.refused.emit("Choose one of the answers.")
    assert window.calm.text == f"{lost}\nChoose one of the answers."
    window.calm._gone()  # noqa: SLF001 -- the twelve seconds are over
    assert window.calm.text == lost
    assert lost.startswith("The journal cannot be reached")
    assert window.strip.journal.text() == "Journal not reached"
    bridge.back.emit()
    assert window.calm.text.startswith("The journal is reached again.")


def test_the_lock_hides_every_name_but_not_who_waits(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    press(notes(window), Qt.Key.Key_D, CTRL)
    own = window.slots["person"].own
    assert own is not None
    press(notes(window), Qt.Key.Key_Q, CTRL, SHIFT)
    assert not window.panes.queue.isVisible()
    assert not own.isVisible()
    assert window.strip.waiting.isVisible()
    arrive(desk, "b", tier=Tier.HIGH)
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "2")


def test_keys_do_nothing_while_it_is_locked(
    window: ConsoleWindow, desk: Desk, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: window.strip.waiting.text() == "1")
    window.lock()
    locked = window.locked
    assert locked is not None
    press(locked.secret, Qt.Key.Key_N, ALT)
    press(locked.secret, Qt.Key.Key_F4)
    assert desk.board.cases[case].owner is None
    assert not window.stack.currentWidget().isVisible()  # type: ignore[union-attr]


def test_only_the_right_pin_unlocks_and_everything_is_as_it_was(
    window: ConsoleWindow, qtbot: QtBot
) -> None:
    notes(window).setFocus()
    window.lock()
    locked = window.locked
    assert locked is not None
    QTest.keyClicks(locked.secret, "000000")
    QTest.keyClick(locked.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked.told.text() == "That PIN is not right. Try once more.")
    assert not window.console.isVisible()
    QTest.keyClicks(locked.secret, PIN)
    QTest.keyClick(locked.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(window.console.isVisible)
    assert notes(window).hasFocus()
