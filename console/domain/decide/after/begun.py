"""What is begun for a client after a crisis: raised frequency, messages, dates, referrals."""

from datetime import datetime, timedelta
from typing import assert_never

from console.domain.board import Board
from console.domain.care.after.caring import CaringEnd, CaringOutcome, dates
from console.domain.care.after.frequency import Raised, ReviewOutcome
from console.domain.care.after.reach import stopped
from console.domain.care.after.referral import NEEDS_REASON, Referral, ReferralState
from console.domain.care.after.rules import AfterRules
from console.domain.commands import (
    AfterCommand,
    CloseDischarge,
    GiveTeamMessage,
    MoveReferral,
    PlanCaring,
    RaiseFrequency,
    RecordDischarge,
    RecordVisit,
    ReviewFrequency,
    SendReferral,
    StopCaring,
    TryCaring,
    WriteTeamMessage,
)
from console.domain.decide import guard
from console.domain.events import (
    CaringPlanned,
    CaringStopped,
    CaringTried,
    DischargeClosed,
    DischargeRecorded,
    Event,
    FrequencyRaised,
    FrequencyReviewed,
    ReferralMoved,
    ReferralSent,
    TeamMessageGiven,
    TeamMessageWritten,
    VisitRecorded,
)
from console.domain.happened import Asked
from console.domain.ids import CaseId, ClientId
from console.domain.private import is_said
from console.domain.refused import (
    AfterLacks,
    AfterPart,
    NoSuchClient,
    NotFromHere,
    NothingThere,
    Refused,
)

BEGINS = RaiseFrequency | WriteTeamMessage | PlanCaring | RecordDischarge | SendReferral
"""What begins something for a client; everything else goes on with it, or ends it."""

A_DAY = timedelta(days=1)
"""Days are those of the centre; the clock here is UTC, so tomorrow's date may be today's."""


