"""What the owner of a case, and a lead, may do with it."""

from typing import TypeAlias, assert_never

from console.domain.board import Board
from console.domain.care import landing as landings
from console.domain.care.case import Case
from console.domain.care.contact import LineState
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    CloseCase,
    ConfirmLocation,
    RankCase,
    RecordDisclosure,
    ReleaseCase,
    SetTier,
    StateLocation,
    TakeCase,
    TryFollowUp,
    UsePlanPart,
    WriteNote,
)
from console.domain.decide import guard
from console.domain.errors import (
    LandingLacks,
    LandingPart,
    NeedsLeadForLower,
    NeedsReasons,
    NoLocation,
    NothingThere,
    NotYours,
    Refused,
    TakenBy,
)
from console.domain.events import (
    CallAnswered,
    CaseClosed,
    CaseRanked,
    CaseReleased,
    CaseTaken,
    DisclosureMade,
    EscalationEnded,
    Event,
    FollowUpTried,
    HelpAnswered,
    HelpAsked,
    LocationConfirmed,
    LocationStated,
    NoteWritten,
    PlanPartUsed,
    TierSet,
)
from console.domain.happened import Asked
from console.domain.protocol.escalation import EndedBy
from console.domain.tier import Tier

CaseCommand: TypeAlias = (
    TakeCase
    | ReleaseCase
    | RankCase
    | SetTier
    | StateLocation
    | ConfirmLocation
    | WriteNote
    | UsePlanPart
    | AskForHelp
    | AnswerHelp
    | RecordDisclosure
    | CloseCase
    | TryFollowUp
)
REASONS_FOR_IMMINENT = 2


def decide(board: Board, command: CaseCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    match command:
        case TakeCase():
            return _take(board, command, asked)
        case RankCase():
            guard.worker(board, asked)
            case = guard.open_case(board, command.case)
            return (CaseRanked(case.id, command.tier, command.reason),)
        case AnswerHelp():
            guard.one_of(board, asked, *guard.LEADS)
            case = guard.open_case(board, command.case)
            return () if case.help_answered_by == asked.by else (HelpAnswered(case.id),)
        case TryFollowUp():
            guard.worker(board, asked)
            if command.case not in board.follow_ups:
                raise Refused(NothingThere())
            return (
                FollowUpTried(
                    command.case, command.outcome, command.new_safety_concern, command.next_contact
                ),
            )
        case _:
            return _mine(board, guard.my_case(board, command.case, asked), command, asked)


def _mine(
    board: Board,
    case: Case,
    command: ReleaseCase
    | SetTier
    | StateLocation
    | ConfirmLocation
    | WriteNote
    | UsePlanPart
    | AskForHelp
    | RecordDisclosure
    | CloseCase,
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
            if case.place is None:
                raise Refused(NoLocation())
            return (LocationConfirmed(case.id),)
        case WriteNote():
            return (NoteWritten(case.id, command.text, command.happened_at),)
        case UsePlanPart():
            if ((command.part, command.item) in case.used) == command.used:
                return ()
            return (PlanPartUsed(case.id, command.part, command.item, command.used),)
        case AskForHelp():
            waiting = case.help_asked_at is not None and case.help_answered_by is None
            return () if waiting else (HelpAsked(case.id),)
        case RecordDisclosure():
            return (DisclosureMade(case.id, command.disclosure, command.basis),)
        case CloseCase():
            return _close(board, case, command)
        case _:
            assert_never(command)


def _take(board: Board, command: TakeCase, asked: Asked) -> tuple[Event, ...]:
    case = guard.open_case(board, command.case)
    person = guard.worker(board, asked)
    if case.owner == asked.by:
        return ()
    if case.owner is not None and not person.is_(*guard.LEADS):
        raise Refused(TakenBy(case.owner))
    picked_up = tuple(
        CallAnswered(contact.id, case.id)
        for contact in case.contacts
        if contact.line is LineState.RINGING
    )
    return (CaseTaken(case.id), *picked_up)


def set_tier(board: Board, case: Case, command: SetTier, asked: Asked) -> tuple[Event, ...]:
    """Return the tier as it was set.

    Imminent takes two reasons.  Lower than the rule takes a reason and the lead.

    Raises:
        Refused: a reason, or the lead, is missing.
    """
    if case.tier is not None and case.tier.tier is command.tier:
        return ()
    suggested = case.suggestion.tier
    given = len(command.reasons)
    if command.tier is Tier.IMMINENT and given < REASONS_FOR_IMMINENT:
        raise Refused(NeedsReasons(command.tier, REASONS_FOR_IMMINENT))
    held = max(suggested, case.tier.tier if case.tier else suggested)
    if command.tier < held and suggested > Tier.MODERATE or command.tier < held >= Tier.HIGH:
        if not given:
            raise Refused(NeedsReasons(command.tier, 1))
        led = case.help_answered_by is not None
        if not led and not guard.worker(board, asked).is_(*guard.LEADS):
            raise Refused(NeedsLeadForLower(held))
    elif command.tier < held and not given:
        raise Refused(NeedsReasons(command.tier, 1))
    return (TierSet(case.id, command.tier, suggested, command.reasons),)


def _close(board: Board, case: Case, command: CloseCase) -> tuple[Event, ...]:
    if case.owner is None:
        raise Refused(NotYours(board.lead))
    missing = landings.lacks(case, command.landing)
    protocols = {run.id: board.protocol_of(run) for run in case.escalations}
    clocks = landings.open_clocks(case, protocols)
    if clocks:
        missing = (*missing, LandingPart.OPEN_STEPS)
    if missing:
        raise Refused(LandingLacks(missing, clocks))
    ended = tuple(
        EscalationEnded(case.id, run.id, EndedBy.LEFT)
        for run in reversed(case.escalations)
        if run.running
    )
    return (*ended, CaseClosed(case.id, command.landing))
