"""How a case goes from waiting to its landing."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from console.domain.board import LANDED_KEPT, Board
from console.domain.care.case import Case, Landing, Lateness, Note, Ranked, Rating
from console.domain.care.followup import FollowUp
from console.domain.events import (
    AlertClimbed,
    CaseClosed,
    CaseEvent,
    CaseRanked,
    CaseReleased,
    CaseTaken,
    CeilingCrossed,
    ConsultOwed,
    ConsultWritten,
    DisclosureMade,
    FallbackTried,
    FollowUpTried,
    HelpAnswered,
    HelpAsked,
    LocationConfirmed,
    LocationStated,
    NoteWritten,
    OralAgreementNoted,
    PlanPartUsed,
    StatusReturned,
    TierSet,
)
from console.domain.evolve import after, duties
from console.domain.evolve.instruments import remembered
from console.domain.happened import Happened
from console.domain.ids import StaffId
from console.domain.people.circle import OralAgreement
from console.domain.people.client import PastCase
from console.domain.people.plan import Tick
from console.domain.place.fallback import Tried
from console.domain.place.location import Confirmation, Placed
from console.domain.place.returned import Offered
from console.domain.protocol.protocol import Place

HISTORY_KEPT, HISTORY_MOST = 8, 60
HISTORY_FOR = timedelta(days=90)
"""Of a client the last cases are kept, and all of 90 days: a repeated crisis shows in them."""


def evolve(board: Board, happened: Happened, event: CaseEvent) -> Board:
    """Return the board after ``event``."""
    match event:
        case FollowUpTried():
            return after.tried(board, happened, event)
        case CaseClosed():
            return _closed(board, happened, event)
        case ConsultOwed() | ConsultWritten() | DisclosureMade():
            return board.with_case(duties.evolve(board.cases[event.case], happened, event))
        case StatusReturned():
            case = board.cases[event.case]
            offered = Offered(event.said, event.sha256, happened.at, happened.by, happened.seq)
            return board.with_case(replace(case, returned=(*case.returned, offered)))
        case FallbackTried():
            case, tried = board.cases[event.case], _instead(happened, event)
            return board.with_case(replace(case, instead=(*case.instead, tried)))
        case CaseTaken() if _may_not_work(board, happened.by):
            return board  # barred at another station in the same moment
        case TierSet() if _lands(board, board.cases[event.case]):
            rated = _changed(board.cases[event.case], happened, event)
            return board.with_case(replace(rated, first_tier=board.cases[event.case].first_tier))
        case _:
            return board.with_case(_changed(board.cases[event.case], happened, event))


def _lands(board: Board, case: Case) -> bool:
    """Whether a closing list runs: the tier that is set in it is the one at the end."""
    return any(
        run.running and board.protocol_of(run).place is Place.CLOSING for run in case.escalations
    )


def _may_not_work(board: Board, staff: StaffId) -> bool:
    known = board.staff.get(staff)
    return known is not None and known.disabled


def _changed(
    case: Case,
    happened: Happened,
    event: CaseTaken
    | CaseReleased
    | CaseRanked
    | CeilingCrossed
    | AlertClimbed
    | TierSet
    | LocationStated
    | LocationConfirmed
    | NoteWritten
    | PlanPartUsed
    | OralAgreementNoted
    | HelpAsked
    | HelpAnswered,
) -> Case:
    at, by = happened.at, happened.by
    match event:
        case CaseTaken() | CaseReleased() | CeilingCrossed() | AlertClimbed():
            return _waiting(case, happened, event)
        case CaseRanked():
            ranked = Ranked(event.tier, at, by, event.reason, happened.seq)
            return replace(case, ranked=ranked, peak=max(case.peak, event.tier))
        case TierSet():
            rating = Rating(event.tier, at, by, event.suggested, event.reasons, happened.seq)
            rated = replace(case, tier=rating, ranked=None, peak=max(case.peak, event.tier))
            return replace(rated, first_tier=case.first_tier or rating)
        case LocationStated() | LocationConfirmed():
            return replace(case, place=_placed(case, happened, event))
        case NoteWritten():
            note = Note(event.happened_at or at, by, event.text)
            return replace(case, notes=(*case.notes, note))
        case PlanPartUsed():
            return replace(case, ticks=_ticked(case, happened, event))
        case OralAgreementNoted():
            noted = OralAgreement(event.who, event.kind, event.said, at, by)
            return replace(case, oral=(*case.oral, noted))
        case HelpAsked():
            case = duties.called(case, happened, None)
            return replace(case, help_asked_at=at, help_answered_by=None)
        case HelpAnswered():
            return replace(case, help_answered_by=by, help_answered_in=happened.seq)
        case _:
            assert_never(event)


def _instead(happened: Happened, event: FallbackTried) -> Tried:
    return Tried(event.fallback, event.number, event.reached, happened.at, happened.by)


def _placed(
    case: Case, happened: Happened, event: LocationStated | LocationConfirmed
) -> Placed | None:
    """Return where the person is; what is erased says nothing, and nothing can confirm it."""
    if isinstance(event, LocationStated):
        stated = event.location.value
        return case.place if stated is None else Placed(stated)
    if case.place is None:
        return None
    return replace(case.place, confirmed=Confirmation(happened.at, happened.by))


def _ticked(case: Case, happened: Happened, event: PlanPartUsed) -> tuple[Tick, ...]:
    line = event.part, event.item
    rest = tuple(tick for tick in case.ticks if (tick.part, tick.item) != line)
    return (*rest, Tick(*line, happened.at, happened.by)) if event.used else rest


def _waiting(
    case: Case, happened: Happened, event: CaseTaken | CaseReleased | CeilingCrossed | AlertClimbed
) -> Case:
    match event:
        case CaseTaken():
            same = case.owner == happened.by
            return replace(
                case,
                owner=happened.by,
                taken_at=case.taken_at if same else happened.at,
                first_taken_at=case.first_taken_at or happened.at,
                heard=happened.seq,
                waiting_since=None,
                lateness=Lateness.IN_TIME,
                rung=None,
            )
        case CaseReleased():
            return replace(
                case,
                owner=None,
                taken_at=None,
                waiting_since=happened.at,
                lateness=Lateness.IN_TIME,
                rung=None,
            )
        case CeilingCrossed():
            return replace(case, lateness=event.lateness)
        case AlertClimbed():
            return replace(case, rung=event.rung)


def _closed(board: Board, happened: Happened, event: CaseClosed) -> Board:
    case = board.cases[event.case]
    landing = event.landing
    if case.client is not None:
        kept = _history(board, case, happened, landing)
        board = replace(board, history={**board.history, case.client: kept})
    if landing.next_contact is not None:
        owed = FollowUp(
            case.id,
            case.number,
            case.client,
            landing.next_contact,
            landing.tier_at_end,
            after.log_of(board, case),
            happened.by,
            agreed=after.agreed_of(board, case),
        )
        board = replace(board, follow_ups={**board.follow_ups, case.id: owed})
    landed = (*board.landed, *(contact.id for contact in case.contacts))[-LANDED_KEPT:]
    return replace(remembered(board, case).without_cases([event.case]), landed=landed)


def _history(
    board: Board, case: Case, happened: Happened, landing: Landing
) -> tuple[PastCase, ...]:
    """Return what is kept of the cases of the client of ``case``, the newest first."""
    before = board.history.get(case.client, ()) if case.client is not None else ()
    line = PastCase(
        case.id,
        case.number,
        happened.at,
        case.contacts[0].kind,
        landing.tier_at_end,
        landing.ending,
        case.opened_at,
        landing.tier_at_start or case.tier_at_start,
        max(case.peak, landing.tier_at_end),
        landing.plan,
        landing.responders_confirmed,
        landing.next_contact,
        landing.no_next or "",
    )
    fresh = [past for past in before if happened.at - past.closed_at <= HISTORY_FOR]
    return (line, *before[: max(HISTORY_KEPT, len(fresh) + 1) - 1])[:HISTORY_MOST]
