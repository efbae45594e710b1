"""Contacts: arriving, being answered, ending, and whose they are."""

from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.contact import Contact, LineState, Rule, Suggestion
from console.domain.care.limits import Limits
from console.domain.commands import (
    AnswerCall,
    ContactCommand,
    EndCall,
    IdentifyClient,
    MergeCases,
    OfferLocation,
    ReceiveContact,
    SplitContact,
)
from console.domain.decide.guard import LEADS, open_case, worker
from console.domain.events import (
    CallAnswered,
    CallEnded,
    CaseIdentified,
    CasesMerged,
    ContactArrived,
    ContactSplit,
    Event,
    FormArrived,
    LocationOffered,
)
from console.domain.happened import Asked
from console.domain.ids import ContactId
from console.domain.refused import (
    DifferentClients,
    NoSuchClient,
    NoSuchContact,
    Refused,
    SameCase,
    TwoOwners,
)
from console.domain.tier import Tier


def decide(
    board: Board, command: ContactCommand, asked: Asked, limits: Limits
) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    match command:
        case ReceiveContact():
            return _receive(board, command, asked, limits)
        case OfferLocation():
            return _offer(board, command)
        case AnswerCall() | EndCall():
            return _line(board, command)
        case IdentifyClient():
            return _identify(board, command, asked)
        case MergeCases():
            return _merge(board, command, asked)
        case SplitContact():
            worker(board, asked)
            return _split(board, command)
        case _:
            assert_never(command)


def _receive(
    board: Board, command: ReceiveContact, asked: Asked, limits: Limits
) -> tuple[Event, ...]:
    if board.contact(command.contact) is not None or command.contact in board.landed:
        return ()
    client = command.client if command.client in board.clients else None
    joined = board.open_case_of(client) if client is not None else None
    suggestion = _lifted(board, replace(command, client=client), asked, limits)
    arrived = ContactArrived(
        command.contact,
        joined.id if joined else command.fresh,
        command.kind,
        command.sender,
        suggestion,
        client,
        command.said,
        command.phone,
        command.call_id,
        command.ringing,
    )
    if command.paper is None:
        return (arrived,)
    return (arrived, FormArrived(arrived.contact, arrived.case, command.paper))


def _offer(board: Board, command: OfferLocation) -> tuple[Event, ...]:
    """Return that a sender said where the person is; news of a case that has landed is none."""
    if command.contact in board.landed:
        return ()
    case, contact = _contact(board, command.contact)
    same = contact.place is not None and contact.place.value == command.location.value
    return () if same else (LocationOffered(contact.id, case.id, command.location),)


def _lifted(board: Board, command: ReceiveContact, asked: Asked, limits: Limits) -> Suggestion:
    """Return the suggestion, lifted to moderate when the client was at high risk lately."""
    suggestion = command.suggestion
    if suggestion.tier is Tier.IMMINENT:  # no rule says imminent, whoever sends it
        suggestion = replace(suggestion, tier=Tier.HIGH)
    past = board.history.get(command.client, ()) if command.client is not None else ()
    lately = [
        case.tier
        for case in past
        if case.tier is not None and asked.at - case.closed_at <= limits.last_tier_for
    ]
    if suggestion.tier is Tier.LOW and max(lately, default=Tier.LOW) >= Tier.HIGH:
        return Suggestion(Tier.MODERATE, Rule.LAST_TIER, suggestion.detail)
    return suggestion


def _line(board: Board, command: AnswerCall | EndCall) -> tuple[Event, ...]:
    """Return what became of a call; news of a call whose case has landed comes too late."""
    if command.contact in board.landed:
        return ()
    case, contact = _contact(board, command.contact)
    if isinstance(command, AnswerCall):
        ringing = contact.line is LineState.RINGING
        return (CallAnswered(contact.id, case.id),) if ringing else ()
    if contact.line not in {LineState.RINGING, LineState.OPEN}:
        return ()
    answered = contact.line is LineState.OPEN
    return (CallEnded(contact.id, case.id, answered, answered and command.dropped),)


def _identify(board: Board, command: IdentifyClient, asked: Asked) -> tuple[Event, ...]:
    worker(board, asked)
    case = open_case(board, command.case)
    if case.client == command.client:
        return ()
    if command.client not in board.clients:
        raise Refused(NoSuchClient())
    known = CaseIdentified(case.id, command.client)
    other = board.open_case_of(command.client)
    if other is None:
        return (known,)
    _one_owner(board, case, other, asked)
    return (known, CasesMerged(case.id, other.id))


def _one_owner(board: Board, into: Case, gone: Case, asked: Asked) -> None:
    """Let only a lead join two cases that two people work on: one of them loses theirs."""
    if into.owner is None or gone.owner is None or into.owner == gone.owner:
        return
    if not worker(board, asked).is_(*LEADS):
        raise Refused(TwoOwners((into.owner, gone.owner)))


def _merge(board: Board, command: MergeCases, asked: Asked) -> tuple[Event, ...]:
    worker(board, asked)
    if command.into == command.gone:
        raise Refused(SameCase(command.into))
    into, gone = open_case(board, command.into), open_case(board, command.gone)
    if into.client is not None and gone.client is not None and into.client != gone.client:
        raise Refused(DifferentClients())
    _one_owner(board, into, gone, asked)
    return (CasesMerged(into.id, gone.id),)


def _split(board: Board, command: SplitContact) -> tuple[Event, ...]:
    case, contact = _contact(board, command.contact)
    if case.id == command.fresh:
        return ()
    if len(case.contacts) == 1 or command.fresh in board.cases:
        raise Refused(SameCase(case.id))
    return (ContactSplit(contact.id, case.id, command.fresh),)


def _contact(board: Board, contact: ContactId) -> tuple[Case, Contact]:
    found = board.contact(contact)
    if found is None:
        raise Refused(NoSuchContact())
    return found
