"""The desk of one workstation."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from console.desk.fresh import fresh_request
from console.domain.board import Board
from console.domain.care.limits import Limits
from console.domain.commands import Command
from console.domain.decide import decide
from console.domain.events import WordsErased
from console.domain.evolve import evolve
from console.domain.happened import Asked, Happened
from console.domain.ids import StaffId, StationId
from console.journal.entry import GENESIS, Entry, draft
from console.journal.port import Journal, Moved

_log = logging.getLogger(__name__)
_TRIES = 50
_PAGE = 5_000

Clock = Callable[[], datetime]


class Busy(Exception):  # noqa: N818 -- ask again in a moment
    """The case moved under every attempt."""


@dataclass(frozen=True, slots=True)
class Change:
    """The board before and after some entries, and what happened in between."""

    before: Board
    after: Board
    happened: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to a command: what was written for it, which may be nothing."""

    happened: tuple[Happened, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Where a desk begins to read: a snapshot, or the very beginning."""

    board: Board = field(default_factory=Board)
    digest: str = GENESIS


class Desk:
    """Decides commands against the journal and tells listeners what changed.

    The board is only ever folded from entries read back out of the journal, so
    whatever a screen shows has been written down first.

    Safe to use from any thread.  Listeners are called on the thread that found
    the change, one change at a time, in journal order.
    """

    def __init__(
        self,
        journal: Journal,
        station: StationId,
        clock: Clock,
        *,
        limits: Limits | None = None,
        start: Start | None = None,
    ) -> None:
        self._journal = journal
        self._station = station
        self._clock = clock
        self._limits = limits or Limits()
        self._lock = RLock()
        self._listeners: list[Callable[[Change], None]] = []
        start = start or Start()
        self._board = start.board
        self._digest = start.digest
        self._caught_up, self._holds_erased = False, False

    @property
    def board(self) -> Board:
        """The board after the last entry that was read."""
        return self._board

    @property
    def limits(self) -> Limits:
        """The thresholds that this desk decides by."""
        return self._limits

    @property
    def station(self) -> StationId:
        """The workplace that this desk stands at."""
        return self._station

    @property
    def head(self) -> tuple[int, str]:
        """The number and digest of the last entry that was read: what this station witnessed."""
        return self._board.seq, self._digest

    @property
    def holds_erased(self) -> bool:
        """Whether words were erased that this desk had read, so that its board may hold them."""
        return self._holds_erased

    def now(self) -> datetime:
        """Return the time by the clock that this desk was given."""
        return self._clock()

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` on every change; call the returned function to stop."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def do(self, command: Command, by: StaffId, *, request: str | None = None) -> Done:
        """Carry out ``command`` on the whole of the journal so far.

        Args:
            command: what is asked for.
            by: who asks.
            request: a UUID; a second call with the same one does nothing new.

        Raises:
            Refused: the rules do not allow it; nothing was written.
            Busy: other stations were first every time; nothing was written.
            Unreachable: the journal cannot be written; nothing was.
        """
        with self._lock:
            # What was decided once is not decided again: by now the rules might refuse it.
            before = self._journal.written(request) if request is not None else ()
            if before:
                self.catch_up()
                return Done(tuple(entry.happened for entry in before), again=True)
            request = request or fresh_request()
            for _ in range(_TRIES):
                self.catch_up()
                asked = Asked(by, self._station, self._clock())
                events = decide(self._board, command, asked, self._limits)
                if not events:
                    return Done(())
                drafts = [draft(event, asked) for event in events]
                try:
                    kept = self._journal.append(drafts, seen=self._board.seq, request=request)
                except Moved:
                    _log.debug("another station was first; deciding again")
                    continue
                self.catch_up()
                return Done(tuple(entry.happened for entry in kept.entries), kept.again)
            raise Busy

    def catch_up(self) -> None:
        """Read what was written since the last look and tell the listeners.

        Raises:
            Unreachable: the journal cannot be read.
            UnknownKind: an entry was written by a newer program.
        """
        with self._lock:
            while entries := self._journal.since(self._board.seq, _PAGE):
                self._fold(entries)
            self._caught_up = True

    def _fold(self, entries: Sequence[Entry]) -> None:
        before, happened = self._board, tuple(entry.happened for entry in entries)
        for one in happened:
            self._board = evolve(self._board, one)
        self._digest = entries[-1].digest
        gone = any(isinstance(one.event, WordsErased) for one in happened)
        self._holds_erased = self._holds_erased or (gone and self._caught_up)
        change = Change(before, self._board, happened)
        for listener in tuple(self._listeners):
            listener(change)
