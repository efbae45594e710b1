"""What the centre is made of: staff, clients, protocols, the directory, quarantine."""

from typing import TypeAlias, assert_never

from console.domain.board import Board
from console.domain.commands import (
    ApproveProtocol,
    EraseWords,
    NoteImport,
    OpenJournal,
    PublishProtocol,
    QuarantineEvent,
    ReadRecord,
    RecordClient,
    RecordStaff,
    ResolveQuarantine,
    SignIn,
    SignOut,
    VerifyNumber,
)
from console.domain.decide import guard
from console.domain.errors import (
    NoSuchProtocol,
    NothingThere,
    ProtocolUnsound,
    Refused,
    VersionTaken,
)
from console.domain.events import (
    ClientRecorded,
    DirectoryImported,
    Event,
    EventQuarantined,
    JournalOpened,
    NumberVerified,
    ProtocolApproved,
    ProtocolPublished,
    QuarantineResolved,
    RecordRead,
    SignedIn,
    SignedOut,
    StaffRecorded,
    WordsErased,
)
from console.domain.happened import Asked
from console.domain.people.staff import Role
from console.domain.protocol.check import faults_in
from console.domain.protocol.read import Unreadable, read

CentreCommand: TypeAlias = (
    OpenJournal
    | RecordStaff
    | SignIn
    | SignOut
    | RecordClient
    | PublishProtocol
    | ApproveProtocol
    | NoteImport
    | VerifyNumber
    | QuarantineEvent
    | ResolveQuarantine
    | EraseWords
    | ReadRecord
)


def decide(board: Board, command: CentreCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    match command:
        case OpenJournal():
            return () if board.journal else (JournalOpened(command.journal, command.practice),)
        case RecordStaff() | SignIn() | SignOut():
            return _staff(board, command, asked)
        case RecordClient():
            if board.clients.get(command.client) == command.record.value:
                return ()
            return (ClientRecorded(command.client, command.record, command.source),)
        case PublishProtocol():
            return _publish(board, command)
        case ApproveProtocol():
            return _approve(board, command, asked)
        case QuarantineEvent() | ResolveQuarantine():
            return _quarantine(board, command, asked)
        case _:
            return _records(board, command, asked)


def _staff(board: Board, command: RecordStaff | SignIn | SignOut, asked: Asked) -> tuple[Event, ...]:
    match command:
        case RecordStaff():
            guard.one_of(board, asked, Role.ADMINISTRATOR)
            if board.staff.get(command.staff) == command.record.value:
                return ()
            return (StaffRecorded(command.staff, command.record),)
        case SignIn():
            person = guard.worker(board, asked)
            leads = command.leads and person.is_(Role.SHIFT_LEAD)
            here = board.present.get(asked.by)
            if here is not None and (here.station, here.leads) == (asked.station, leads):
                return ()
            return (SignedIn(asked.by, leads),)
        case SignOut():
            return (SignedOut(asked.by),) if asked.by in board.present else ()


def _publish(board: Board, command: PublishProtocol) -> tuple[Event, ...]:
    try:
        protocol = read(command.source)
    except Unreadable as unreadable:
        raise Refused(ProtocolUnsound(unreadable.faults)) from None
    for published in board.protocols.get(protocol.id, ()):
        if published.version == protocol.version:
            if published == protocol:
                return ()
            raise Refused(VersionTaken(protocol.id, protocol.version))
    faults = faults_in(protocol, board.protocols.keys() | {protocol.id})
    if faults:
        raise Refused(ProtocolUnsound(faults))
    return (ProtocolPublished(protocol.id, protocol.version, command.source),)


def _approve(board: Board, command: ApproveProtocol, asked: Asked) -> tuple[Event, ...]:
    if not guard.worker(board, asked).is_(Role.CLINICAL_LEAD):
        guard.one_of(board, asked, Role.CLINICAL_LEAD)
    versions = {found.version for found in board.protocols.get(command.protocol, ())}
    if command.version not in versions:
        raise Refused(NoSuchProtocol(command.protocol))
    if command.version in board.approvals.get(command.protocol, {}):
        return ()
    return (
        ProtocolApproved(
            command.protocol, command.version, command.credential, command.next_review
        ),
    )


def _quarantine(
    board: Board, command: QuarantineEvent | ResolveQuarantine, asked: Asked
) -> tuple[Event, ...]:
    if isinstance(command, QuarantineEvent):
        if command.quarantine in board.quarantined:
            return ()
        return (EventQuarantined(command.quarantine, command.sender, command.reason),)
    guard.one_of(board, asked, Role.SHIFT_LEAD, Role.ADMINISTRATOR)
    if command.quarantine not in board.quarantined:
        raise Refused(NothingThere())
    return (QuarantineResolved(command.quarantine, command.released),)


def _records(
    board: Board, command: NoteImport | VerifyNumber | EraseWords | ReadRecord, asked: Asked
) -> tuple[Event, ...]:
    match command:
        case NoteImport():
            return (
                DirectoryImported(
                    command.format,
                    command.sha256,
                    command.vintage,
                    command.rows,
                    command.rejected,
                ),
            )
        case VerifyNumber():
            guard.worker(board, asked)
            return (NumberVerified(command.facility, command.number),)
        case EraseWords():
            guard.one_of(board, asked, Role.ADMINISTRATOR)
            return (WordsErased(command.entry, command.reason),)
        case ReadRecord():
            guard.worker(board, asked)
            return (RecordRead(command.case, command.client),)
        case _:
            assert_never(command)
