"""A desk, a room and a bridge for the tests of the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.desk import Desk
from console.journal.memory import MemoryJournal
from console.ui import theme
from console.ui.bridge import Bridge
from console.ui.room import Room
from tests.conftest import HERE, Clock
from tests.ui.centre import ME, FewPlaces, MemoryDrafts, MemoryHistory, facilities, open_centre


@pytest.fixture
def memory() -> MemoryJournal:
    return MemoryJournal()


@pytest.fixture
def desk(memory: MemoryJournal, clock: Clock) -> Desk:
    """A desk with its staff signed in."""
    desk = Desk(memory, HERE, clock)
    open_centre(desk)
    return desk


@pytest.fixture
def room(memory: MemoryJournal) -> Room:
    return Room(MemoryHistory(memory), MemoryDrafts(), FewPlaces(facilities()))


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in its light theme at the usual text size, whatever the test does to it."""
    theme.apply(qapp, theme.Theme.LIGHT)
    yield qapp
    theme.apply(qapp, theme.Theme.LIGHT)


@pytest.fixture
def bridge(desk: Desk, room: Room, dressed: QApplication) -> Iterator[Bridge]:
    bridge = Bridge(desk, ME, room)
    yield bridge
    bridge.close()
