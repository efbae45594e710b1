"""What the door needs of a store, and the same kept in memory: for tests and demonstrations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Protocol

from console.store.beside.quarantine import Held


class Keys(Protocol):
    """Who may post, and what they sign with.  Safe to use from any thread."""

    def active(self) -> Mapping[str, tuple[str, ...]]:
        """Return the active secrets of every sender; several of one while they rotate.

        A secret is text of the form ``whsec_`` and base64 (Standard Webhooks).

        Raises:
            Unreachable: the database is gone.
        """


class Quarantine(Protocol):
    """Where unreadable events are kept, encrypted at rest.  Safe to use from any thread.

    Every method may raise ``journal.port.Unreachable``.
    """

    def put(self, held: Held, /) -> None:
        """Keep ``held``; what is kept already under its id stays as it is."""

    def get(self, name: str, /) -> Held | None:
        """Return what is kept under ``name``."""

    def list(self) -> Sequence[Held]:
        """Return all that is kept, oldest first."""

    def discard(self, name: str, /) -> bool:
        """Forget what is kept under ``name``; whether anything was."""


class _Key(Protocol):
    @property
    def sender(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def retired_at(self) -> datetime | None: ...


class _Listed(Protocol):
    def list(self) -> Sequence[_Key]: ...


class StoredKeys:
    """The secrets in the store: asked for at every post, so that a retired one is out at once."""

    def __init__(self, listed: _Listed) -> None:
        self._listed = listed

    def active(self) -> Mapping[str, tuple[str, ...]]:
        """Return the active secrets of every sender."""
        found: dict[str, tuple[str, ...]] = {}
        for key in self._listed.list():
            if key.retired_at is None:
                found[key.sender] = (key.secret, *found.get(key.sender, ()))
        return found


class MemoryKeys:
    """Secrets in memory."""

    def __init__(self, secrets: Mapping[str, Sequence[str]]) -> None:
        self._secrets = {sender: tuple(held) for sender, held in secrets.items() if held}

    def active(self) -> Mapping[str, tuple[str, ...]]:
        """Return the active secrets of every sender."""
        return self._secrets


class MemoryQuarantine:
    """NotAsWanted events in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, Held] = {}
        self._lock = Lock()

    def put(self, held: Held) -> None:
        """Keep ``held``."""
        with self._lock:
            self._kept.setdefault(held.id, held)

    def get(self, name: str) -> Held | None:
        """Return what is kept under ``name``."""
        with self._lock:
            return self._kept.get(name)

    def list(self) -> Sequence[Held]:
        """Return all that is kept, oldest first."""
        with self._lock:
            return tuple(self._kept.values())

    def discard(self, name: str) -> bool:
        """Forget what is kept under ``name``."""
        with self._lock:
            return self._kept.pop(name, None) is not None
