"""One client as a file describes them, and what of the file is not taken."""

from dataclasses import dataclass

from console.domain.ids import ClientId
from console.domain.people.client import Client

UNNAMED = ClientId("")
"""The id of a client who has not been matched with ours yet."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something in a file that was not taken, or not taken whole.

    Attributes:
        file: its name, without the folder.
        resource: which part of it, for example ``Patient/12`` or ``row 7``.
        reason: why, as a sentence that says what to do.
    """

    file: str
    resource: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """One client as a file describes them.

    Attributes:
        client: with the id ``UNNAMED``; what the file does not say is empty.
        source: the format and the start of the file's SHA-256: where the record came
            from.  Never the file's name, which may hold somebody's.
    """

    file: str
    resource: str
    client: Client
    source: str
