"""A window with the directory in it, worked by its keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.ids import StaffId
from console.domain.place.facility import Facility
from console.places.lists.onfile import OnFile, lists
from console.places.page import MapPage
from console.ui.bridge import Bridge
from console.ui.directory.stock import Came, Held, NotTaken, Stopped, Wish
from console.ui.directory.workspace import DirectoryWorkspace
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.window.panes import Panes
from console.ui.window.remembered import Remembered
from console.ui.window.window import ConsoleWindow
from tests.ui.centre import facilities
from tests.ui.keyboard import Keyboard


def known() -> tuple[Facility, ...]:
    """Return a few places of which more is on file than of the others."""
    grant, *rest = facilities()
    whole = replace(
        grant,
        address="111 S Grant Ave",
        city="Columbus",
        state="OH",
        zip="43215",
        psychiatric=True,
        vintage="2022",
        invented=False,
    )
    return (whole, *rest)


@dataclass
class FewStock:
    """What a test has on file; it counts how often it was read."""

    places: tuple[Facility, ...] = field(default_factory=known)
    more: tuple[OnFile, ...] = ()
    trouble: Exception | None = None
    reads: int = 0
    go_on: Event = field(default_factory=Event)
    wished: list[tuple[Wish, StaffId]] = field(default_factory=list)
    came: Came | NotTaken | None = None

    def held(self) -> Held:
        self.reads += 1
        if self.trouble is not None:
            raise self.trouble
        return Held((*lists(self.places, ()), *self.more), self.places)

    def bring(self, wish: Wish, by: StaffId, said: Callable[[int], None]) -> Came | NotTaken:
        """Say that some rows were read, and go on once the test does."""
        self.wished.append((wish, by))
        said(1_000)
        assert self.go_on.wait(10)
        try:
            said(2_000)
        except Stopped:
            self.came = NotTaken("stopped")
        if self.came is None:
            raise LookupError(wish)
        return self.came


class Seat(Keyboard):
    """Somebody at the list of places."""

    def __init__(self, window: ConsoleWindow, bridge: Bridge, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(window, bridge, desk, qtbot)
        workspace = window.panes.workspaces["directory"]
        assert isinstance(workspace, DirectoryWorkspace)
        self.workspace = workspace

    def go(self) -> None:
        """Go to the directory by its key, and see it read."""
        self.press("directory")
        self.until(lambda: self.workspace.isVisible() and bool(self.found))

    def look(self, words: str, *found: str) -> None:
        """Type what is looked for, and see what is found."""
        self.press("find")
        self.type(words)
        self.until(lambda: self.found == list(found))

    @property
    def found(self) -> list[str]:
        return [one.name for one in self.workspace.looking.model.places]

    @property
    def shown(self) -> dict[str, str]:
        """The place that is shown as a whole; nothing where none is."""
        page = self.workspace.page
        if self.workspace.right.currentWidget() is not page:
            return {}
        head = {"": page.name.text(), "Number": page.number.text(), "Checked": page.checked.text()}
        return head | {fact.name: fact.said for fact in page.facts}


@pytest.fixture
def stock() -> FewStock:
    return FewStock()


@pytest.fixture
def seat(
    bridge: Bridge, desk: Desk, stock: FewStock, tmp_path: Path, qtbot: QtBot
) -> Iterator[Seat]:
    panes = Panes(
        QWidget(),  # the panes of the console are not looked at here
        QWidget(),
        MapPane(lambda: MapPage("", {})),
        HelpTable(),
        QWidget(),
        QWidget(),
        {"directory": DirectoryWorkspace(bridge, stock)},
    )
    window = ConsoleWindow(
        bridge, panes, remembered=Remembered(tmp_path / "window.ini"), map_after_ms=None
    )
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Seat(window, bridge, desk, qtbot)
    window.close()
