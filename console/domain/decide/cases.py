"""What the owner of a case, and a lead, may do with it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from console.domain.board import Board
from console.domain.care import landing as landings
from console.domain.care.after.look_back import is_owed
from console.domain.care.after.rules import AfterRules
from console.domain.care.after.tries import untried
from console.domain.care.case import Case, Ending, Landing, unheard
from console.domain.care.landing import LandingPart
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    CaseCommand,
    CloseCase,
    ConfirmLocation,
    NoteOralAgreement,
    RankCase,
    RecordDisclosure,
    ReleaseCase,
    SetTier,
    StateLocation,
    TakeCase,
    TakeStatus,
    TryFallback,
    UsePlanPart,
    WriteConsult,
    WriteNote,
)
from console.domain.decide import guard, people
from console.domain.decide.after.followups import carried
from console.domain.decide.disclosed import disclosed_by_hand
from console.domain.decide.gates import closing
from console.domain.decide.tiers import rank_case, set_tier
from console.domain.events import (
    CallAnswered,
    CaseClosed,
    CaseReleased,
    CaseTaken,
    ConsultWritten,
    EscalationEnded,
    Event,
    FallbackTried,
    HelpAnswered,
    HelpAsked,
    LocationConfirmed,
    LocationStated,
    LookBackOwed,
    NoteWritten,
    StatusReturned,
)
from console.domain.happened import Asked
from console.domain.ids import SYSTEM
from console.domain.place.book import ten_digits
from console.domain.private import is_said
from console.domain.protocol.escalation import EndedBy
from console.domain.protocol.protocol import NextContact
from console.domain.refused import (
    Lacking,
    LandingLacks,
    NeedsReasons,
    NeedsWords,
    NoLocation,
    NotYours,
    PlaceChanged,
    Refused,
    TakenBy,
    TakenElsewhere,
)
from console.domain.seen.queue import for_anybody
from console.domain.tier import Tier


def decide(
    board: Board, command: CaseCommand, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    match command:
        case TakeCase():
            return _take(board, command, asked)
        case RankCase():
            return rank_case(board, command, asked)
        case AnswerHelp():
            guard.one_of(board, asked, *guard.LEADS)
            case = guard.open_case(board, command.case)
            return () if _beside(case, asked) else (HelpAnswered(case.id),)
        case TakeStatus():
            return _status(board, command, asked)
        case _:
            case = guard.my_case(board, command.case, asked)
            if isinstance(command, CloseCase):
                return _close(board, case, command, asked, rules)
            return _mine(board, case, command, asked)


def _status(board: Board, command: TakeStatus, asked: Asked) -> tuple[Event, ...]:
    """Return what a 911 centre sent back, from whoever brings it; the same file is one.

    Raises:
        Refused: the case is closed, whoever brings it may not, or it was taken in for another.
    """
    case = guard.open_case(board, command.case)
    if asked.by != SYSTEM:
        guard.worker(board, asked)
    if any(one.sha256 == command.sha256 for one in case.returned):
        return ()
    for other in board.cases.values():
        if any(one.sha256 == command.sha256 for one in other.returned):
            raise Refused(TakenElsewhere(other.number))
    return (StatusReturned(case.id, command.said, command.sha256),)


def _beside(case: Case, asked: Asked) -> bool:
    """Whether whoever asks has come already, and to all that the case has brought since."""
    begun = max((run.entry for run in case.escalations if run.running), default=0)
    news = max(begun, case.found_above(Tier.LOW))
    return case.help_answered_by == asked.by and case.help_answered_in > news


def _mine(  # noqa: C901 -- one line a command
    board: Board,
    case: Case,
    command: ReleaseCase
    | SetTier
    | StateLocation
    | ConfirmLocation
    | WriteNote
    | UsePlanPart
    | NoteOralAgreement
    | AskForHelp
    | WriteConsult
    | RecordDisclosure
    | TryFallback,
    asked: Asked,
) -> tuple[Event, ...]:
    match command:
        case ReleaseCase():
            return () if case.owner is None else (CaseReleased(case.id),)
        case SetTier():
            return set_tier(board, case, command, asked)
        case StateLocation():
            return (LocationStated(case.id, command.location),)
        case ConfirmLocation():
            return _confirm(case, command)
        case WriteNote():
            return (NoteWritten(case.id, command.text, command.happened_at),)
        case UsePlanPart():
            return people.use_plan(board, case, command)
        case NoteOralAgreement():
            return people.note_oral(board, case, command)
        case AskForHelp():
            waiting = case.help_asked_at is not None and case.help_answered_by is None
            return () if waiting and case.duties.called else (HelpAsked(case.id),)
        case WriteConsult():
            return _consulted(case, command)
        case RecordDisclosure():
            return disclosed_by_hand(board, case, command, asked)
        case TryFallback():
            number = ten_digits(command.number) or command.number.strip()
            return (FallbackTried(case.id, command.fallback, number, command.reached),)
        case _:
            assert_never(command)


def _consulted(case: Case, command: WriteConsult) -> tuple[Event, ...]:
    """Return a consultation as it is written down (gate G2).

    Raises:
        Refused: nobody is named, or nothing was advised.
    """
    for said, what in (
        (command.consulted, Lacking.NAME),
        (command.advice, Lacking.WHAT_WAS_SAID),
    ):
        if not is_said(said):
            raise Refused(NeedsWords(what))
    return (ConsultWritten(case.id, command.consulted, command.advice, command.agrees),)


def _confirm(case: Case, command: ConfirmLocation) -> tuple[Event, ...]:
    if case.place is None:
        raise Refused(NoLocation())
    if command.line not in {None, case.place.line}:
        raise Refused(PlaceChanged(case.place.line))
    return (LocationConfirmed(case.id),)


def _take(board: Board, command: TakeCase, asked: Asked) -> tuple[Event, ...]:
    """Return the case picked up; its owner picks it up once more when something is unheard.

    What waits for anybody anybody may take, from an owner who is away too.
    """
    case = guard.open_case(board, command.case)
    person = guard.worker(board, asked)
    picked_up = tuple(CallAnswered(contact.id, case.id) for contact in case.ringing)
    if case.owner == asked.by and unheard(case) == case.ringing:
        return picked_up
    mine = case.owner == asked.by or for_anybody(case)
    if not mine and not person.is_(*guard.LEADS):
        raise Refused(TakenBy(board.owner(case)))
    return (CaseTaken(case.id), *picked_up)


def _close(
    board: Board, case: Case, command: CloseCase, asked: Asked, rules: AfterRules
) -> tuple[Event, ...]:
    if case.owner is None:
        raise Refused(NotYours(board.lead, taken=False))
    landing = command.landing
    lacking = _lacking(board, case, landing, asked, rules)
    if lacking.parts:
        raise Refused(lacking)
    ended = tuple(
        EscalationEnded(case.id, run.id, EndedBy.LEFT)
        for run in reversed(case.escalations)
        if run.running
    )
    rated = _rated(board, case, landing.tier_at_end, asked)
    whole = replace(landing, tier_at_start=case.tier_at_start)
    back = _look_back(board, case, landing, asked, rules)
    return (*rated, *ended, CaseClosed(case.id, whole), *back, *carried(board, case.id))


def _look_back(
    board: Board, case: Case, landing: Landing, asked: Asked, rules: AfterRules
) -> tuple[LookBackOwed, ...]:
    """Return that somebody has yet to look back at ``case``, where nobody did before it landed."""
    begun = [board.protocol_of(run) for run in case.escalations]
    if not is_owed(case, landing.ending, begun):
        return ()
    due = asked.at + rules.look_back
    return (LookBackOwed(case.id, case.number, case.client, landing.tier_at_end, due),)


def _lacking(
    board: Board, case: Case, landing: Landing, asked: Asked, rules: AfterRules
) -> LandingLacks:
    """Return everything that keeps the case from closing with ``landing``, at once."""
    protocols = {run.id: board.protocol_of(run) for run in case.escalations}
    searching = guard.worker(board, asked).is_(*guard.LEADS) and landings.searched_for(landing)
    clocks = landings.open_clocks(case, protocols, searching=searching)
    listed = not board.closing or landings.closing_list(case, protocols) is not None
    tries = untried(case, rules) if landing.ending is Ending.UNREACHED_CLOSED else 0
    missing = list(landings.lacks(case, landing, now=asked.at))
    if searching and LandingPart.RESPONDERS in missing:
        missing.remove(LandingPart.RESPONDERS)
    missing += [LandingPart.OPEN_STEPS] if clocks else []
    missing = list(_by_closure(board, landing, missing, asked))
    missing += [] if listed else [LandingPart.CLOSING]
    missing += [
        part
        for part in closing.lacks(board, case, landing.ending)
        if listed or part is not LandingPart.COSIGN
    ]
    missing += [LandingPart.TRIES] if tries else []
    return LandingLacks(tuple(missing), clocks, tries, closing.untold(board, case))


def _by_closure(
    board: Board, landing: Landing, missing: list[LandingPart], asked: Asked
) -> Iterator[LandingPart]:
    """Yield what is missing under the follow-up rules of the closing list.

    After some endings nothing is owed.  After the others whoever was at risk hears from us
    within the hours of their tier, or there is a coded reason why not.
    """
    closure = board.closure
    owed = closure.owes(landing.ending) if closure is not None else NextContact.TIER
    nothing = owed is NextContact.NONE and landing.tier_at_end is Tier.LOW
    yield from (part for part in missing if not (nothing and part is LandingPart.NEXT_CONTACT))
    if closure is None or landing.next_contact is None or landing.no_next is not None:
        return
    span = closure.soon(landing.tier_at_end)
    if span is not None and landing.next_contact > asked.at + span:
        yield LandingPart.NEXT_TOO_LATE


def _rated(board: Board, case: Case, tier: Tier, asked: Asked) -> tuple[Event, ...]:
    """Return the tier at the end as it is set, under the rules that hold for every tier."""
    said = case.answers.get(landings.END_REASON)
    reasons = (said.value.text,) if said is not None and said.value.text is not None else ()
    try:
        return set_tier(board, case, SetTier(case.id, tier, reasons), asked)
    except Refused as refused:
        if isinstance(refused.reason, NeedsReasons) and tier < Tier.IMMINENT:
            raise Refused(LandingLacks((LandingPart.LOWER_REASON,))) from None
        raise
