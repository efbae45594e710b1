"""The top of the program on a screen: a fault of ours is noted, said once, and work goes on."""

import logging
import signal
import sys
from collections.abc import Callable
from gettext import gettext as _
from time import monotonic
from types import FrameType, TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

_log = logging.getLogger(__name__)

AGAIN_S: Final = 60.0
LISTEN_MS: Final = 250


def sentence() -> str:
    """Return what is said when something of ours did not work."""
    return _(
        "Something on this screen did not work, and it is our fault. What was written stays "
        "written. If it stays so, write on the outage sheet and call the lead."
    )


class Faults(QObject):
    """Catches what nobody caught, on any thread; Qt goes on after a slot that raised.

    Signals:
        caught: something of ours did not work; at most once a minute.
    """

    caught = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = -AGAIN_S

    def watch(self) -> Callable[[], None]:
        """Begin; call the returned function to stop."""
        before = sys.excepthook
        sys.excepthook = self._met

        def stop() -> None:
            sys.excepthook = before

        return stop

    def _met(
        self, kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        _log.error("the screen met a fault", exc_info=fault)
        now = monotonic()
        if now - self._said >= AGAIN_S:
            self._said = now
            self.caught.emit()


def quiet_qt() -> None:
    """Keep what Qt says off the terminal; only why there can be no window goes there."""
    qInstallMessageHandler(_qt_said)


def _qt_said(kind: QtMsgType, where: QMessageLogContext, words: str) -> None:
    """Note that Qt said something; its words may quote what is on the screen."""
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(f"The window cannot open. Qt said: {words.splitlines()[0]}\n")
        _log.critical("Qt cannot go on")
    elif kind is QtMsgType.QtCriticalMsg:
        _log.error("Qt complained: %s", where.category)


def leave_when_told(leave: Callable[[], object], owner: QObject) -> None:
    """Close in order when the terminal or the system asks for it (SIGINT, SIGTERM, SIGHUP).

    Python hears a signal only when it runs, so a timer lets it.
    """

    def told(_signal: int, _frame: FrameType | None) -> None:
        leave()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None:
            signal.signal(number, told)
    ears = QTimer(owner, interval=LISTEN_MS)
    ears.timeout.connect(lambda: None)
    ears.start()
