"""Between the desk, which knows no Qt, and the panes, which know no threads."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.desk.desk import Busy, Change, Desk, Done
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.limits import Limits
from console.domain.commands import Command, WatchClocks
from console.domain.decide.clocks import overdue
from console.domain.events import CasesMerged, CaseTaken
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, CaseId, StaffId
from console.domain.refused import Refused
from console.journal.codec import UnknownKind
from console.journal.port import Unreachable
from console.store.trouble import StoreTrouble
from console.ui.room import Room
from console.words.refusals import outdated, refusal, staff_name, taken_over
from console.words.trouble import trouble

_log = logging.getLogger(__name__)
T = TypeVar("T")

SECOND_MS = 1_000
LOOK_EVERY_S = 5
"""A second string to the bell: should it fall silent, nothing stays unseen for longer."""
TRIAL = CaseId("trial")
"""The name under which a write is tried while the database takes none; it is no case."""


class Bridge(QObject):
    """Sends commands off the GUI thread and brings changes back onto it.

    Panes take a ``Bridge`` and nothing else.  It also holds what all panes share:
    who sits here, and which case they are looking at.

    Signals:
        changed: the board changed; carries a ``Change``.
        refused: a command was refused; carries the reason, fit to be shown.
        failed: a command met a fault of ours; the cause is in the diagnostics.
        lost: the journal cannot be reached; nothing is being written.
        back: the journal is reached again.
        selected: another case is looked at; carries its id, or None.
        ticked: a second has passed; carries the time (aware, UTC).
    """

    changed = Signal(object)
    refused = Signal(str)
    failed = Signal()
    lost = Signal()
    back = Signal()
    selected = Signal(object)
    ticked = Signal(object)

    _told = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, desk: Desk, me: StaffId, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.me = me
        self.room = room
        self._board = desk.board
        self._case: CaseId | None = None
        self._lost = False
        self.cause = ""
        self._closed = False
        self._unwritten = False
        self._seconds = 0
        self._looking: Future[None] | None = None
        self._watch: Future[Done] | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")
        self._patient = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow")
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stop_listening: Callable[[], None] = desk.listen(self._told.emit)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._tick)
        self._second.start()

    @property
    def board(self) -> Board:
        """The board as this screen last showed it."""
        return self._board

    @property
    def limits(self) -> Limits:
        """The thresholds of this centre."""
        return self._desk.limits

    @property
    def station(self) -> str:
        """The name of this workplace."""
        return self._desk.station

    @property
    def head(self) -> tuple[int, str]:
        """The number and digest of the last entry this station has read."""
        return self._desk.head

    @property
    def is_lost(self) -> bool:
        """Whether the journal cannot be reached now."""
        return self._lost

    @property
    def case(self) -> Case | None:
        """The case that is looked at, as it is now."""
        return self._board.cases.get(self._case) if self._case is not None else None

    def now(self) -> datetime:
        """Return the time by the clock of the desk (aware, UTC)."""
        return self._desk.now()

    def select(self, case: CaseId | None) -> None:
        """Look at another case."""
        if case != self._case:
            self._case = case
            self.selected.emit(case)

    def send(
        self, *commands: Command, then: Callable[[tuple[Done, ...]], None] | None = None
    ) -> None:
        """Carry out ``commands`` in order, stopping at the first refusal.

        Args:
            commands: what is asked for, as ``me``.
            then: called on the GUI thread once all of them are written.
        """
        self._ask(
            self._worker, lambda: self._do(commands), then or (lambda _done: None), self._no_write
        )

    def ask(
        self, question: Callable[[], T], answer: Callable[[T], None], *, slow: bool = False
    ) -> None:
        """Read something off the GUI thread; ``answer`` is called on it.

        Args:
            question: what reads; it is called on another thread.
            answer: is given what was read.
            slow: whether it takes seconds, such as a report; quick questions do not wait for it.
        """
        if not self._closed:
            self._ask(self._patient if slow else self._reader, question, answer)

    def do(self, command: Command) -> Done:
        """Carry out ``command`` as ``me``, on the thread of a question that is being asked.

        Raises:
            Refused: the rules do not allow it; nothing was written.
            Unreachable: the journal cannot be written; nothing was.
        """
        return self._desk.do(command, self.me)

    def look(self) -> None:
        """Read what other stations wrote: the bell has rung, or some seconds have passed."""
        self._looking = self._ask(
            self._worker, self._look, lambda _none: self._reached(), self._blind
        )

    def _look(self) -> None:
        """Read to the end of the journal; after a write that did not succeed, try another one."""
        self._desk.catch_up()
        if self._unwritten:
            self.room.drafts.keep(TRIAL, self.me, TRIAL)
            self.room.drafts.keep(TRIAL, self.me, "")
            self._unwritten = False

    def close(self) -> None:
        """Stop listening and finish what was sent; what was only asked is dropped."""
        self._closed = True
        self._second.stop()
        self._stop_listening()
        self._worker.shutdown()
        self._reader.shutdown()
        self._patient.shutdown()

    def _do(self, commands: tuple[Command, ...]) -> tuple[Done, ...]:
        return tuple(self.do(command) for command in commands)

    def _ask(
        self,
        pool: ThreadPoolExecutor,
        question: Callable[[], T],
        answer: Callable[[T], None],
        trouble: Callable[[BaseException], None] | None = None,
    ) -> Future[T]:
        def asked(future: Future[T]) -> None:
            self._answered.emit(future, (answer, trouble or self._trouble))

        future = pool.submit(question)
        future.add_done_callback(asked)
        return future

    def _deliver(
        self,
        future: Future[T],
        then: tuple[Callable[[T], None], Callable[[BaseException], None]],
    ) -> None:
        if self._closed:
            return
        answer, trouble = then
        error = future.exception()
        if error is None:
            answer(future.result())
        else:
            trouble(error)

    def _trouble(self, error: BaseException) -> None:
        match error:
            case Refused():
                self.refused.emit(refusal(error.reason, self._board))
            case StoreTrouble():
                self.unreachable(trouble(error.why))
            case Unreachable() | Busy():
                self.unreachable()
            case _:
                _log.error("a command met a fault", exc_info=error)
                self.failed.emit()

    def _no_write(self, error: BaseException) -> None:
        """Take note that something could not be written: reading alone then proves nothing."""
        self._unwritten = self._unwritten or isinstance(error, Unreachable)
        self._trouble(error)

    def _blind(self, error: BaseException) -> None:
        """Take note that the journal cannot be read any more, whatever the cause.

        A station that shows nothing new must not look as if nothing new had come.
        """
        first = not self._lost
        self.unreachable()
        if isinstance(error, UnknownKind):
            if first:
                self.refused.emit(outdated())
        elif not isinstance(error, Unreachable) and first:
            _log.error("the journal could not be followed", exc_info=error)
            self.failed.emit()

    def unreachable(self, cause: str = "") -> None:
        """Say that the journal cannot be reached, and the cause in words if it is known."""
        if not self._lost:
            self._lost = True
            self.cause = cause
            self.lost.emit()

    def _reached(self) -> None:
        """Say that the journal is there; an answer may be older than its loss, a look is not."""
        if self._lost:
            self._lost = False
            self.back.emit()

    def _show(self, change: Change) -> None:
        self._board = self._desk.board
        for one in change.happened:
            self._follow(change.before, one)
        if self._case is not None and self._case not in self._board.cases:
            self.select(None)
        self.changed.emit(change)

    def _follow(self, before: Board, one: Happened) -> None:
        """Go along with a case that was joined to another; say who took mine from me."""
        event = one.event
        if isinstance(event, CasesMerged) and event.gone == self._case:
            self.select(event.into)
        elif isinstance(event, CaseTaken) and one.by != self.me:
            mine = before.cases.get(event.case)
            if mine is not None and mine.owner == self.me:
                client = before.client_of(mine)
                person = client.short_name if client is not None else ""
                self.refused.emit(taken_over(staff_name(self._board, one.by), person))

    def _tick(self) -> None:
        now = self.now()
        self.ticked.emit(now)
        self._seconds += 1
        idle = self._looking is None or self._looking.done()
        if idle and (self._lost or self._seconds % LOOK_EVERY_S == 0):
            self.look()
        if self._lost:
            return
        if (self._watch is None or self._watch.done()) and overdue(self._board, now, self.limits):
            self._watch = self._ask(
                self._worker, lambda: self._desk.do(WatchClocks(), SYSTEM), lambda _done: None
            )
