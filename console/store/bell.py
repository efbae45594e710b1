"""Knowing that there is something new to read, without being told what.

A ring is a doorbell, not a letter: it says "look", and the journal says what happened.
Lost, repeated and late rings are therefore harmless.
"""

import logging
from abc import abstractmethod
from collections.abc import Callable
from threading import Event, Thread, current_thread
from time import monotonic
from types import ModuleType
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from console.journal.codec import UnknownKind
from console.journal.port import Unreachable
from console.store.engine import bare
from console.store.trouble import Misused, StoreTrouble, Why, reachable

_log = logging.getLogger(__name__)

CHANNEL = "vigil"  # migrations/sql/0001_postgresql.sql notifies it
LOOK_S, STOP_S, HEARTBEAT_S = 0.05, 0.25, 2.0
"""A look at the file costs 12 µs, so twenty a second are no load (measured)."""
BACKOFF_S, LONGEST_BACKOFF_S = 0.05, 5.0


class Bell(Protocol):
    """Calls ``rung`` whenever the journal may have grown, from a thread of its own."""

    def start(self) -> None:
        """Begin to listen; rings once at the beginning."""

    def stop(self) -> None:
        """Stop listening and wait until the last call has returned."""


class _Thread:
    """Listens, and begins again with growing pauses when the database is gone.

    ``rung`` may raise ``Unreachable``: then the database counts as gone.  So it does after
    whatever else a database may say, and when its journal is newer than this program.
    ``lost`` is called once when it is gone, ``back`` once when it is there again; a bell
    that ends by a mistake of ours calls ``lost`` too, so that it is never missed in silence.
    """

    def __init__(
        self, rung: Callable[[], None], lost: Callable[[], None], back: Callable[[], None]
    ) -> None:
        self._rung, self._lost, self._back = rung, lost, back
        self._stop = Event()
        self._gone = False
        self._pause = BACKOFF_S
        self._thread = Thread(target=self._run, name="bell", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; see ``Bell.stop``."""
        self._stop.set()
        if self._thread is not current_thread() and self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._try()
        finally:
            if not self._stop.is_set():
                self._miss("the bell has broken")

    def _try(self) -> None:
        try:
            self._listen()
        except (Unreachable, Misused, UnknownKind, OSError) as no:
            self._miss(f"lost the database ({type(no).__name__}); trying again")
            self._stop.wait(self._pause)
            self._pause = min(self._pause * 2, LONGEST_BACKOFF_S)

    def _miss(self, why: str) -> None:
        if self._gone:
            return
        self._gone = True
        _log.warning(why)
        self._lost()

    def _ring(self) -> None:
        """Ring, and say that the database is back if it had been gone."""
        self._rung()
        self._pause = BACKOFF_S
        if self._gone:
            self._gone = False
            _log.info("the database is back")
            self._back()

    @abstractmethod
    def _listen(self) -> None:
        """Listen until told to stop; raise when the database is gone."""


class ServerBell(_Thread):
    """LISTEN on a connection of its own; PostgreSQL rings in the transaction that appends."""

    def __init__(
        self,
        url: URL,
        rung: Callable[[], None],
        lost: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(rung, lost, back)
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)

    def _listen(self) -> None:
        import psycopg  # noqa: PLC0415 -- a tenth of a second that only a server costs

        try:
            self._hear(psycopg)
        except psycopg.Error:
            raise StoreTrouble(Why.GONE) from None

    def _hear(self, psycopg: ModuleType) -> None:
        with psycopg.connect(
            self._dsn,
            autocommit=True,
            connect_timeout=2,
            keepalives_idle=2,
            keepalives_interval=1,
            keepalives_count=2,
            tcp_user_timeout=2_000,
        ) as connection:
            connection.execute(f"LISTEN {CHANNEL}")  # first, so that nothing falls in between
            self._ring()
            beat = monotonic()
            while not self._stop.is_set():
                for _ in connection.notifies(timeout=STOP_S, stop_after=1):
                    self._ring()
                if monotonic() - beat >= HEARTBEAT_S:
                    connection.execute("SELECT 1")
                    beat = monotonic()


class FileBell(_Thread):
    """Looks every 50 ms whether another connection has changed the file."""

    def __init__(
        self,
        engine: Engine,
        rung: Callable[[], None],
        lost: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(rung, lost, back)
        self._engine = engine

    def _listen(self) -> None:
        with reachable(), bare(self._engine).connect() as connection:
            seen = None
            while not self._stop.is_set():
                version = connection.exec_driver_sql("PRAGMA data_version").scalar()
                if version != seen:
                    seen = version
                    self._ring()
                self._stop.wait(LOOK_S)
