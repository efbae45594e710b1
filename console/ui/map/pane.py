"""The pane that always shows a map: the page when it can, the simple map when it cannot."""

import logging
from collections.abc import Callable, Iterable, Sequence
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from console.places import sketch
from console.places.page import MapPage, themes
from console.ui.map.area import Area
from console.ui.map.mark import Mark
from console.ui.map.native import Look, NativeMap
from console.ui.map.opening import Opening
from console.ui.map.web.probe import Probe

if TYPE_CHECKING:  # a machine without the engine's libraries must still open the window
    from console.ui.map.web.view import WebMap

_log = logging.getLogger(__name__)

AGAIN_MS: Final = 250  # after the page's process ended
PATIENCE_MS: Final = 15_000  # until a page that does not come counts as gone
OFTEN: Final = 3  # so many ends within ``OFTEN_S`` seconds, and it is not tried again by itself
OFTEN_S: Final = 60.0
NOTE_MS: Final = 12_000
MARGIN: Final = 8


class MapPane(QWidget):
    """Shows people and the help near them.

    It costs nothing before ``start``, which the window calls once it has painted.  The marks
    are the pane's own: a page that went away is told all of them again when it is back.

    Signals:
        picked: the operator picked the mark with this id.
        drawn: the page has painted the outlines, for the first time or after it was away.
        lost: the page is not there; the simple map stands in.
        told: a calm sentence about the map, also shown on it for a while.
        pointed: this place of help, or none with ``""``, is pointed out now.
        resized: the room it has changed.
    """

    picked = Signal(str)
    drawn = Signal()
    lost = Signal()
    told = Signal(str)
    pointed = Signal(str)
    resized = Signal()

    def __init__(
        self,
        page_builder: Callable[[], MapPage],
        parent: QWidget | None = None,
        *,
        probe: Probe | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mapPane")
        self._marks: dict[str, Mark] = {}
        self._areas: tuple[Area, ...] = ()
        self._client = ""
        self._pointed = ""
        self._theme = "light"
        self._scale = 1.0
        self._themes = themes()
        self._web: WebMap | None = None
        self._started = False
        self._been = False
        self._ends: list[float] = []
        self._opening = Opening(page_builder, probe or Probe(), self)
        self._opening.made.connect(lambda page: self.simple.pictures.lay(page.streets))
        self._opening.usable.connect(self._start_engine)
        self._opening.opened.connect(self._open)
        self._opening.barred.connect(self._bar)
        self._make_widgets()
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._stopped)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._load)
        self._quiet = QTimer(self, interval=NOTE_MS, singleShot=True)
        self._quiet.timeout.connect(self._note.hide)

    def _make_widgets(self) -> None:
        self._waiting = QLabel(_("The map opens in a moment."))
        self._waiting.setObjectName("mapWaiting")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.simple = NativeMap(sketch.states, self._themes)
        self.simple.setAccessibleName(
            _("Simple map. Arrow keys move it, plus and minus zoom. The list beside it says more.")
        )
        self.simple.picked.connect(self.picked)
        self.simple.hide()
        # all in one place: a page must be visible to paint, so what stands in lies over it
        self._place = QGridLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self._waiting, 0, 0)
        self._place.addWidget(self.simple, 0, 0)
        self._note = QLabel(self)
        self._note.setObjectName("mapNote")
        self._note.hide()
        self._retry = QPushButton(_("Open the full map again"), self)
        self._retry.setObjectName("mapRetry")
        self._retry.clicked.connect(self._retried)
        self._retry.hide()

    def start(self) -> None:
        """Begin to open the page; the window calls it after its first paint."""
        if not self._started:
            self._started = True
            self._patience.start()
            self._opening.start()

    def close_map(self) -> None:
        """Let go of the page; the window calls it before it goes."""
        for timer in (self._patience, self._again, self._quiet):
            timer.stop()
        self._opening.close()
        if self._web is not None:
            web, self._web = self._web, None
            web.close_page()
            web.hide()
            web.deleteLater()
            # now, while the application lives: the engine's parts must go in order
            QCoreApplication.sendPostedEvents(web, QEvent.Type.DeferredDelete.value)
        self.simple.pictures.close()

    @property
    def web(self) -> "WebMap | None":
        """The page, once there is one: for measuring and for tests."""
        return self._web

    @property
    def is_full(self) -> bool:
        """Whether the page is shown, not the simple map nor the wait for it."""
        return self._web is not None and self._waiting.isHidden() and self.simple.isHidden()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others; only what changed is sent to the page."""
        wanted = {mark.id: mark for mark in marks}
        gone = [name for name in self._marks if name not in wanted]
        changed = [mark for name, mark in wanted.items() if self._marks.get(name) != mark]
        self._marks = wanted
        self._send(changed, gone)

    def upsert(self, marks: Iterable[Mark]) -> None:
        """Show new marks and the new state of known ones; leave all others."""
        changed = [mark for mark in marks if self._marks.get(mark.id) != mark]
        self._marks |= {mark.id: mark for mark in changed}
        self._send(changed, [])

    def remove(self, ids: Iterable[str]) -> None:
        """Take marks off the map; unknown ones are off it already."""
        gone = [name for name in ids if self._marks.pop(name, None) is not None]
        self._send([], gone)

    def show_areas(self, areas: Sequence[Area]) -> None:
        """Show these areas and no others; the simple map has none."""
        wanted = tuple(areas)
        if wanted == self._areas:
            return
        self._areas = wanted
        if self._web is not None:
            self._web.spread(wanted)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas on the map."""
        return self._areas

    @property
    def marks(self) -> Iterable[Mark]:
        """Every mark on the map."""
        return self._marks.values()

    @property
    def theme(self) -> str:
        """The theme that it wears."""
        return self._theme

    @property
    def chosen(self) -> str:
        """The id of the chosen client, or nothing."""
        return self._client

    @property
    def pointed_out(self) -> str:
        """The id of the place of help that is pointed out, or nothing."""
        return self._pointed

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of the middle of the map."""
        return self.simple.look.lat, self.simple.look.lon

    def mark(self, mark_id: str) -> Mark | None:
        """Return a mark that is on the map."""
        return self._marks.get(mark_id)

    def _send(self, changed: list[Mark], gone: list[str]) -> None:
        if not changed and not gone:
            return
        if self._web is not None and gone:
            self._web.take(gone)
        if self._web is not None and changed:
            self._web.put(changed)
        if not self.is_full:
            self.simple.show_marks(self._marks.values())

    def select(self, mark_id: str) -> None:
        """Choose a client, or none with ``""``; it is centred once, when it becomes known.

        Choosing it again changes nothing.  The id of a place of help is pointed out instead.
        """
        mark = self._marks.get(mark_id)
        if mark is not None and not mark.is_client:
            self.point_out(mark_id)
        elif mark_id != self._client:
            self._client, self._pointed = mark_id, ""
            self._choose(mark_id, centring=True)
            if mark is not None:
                self.simple.look_near(mark)

    def point_out(self, mark_id: str) -> None:
        """Mark one place of help, or none with ``""``; nothing moves.

        A place that is not on the map cannot be pointed out, and the one before stays.
        """
        if mark_id == self._pointed or (mark_id and mark_id not in self._marks):
            return
        self._pointed = mark_id
        self._choose(mark_id or self._client, centring=False)
        self.pointed.emit(mark_id)

    def _choose(self, mark_id: str, *, centring: bool) -> None:
        self.simple.choose(mark_id)
        if self._web is not None:
            self._web.choose(mark_id, centring=centring)

    def set_theme(self, name: str) -> None:
        """Put on ``light``, ``dark`` or ``contrast``.

        Raises:
            KeyError: there is no such theme.
        """
        if name not in self._themes:
            raise KeyError(name)
        self.simple.wear(name)
        self._theme = name
        if self._web is not None:
            self._web.wear(name)

    def set_scale(self, scale: float) -> None:
        """Grow the page with the text size; 1.0 is usual."""
        self._scale = scale
        if self._web is not None:
            self._web.view.setZoomFactor(scale)

    def _start_engine(self) -> None:
        """Start the engine, which takes the window a tenth of a second, before it has a page."""
        try:
            from console.ui.map.web.view import WebMap  # noqa: PLC0415 -- its libraries may be missing
        except ImportError:
            _log.exception("the web engine's libraries are not all there")
            self._bar()
            return
        self._web = WebMap(_("Map"), self)
        self._web.answered.connect(self._brief)
        self._web.drawn.connect(self._show_page)
        self._web.stopped.connect(self._stopped)
        self._web.picked.connect(self.picked)
        self._web.looked.connect(self._looked)
        self._place.addWidget(self._web, 0, 0)
        self._web.lower()

    def _open(self, page: MapPage) -> None:
        if self._web is not None:
            self._web.open(page)
            self._load()

    def _load(self) -> None:
        if self._web is not None:
            self._patience.start()
            self._web.load()

    def _brief(self) -> None:
        """Tell a page that knows nothing everything: where it was left, not where it begins."""
        if self._web is None:
            return
        self._web.view.setZoomFactor(self._scale)
        self._web.wear(self._theme)
        if self._been or self.simple.was_moved:
            look = self.simple.look
            self._web.look_at(look.lat, look.lon, look.zoom)
        self._web.put(list(self._marks.values()))
        self._web.spread(self._areas)
        self._web.choose(self._client, centring=not self._been)
        if self._pointed:
            self._web.choose(self._pointed, centring=False)

    def _show_page(self) -> None:
        if self._web is None:
            return
        self._patience.stop()
        self._retry.hide()
        focused = self.simple.hasFocus()
        self._waiting.hide()
        self.simple.hide()
        if focused:
            self._web.setFocus()
        if self._been:
            self.say(_("The map stopped and is back. Nothing is lost."))
        self._been = True
        self.drawn.emit()

    def _looked(self, lat: float, lon: float, zoom: int) -> None:
        self.simple.look = Look(lat, lon, zoom)

    def _stopped(self) -> None:
        """Show the simple map, and try again by itself unless it keeps stopping."""
        self._patience.stop()
        now = monotonic()
        self._ends = [end for end in self._ends if now - end < OFTEN_S] + [now]
        self._show_simple()
        if self._web is None or len(self._ends) >= OFTEN:
            self.say(
                _("The full map does not open. The simple map shows the same places."), stays=True
            )
            self._retry.setVisible(self._web is not None)
            self._lay_out()
        else:
            self._again.start()

    def _bar(self) -> None:
        """There will be no page on this machine."""
        self._patience.stop()
        self._show_simple()
        self.say(_("This machine shows the simple map. It has the same places."), stays=True)

    def _show_simple(self) -> None:
        self.simple.show_marks(self._marks.values())
        focused = self._web is not None and self._web.view.hasFocus()
        self._waiting.hide()
        self.simple.show()
        self.simple.raise_()
        if focused:
            self.simple.setFocus()
        self.lost.emit()

    def _retried(self) -> None:
        self._ends.clear()
        self._retry.hide()
        self._note.hide()
        self._again.start()

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """Say a calm sentence on the map, for a while or until something else is said."""
        self._note.setText(sentence)
        self._note.show()
        self._lay_out()
        if stays:
            self._quiet.stop()
        else:
            self._quiet.start()
        self.told.emit(sentence)

    def _lay_out(self) -> None:
        """Float the note and the button at the top of the pane; the map itself never moves."""
        top = MARGIN
        for widget in (self._note, self._retry):
            widget.adjustSize()
            width = min(widget.width(), self.width() - 2 * MARGIN)
            widget.setGeometry((self.width() - width) // 2, top, width, widget.height())
            widget.raise_()
            top += (widget.height() + MARGIN) if not widget.isHidden() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats in its place (Qt)."""
        super().resizeEvent(event)
        self._lay_out()
        self.resized.emit()
