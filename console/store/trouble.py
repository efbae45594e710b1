"""Why a database cannot be used now.  Values, not sentences: ``console.words`` says them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from console.journal.port import Unreachable


class Why(StrEnum):
    """What is wrong, as a person could act on it."""

    GONE = "gone"
    """The file or the server is not there, or does not answer."""
    FULL = "full"
    """The disk is full."""
    READ_ONLY = "read_only"
    """The disk, the folder or the server only lets itself be read."""
    BUSY = "busy"
    """Another program holds the database for longer than we wait."""
    NOT_ALLOWED = "not_allowed"
    """The database does not let this user in, or not do this."""
    NO_KEY = "no_key"
    """The database is there, but its key file is not."""
    WRONG_KEY = "wrong_key"
    """The key file does not open this database; or this is no database of ours."""
    DAMAGED = "damaged"
    """The file or the disk is damaged."""
    NEWER = "newer"
    """A newer version of this program has changed the database."""
    OLDER = "older"
    """An older version of this program made the database; it has to be upgraded first."""
    NOT_SET_UP = "not_set_up"
    """There is a server, but nothing of ours is in it yet."""
    BAD_ADDRESS = "bad_address"
    """The address of the database cannot be read."""


class StoreTrouble(Unreachable):
    """The database cannot be written or read now; nothing was written."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class CannotOpen(StoreTrouble):
    """The database cannot be opened at all."""


class Misused(Exception):  # noqa: N818 -- a mistake of ours, told without anybody's words
    """We asked the database for something impossible; holds its code and nothing that was said.

    What a driver says about its own exception may quote the values it was given, which
    are the words of clients, and must not reach diagnostics.
    """


@contextmanager
def reachable() -> Iterator[None]:
    """Turn the environment's no into ``StoreTrouble``.

    Raises:
        StoreTrouble: the database is gone, full, read-only, …
        Misused: a mistake of ours.
    """
    try:
        yield
    except PoolTimeoutError:
        raise StoreTrouble(Why.BUSY) from None
    except DBAPIError as error:
        why = why_of(error.orig)
        if why is None:
            raise Misused(type(error.orig).__name__, code_of(error.orig)) from None
        raise StoreTrouble(why) from None


_SQLITE = {
    "SQLITE_FULL": Why.FULL,
    "SQLITE_READONLY": Why.READ_ONLY,
    "SQLITE_BUSY": Why.BUSY,
    "SQLITE_LOCKED": Why.BUSY,
    "SQLITE_PROTOCOL": Why.BUSY,
    "SQLITE_SCHEMA": Why.BUSY,
    "SQLITE_NOMEM": Why.BUSY,
    "SQLITE_NOTADB": Why.WRONG_KEY,
    "SQLITE_CORRUPT": Why.DAMAGED,
    "SQLITE_IOERR": Why.DAMAGED,
    "SQLITE_CANTOPEN": Why.GONE,
    "SQLITE_PERM": Why.NOT_ALLOWED,
    "SQLITE_AUTH": Why.NOT_ALLOWED,
}
_POSTGRES = {
    "53100": Why.FULL,
    "25006": Why.READ_ONLY,
    "42501": Why.NOT_ALLOWED,
    "55P03": Why.BUSY,
    "28": Why.NOT_ALLOWED,
    "3D": Why.GONE,
    "08": Why.GONE,
    "53": Why.BUSY,
    "57": Why.GONE,
    "58": Why.DAMAGED,
    "XX": Why.DAMAGED,
}
"""SQLSTATEs and their classes (PostgreSQL manual, appendix A)."""

NO_FILE_ROOM = "SQLITE_IOERR_WRITE"


def code_of(error: BaseException | None) -> str | None:
    """Return the code of a database driver's exception."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return code if isinstance(code, str) else None


def why_of(error: BaseException | None) -> Why | None:
    """Return what ``error`` of a database driver says about the environment, if it does."""
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(name, str):
        if name == NO_FILE_ROOM:
            return Why.FULL
        return next((why for start, why in _SQLITE.items() if name.startswith(start)), None)
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    lost = type(error).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}
    return Why.GONE if lost else None
