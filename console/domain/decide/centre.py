"""What the centre is made of: staff, clients, protocols, the directory, quarantine."""

from typing import assert_never

from console.domain.board import Board
from console.domain.care.disclosure import Why, Withheld
from console.domain.commands import (
    ApproveProtocol,
    CentreCommand,
    ConfirmRoom,
    DescribeProgramme,
    EraseWords,
    NoteImport,
    NoteMap,
    NotePacket,
    NoteRemoval,
    OpenJournal,
    PublishProtocols,
    QuarantineEvent,
    ReadChanges,
    ReadRecord,
    RecordClient,
    RecordStaff,
    ResolveQuarantine,
    SignIn,
    SignOut,
    VerifyNumber,
)
from console.domain.decide import guard
from console.domain.events import (
    CaseReleased,
    ChangesRead,
    ClientRecorded,
    DirectoryImported,
    Event,
    EventQuarantined,
    JournalOpened,
    MapSaved,
    NumberVerified,
    PacketMade,
    ProgrammeDescribed,
    ProtocolApproved,
    ProtocolPublished,
    QuarantineResolved,
    RecordRead,
    RoomConfirmed,
    SignedIn,
    SignedOut,
    StaffRecorded,
    StreetsRemoved,
    WordsErased,
)
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role
from console.domain.place.book import MOST_PLACES, ten_digits
from console.domain.protocol.protocol import Protocol
from console.domain.protocol.read import read
from console.domain.publishable import faults_of
from console.domain.reading.fault import Fault, Faulty
from console.domain.refused import (
    Lacking,
    NeedsRole,
    NeedsWords,
    NoSuchProtocol,
    NoSuchRoom,
    NothingThere,
    NotTenDigits,
    ProtocolUnsound,
    RecordChanged,
    Refused,
    VersionTaken,
)
from console.domain.seen.changed import unread


