"""The map as a web page in the window."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.places.page import ADDRESS, SCHEME, MapPage
from console.ui.map import area
from console.ui.map.area import Area
from console.ui.map.mark import Mark, rows
from console.ui.map.web.link import MapLink
from console.ui.map.web.privacy import SealedPage, sealed_profile
from console.ui.map.web.scheme import PageHandler, shut_in

# So many marks go to the page at once, and so long may one turn take: typing must not wait.
BATCH: Final = 300
TURN_S: Final = 0.006


class WebMap(QWidget):
    """Shows the page and speaks with it; forgets what it was told when the page goes.

    Signals:
        answered: the page listens and knows nothing yet.
        drawn: the outlines are on the screen.
        stopped: the page's process ended or the page could not be loaded.
        picked: the operator picked this mark.
        looked: the view's latitude, longitude and zoom.
    """

    answered = Signal()
    drawn = Signal()
    stopped = Signal()
    picked = Signal(str)
    looked = Signal(float, float, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shut_in()
        self._profile, self.gate = sealed_profile()
        self._handler = PageHandler(self._profile)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._handler)
        self.link = MapLink(self)
        self._page = SealedPage(self._profile, self)
        channel = QWebChannel(self._page)
        channel.registerObject("link", self.link)
        self._page.setWebChannel(channel)
        self._waiting: deque[Callable[[], None]] = deque()
        self._listening = False
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._speak)
        self.view = self._view(name)
        self._profile.setParent(self)  # last, so that it goes last: the engine demands it
        self._connect()

    def _view(self, name: str) -> QWebEngineView:
        view = QWebEngineView(self)
        view.setObjectName("mapPage")
        view.setPage(self._page)
        self.setAccessibleName(name)
        view.setAccessibleName(name)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setAcceptDrops(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        self.setFocusProxy(view)
        return view

    def _connect(self) -> None:
        self.link.answered.connect(self._hear)
        self.link.painted.connect(self.drawn)
        self.link.touched.connect(self.picked)
        self.link.looked.connect(self.looked)
        self._page.renderProcessTerminated.connect(self._ended)
        self._page.loadFinished.connect(self._loaded)
        self._page.urlChanged.connect(self._strayed)

    def close_page(self) -> None:
        """Let go of the street file; nothing is answered any more."""
        self._handler.close()

    def open(self, page: MapPage) -> None:
        """Give it the page that ``load`` loads."""
        self._handler.page = page

    def load(self) -> None:
        """Load the page, anew if it was there."""
        self._forget()
        self._page.load(QUrl(ADDRESS))

    def put(self, marks: Sequence[Mark]) -> None:
        """Show new marks and the new state of known ones."""
        for first in range(0, len(marks), BATCH):
            self._say(partial(self._send, marks[first : first + BATCH]))

    def _send(self, marks: Sequence[Mark]) -> None:
        self.link.upsert.emit(rows(marks))

    def take(self, ids: Iterable[str]) -> None:
        """Take marks off the map."""
        gone = json.dumps(list(ids))
        self._say(lambda: self.link.remove.emit(gone))

    def spread(self, areas: Sequence[Area]) -> None:
        """Show these areas and no others."""
        said = area.rows(areas)
        self._say(lambda: self.link.areas.emit(said))

    def choose(self, mark: str, *, centring: bool) -> None:
        """Choose a mark; the page centres on a client once if it may."""
        self._say(lambda: self.link.select.emit(mark, centring))

    def wear(self, theme: str) -> None:
        """Put on a theme's colours."""
        self._say(lambda: self.link.theme.emit(theme))

    def look_at(self, lat: float, lon: float, zoom: int) -> None:
        """Show a place."""
        self._say(lambda: self.link.centre.emit(lat, lon, zoom))

    def act(self, name: str) -> None:
        """Do what the operator asks for by the id of an act, for example ``map_west``."""
        self._say(lambda: self.link.act.emit(name))

    def settle(self) -> None:
        """Say everything that waits now: for measuring and for tests."""
        while self._listening and self._waiting:
            self._waiting.popleft()()

    def run(self, script: str, answer: Callable[[object], None]) -> None:
        """Evaluate a script in the page: for measuring and for tests."""
        self._page.runJavaScript(script, answer)

    @property
    def process(self) -> int:
        """The process that draws the page; 0 without one."""
        return int(self._page.renderProcessPid())

    def _say(self, word: Callable[[], None]) -> None:
        self._waiting.append(word)
        if self._listening:
            self._turn.start()

    def _speak(self) -> None:
        """Say what waits, in order, for a few milliseconds at a time."""
        until = perf_counter() + TURN_S
        while self._waiting and perf_counter() < until:
            self._waiting.popleft()()
        if self._waiting:
            self._turn.start()

    def _hear(self) -> None:
        self._listening = True
        surface = self.view.focusProxy()
        if surface is not None:  # the engine puts in a new one for each of its processes
            surface.setAccessibleName(self.accessibleName())
        self.answered.emit()
        self._turn.start()

    def _forget(self) -> None:
        self._listening = False
        self._waiting.clear()

    def _loaded(self, well: bool) -> None:
        # a step elsewhere that was refused ends so too, and then the page is still there
        if not well and not self._listening:
            self.stopped.emit()

    def _strayed(self, url: QUrl) -> None:
        """Nobody is asked before the engine goes to an empty page."""
        if url.scheme() != SCHEME:
            self._forget()
            self.stopped.emit()

    def _ended(self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        self._forget()
        self.stopped.emit()
