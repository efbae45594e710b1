"""The workspace of the directory: finding a place on the left, all of it beside, or all on file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from gettext import gettext as _
from threading import Event

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.desk.desk import Change
from console.domain.events import DirectoryImported, NumberVerified, RoomConfirmed, StreetsRemoved
from console.domain.people.staff import Role
from console.domain.place.book import with_book
from console.domain.place.facility import Facility
from console.domain.refused import NeedsRole
from console.journal.port import Unreachable
from console.places.lists.confirm import Lives, confirming, lives
from console.places.lists.find import Finder
from console.places.lists.onfile import origin
from console.store.trouble import StoreTrouble
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.directory.bring import BringPanel, BroughtPage
from console.ui.directory.facts import facts
from console.ui.directory.holdings import entries
from console.ui.directory.looking import Looking
from console.ui.directory.model import PlacesModel
from console.ui.directory.place import PlacePage
from console.ui.directory.rows import Row, Show, row
from console.ui.directory.shelf import Shelf
from console.ui.directory.stock import Came, Held, NotTaken, Stock, Stopped, Wish
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.layout import scrolled
from console.ui.widgets.panel import Panel
from console.words.refusals import refusal

KEEPERS = (Role.SHIFT_LEAD, Role.ADMINISTRATOR)
"""Who brings lists in: what they bring is what everybody calls next."""
LIST, MOST = 640, 0.5
"""The width of the list, and the largest share of the whole that it takes."""


class DirectoryWorkspace(QWidget):
    """Everybody may look; it is read when it is first seen, and again after each import.

    Signals:
        went: a place was asked for from elsewhere; carries the workspace to show.
        calls: the place that is chosen was called.
    """

    went = Signal(str)
    calls = Signal()
    _rows, _broken = Signal(int), Signal()

    def __init__(self, bridge: Bridge, stock: Stock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("directory")
        self._bridge, self._stock = bridge, stock
        self._held = Held((), ())
        self._finder = Finder(())
        self._stale, self._reading, self._turn = True, False, 0
        self._show, self._lives = Show.ALL, Lives()
        self._file, self._after, self._stop = "", QWidget(), Event()
        self.looking = Looking(PlacesModel(self._row, self), self.next_filter)
        self.shelf, self.page = Shelf(), PlacePage()
        self.asking, self.came = BringPanel(), BroughtPage()
        self.right = QStackedWidget()
        self.bar = PaneHeader(_("On file"))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self.looking.asked.connect(self._find)
        self.looking.opened.connect(self.open)
        self.looking.moved.connect(self._moved)
        self.shelf.wanted.connect(self.look_for)
        self.page.calls.connect(self.calls)
        self._rows.connect(lambda rows: self.came.reading(self._file, rows) if self._file else None)
        self._broken.connect(self._fell)
        bridge.changed.connect(self._changed)
        bridge.back.connect(self._read)
        self.setFocusProxy(self.looking)

    def _arrange(self) -> None:
        self.right.addWidget(self.shelf)
        self.right.addWidget(self.page)
        self.right.addWidget(self.came)
        self._hold(self.asking, _("A list from a file"))
        self.bar.add(KeyButton("place_bring", self.bring, role="quiet"))
        pane = QFrame()
        pane.setProperty("role", "pane")
        pane.setMinimumWidth(1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.right, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.looking)
        self.split.addWidget(pane)
        self.split.setStretchFactor(1, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # -- what can be done ----------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this workspace does."""
        return {
            "find": self.look,
            "place_show": self.next_filter,
            "place_bring": self.bring,
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return that a place may be looked for, after the word for it."""
        first, _space, rest = text.strip().partition(" ")
        if first.lower() not in {_("directory"), _("place")} or not rest.strip():
            return ()
        words = _("Look for “{text}”").format(text=rest.strip())
        return [Offer(words, _("directory"), partial(self.look_for, rest.strip()))]

    def look(self) -> None:
        """Type what is looked for."""
        self.looking.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.looking.line.selectAll()

    def look_for(self, text: str) -> None:
        """Look for ``text``, wherever the question comes from."""
        if not self.isVisible():
            self.went.emit("directory")
        self.looking.line.setText(text)
        self.looking.line.setFocus()

    def next_filter(self) -> None:
        """Show all places, then the numbers to confirm, then what no list names any more."""
        self._show = self._show.after
        self._find(self.looking.line.text())

    def place(self) -> Facility | None:
        """Return the place that is chosen, with what was found out by calling."""
        chosen = self.looking.place()
        return with_book(chosen, self._bridge.board.book) if chosen is not None else None

    def hold(self, panel: Panel) -> None:
        """Let the number book open where the place is."""
        self._hold(panel, _("Number book"))

    def _hold(self, panel: Panel, title: str) -> None:
        """Let a panel open at the right, and what was there come back when it is left."""
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        room = scrolled(panel)
        panel.hide()
        self.right.addWidget(room)

        def opened() -> None:
            self._after = self.right.currentWidget() or self.shelf
            self._turn_to(room, title)

        panel.opened.connect(opened)
        panel.left.connect(lambda: self._turn_to(self._after))

    def bring(self) -> None:
        """Ask for a file with a list, if this person keeps the directory."""
        board = self._bridge.board
        person = board.staff.get(self._bridge.me)
        if person is None or not any(person.is_(role) for role in KEEPERS):
            self._bridge.refused.emit(refusal(NeedsRole(KEEPERS), board))
        elif self._file:
            self._turn_to(self.came)
        elif self.asking.isHidden():
            self.asking.ask(self._bring)

    def _bring(self, wish: Wish) -> None:
        """Bring a list in, off the GUI thread; closing the window stops it before it writes."""
        self._file, self._stop = wish.file.name, Event()
        self._after = self.came
        self.came.reading(self._file, 0)
        stock, me, stop = self._stock, self._bridge.me, self._stop
        rows, broken = self._rows, self._broken

        def said(n: int) -> None:
            if stop.is_set():
                raise Stopped
            rows.emit(n)

        def bring() -> Came | NotTaken:
            came: Came | NotTaken | None = None
            try:
                came = stock.bring(wish, me, said)
                return came
            finally:
                if came is None:  # a fault of ours; the bridge says what is to be said of it
                    broken.emit()

        self._bridge.ask(bring, self._brought, slow=True)

    def _brought(self, came: Came | NotTaken) -> None:
        self._file = ""
        self.came.show_came(came)

    def _fell(self) -> None:
        """Say that it came to nothing: a fault of ours ended it."""
        self._file = ""
        self.came.fell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop reading a file when the window is closed, not for another workspace (Qt)."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self._stop.set()
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show the chosen place as a whole."""
        if self.looking.place() is not None:
            self._turn_to(self.page)
            self._show_place()
            self.page.setFocus()

    def close_place(self) -> None:
        """Show again what is on file."""
        self._turn_to(self.shelf)
        self.looking.into()

    def _turn_to(self, part: QWidget, words: str = "") -> None:
        """Show a part on the right-hand side, under what it is called."""
        self.right.setCurrentWidget(part)
        named: dict[QWidget, str] = {self.page: _("The place"), self.came: _("A list from a file")}
        title = words or named.get(part, _("On file"))
        self.bar.title.setText(title.upper())
        self.bar.title.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the place by Esc, then what was looked for (Qt)."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.right.currentWidget() is not self.shelf:
            self.close_place()
        else:
            self.looking.line.clear()
            self.looking.line.setFocus()

    # -- what is shown -------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        events = [one.event for one in change.happened]
        if any(isinstance(event, DirectoryImported | StreetsRemoved) for event in events):
            self._stale = True
            self._read()
        if any(isinstance(event, NumberVerified | RoomConfirmed) for event in events):
            self.looking.model.say_again()
            self._moved()
            if self._show is Show.CONFIRM:
                self._find(self.looking.line.text())

    def _read(self) -> None:
        """Read what is on file, if somebody sees it and it is not as it was."""
        if not (self._stale and self.isVisible()) or self._reading:
            return
        self._stale, self._reading = False, True
        if not self._held.places:
            self.looking.reading()

        clients, answer = self._bridge.board.clients.values(), self._bridge.room.places.answer

        def read() -> tuple[Held, Finder, Lives] | None:
            try:
                held = self._stock.held()
                return held, Finder(held.places), lives(clients, answer)
            except (StoreTrouble, Unreachable):
                return None

        self._bridge.ask(read, self._have, slow=True)

    def _have(self, found: tuple[Held, Finder, Lives] | None) -> None:
        self._reading = False
        if found is None:
            self._stale = True
            self.looking.unread()
            return
        self._held, self._finder, self._lives = found
        made = entries(self._held.lists, self._bridge.board, self._bridge.now())
        self.shelf.show_entries(made)
        self._find(self.looking.line.text())
        self._read()

    def _find(self, text: str) -> None:
        """Look for ``text``, off the GUI thread; the answer to an older question is dropped."""
        if self._reading and not self._held.places:
            return
        self._turn += 1
        turn, finder, which = self._turn, self._finder, self._show
        book, where, today = self._bridge.board.book, self._lives, self._today

        def find() -> tuple[Facility, ...]:
            found = finder.find(text)
            match which:
                case Show.ALL:
                    return found
                case Show.CONFIRM:
                    return confirming((with_book(one, book) for one in found), where, today)
                case Show.GONE:
                    return tuple(one for one in found if one.gone)

        def show(found: tuple[Facility, ...]) -> None:
            if turn == self._turn:
                self.looking.show_found(found, len(finder.places), which)

        self._bridge.ask(find, show)

    @property
    def _today(self) -> date:
        return self._bridge.now().astimezone().date()

    def _row(self, one: Facility) -> Row:
        """Return what the list says of a place."""
        bridge = self._bridge
        return row(one, bridge.board, bridge.now(), self._lives.centres.get(one.id, 0))

    def _moved(self) -> None:
        if self.right.currentWidget() is self.page and self.looking.place() is not None:
            self._show_place()

    def _show_place(self) -> None:
        place = self.looking.place()
        if place is None:
            return
        board, now = self._bridge.board, self._bridge.now()
        shown = self._row(place)
        lists = [one for one in self._held.lists if one.source == origin(place)]
        came = lists[0].brought if lists else None
        self.page.show_place(shown, tuple(facts(shown, came, board, now)))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is on file once somebody sees it (Qt)."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._share()
        self._read()

    def _share(self) -> None:
        left = min(dp(LIST), int(self.width() * MOST))
        self.split.setSizes([left, max(self.width() - left, 1)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room (Qt)."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "split"):
            self._share()
