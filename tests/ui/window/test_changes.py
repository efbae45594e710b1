"""A checklist that changed is said at the foot until one key says that it was read."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import PublishProtocols
from console.domain.ids import SYSTEM
from console.ui.window.window import ConsoleWindow
from tests.checklists import checklist, phase, step
from tests.ui.centre import ME
from tests.ui.window.conftest import ALT, press


def publish(desk: Desk, version: int, text: str, *names: str) -> None:
    said = phase("a", step("a1", text))
    files = (checklist(name, said, version=version) for name in names)
    desk.do(PublishProtocols(tuple(files)), SYSTEM)


def test_a_first_version_is_news_to_nobody(window: ConsoleWindow, desk: Desk) -> None:
    publish(desk, 1, "Look", "P70")
    assert window.changes.isHidden()


def test_what_changed_stands_at_the_foot_until_it_was_read(
    window: ConsoleWindow, desk: Desk, qtbot: QtBot
) -> None:
    publish(desk, 1, "Look", "P70", "P71", "P72", "P73")
    publish(desk, 2, "Look twice", "P70", "P71", "P72", "P73")
    qtbot.waitUntil(window.changes.isVisible)
    assert window.changes.text == (
        "Checklists changed. P70 v2: 1 step changed; P71 v2: 1 step changed; "
        "P72 v2: 1 step changed; and 1 more. Alt 6 shows how they read now."
    )
    press(window, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(window.changes.isHidden)
    assert desk.board.read[ME] == {"P70": 2, "P71": 2, "P72": 2, "P73": 2}


def test_where_nothing_changed_the_key_says_so(window: ConsoleWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(window.calm.isVisible)
    assert window.calm.text == "No checklist has changed since you last read them."
