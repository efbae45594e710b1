"""Checking a PIN or password: off the GUI thread, and slower after each wrong one."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from gettext import gettext as _
from gettext import ngettext
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from console.domain.ids import StaffId
from console.journal.port import Unreachable

FREE: Final = 5
"""How many wrong tries cost nothing but the next try."""

LONGEST: Final = timedelta(minutes=5)


class Doorkeeper(Protocol):
    """Knows everybody's secret; slow on purpose (argon2), so ask it from a worker."""

    def check(self, staff: StaffId, secret: str) -> bool:
        """Return whether ``secret`` is that of ``staff``.

        Raises:
            Unreachable: the database cannot be read now.
        """


def wait_after(wrong: int) -> timedelta:
    """Return how long to wait after so many wrong tries: nothing, then 2, 4, 8 … seconds."""
    if wrong < FREE:
        return timedelta(0)
    doubled = min(wrong - FREE + 1, LONGEST.seconds.bit_length())
    return min(timedelta(seconds=2**doubled), LONGEST)


class Door(QObject):
    """Lets people in one at a time.

    Signals:
        passed: the secret was right; carries who.
        stopped: it was not, it is too soon, or it cannot be known now; carries what to do,
            in words.
        busy: whether a secret is being checked now.
    """

    passed = Signal(object)
    stopped = Signal(str)
    busy = Signal(bool)

    _answered = Signal(object, object)

    def __init__(
        self, doorkeeper: Doorkeeper, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._doorkeeper = doorkeeper
        self._now = now
        self._wrong: dict[StaffId, int] = {}
        self._not_before: dict[StaffId, datetime] = {}
        self._checking = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="door")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def knock(self, staff: StaffId, secret: str) -> None:
        """Check a secret; one signal answers."""
        left = self._not_before.get(staff, self._now()) - self._now()
        if self._checking:
            return
        if left > timedelta(0):
            self.stopped.emit(_soon(left))
            return
        self._checking = True
        self.busy.emit(True)
        future = self._worker.submit(self._doorkeeper.check, staff, secret)
        future.add_done_callback(lambda done: self._answered.emit(staff, done))

    def close(self) -> None:
        """Finish what is being checked."""
        self._worker.shutdown()

    def _deliver(self, staff: StaffId, done: Future[bool]) -> None:
        self._checking = False
        self.busy.emit(False)
        try:
            right = done.result()
        except Unreachable:
            self.stopped.emit(_("The database does not answer. Try again in a moment."))
            return
        if right:
            self._wrong.pop(staff, None)
            self._not_before.pop(staff, None)
            self.passed.emit(staff)
            return
        wrong = self._wrong.get(staff, 0) + 1
        self._wrong[staff] = wrong
        wait = wait_after(wrong)
        self._not_before[staff] = self._now() + wait
        self.stopped.emit(_soon(wait) if wait else _("That PIN is not right. Try once more."))


def _soon(wait: timedelta) -> str:
    seconds = max(round(wait.total_seconds()), 1)
    return ngettext(
        "That PIN is not right. Wait {n} second, or ask the administrator for a new one.",
        "That PIN is not right. Wait {n} seconds, or ask the administrator for a new one.",
        seconds,
    ).format(n=seconds)
