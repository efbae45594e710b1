"""How contacts make, join and leave cases."""

from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.contact import Contact, LineState, Rule, Suggestion
from console.domain.events import (
    CallAnswered,
    CallEnded,
    CaseIdentified,
    CasesMerged,
    ContactArrived,
    ContactEvent,
    ContactSplit,
)
from console.domain.happened import Happened
from console.domain.ids import CaseId, ClientId, ContactId
from console.domain.place.location import Location, Placed, Source
from console.domain.tier import Tier


def evolve(board: Board, happened: Happened, event: ContactEvent) -> Board:
    """Return the board after ``event``."""
    match event:
        case ContactArrived():
            return _arrived(board, happened, event)
        case CallAnswered():
            return _contact(
                board, event.case, event.contact, line=LineState.OPEN, answered_at=happened.at
            )
        case CallEnded():
            return _ended(board, happened, event)
        case CaseIdentified():
            case = replace(board.cases[event.case], client=event.client)
            if case.place is None:
                case = replace(case, place=on_file(board, event.client, happened))
            return board.with_case(case)
        case CasesMerged():
            return _merged(board, event)
        case ContactSplit():
            return _split(board, happened, event)
        case _:
            assert_never(event)


def on_file(board: Board, client: ClientId | None, happened: Happened) -> Placed | None:
    """Return where the record says the client lives, with the age that it has there."""
    known = board.clients.get(client) if client is not None else None
    if known is None or not known.addresses:
        return None
    home = known.addresses[0]
    since = happened.at
    if home.since is not None:
        since = happened.at.replace(
            year=home.since.year, month=home.since.month, day=home.since.day
        )
    return Placed(
        Location(
            home.line,
            Source.ON_FILE,
            since,
            unit=home.unit,
            city=home.city,
            state=home.state,
            zip=home.zip,
            access=home.access,
            at=home.at,
            error_m=home.error_m,
        )
    )


def _arrived(board: Board, happened: Happened, event: ContactArrived) -> Board:
    contact = Contact(
        event.contact,
        event.kind,
        event.sender,
        happened.at,
        LineState.RINGING if event.ringing else LineState.OPEN,
        event.suggestion,
        event.said,
        event.phone,
        event.call_id,
    )
    case = board.cases.get(event.case)
    if case is None:
        case = Case(
            event.case,
            happened.seq,
            happened.at,
            event.client,
            waiting_since=happened.at,
            place=on_file(board, event.client, happened),
        )
    return board.with_case(replace(case, contacts=(*case.contacts, contact)))


def _contact(board: Board, case: CaseId, contact: ContactId, **changes: object) -> Board:
    held = board.cases[case]
    contacts = tuple(
        replace(found, **changes) if found.id == contact else found  # type: ignore[arg-type]
        for found in held.contacts
    )
    return board.with_case(replace(held, contacts=contacts))


def _ended(board: Board, happened: Happened, event: CallEnded) -> Board:
    if not event.answered:
        line = LineState.ABANDONED
    elif event.dropped:
        line = LineState.DROPPED
    else:
        return _contact(
            board, event.case, event.contact, line=LineState.ENDED, ended_at=happened.at
        )
    # Whoever we lost is at least as much at risk as while we had them.
    lost = Suggestion(max(board.cases[event.case].rank, Tier.MODERATE), Rule.CALL_DROPPED)
    return _contact(
        board, event.case, event.contact, line=line, ended_at=happened.at, suggestion=lost
    )


def _merged(board: Board, event: CasesMerged) -> Board:
    into, gone = board.cases[event.into], board.cases[event.gone]
    waits = [case.waiting_since for case in (into, gone) if case.waiting_since is not None]
    firsts = [case.first_taken_at for case in (into, gone) if case.first_taken_at is not None]
    ratings = [case.tier for case in (into, gone) if case.tier is not None]
    joined = replace(
        into,
        client=into.client or gone.client,
        owner=into.owner or gone.owner,
        taken_at=into.taken_at or gone.taken_at,
        first_taken_at=min(firsts, default=None),
        tier=max(ratings, key=lambda rating: rating.tier, default=None),
        contacts=tuple(sorted((*into.contacts, *gone.contacts), key=lambda c: (c.arrived, c.id))),
        waiting_since=None if into.owner or gone.owner else min(waits, default=None),
        place=into.place or gone.place,
        escalations=(*into.escalations, *gone.escalations),
        answers={**gone.answers, **into.answers},
        notes=tuple(sorted((*into.notes, *gone.notes), key=lambda note: note.at)),
        used=into.used | gone.used,
    )
    return board.without_cases([event.gone]).with_case(joined)


def _split(board: Board, happened: Happened, event: ContactSplit) -> Board:
    case = board.cases[event.case]
    moved = next(found for found in case.contacts if found.id == event.contact)
    stay = tuple(found for found in case.contacts if found.id != event.contact)
    alone = Case(
        event.into,
        happened.seq,
        moved.arrived,
        contacts=(moved,),
        waiting_since=moved.arrived,
    )
    return board.with_case(replace(case, contacts=stay)).with_case(alone)
