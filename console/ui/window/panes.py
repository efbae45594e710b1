"""What the window is put together from, and where each pane has its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from console.domain.place.facility import Facility
from console.ui.actions import Handlers, Handles
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.theme import dp
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label
from console.ui.widgets.panel import Panel
from console.ui.window.practice import FRAME, PracticeFrame


@runtime_checkable
class Goes(Protocol):
    """A workspace that leads to another one; ``went`` carries its name."""

    went: SignalInstance


@runtime_checkable
class Calls(Protocol):
    """A workspace that shows places: the number book opens in it, for the one that is chosen."""

    calls: SignalInstance

    def place(self) -> Facility | None:
        """Return the place that is chosen, with what was found out by calling."""

    def hold(self, panel: Panel) -> None:
        """Let the panel open in the workspace."""


@dataclass(frozen=True, slots=True)
class Panes:
    """The panes of the console, and the other workspaces.

    Attributes:
        workspaces: by the id of the act that goes there, for example ``review``; a workspace
            that does acts of its own offers ``handlers()`` like a pane.
        above: what lies under the status strip, in every workspace; in a drill, its strip.
    """

    queue: QWidget
    person: QWidget
    map: MapPane
    help: HelpTable
    escalation: QWidget
    journal: QWidget
    workspaces: Mapping[str, QWidget] = field(default_factory=dict)
    above: tuple[QWidget, ...] = ()

    def acting(self) -> tuple[QWidget, ...]:
        """Return what does acts in every workspace, the nearest first."""
        return (*self.above, self.queue, self.person, self.escalation, self.journal, self.help)

    def all(self) -> tuple[QWidget, ...]:
        """Return every pane there is."""
        console = (self.queue, self.person, self.map, self.help, self.escalation, self.journal)
        return (*console, *self.above, *self.workspaces.values())


def in_sight(pane: Handles, come: Callable[[], None]) -> Handlers:
    """Return what ``pane`` does; ``come`` is called before a key goes to it where it is hidden."""

    def going(run: Callable[[], None]) -> None:
        if isinstance(pane, QWidget) and not pane.isVisible():
            come()
        run()

    return {
        name: partial(going, run) if name.startswith("focus_") else run
        for name, run in pane.handlers().items()
    }


def stacked(*parts: QWidget) -> QWidget:
    """Return ``parts`` one below the other, without a gap."""
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for part in parts:
        rows.addWidget(part)
    return whole


def keep_upper(
    splitters: Sequence[QSplitter], change: Callable[[], None], around: Sequence[QWidget]
) -> None:
    """Make a ``change`` to the height that the panes have, and leave the upper ones as they are.

    ``around`` is what the change is in, from the inside out.
    """
    upper = [splitter.sizes()[0] for splitter in splitters]
    change()
    if not all(splitter.isVisible() for splitter in splitters):
        return
    layouts = [layout for widget in around if (layout := widget.layout()) is not None]
    for layout in (*layouts, *layouts):  # words that wrap know their height only at their width
        layout.activate()
    for splitter, first in zip(splitters, upper, strict=True):
        rest = splitter.height() - splitter.handleWidth() - first
        splitter.setSizes([first, max(rest, 0)])


class Slot(QFrame):
    """The place of a pane in the window; while the pane has a window of its own, it says so.

    Signals:
        moved: the pane left its place, or came back.
    """

    moved = Signal()

    def __init__(self, name: str, title: str, pane: QWidget, act_name: str = "") -> None:
        super().__init__()
        self.name = name
        self.title = title
        self.pane = pane
        self.setObjectName(f"slot_{name}")
        self.setProperty("role", "pane")
        self.held = QWidget()
        inside = QVBoxLayout(self.held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        own = pane.findChild(PaneHeader)
        self.header: PaneHeader = own or PaneHeader(title, act_name)
        if own is None:
            inside.addWidget(self.header)
        inside.addWidget(pane, 1)
        self.away = label(
            _("{pane} is in its own window. Ctrl D there brings it back.").format(pane=title),
            "secondary",
            wraps=True,
        )
        self.away.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.away.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.held)
        self._column.addWidget(self.away)
        self.own: OwnWindow | None = None
        self._space()

    @property
    def is_away(self) -> bool:
        """Whether the pane has its own window now."""
        return self.own is not None

    def tear_off(self, actions: list[QAction], *, practice: bool) -> "OwnWindow":
        """Give the pane its own window, in which the same keys work."""
        if self.own is None:
            size = self.held.size()
            self.own = OwnWindow(self, actions, practice=practice)
            self.own.resize(size)
            self.held.setParent(self.own)
            self.own.column.addWidget(self.held)
            self.away.show()
            self.held.show()
            self.own.show()
            self.moved.emit()
        return self.own

    def bring_back(self) -> None:
        """Put the pane back where it was."""
        if self.own is not None:
            own, self.own = self.own, None
            self.away.hide()
            self._column.insertWidget(0, self.held)
            self.held.show()
            own.hide()
            own.deleteLater()
            self.moved.emit()

    def _space(self) -> None:
        self.setMinimumSize(dp(150), dp(60))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()


class OwnWindow(QWidget):
    """The window of a pane that was torn off; closing it puts the pane back."""

    def __init__(self, slot: Slot, actions: list[QAction], *, practice: bool) -> None:
        super().__init__(slot.window(), Qt.WindowType.Window)
        self._slot = slot
        self.setObjectName("window")
        title = _("Vigil · practice · {pane}") if practice else _("Vigil · {pane}")
        self.setWindowTitle(title.format(pane=slot.title))
        self.addActions(actions)
        self.column = QVBoxLayout(self)
        frame = FRAME if practice else 0
        self.column.setContentsMargins(frame, frame, frame, frame)
        self._frame = PracticeFrame(self) if practice else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame of practice around the pane (Qt)."""
        super().resizeEvent(event)
        if self._frame is not None:
            self._frame.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put the pane back (Qt)."""
        event.accept()
        self._slot.bring_back()
