"""What a test of review looks at, and how it gets there by the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.domain import events as e
from console.domain.ids import CaseId, ClientId, StaffId
from console.ui.bridge import Bridge
from console.ui.review.aside.facets import Facet
from console.ui.review.workspace import ReviewWorkspace
from tests.ui.review.keys import key
from tests.ui.review.ward import Ward


def listed(review: ReviewWorkspace) -> list[int]:
    return [row.seq for row in review.journal.model.rows]


def until_listed(qtbot: QtBot, review: ReviewWorkspace, wanted: list[int]) -> None:
    def look() -> None:
        assert listed(review) == wanted

    qtbot.waitUntil(look)


def numbers(ward: Ward, is_it: Callable[[e.Event], bool]) -> list[int]:
    entries = ward.store.journal.since(0)
    return [entry.seq for entry in reversed(entries) if is_it(entry.event)]


def turn(facet: Facet, name: str) -> None:
    """Turn a line on or off by the keyboard."""
    at = [choice.key for choice in facet.choices].index(name)
    facet.list.setFocus()
    key(facet, Qt.Key.Key_Home)
    for _ in range(at):
        key(facet, Qt.Key.Key_Down)
    key(facet, Qt.Key.Key_Space)


def settled(bridge: Bridge, qtbot: QtBot) -> None:
    """Wait until everything was answered that has been asked for by now."""
    done: list[str] = []
    bridge.ask(lambda: "asked", done.append)
    qtbot.waitUntil(lambda: "asked" in done)
    bridge.send(then=lambda _nothing: done.append("sent"))
    qtbot.waitUntil(lambda: "sent" in done)


def readings(ward: Ward) -> list[tuple[CaseId | None, ClientId | None, StaffId]]:
    return [
        (one.event.case, one.event.client, one.by)
        for one in (entry.happened for entry in ward.store.journal.since(0))
        if isinstance(one.event, e.RecordRead)
    ]