def decide(board: Board, command: CentreCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    match command:
        case OpenJournal():
            return () if board.journal else (JournalOpened(command.journal, command.practice),)
        case RecordStaff() | SignIn() | SignOut():
            return _staff(board, command, asked)
        case RecordClient():
            held = board.clients.get(command.client)
            if held == command.record.value:
                return ()
            if command.upon not in {None, held}:
                raise Refused(RecordChanged())
            return (ClientRecorded(command.client, command.record, command.source),)
        case PublishProtocols() | ApproveProtocol() | ReadChanges():
            return _protocols(board, command, asked)
        case QuarantineEvent() | ResolveQuarantine():
            return _quarantine(board, command, asked)
        case _:
            return _records(board, command, asked)


def _staff(
    board: Board, command: RecordStaff | SignIn | SignOut, asked: Asked
) -> tuple[Event, ...]:
    match command:
        case RecordStaff():
            guard.one_of(board, asked, Role.ADMINISTRATOR)
            record = command.record.value
            if board.staff.get(command.staff) == record:
                return ()
            recorded = StaffRecorded(command.staff, command.record)
            if record is None or not record.disabled:
                return (recorded,)
            return (recorded, *_left(board, command.staff))
        case SignIn():
            person = guard.worker(board, asked)
            leads = command.leads and person.is_(Role.SHIFT_LEAD)
            here = board.present.get(asked.by)
            if here is not None and (here.station, here.leads) == (asked.station, leads):
                return ()
            return (SignedIn(asked.by, leads),)
        case SignOut():
            here = board.present.get(asked.by)
            if here is None or here.station != asked.station:  # they sit somewhere else by now
                return ()
            return _left(board, asked.by)


def _left(board: Board, staff: StaffId) -> tuple[Event, ...]:
    """Return the end of somebody's work: their cases go back to the lead before they leave."""
    released = tuple(CaseReleased(case.id) for case in board.cases.values() if case.owner == staff)
    return (*released, SignedOut(staff)) if staff in board.present else released


def _protocols(
    board: Board,
    command: PublishProtocols | ApproveProtocol | ReadChanges,
    asked: Asked,
) -> tuple[Event, ...]:
    match command:
        case PublishProtocols():
            return _publish(board, command.sources)
        case ApproveProtocol():
            return _approve(board, command, asked)
        case ReadChanges():
            guard.worker(board, asked)
            fresh = tuple((found.now.id, found.now.version) for found in unread(board, asked.by))
            return (ChangesRead(fresh),) if fresh else ()


def _publish(board: Board, sources: tuple[str, ...]) -> tuple[Event, ...]:
    """Return the protocols published together: each may lead to the others, and all are sound."""
    given = _read(sources)
    names = {protocol.id for protocol, _ in given}
    beside = [
        max(versions, key=lambda found: found.version)
        for name, versions in board.protocols.items()
        if name not in names
    ]
    fresh: list[tuple[Protocol, str]] = []
    for protocol, source in given:
        if _is_published(board, protocol):
            beside.append(protocol)
        else:
            fresh.append((protocol, source))
    faults = faults_of((protocol for protocol, _ in fresh), beside)
    if faults:
        raise Refused(ProtocolUnsound(faults))
    return tuple(ProtocolPublished(found.id, found.version, source) for found, source in fresh)


def _is_published(board: Board, protocol: Protocol) -> bool:
    """Whether ``protocol`` is published as it is; no version is published twice, but unlike."""
    versions = board.protocols.get(protocol.id, ())
    same = next((held for held in versions if held.version == protocol.version), None)
    if same is not None and same != protocol:
        raise Refused(VersionTaken(protocol.id, protocol.version))
    return same is not None


def _read(sources: tuple[str, ...]) -> tuple[tuple[Protocol, str], ...]:
    read_in: list[tuple[Protocol, str]] = []
    faults: list[Fault] = []
    for source in sources:
        try:
            read_in.append((read(source), source))
        except Faulty as faulty:
            faults += faulty.faults
    if faults:
        raise Refused(ProtocolUnsound(tuple(faults)))
    return tuple(read_in)


def _approve(board: Board, command: ApproveProtocol, asked: Asked) -> tuple[Event, ...]:
    if not guard.worker(board, asked).is_(Role.CLINICAL_LEAD):
        raise Refused(NeedsRole((Role.CLINICAL_LEAD,)))
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


def _programme(board: Board, command: DescribeProgramme, asked: Asked) -> tuple[Event, ...]:
    """Return what counsel says of the programme; whoever writes it down names who said it.

    Raises:
        Refused: it takes a clinical lead or an administrator, and the name of counsel.
    """
    guard.one_of(board, asked, Role.CLINICAL_LEAD, Role.ADMINISTRATOR)
    if not command.counsel.strip():
        raise Refused(NeedsWords(Lacking.NAME))
    if command.programme == board.programme:
        return ()
    return (ProgrammeDescribed(command.programme, command.counsel.strip()),)


def _packet(board: Board, command: NotePacket, asked: Asked) -> PacketMade:
    """Return that a file was made; words that nobody has read are held back as Part 2 is."""
    if asked.by != SYSTEM:
        guard.worker(board, asked)
    made = command.packet
    unread = (Withheld(item.value, Why.PART2) for item in command.unread)
    return PacketMade(
        command.case,
        command.client,
        made.to.recipient,
        command.form,
        tuple(item.value for item in made.items),
        (*made.withheld, *unread),
        made.sud,
    )


def _called(command: VerifyNumber | ConfirmRoom) -> tuple[Event, ...]:
    """Return what somebody found out by calling; the same answer again is news of today."""
    match command:
        case VerifyNumber():
            number = ten_digits(command.number)
            if number is None:
                raise Refused(NotTenDigits(command.number))
            return (NumberVerified(command.facility, number),)
        case ConfirmRoom():
            if not 0 <= command.free <= MOST_PLACES:
                raise Refused(NoSuchRoom(MOST_PLACES))
            return (RoomConfirmed(command.facility, command.free),)


def _records(
    board: Board,
    command: NoteImport
    | NoteRemoval
    | VerifyNumber
    | ConfirmRoom
    | EraseWords
    | DescribeProgramme
    | ReadRecord
    | NotePacket
    | NoteMap,
    asked: Asked,
) -> tuple[Event, ...]:
    match command:
        case DescribeProgramme():
            return _programme(board, command, asked)
        case NoteImport():
            return (
                DirectoryImported(
                    command.format,
                    command.sha256,
                    command.vintage,
                    command.rows,
                    command.rejected,
                    command.sources,
                ),
            )
        case NoteRemoval():
            return (StreetsRemoved(command.name, command.sha256),)
        case VerifyNumber() | ConfirmRoom():
            guard.worker(board, asked)
            return _called(command)
        case EraseWords():
            guard.one_of(board, asked, Role.CLINICAL_LEAD, Role.ADMINISTRATOR)
            return (WordsErased(command.entry, command.reason),)
        case ReadRecord():
            guard.worker(board, asked)
            return (RecordRead(command.case, command.client),)
        case NotePacket():
            return (_packet(board, command, asked),)
        case NoteMap():
            guard.worker(board, asked)
            return (MapSaved(command.case, command.client, command.form),)
        case _:
            assert_never(command)
