"""What must be done before there is a page: build it, and see whether the engine can start."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from console.places.page import MapPage
from console.ui.map.web.probe import Probe

_log = logging.getLogger(__name__)


class Opening(QObject):
    """Builds the page on its own thread while a child process tries the engine.

    Signals:
        made: the page is built; the engine may not start. Carries the ``MapPage``.
        usable: the engine can start; the page may not be built yet.
        opened: both went well; carries the ``MapPage``.
        barred: one of them did not; why is in the diagnostics.
    """

    made = Signal(object)
    usable = Signal()
    opened = Signal(object)
    barred = Signal()
    _built = Signal(object)

    def __init__(
        self, build: Callable[[], MapPage], probe: Probe, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._probe = probe
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="map")
        self._page: MapPage | None = None
        self._usable = False
        self._told = self._closed = False
        self._built.connect(self._have_page)
        probe.ended.connect(self._have_engine)

    def start(self) -> None:
        """Begin; one of the signals comes later, on this thread."""
        self._probe.start()
        self._worker.submit(self._build).add_done_callback(self._built.emit)

    def close(self) -> None:
        """Wait for the thread, and say nothing any more."""
        self._told = self._closed = True
        self._probe.close()
        self._worker.shutdown(cancel_futures=True)

    def _have_page(self, built: Future[MapPage]) -> None:
        fault = built.exception()
        if fault is not None:
            _log.error("the map's page could not be built", exc_info=fault)
            self._bar()
            return
        self._page = built.result()
        if not self._closed:
            self.made.emit(self._page)
        self._tell()

    def _have_engine(self, usable: bool) -> None:
        if not usable:
            _log.error("the web engine cannot start on this machine")
            self._bar()
            return
        self._usable = True
        if not self._told:
            self.usable.emit()
        self._tell()

    def _tell(self) -> None:
        if self._page is not None and self._usable and not self._told:
            self._told = True
            self.opened.emit(self._page)

    def _bar(self) -> None:
        if not self._told:
            self._told = True
            self.barred.emit()
