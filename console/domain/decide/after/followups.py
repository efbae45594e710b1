"""Tries to reach somebody, and the reasons for which nothing is owed any more.

A new safety concern is asked beside the outcome and never merged with it (S6): it opens care
again at once, in the queue at high, for a person to judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from console.domain.board import Board
from console.domain.care.after.rules import AfterRules
from console.domain.care.after.tries import after, unreached
from console.domain.care.case import Case
from console.domain.care.contact import Contact, ContactKind, Rule, Suggestion
from console.domain.care.followup import (
    CONCERN,
    ENDS,
    FollowUp,
    FollowUpEnd,
    FollowUpOutcome,
    Try,
)
from console.domain.commands import BeginFollowUp, EndFollowUp, FollowUpCommand, Fresh, TryFollowUp
from console.domain.decide import guard
from console.domain.events import (
    CallAnswered,
    CaseTaken,
    ContactArrived,
    EscalationStarted,
    Event,
    FollowUpBegun,
    FollowUpEnded,
    FollowUpTried,
    StepDone,
    StepTried,
)
from console.domain.happened import Asked
from console.domain.ids import CaseId, ClientId, ContactId, EscalationId, ProtocolId
from console.domain.refused import AfterLacks, AfterPart, NeedsRole, NothingThere, Refused, TakenBy
from console.domain.tier import Tier

CHECKLIST = ProtocolId("P31")
"""The checklist of a follow-up contact."""

CONCERN_WITHIN = timedelta(hours=24)
"""How soon after a new concern, where no closing list in use says so for high (S14, 988)."""

SPOKEN = FollowUpOutcome.REACHED
FITS = {
    FollowUpEnd.ENGAGED: ENDS | {FollowUpOutcome.REACHED_SUPPORTER},
    FollowUpEnd.RISK_DOWN: frozenset({SPOKEN}),
    FollowUpEnd.NOT_WANTED: ENDS,
    FollowUpEnd.DIED: frozenset({FollowUpOutcome.REACHED_SUPPORTER, FollowUpOutcome.UNABLE}),
    FollowUpEnd.UNREACHED: frozenset(FollowUpOutcome) - ENDS,
}
"""After which outcomes of a try each reason may end a follow-up."""

UNTRIED = frozenset(
    {FollowUpEnd.ENGAGED, FollowUpEnd.CARRIED_ON, FollowUpEnd.UNREACHED, FollowUpEnd.DIED}
)
"""Reasons that need no talk with the person at this moment."""


@dataclass(frozen=True, slots=True)
class _At:
    """Who asks, and all that is known when they do."""

    board: Board
    asked: Asked
    rules: AfterRules

    def next(self, log: tuple[Try, ...], tier: Tier, client: ClientId | None) -> datetime:
        """Return when the next try is due by the rules."""
        circle = self.board.circle_may_be_told(client, self.asked.at)
        return after(log, tier, self.rules, circle=circle).due


def decide(
    board: Board, command: FollowUpCommand, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    guard.worker(board, asked)
    at = _At(board, asked, rules)
    match command:
        case TryFollowUp():
            return _try(at, command)
        case BeginFollowUp():
            return _begin(at, command)
        case EndFollowUp():
            return _end(at, command)
        case _:
            assert_never(command)


def carried(board: Board, case: CaseId) -> tuple[FollowUpEnded, ...]:
    """Return the end of the follow-ups that were made in ``case``, now that it lands."""
    return tuple(
        FollowUpEnded(owed.case, FollowUpEnd.CARRIED_ON)
        for owed in board.follow_ups.values()
        if owed.into == case
    )


def concerns(board: Board, done: tuple[Event, ...], asked: Asked) -> Iterator[ContactArrived]:
    """Yield the contact with which a concern that a checklist brought to light stands at high."""
    for event in done:
        if not isinstance(event, StepDone | StepTried):
            continue
        said = any(v.field == CONCERN and v.code == "yes" for v in event.values)
        case = board.cases.get(event.case)
        if not said or case is None or _stands(case):
            continue
        found = Suggestion(Tier.HIGH, Rule.FOLLOW_UP_CONCERN, f"case {case.number}")
        name = ContactId(f"{case.id}-{board.seq}")
        call, station = ContactKind.CALL, asked.station
        yield ContactArrived(name, case.id, call, station, found, case.client)


def _stands(case: Case) -> bool:
    """Whether a concern stands at high already; what a person judged since does not hide a new."""
    since = case.word.entry if case.word is not None else 0
    return any(_concerned(contact) and contact.entry > since for contact in case.contacts)


def _concerned(contact: Contact) -> bool:
    return contact.suggestion.rule is Rule.FOLLOW_UP_CONCERN


def _try(at: _At, command: TryFollowUp) -> tuple[Event, ...]:
    open_ = at.board.cases.get(command.case)
    if open_ is not None:
        return _in_case(at, guard.my_case(at.board, open_.id, at.asked), command)
    owed = at.board.follow_ups.get(command.case)
    now, due = at.asked.at, command.next_contact
    past = due is not None and due <= now
    if command.new_safety_concern:
        soon = due if due is not None and not past else now + _soon(at.board)
        return _concern(at, command, owed or _over(at.board, command.case, now), soon)
    if owed is None:
        raise Refused(NothingThere())
    if past:
        raise Refused(AfterLacks(AfterPart.NEXT_IS_PAST))
    log = (*owed.log, Try(now, at.asked.by, command.outcome))
    ended = _ended(command)
    if ended is not None:
        _may_end(at, ended, log, owed.tier)
        return (FollowUpTried(command.case, command.outcome, False, None, ended),)
    if due is None and command.outcome is SPOKEN:
        raise Refused(AfterLacks(AfterPart.NEXT_OR_END))
    due = due or at.next(log, owed.tier, owed.client)
    return (FollowUpTried(command.case, command.outcome, False, due),)


def _soon(board: Board) -> timedelta:
    """Return how soon somebody is reached whose concern stands at high."""
    closure = board.closure
    return (closure.soon(Tier.HIGH) if closure is not None else None) or CONCERN_WITHIN


def _over(board: Board, case: CaseId, now: datetime) -> FollowUp:
    """Return the follow-up of a landed case that somebody ended meanwhile: concern needs none.

    Raises:
        Refused: nobody knows whose case it was.
    """
    for client, before in board.history.items():
        for past in before:
            if past.case == case:
                return FollowUp(case, past.number, client, now, past.tier or Tier.LOW)
    raise Refused(NothingThere())


def _ended(command: TryFollowUp) -> FollowUpEnd | None:
    """Return the reason that the try itself gives; whoever declines wants no more contact."""
    declined = command.outcome is FollowUpOutcome.DECLINED and command.next_contact is None
    ended = command.ended or (FollowUpEnd.NOT_WANTED if declined else None)
    if ended is not None and command.outcome not in FITS.get(ended, frozenset()):
        raise Refused(AfterLacks(AfterPart.END_DOES_NOT_FIT))
    return ended


def _in_case(at: _At, case: Case, command: TryFollowUp) -> tuple[Event, ...]:
    """Return a try in an open case; what ends that is its landing."""
    if command.ended is not None:
        raise Refused(AfterLacks(AfterPart.END_DOES_NOT_FIT))
    due = command.next_contact
    if command.new_safety_concern:
        return _concern(at, command, case, due)
    if due is None and command.outcome not in ENDS:
        log = (*case.tries, Try(at.asked.at, at.asked.by, command.outcome))
        due = at.next(log, case.rank, case.client)
    return (FollowUpTried(case.id, command.outcome, False, due),)


def _concern(
    at: _At, command: TryFollowUp, about: FollowUp | Case, due: datetime | None
) -> tuple[Event, ...]:
    """Return the try together with the contact that opens care again."""
    fresh = command.fresh or _named(at, command.case)
    found = Suggestion(Tier.HIGH, Rule.FOLLOW_UP_CONCERN, f"case {about.number}")
    arrived = _contact(at, fresh, about, found)
    tried = FollowUpTried(command.case, command.outcome, True, due, None, arrived.case)
    return (tried, arrived)


def _named(at: _At, case: CaseId) -> Fresh:
    """Return names for a concern that came without: it is never held up by that."""
    name = f"{case}-{at.board.seq}"
    return Fresh(CaseId(name), ContactId(name), EscalationId(name))


def _contact(at: _At, fresh: Fresh, about: FollowUp | Case, found: Suggestion) -> ContactArrived:
    """Return a contact of ours, in the open case of the client or in a new one."""
    held = about if isinstance(about, Case) else None
    if held is None and about.client is not None:
        held = at.board.open_case_of(about.client)
    case = held.id if held is not None else fresh.case
    station = at.asked.station
    call, phone = ContactKind.CALL, about.agreed.number
    return ContactArrived(fresh.contact, case, call, station, found, about.client, phone=phone)


def _begin(at: _At, command: BeginFollowUp) -> tuple[Event, ...]:
    board = at.board
    owed = board.follow_ups.get(command.case)
    if owed is None:
        raise Refused(NothingThere())
    if owed.into in board.cases:
        return ()
    held = board.open_case_of(owed.client) if owed.client is not None else None
    if held is not None:
        return _beside(at, held, owed)
    found = Suggestion(min(owed.tier, Tier.HIGH), Rule.FOLLOW_UP, f"case {owed.number}")
    arrived = _contact(at, command.fresh, owed, found)
    begun: list[Event] = [arrived, CaseTaken(arrived.case)]
    protocol = board.usable(CHECKLIST)
    if protocol is not None:
        run = command.fresh.run
        begun.append(EscalationStarted(arrived.case, run, CHECKLIST, protocol.version))
    return (*begun, FollowUpBegun(owed.case, arrived.case))


def _beside(at: _At, held: Case, owed: FollowUp) -> tuple[Event, ...]:
    """Return that the call is made in the case that is open already, by whoever has it."""
    if held.owner not in {None, at.asked.by}:
        raise Refused(TakenBy(at.board.owner(held)))
    picked_up = tuple(CallAnswered(contact.id, held.id) for contact in held.ringing)
    taken = (CaseTaken(held.id),) if held.owner is None else ()
    return (*taken, *picked_up, FollowUpBegun(owed.case, held.id))


def _end(at: _At, command: EndFollowUp) -> tuple[Event, ...]:
    owed = at.board.follow_ups.get(command.case)
    if owed is None:
        return ()
    if command.why not in UNTRIED:
        raise Refused(AfterLacks(AfterPart.END_DOES_NOT_FIT))
    _may_end(at, command.why, owed.log, owed.tier)
    return (FollowUpEnded(owed.case, command.why),)


def _may_end(at: _At, why: FollowUpEnd, log: tuple[Try, ...], tier: Tier) -> None:
    """Let nobody be given up before they were tried, and then only by a lead (P16 b4)."""
    if why is not FollowUpEnd.UNREACHED:
        return
    wanted = at.rules.trying(tier).tries
    if unreached(log) < wanted:
        raise Refused(AfterLacks(AfterPart.TRIES_FIRST, wanted))
    if not guard.worker(at.board, at.asked).is_(*guard.LEADS):
        raise Refused(NeedsRole(guard.LEADS))