def decide(
    board: Board, command: AfterCommand, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    guard.worker(board, asked)
    # What is owed can be ended although the record of the client was erased.
    owed = command.client in board.aftercare and not isinstance(command, BEGINS)
    if command.client not in board.clients and not owed:
        raise Refused(NoSuchClient())
    match command:
        case RaiseFrequency() | ReviewFrequency():
            return _frequency(board, command)
        case WriteTeamMessage() | GiveTeamMessage():
            return _message(board, command, asked, rules)
        case PlanCaring() | TryCaring() | StopCaring():
            return _caring(board, command)
        case RecordDischarge() | RecordVisit() | CloseDischarge():
            return _discharge(board, command, asked)
        case SendReferral() | MoveReferral():
            return _referral(board, command, asked, rules)
        case _:
            assert_never(command)


def _lacks(part: AfterPart) -> Refused:
    return Refused(AfterLacks(part))


def _frequency(board: Board, command: RaiseFrequency | ReviewFrequency) -> tuple[Event, ...]:
    held = board.aftercare_of(command.client).raised
    if not is_said(command.reason):
        raise _lacks(AfterPart.REASON)
    if isinstance(command, RaiseFrequency):
        return _raise(held, command)
    if held is None:
        raise Refused(NothingThere())
    client, outcome, reason = command.client, command.outcome, command.reason
    if outcome is not ReviewOutcome.KEEP:
        return (FrequencyReviewed(client, outcome, reason),)
    if command.review_on is None or command.review_on <= held.review_on:
        raise _lacks(AfterPart.REVIEW_DAY)
    return (FrequencyReviewed(client, outcome, reason, command.review_on),)


def _raise(held: Raised | None, command: RaiseFrequency) -> tuple[Event, ...]:
    """Return the raised frequency; one that holds already is said to be replaced."""
    client, was, now = command.client, command.was, command.now
    start, review_on, reason = command.start, command.review_on, command.reason
    if now.every >= was.every:
        raise _lacks(AfterPart.MORE_OFTEN)
    if review_on <= start:
        raise _lacks(AfterPart.REVIEW_DAY)
    raised = FrequencyRaised(client, was, now, start, review_on, reason)
    if held is None:
        return (raised,)
    if (held.was, held.now, held.start, held.review_on) == (was, now, start, review_on):
        return ()
    return (FrequencyReviewed(client, ReviewOutcome.REPLACED, reason), raised)


def _message(
    board: Board,
    command: WriteTeamMessage | GiveTeamMessage,
    asked: Asked,
    rules: AfterRules,
) -> tuple[Event, ...]:
    held = board.aftercare_of(command.client).message(command.message)
    match command:
        case WriteTeamMessage(client, message, text, case):
            if held is not None:
                return ()
            if not is_said(text):
                raise _lacks(AfterPart.WORDS)
            due = asked.at + rules.message
            number = _number(board, client, case)
            return (TeamMessageWritten(client, message, text, due, case, number),)
        case GiveTeamMessage(client, message, how, to):
            if held is None:
                raise Refused(NothingThere())
            if held.how is not None:
                return ()
            if not is_said(to):
                raise _lacks(AfterPart.TO_WHOM)
            return (TeamMessageGiven(client, message, how, to),)


def _number(board: Board, client: ClientId, case: CaseId | None) -> int | None:
    if case is not None and case in board.cases:
        return board.cases[case].number
    past = board.history.get(client, ())
    return next((one.number for one in past if one.case == case), None)


def _caring(board: Board, command: PlanCaring | TryCaring | StopCaring) -> tuple[Event, ...]:
    held = board.aftercare_of(command.client).caring
    running = held if held is not None and held.ended is None else None
    if isinstance(command, PlanCaring):
        if running is not None:
            return ()
        opted_out = held is not None and held.ended is CaringEnd.OPTED_OUT
        if opted_out and not command.agreed:
            raise _lacks(AfterPart.OPTED_OUT)
        return (CaringPlanned(command.client, command.start, dates(command.start)),)
    if running is None or running.next is None:
        raise Refused(NothingThere())
    if isinstance(command, StopCaring):
        return (CaringStopped(command.client, command.why),)
    if command.number != running.next[0]:
        return ()
    goes_out = command.outcome is CaringOutcome.SENT
    client = board.clients.get(command.client)
    if goes_out and (client is None or stopped(client)) and not command.checked:
        raise _lacks(AfterPart.SAFE_CHECKED)
    return (CaringTried(command.client, command.number, command.outcome, command.checked),)


def _discharge(
    board: Board, command: RecordDischarge | RecordVisit | CloseDischarge, asked: Asked
) -> tuple[Event, ...]:
    held = board.aftercare_of(command.client).discharge(command.discharge)
    tomorrow = (asked.at + A_DAY).date()
    if isinstance(command, RecordDischarge):
        if held is not None:
            return ()
        if not is_said(command.facility):
            raise _lacks(AfterPart.FACILITY)
        if command.on > tomorrow:
            raise _lacks(AfterPart.IN_THE_FUTURE)
        return (DischargeRecorded(command.client, command.discharge, command.on, command.facility),)
    if held is None:
        raise Refused(NothingThere())
    if isinstance(command, CloseDischarge):
        closed = DischargeClosed(command.client, command.discharge, command.why)
        return () if held.ended is not None else (closed,)
    if command.on > tomorrow:
        raise _lacks(AfterPart.IN_THE_FUTURE)
    if any((seen.on, seen.kind) == (command.on, command.kind) for seen in held.visits):
        return ()
    return (VisitRecorded(command.client, command.discharge, command.on, command.kind),)


def _referral(
    board: Board, command: SendReferral | MoveReferral, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    held = board.aftercare_of(command.client).referral(command.referral)
    if isinstance(command, MoveReferral):
        if held is None:
            raise Refused(NothingThere())
        return _moved(held, command, asked, rules)
    if held is not None:
        return ()
    if not is_said(command.to):
        raise _lacks(AfterPart.TO_WHOM)
    due = asked.at + rules.edges[ReferralState.SENT]
    client, name = command.client, command.referral
    return (ReferralSent(client, name, command.to, command.asked_for, due, command.case),)


def _moved(
    held: Referral, command: MoveReferral, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    here, there, booked = held.state, command.state, command.appointment
    if there is here and booked in {None, held.appointment}:
        return ()
    if there not in held.may():
        raise Refused(NotFromHere(here, there))
    if there in NEEDS_REASON and not is_said(command.reason):
        raise _lacks(AfterPart.REASON)
    if there is ReferralState.SCHEDULED and booked is None:
        raise _lacks(AfterPart.APPOINTMENT)
    due = _due(there, asked.at, booked, rules)
    client, name = command.client, command.referral
    return (ReferralMoved(client, name, there, due, booked, command.reason),)


def _due(
    state: ReferralState, now: datetime, appointment: datetime | None, rules: AfterRules
) -> datetime | None:
    """Return by when the next step is to be heard of; of an appointment, after it was."""
    allowed = rules.edges.get(state)
    if allowed is None:
        return None
    booked = appointment if state is ReferralState.SCHEDULED else None
    return (booked or now) + allowed
