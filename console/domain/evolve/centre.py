"""What the centre knows: staff, clients, protocols, quarantine."""

from dataclasses import replace
from typing import assert_never

from console.domain.board import Board, Present
from console.domain.events import (
    CentreEvent,
    ChangesRead,
    ClientRecorded,
    DirectoryImported,
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
from console.domain.evolve.contacts import on_file, unsaid
from console.domain.happened import Happened
from console.domain.place.book import Book, Room, Verified
from console.domain.protocol.protocol import Approval
from console.domain.protocol.read import read


def evolve(board: Board, happened: Happened, event: CentreEvent) -> Board:
    """Return the board after ``event``."""
    match event:
        case JournalOpened():
            return replace(board, journal=event.journal, practice=event.practice)
        case StaffRecorded() | SignedIn() | SignedOut():
            return _staff(board, happened, event)
        case ClientRecorded():
            return _client(board, happened, event)
        case ProtocolPublished() | ProtocolApproved():
            return _protocols(board, happened, event)
        case ChangesRead():
            known = {**board.read.get(happened.by, {}), **dict(event.versions)}
            return replace(board, read={**board.read, happened.by: known})
        case EventQuarantined() | QuarantineResolved():
            return _quarantine(board, event)
        case ProgrammeDescribed():
            return replace(board, programme=event.programme)
        case NumberVerified() | RoomConfirmed() | DirectoryImported() | StreetsRemoved():
            return replace(board, book=_book(board.book, happened, event))
        case WordsErased() | RecordRead() | PacketMade() | MapSaved():
            return board
        case _:
            assert_never(event)


def _quarantine(board: Board, event: EventQuarantined | QuarantineResolved) -> Board:
    kept = board.quarantined - {event.quarantine}
    if isinstance(event, EventQuarantined):
        kept |= {event.quarantine}
    return replace(board, quarantined=kept)


def _book(
    book: Book,
    happened: Happened,
    event: NumberVerified | RoomConfirmed | DirectoryImported | StreetsRemoved,
) -> Book:
    match event:
        case NumberVerified():
            called = Verified(event.number, happened.at, happened.by)
            return replace(book, numbers={**book.numbers, event.facility: called})
        case RoomConfirmed():
            room = Room(event.free, happened.at, happened.by)
            return replace(book, rooms={**book.rooms, event.facility: room})
        case DirectoryImported() | StreetsRemoved():
            return replace(book, lists=book.lists + 1)


def _client(board: Board, happened: Happened, event: ClientRecorded) -> Board:
    """Return the board with the record; an open case shows the new address unless one was said."""
    if event.record.value is None:
        return board
    board = replace(board, clients={**board.clients, event.client: event.record.value})
    case = board.open_case_of(event.client)
    if case is None or not unsaid(case):
        return board
    return board.with_case(replace(case, place=on_file(board, event.client, happened)))


def _staff(board: Board, happened: Happened, event: StaffRecorded | SignedIn | SignedOut) -> Board:
    match event:
        case StaffRecorded():
            if event.record.value is None:
                return board
            return replace(board, staff={**board.staff, event.staff: event.record.value})
        case SignedIn():
            here = Present(event.staff, happened.station, happened.at, event.leads)
            return replace(board, present={**board.present, event.staff: here})
        case SignedOut():
            stay = {k: v for k, v in board.present.items() if k != event.staff}
            return replace(board, present=stay)


def _protocols(
    board: Board, happened: Happened, event: ProtocolPublished | ProtocolApproved
) -> Board:
    if isinstance(event, ProtocolPublished):
        versions = (*board.protocols.get(event.protocol, ()), read(event.source))
        return replace(board, protocols={**board.protocols, event.protocol: versions})
    given = board.staff.get(happened.by)
    approval = Approval(
        given.name if given else happened.by,
        event.credential,
        happened.at.date(),
        event.next_review,
    )
    versions_ = {**board.approvals.get(event.protocol, {}), event.version: approval}
    return replace(board, approvals={**board.approvals, event.protocol: versions_})
