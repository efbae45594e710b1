"""What the door needs of a store, and the same kept in memory: for tests and demonstrations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Protocol


class Keys(Protocol):
    """Who may post, and what they sign with.  Safe to use from any thread."""

    def senders(self) -> tuple[str, ...]:
        """Return every sender that has an active secret.

        Raises:
            Unreachable: the database is gone.
        """

    def secrets(self, sender: str) -> tuple[str, ...]:
        """Return the active secrets of ``sender``, the newest first; several while they rotate.

        A secret is text of the form ``whsec_`` and base64 (Standard Webhooks).

        Raises:
            Unreachable: the database is gone.
        """


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Something unreadable that is kept until a lead has looked at it.

    Attributes:
        raw: the bytes as they came; they are about a person and as secret as their words.
    """

    id: str
    sender: str
    reason: str
    raw: bytes
    at: datetime


class Quarantine(Protocol):
    """Where unreadable events are kept, encrypted at rest.  Safe to use from any thread.

    Every method may raise ``journal.port.Unreachable``.
    """

    def put(self, item: Quarantined) -> None:
        """Keep ``item``; one that is kept already under its id stays as it is."""

    def get(self, id_: str) -> Quarantined | None:
        """Return what is kept under ``id_``."""

    def list(self) -> Sequence[Quarantined]:
        """Return all that is kept, oldest first."""

    def discard(self, id_: str) -> None:
        """Forget what is kept under ``id_``, if anything is."""


class MemoryKeys:
    """Secrets in memory."""

    def __init__(self, secrets: Mapping[str, Sequence[str]]) -> None:
        self._secrets = {sender: tuple(held) for sender, held in secrets.items()}

    def senders(self) -> tuple[str, ...]:
        """Return every sender that has an active secret."""
        return tuple(sender for sender, held in self._secrets.items() if held)

    def secrets(self, sender: str) -> tuple[str, ...]:
        """Return the active secrets of ``sender``."""
        return self._secrets.get(sender, ())


class MemoryQuarantine:
    """Unreadable events in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, Quarantined] = {}
        self._lock = Lock()

    def put(self, item: Quarantined) -> None:
        """Keep ``item``."""
        with self._lock:
            self._kept.setdefault(item.id, item)

    def get(self, id_: str) -> Quarantined | None:
        """Return what is kept under ``id_``."""
        with self._lock:
            return self._kept.get(id_)

    def list(self) -> Sequence[Quarantined]:
        """Return all that is kept, oldest first."""
        with self._lock:
            return tuple(self._kept.values())

    def discard(self, id_: str) -> None:
        """Forget what is kept under ``id_``."""
        with self._lock:
            self._kept.pop(id_, None)
