"""Looking back: finding what is over and no longer on the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.domain.ids import CaseId, ClientId, StaffId
from console.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to look for; what is ``None`` or empty is not asked for.

    Attributes:
        kinds: kinds of entry, as ``journal.codec.kinds`` names them.
        since: from this time on (aware).
        until: before this time (aware).
        words: what somebody said; every word of it must be there.
    """

    case: CaseId | None = None
    client: ClientId | None = None
    staff: StaffId | None = None
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


class History(Protocol):
    """The whole journal, found by what an entry is about."""

    def find(
        self, wanted: Wanted, *, before: int | None = None, limit: int = 200
    ) -> Sequence[Entry]:
        """Return what is ``wanted``, newest first, numbered below ``before``.

        Raises:
            Unreachable: the database cannot be read now.
        """

    def of_case(self, case: CaseId) -> Sequence[Entry]:
        """Return all entries of ``case``, and of the cases merged into it, oldest first."""

    def count(self, wanted: Wanted) -> int:
        """Return how many entries are ``wanted``."""
