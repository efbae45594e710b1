"""The doorbell rings, says when nobody can be at the door, and rings again afterwards."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from time import monotonic

import psycopg
import pytest
import sqlcipher3.dbapi2
from sqlalchemy import event

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.domain.ids import StationId
from console.journal.codec import UnknownKind
from console.store.open import Store, open_store
from console.store.trouble import StoreTrouble, Why
from tests.conftest import Clock
from tests.store.people import ANA, ONE, busy

DEADLINE_S = 10.0


@dataclass
class Heard:
    """Counts what the bell said; ``until`` waits for it."""

    said: list[str] = field(default_factory=list)
    trouble: Exception | None = None
    _came: Condition = field(default_factory=Condition)

    def say(self, what: str) -> None:
        with self._came:
            self.said.append(what)
            self._came.notify_all()

    def rung(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.say("rung")

    def until(self, what: str, more_than: int = 0) -> float:
        """Wait for ``what`` to have been said, and return how many seconds that took."""
        began = monotonic()
        with self._came:
            heard = self._came.wait_for(lambda: self.said.count(what) > more_than, DEADLINE_S)
            assert heard, self.said
        return monotonic() - began


@pytest.fixture
def listening() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def listen(store: Store, opened: ExitStack) -> Heard:
    heard = Heard()
    bell = store.bell(heard.rung, lost=lambda: heard.say("lost"), back=lambda: heard.say("back"))
    bell.start()
    opened.callback(bell.stop)
    heard.until("rung")
    return heard


def another(store: Store, tmp_path: Path, opened: ExitStack) -> Store:
    """The same database, opened a second time as another station would."""
    address = store.url.render_as_string(hide_password=False)
    other = open_store(address, tmp_path / "other")
    opened.callback(other.close)
    return other


def test_it_rings_when_another_station_writes(
    store: Store, clock: Clock, tmp_path: Path, listening: ExitStack
) -> None:
    heard = listen(store, listening)
    before = len(heard.said)
    busy(another(store, tmp_path, listening).journal, clock)
    assert heard.until("rung", before) < 2


def test_another_station_sees_it_without_asking(
    store: Store, clock: Clock, tmp_path: Path, listening: ExitStack
) -> None:
    here = busy(another(store, tmp_path, listening).journal, clock)
    there = Desk(store.journal, StationId("desk-2"), clock)
    heard = Heard()
    there.listen(lambda _change: heard.say("changed"))
    bell = store.bell(there.catch_up, lost=lambda: None, back=lambda: None)
    bell.start()
    listening.callback(bell.stop)
    heard.until("changed")
    here.do(WriteNote(ONE, private("hello")), ANA)
    assert heard.until("changed", 1) < 2
    assert there.board == here.board


def test_a_stopped_bell_is_silent(store: Store, clock: Clock) -> None:
    with ExitStack() as opened:
        heard = listen(store, opened)
    before = list(heard.said)
    busy(store.journal, clock)
    assert heard.said == before


def test_it_says_once_that_the_door_cannot_be_answered(
    store: Store, clock: Clock, listening: ExitStack
) -> None:
    heard = listen(store, listening)
    heard.trouble = StoreTrouble(Why.GONE)
    busy(store.journal, clock)
    assert heard.until("lost") < 2
    heard.trouble = None
    heard.until("back")
    assert [heard.said.count(what) for what in ("lost", "back")] == [1, 1]


@contextmanager
def answering(store: Store, code: str | None) -> Iterator[None]:
    """Have the driver of an embedded database say no to everything; without a code: closed."""

    def no(*_asked: object) -> None:
        if code is None:
            raise sqlcipher3.dbapi2.ProgrammingError("Cannot operate on a closed database.")
        error = sqlcipher3.dbapi2.OperationalError(code)
        error.sqlite_errorname = code
        raise error

    event.listen(store.engine, "do_execute", no)
    try:
        yield
    finally:
        event.remove(store.engine, "do_execute", no)


@pytest.mark.parametrize(
    "code", ["SQLITE_PROTOCOL", "SQLITE_SCHEMA", "SQLITE_NOMEM", "SQLITE_MISUSE", None]
)
def test_whatever_a_file_says_the_bell_goes_on(
    sqlite_store: Store, clock: Clock, listening: ExitStack, code: str | None
) -> None:
    heard = listen(sqlite_store, listening)
    with answering(sqlite_store, code):
        assert heard.until("lost") < 2
    heard.until("back")
    before = heard.said.count("rung")
    busy(sqlite_store.journal, clock)
    heard.until("rung", before)
    assert [heard.said.count(what) for what in ("lost", "back")] == [1, 1]


def test_a_journal_that_is_newer_than_this_program_does_not_end_the_bell(
    store: Store, clock: Clock, listening: ExitStack
) -> None:
    heard = listen(store, listening)
    heard.trouble = UnknownKind("a.newer_kind")
    busy(store.journal, clock)
    assert heard.until("lost") < 2
    heard.trouble = None
    heard.until("back")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bell_that_breaks_is_missed(store: Store, clock: Clock, listening: ExitStack) -> None:
    heard = listen(store, listening)
    heard.trouble = ZeroDivisionError()
    busy(store.journal, clock)
    assert heard.until("lost") < 2


@contextmanager
def closed(server: str, name: str | None) -> Iterator[None]:
    """Let nobody reach the database, as if the server were gone."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_a_lost_server_is_noticed_within_two_seconds_and_so_is_its_return(
    postgres_store: Store, postgres_server: str, clock: Clock, listening: ExitStack
) -> None:
    heard = listen(postgres_store, listening)
    with closed(postgres_server, postgres_store.url.database):
        assert heard.until("lost") < 2
        before = heard.said.count("rung")
    heard.until("back")
    assert heard.said.count("rung") == before + 1, "it rings as soon as it is back"
    busy(postgres_store.journal, clock)
    heard.until("rung", before + 1)
    assert [heard.said.count(what) for what in ("lost", "back")] == [1, 1]
