"""What can be asked of the centre itself."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from console.domain.care.packet import Item, Packet
from console.domain.care.part2 import Programme
from console.domain.ids import CaseId, ClientId, ProtocolId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Staff
from console.domain.place.facility import FacilityId
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class OpenJournal:
    """Give a new journal its name, and say whether it is practice."""

    journal: str
    practice: bool


@dataclass(frozen=True, slots=True)
class RecordStaff:
    """Add or change a member of staff."""

    staff: StaffId
    record: Private[Staff]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sit down at a station; ``leads`` to lead this shift."""

    leads: bool = False


@dataclass(frozen=True, slots=True)
class SignOut:
    """Leave the station."""


@dataclass(frozen=True, slots=True)
class RecordClient:
    """Write down what the programme knows of a client.

    Attributes:
        upon: the record that it was made from, so that nothing written meanwhile is undone;
            ``None`` to write it whatever stands there.
    """

    client: ClientId
    record: Private[Client]
    source: str
    upon: Client | None = None


@dataclass(frozen=True, slots=True)
class PublishProtocols:
    """Publish versions of protocols, by their whole texts: all of them, or none.

    They may lead to each other.
    """

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApproveProtocol:
    """Stand for a version of a protocol, as clinical lead."""

    protocol: ProtocolId
    version: int
    credential: str
    next_review: date


@dataclass(frozen=True, slots=True)
class NoteImport:
    """Say in the journal that a file of facilities was read, and whose lists it brought."""

    format: str
    sha256: str
    vintage: str
    rows: int
    rejected: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRemoval:
    """Say in the journal that a file of streets was taken off, by its name and SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class VerifyNumber:
    """Say that a facility's number was called and is right."""

    facility: FacilityId
    number: str


@dataclass(frozen=True, slots=True)
class ConfirmRoom:
    """Say how many people a facility can take now, as it said on the telephone."""

    facility: FacilityId
    free: int


@dataclass(frozen=True, slots=True)
class QuarantineEvent:
    """Keep something unreadable for a lead."""

    quarantine: str
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResolveQuarantine:
    """Release or discard what was kept."""

    quarantine: str
    released: bool


@dataclass(frozen=True, slots=True)
class EraseWords:
    """Erase the private words of an entry."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class DescribeProgramme:
    """Write down what counsel says of the programme."""

    programme: Programme
    counsel: str


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """Open a record for review."""

    case: CaseId | None = None
    client: ClientId | None = None


@dataclass(frozen=True, slots=True)
class NotePacket:
    """Write down that a hand-off was made as a file; see ``events.PacketMade``."""

    case: CaseId
    client: ClientId | None
    packet: Packet
    form: str
    unread: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteMap:
    """Write down that a case map was saved as a file; see ``events.MapSaved``."""

    case: CaseId
    client: ClientId | None
    form: str


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """Say that what changed in the protocols was read."""


@dataclass(frozen=True, slots=True)
class WatchClocks:
    """Let every clock that has run out by now be written down."""


CentreCommand: TypeAlias = (
    OpenJournal
    | RecordStaff
    | SignIn
    | SignOut
    | RecordClient
    | PublishProtocols
    | ApproveProtocol
    | ReadChanges
    | NoteImport
    | NoteRemoval
    | VerifyNumber
    | ConfirmRoom
    | QuarantineEvent
    | ResolveQuarantine
    | EraseWords
    | DescribeProgramme
    | ReadRecord
    | NotePacket
    | NoteMap
)
