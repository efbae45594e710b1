"""What the workspace of the directory asks of what is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

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


class Stock(Protocol):
    """Everything here takes its time: it reads files and tables."""

    def held(self) -> Held:
        """Return all that is on file now.

        Raises:
            StoreTrouble: the database cannot be read now.
            Unreachable: the journal cannot.
        """
