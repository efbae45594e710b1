"""The window of the console: every pane in its place, every key bound."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.ui import theme
from console.ui.actions import Handlers, Handles, act
from console.ui.bridge import Bridge
from console.ui.signin.door import Door
from console.ui.signin.lock import Locked
from console.ui.theme import Theme, dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.way_back import WayBack
from console.ui.window.binding import Bindings
from console.ui.window.calling import Calling
from console.ui.window.foot.calm import CalmBar
from console.ui.window.foot.changes import ChangesBar
from console.ui.window.foot.command import CommandBar
from console.ui.window.ground import Ground
from console.ui.window.keys import KeysSheet
from console.ui.window.offering import Offering
from console.ui.window.panes import Goes, Panes, Slot, in_sight, keep_upper, stacked
from console.ui.window.practice import FRAME, PracticeFrame
from console.ui.window.remembered import Remembered
from console.ui.window.strip import StatusStrip
from console.ui.window.tabs import Tabs
from console.words.refusals import staff_name

COLUMNS: Final = (306, 714, 420)
MIDDLE: Final = (580, 232)
MIDDLE_LARGE: Final = (600, 212)
LARGE: Final = 1.3
GROUND: Final = (414, 300)
RIGHT: Final = (650, 162)
MAP_AFTER_MS: Final = 50


class ConsoleWindow(QWidget):
    """Status strip, panes, command bar; other workspaces behind the console.

    Args:
        panes: what it is put together from.
        door: checks the PIN for the lock; without one there is no lock.
        remembered: colours, text size and layout from the last time.
        map_after_ms: how long after the first paint the map opens; ``None``, and it does not.
    """

    def __init__(
        self,
        bridge: Bridge,
        panes: Panes,
        *,
        door: Door | None = None,
        remembered: Remembered | None = None,
        map_after_ms: int | None = MAP_AFTER_MS,
    ) -> None:
        super().__init__()
        self._bridge, self.panes, self._door = bridge, panes, door
        self._map_after_ms = map_after_ms
        self._remembered = remembered or Remembered()
        self.setObjectName("window")
        self.setWindowTitle(_("Vigil · practice") if bridge.board.practice else "Vigil")
        self.strip = StatusStrip(bridge)
        self.stack = QStackedWidget()
        self._build_console()
        self._workspaces: dict[str, QWidget] = {"console": self.console}
        for name, pane in panes.workspaces.items():
            self._workspaces[name] = pane
            self.stack.addWidget(pane)
            if isinstance(pane, Goes):
                pane.went.connect(self._go)
        self.bindings = Bindings(
            self, self._sources, lambda words: self.calm.tell(words, "", goes=True)
        )
        offering = Offering(bridge, self.bindings, panes.all())
        self.command = CommandBar(offering.look, offering.search, self.stack)
        self.calm = CalmBar(bridge, self, self._steady)
        self.changes = ChangesBar(bridge, self)
        self._build()
        self._way_back = WayBack()
        self.command.left.connect(self._back_to_pane)
        self.keys = KeysSheet(self.stack)
        self.keys.left.connect(self._back_to_pane)
        self.locked = self._lock_screen()
        self.ground = Ground(bridge, panes.map, panes.help, self)
        self.calling = Calling(bridge, self.ground, panes, self.calm)
        self.practice = PracticeFrame(self)
        self.practice.setVisible(bridge.board.practice)
        bridge.changed.connect(lambda: self.practice.setVisible(bridge.board.practice))
        self.stack.installEventFilter(self)
        self._wear()
        self._restore()
        self._go("console")

    # -- how it is put together ----------------------------------------------------------

    def _build_console(self) -> None:
        panes = self.panes
        ground = self._splitter("ground", Qt.Orientation.Horizontal, panes.map, panes.help)
        self.slots = {
            "queue": Slot("queue", act("focus_queue").words, panes.queue, "focus_queue"),
            "person": Slot("person", act("focus_person").words, panes.person, "focus_person"),
            "map": Slot("map", act("focus_map").words, ground, "focus_map"),
            "escalation": Slot(
                "escalation", act("focus_escalation").words, panes.escalation, "focus_escalation"
            ),
            "journal": Slot("journal", act("focus_journal").words, panes.journal, "focus_journal"),
        }
        at = self.slots
        at["map"].header.say(_("offline"))
        middle = self._splitter("middle", Qt.Orientation.Vertical, at["person"], at["map"])
        right = self._splitter("right", Qt.Orientation.Vertical, at["escalation"], at["journal"])
        columns = self._splitter("columns", Qt.Orientation.Horizontal, at["queue"], middle, right)
        columns.setStretchFactor(1, 1)
        self.splitters = {"columns": columns, "middle": middle, "right": right, "ground": ground}
        self.console = columns
        self.stack.addWidget(columns)

    def _splitter(self, name: str, way: Qt.Orientation, *parts: QWidget) -> QSplitter:
        made = QSplitter(way)
        made.setObjectName(name)
        made.setChildrenCollapsible(False)
        made.setHandleWidth(1)
        for part in parts:
            made.addWidget(part)
        made.splitterMoved.connect(self._moved)
        return made

    def _moved(self) -> None:
        self._shared = True

    def _build(self) -> None:
        self.tabs = Tabs()
        self._tab: dict[str, KeyButton] = {}
        for name in self._workspaces:
            button = KeyButton(name, lambda name=name: self._go(name))  # type: ignore[misc]
            button.setCheckable(True)
            self._tab[name] = button
            self.tabs.add(button)
        for name in ("call_lead", "help", *(("lock",) if self._door else ())):
            self.command.add(
                KeyButton(name, lambda name=name: self.bindings.run(name), role="quiet")  # type: ignore[misc]
            )
        column = QVBoxLayout(self)
        frame = FRAME if self._bridge.board.practice else 0
        column.setContentsMargins(frame, frame, frame, frame)
        column.setSpacing(0)
        for part in (self.strip, *self.panes.above, self.tabs):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        self.foot = stacked(self.calm, self.changes, self.command)
        column.addWidget(self.foot)

    def _steady(self, change: Callable[[], None]) -> None:
        """Let the foot come or go; only the lower panes give and take the room."""
        keep_upper(
            [self.splitters[name] for name in ("middle", "right")], change, (self.foot, self)
        )

    def _lock_screen(self) -> Locked | None:
        if self._door is None:
            return None
        me = self._bridge.me
        board = self._bridge.board
        locked = Locked(self._door, me, staff_name(board, me), self.stack, practice=board.practice)
        locked.opened.connect(self._unlock)
        return locked

    # -- what can be done ----------------------------------------------------------------

    def handlers(self) -> Handlers:
        """Return what the window itself does."""
        own: dict[str, Callable[[], None]] = {
            "command_bar": self.command.open_bar,
            "read_changes": self.changes.read,
            "help": self._help,
            "tear_off": self.tear_off,
            "theme": lambda: self._dress(theme.worn().after, theme.scale()),
            "bigger": lambda: self._dress(theme.worn(), theme.scale() + theme.STEP),
            "smaller": lambda: self._dress(theme.worn(), theme.scale() - theme.STEP),
            "called": self.calling.open,
        }
        own |= {name: lambda name=name: self._go(name) for name in self._workspaces}  # type: ignore[misc]
        if self.locked is not None:
            own["lock"] = self.lock
        return own

    def _sources(self) -> Sequence[Handlers]:
        """Return what can be done now: here first, then in the panes of the console."""
        here = self.stack.currentWidget()
        front = () if here is self.console else (here,)
        every = (*front, *self.panes.acting())
        done = [in_sight(p, lambda: self._go("console")) for p in every if isinstance(p, Handles)]
        on_map = [self.ground.hand.handlers()] if here is self.console else []
        return [self.handlers(), *done, *on_map]

    def _go(self, name: str) -> None:
        """Go to a workspace."""
        self.stack.setCurrentWidget(self._workspaces[name])
        self.tabs.setVisible(name != "console")
        for other, button in self._tab.items():
            button.setChecked(other == name)
        self._workspaces[name].setFocus()
        self._lie_over()

    def _help(self) -> None:
        if self.keys.isHidden():
            self._way_back.note(self.focusWidget())
            self.keys.open_sheet(self.bindings.known())
        else:
            self.keys.close_sheet()

    def _back_to_pane(self) -> None:
        if not self._way_back.go():
            self.bindings.run("focus_escalation")

    def say(self, words: str, tone: str = "") -> None:
        """Say something calm; without a tone it is a notice, such as the twin of an alert."""
        if tone:
            self.calm.tell(words, tone, goes=True)
        else:
            self.calm.notice(words)

    # -- the look ------------------------------------------------------------------------

    def _dress(self, worn: Theme, scale: float) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            was = theme.scale()
            theme.apply(app, worn, round(scale, 2))
            self._remembered.keep_look(theme.worn(), theme.scale())
            self._wear()
            if was != theme.scale():
                self._share_out()
            self._lie_over()

    def _wear(self) -> None:
        self.panes.map.set_theme(theme.worn())
        self.panes.map.set_scale(theme.scale())

    def _share_out(self) -> None:
        """Give every pane its share again.

        The side columns grow with the text, up to a quarter and a third; in large text the
        person needs the room more than the map; in a tall window the map has what is left.
        """
        width, height = max(self.stack.width(), 600), max(self.stack.height(), 400)
        left = min(dp(COLUMNS[0]), int(width * 0.25))
        right = min(dp(COLUMNS[2]), int(width * 0.32))
        self.splitters["columns"].setSizes([left, width - left - right, right])
        middle = MIDDLE if theme.scale() <= LARGE else MIDDLE_LARGE
        for name, shares, most in (("middle", middle, dp(middle[0])), ("right", RIGHT, height)):
            first = min(int(height * shares[0] / sum(shares)), most)
            self.splitters[name].setSizes([first, height - first])
        wide = width - left - right
        first = int(wide * GROUND[0] / sum(GROUND))
        self.splitters["ground"].setSizes([first, wide - first])

    # -- own windows ---------------------------------------------------------------------

    def tear_off(self) -> None:
        """Give the pane that has the focus its own window, or put it back."""
        focused = QApplication.focusWidget()
        for slot in self.slots.values():
            if focused is not None and slot.held.isAncestorOf(focused):
                self._toggle(slot)
                focused.setFocus()
                return
        self.calm.tell(_("Go to a pane first, with Alt 1 to Alt 5."), "", goes=True)

    def _toggle(self, slot: Slot) -> None:
        if slot.own is not None:
            self._remembered.keep(f"own {slot.name}", slot.own.saveGeometry())
            slot.bring_back()
            return
        own = slot.tear_off(self.bindings.actions, practice=self._bridge.board.practice)
        own.restoreGeometry(self._remembered.bytes(f"own {slot.name}"))
        own.activateWindow()

    # -- the lock ------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everybody's name until the PIN; the strip stays."""
        here = self.stack.currentWidget()
        if self.locked is None or here is None:
            return
        self._way_back.note(QApplication.focusWidget())
        here.hide()
        self._hidden = [slot.own for slot in self.slots.values() if slot.own is not None]
        for own in self._hidden:
            own.hide()
        self.bindings.set_enabled(enabled=False)
        self.foot.hide()
        self.tabs.hide()
        self.activateWindow()  # a pane in its own window may have had the keys
        self.locked.close_up()

    _hidden: Sequence[QWidget] = ()

    def _unlock(self) -> None:
        self.bindings.set_enabled(enabled=True)
        self.foot.show()
        here = self.stack.currentWidget() or self.console
        here.show()
        self.tabs.setVisible(here is not self.console)
        for own in self._hidden:
            own.show()
        self._back_to_pane()

    # -- Qt ------------------------------------------------------------------------------

    def _restore(self) -> None:
        self.resize(1440, 900)
        self._share_out()
        self.restoreGeometry(self._remembered.bytes("window"))
        for name, splitter in self.splitters.items():
            splitter.restoreState(self._remembered.bytes(name))
        self._shared = not self._remembered.bytes("columns").isEmpty()
        away = bytes(self._remembered.bytes("away").data()).decode().split()
        for name in away:
            if name in self.slots:
                self._toggle(self.slots[name])

    def _keep(self) -> None:
        keep = self._remembered.keep
        keep("window", self.saveGeometry())
        for name, splitter in self.splitters.items():
            keep(name, splitter.saveState())
        away = [name for name, slot in self.slots.items() if slot.own is not None]
        for name in away:
            own = self.slots[name].own
            if own is not None:
                keep(f"own {name}", own.saveGeometry())
        keep("away", QByteArray(" ".join(away).encode()))

    def _lie_over(self) -> None:
        """Let what lies over the panes lie where it should."""
        for over in (self.keys, self.command.offers):
            if not over.isHidden():
                over.fit()
                over.raise_()
        if self.locked is not None and not self.locked.isHidden():
            self.locked.fit()
            self.locked.raise_()
        self.practice.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room that the panes have (Qt)."""
        if watched is self.stack and event.type() == QEvent.Type.Resize:
            self._lie_over()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room while nobody has moved a border (Qt)."""
        super().resizeEvent(event)
        if not self._shared:
            self._share_out()
        self._lie_over()

    _shared = False

    def showEvent(self, event: QShowEvent) -> None:
        """Open the map once everything else can be used (Qt)."""
        super().showEvent(event)
        if self._map_after_ms is not None:
            QTimer.singleShot(self._map_after_ms, self, self._start_map)
            self._map_after_ms = None

    def _start_map(self) -> None:
        self.panes.map.start()
        self.ground.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how it lay, and let the map go (Qt)."""
        self._keep()
        for slot in self.slots.values():
            slot.bring_back()
        self.panes.map.close_map()
        event.accept()

    def sizeHint(self) -> QSize:
        """Return the size it was drawn for (Qt)."""
        return QSize(1440, 900)
