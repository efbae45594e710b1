"""What happens to the centre itself: staff, clients, protocols, the directory, quarantine."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from console.domain.care.disclosure import Recipient, Withheld
from console.domain.care.part2 import Programme
from console.domain.ids import CaseId, ClientId, ProtocolId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Staff
from console.domain.place.facility import FacilityId
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class JournalOpened:
    """The first entry: which journal this is, and whether it is practice."""

    journal: str
    practice: bool


@dataclass(frozen=True, slots=True)
class StaffRecorded:
    """A member of staff was added or changed."""

    staff: StaffId
    record: Private[Staff]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody sat down at a station; ``leads`` says that they lead this shift."""

    staff: StaffId
    leads: bool


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Somebody left their station."""

    staff: StaffId


@dataclass(frozen=True, slots=True)
class ClientRecorded:
    """What the programme knows of a client was written anew, from ``source``."""

    client: ClientId
    record: Private[Client]
    source: str


@dataclass(frozen=True, slots=True)
class ProtocolPublished:
    """A version of a protocol was published; ``source`` is its whole text (TOML)."""

    protocol: ProtocolId
    version: int
    source: str


@dataclass(frozen=True, slots=True)
class ProtocolApproved:
    """A named clinical lead stands for a version of a protocol."""

    protocol: ProtocolId
    version: int
    credential: str
    next_review: date


@dataclass(frozen=True, slots=True)
class ChangesRead:
    """Somebody said that they had read what changed, each protocol with its version."""

    versions: tuple[tuple[ProtocolId, int], ...]


@dataclass(frozen=True, slots=True)
class DirectoryImported:
    """A file of facilities was read into the directory.

    ``sources`` are the lists that it brought, by whose they are; empty in entries of old.
    """

    format: str
    sha256: str
    vintage: str
    rows: int
    rejected: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StreetsRemoved:
    """A file of streets was taken off this centre's street file: its name, and what it was."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NumberVerified:
    """Somebody called a facility's number and it was right."""

    facility: FacilityId
    number: str


@dataclass(frozen=True, slots=True)
class RoomConfirmed:
    """Somebody called a facility, and it said how many people it can take now."""

    facility: FacilityId
    free: int


@dataclass(frozen=True, slots=True)
class EventQuarantined:
    """Something arrived at the door that could not be read; it is kept for a lead."""

    quarantine: str
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class QuarantineResolved:
    """A lead released or discarded what was in quarantine."""

    quarantine: str
    released: bool


@dataclass(frozen=True, slots=True)
class WordsErased:
    """The private words of an entry were erased; its digest stays."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProgrammeDescribed:
    """What counsel says of the programme was written down (42 CFR Part 2).

    Attributes:
        counsel: who says so, and since when.
    """

    programme: Programme
    counsel: str


@dataclass(frozen=True, slots=True)
class RecordRead:
    """Somebody opened a record without owning the case."""

    case: CaseId | None
    client: ClientId | None


@dataclass(frozen=True, slots=True)
class PacketMade:
    """A hand-off was made as a file on a station.  Nobody was told by it: that is a disclosure.

    Attributes:
        form: what it was written as, for example ``eido``.
        items: what is in it, and ``withheld`` what is not, as codes.
        sud: whether anything of substance-use treatment is in it.
    """

    case: CaseId
    client: ClientId | None
    recipient: Recipient
    form: str
    items: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    sud: bool


@dataclass(frozen=True, slots=True)
class MapSaved:
    """A case map was saved as a file on a station: it shows where the client is.

    Attributes:
        form: what it was written as, for example ``pdf``.
    """

    case: CaseId
    client: ClientId | None
    form: str


CentreEvent: TypeAlias = (
    JournalOpened
    | StaffRecorded
    | SignedIn
    | SignedOut
    | ClientRecorded
    | ProtocolPublished
    | ProtocolApproved
    | ChangesRead
    | DirectoryImported
    | StreetsRemoved
    | NumberVerified
    | RoomConfirmed
    | EventQuarantined
    | QuarantineResolved
    | WordsErased
    | ProgrammeDescribed
    | RecordRead
    | PacketMade
    | MapSaved
)
