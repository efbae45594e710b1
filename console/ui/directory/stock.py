"""What the workspace of the directory asks of what is behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Protocol

from console.domain.ids import StaffId
from console.domain.place.facility import Facility
from console.places.lists.onfile import OnFile


@dataclass(frozen=True, slots=True)
class Held:
    """All that is on file.

    Attributes:
        lists: every list, the largest first.
        places: every place, each hospital once, as it is found near somebody too.
    """

    lists: tuple[OnFile, ...]
    places: Sequence[Facility]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which file to bring in.

    Attributes:
        format: as the command line names it, for example ``psap-fcc``.
        kind: what rows are that do not say; of a free list only, else empty.
        vintage: the date of the data, where the file is silent.
        source: whose list it is; of a free list only, else the file's name.
    """

    format: str
    file: Path
    kind: str = ""
    vintage: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What a file brought.

    Attributes:
        rows: how many places were taken; with none nothing was changed.
        vanished: what the places are called that the list no longer names.
        rejected: on which line each row stands that was not taken, and why.
    """

    rows: int
    added: int = 0
    changed: int = 0
    vanished: tuple[str, ...] = ()
    rejected: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The file as a whole was not taken; says why and what to do."""

    why: str


class Stopped(Exception):  # noqa: N818 -- it is what somebody did
    """The window was closed while a file was read; nothing was written."""


def stopped() -> str:
    """Return that a file was left before anything of it was written."""
    return _("It was stopped before anything was written. Bring it in again.")


def unwritten() -> str:
    """Return that a list is there and its entry is not, and what to do."""
    return _("The journal cannot be written now. Bring the list in again once it is back.")


class Stock(Protocol):
    """Everything here takes its time: it reads files and tables."""

    def held(self) -> Held:
        """Return all that is on file now.

        Raises:
            StoreTrouble: the database cannot be read now.
            Unreachable: the journal cannot.
        """

    def bring(self, wish: Wish, by: StaffId, said: Callable[[int], None]) -> Came | NotTaken:
        """Bring in the list of a file, with one entry in the journal.

        ``said`` is told every so often how many rows were read, and once more before anything
        is written; where it raises ``Stopped``, nothing is.
        """
