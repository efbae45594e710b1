"""Opening the database, with the settings that the journal relies on."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from console.store.trouble import CannotOpen, Why

WAIT_MS = 5_000
"""How long a writer waits for another one before it says that the database is busy."""
CACHE_KIB = 65_536

_AFTER_KEY = (
    f"PRAGMA busy_timeout={WAIT_MS}",  # first: the others may have to wait already
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA cache_size=-{CACHE_KIB}",
)


def parse(address: str) -> URL:
    """Return the address of a database in the one form that the rest of the store uses.

    Plain ``postgresql://`` and ``postgres://`` are taken too.

    Raises:
        CannotOpen: it is neither ``sqlite:///FILE`` nor ``postgresql://…``.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise CannotOpen(Why.BAD_ADDRESS) from None
    name = url.drivername.partition("+")[0]
    if name in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if name == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    raise CannotOpen(Why.BAD_ADDRESS)


def embedded_file(url: URL) -> Path | None:
    """Return the file of an embedded database, ``None`` for a server."""
    if url.drivername != "sqlite":
        return None
    return Path(url.database or "").absolute()


def open_engine(url: URL, key: bytes) -> Engine:
    """Return an engine for ``url``; ``key`` (32 bytes) opens an embedded database.

    Never opens the file of an embedded database by itself, and nobody else in this
    process may: closing any descriptor of it would drop SQLite's locks.
    """
    if url.drivername != "sqlite":
        keep = {"connect_timeout": "3", "application_name": "vigil"}
        alive = {"keepalives_idle": "5", "keepalives_interval": "2", "tcp_user_timeout": "4000"}
        return create_engine(
            url, connect_args=keep | alive, hide_parameters=True, pool_use_lifo=True
        )
    engine = create_engine(url, module=sqlcipher3.dbapi2, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def unlock(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in _AFTER_KEY:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        asked = connection.get_execution_options()
        if not asked.get("bare", False):
            immediate = asked.get("immediate", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def writing(engine: Engine) -> Engine:
    """Return ``engine`` with transactions that take the writers' lock at their beginning."""
    return engine.execution_options(immediate=True)


def bare(engine: Engine) -> Engine:
    """Return ``engine`` of an embedded database without transactions, to look at what changes."""
    return engine.execution_options(bare=True)
