"""What the desk needs of a journal, wherever it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from console.journal.entry import Draft, Entry


class Moved(Exception):  # noqa: N818 -- not a fault: somebody else was first
    """A thread that the drafts belong to has moved; read what was written and decide again."""


class Unreachable(Exception):  # noqa: N818 -- the environment's no, not a fault
    """The journal cannot be written or read now; nothing was written."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of a hand-over.

    Attributes:
        entries: the entries as they now stand in the journal.
        again: the same request had been written before; these are the entries of then.
    """

    entries: tuple[Entry, ...]
    again: bool = False


class Journal(Protocol):
    """An append-only sequence of entries, numbered from 1 without a gap."""

    def append(self, drafts: Sequence[Draft], *, seen: int, request: str) -> Appended:
        """Write ``drafts`` all together, or write none.

        Args:
            drafts: what to write, in order.
            seen: the number of the last entry that the writer has read.
            request: a UUID; a second hand-over under the same one writes nothing and
                returns what the first one wrote.

        Raises:
            Moved: an entry after ``seen`` belongs to one of the drafts' streams.
            Unreachable: the database is gone, full or read-only; nothing was written.
        """

    def written(self, request: str) -> tuple[Entry, ...]:
        """Return what was written under ``request``; nothing when nothing was.

        Raises:
            Unreachable: the database cannot be read now.
        """

    def since(self, seq: int, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries after number ``seq``, oldest first, at most ``limit``.

        Raises:
            Unreachable: the database cannot be read now.
        """

    def head(self) -> tuple[int, str]:
        """Return the number and digest of the last entry; 0 and zeros when there is none."""
