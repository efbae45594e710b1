"""How aftercare goes on: tries, plans, dates, referrals, and their ends."""

from dataclasses import replace
from typing import TypeVar, assert_never

from console.domain.board import Board
from console.domain.care.after.caring import Caring, CaringTry
from console.domain.care.after.discharge import Discharge, Visit
from console.domain.care.after.frequency import Raised, ReviewOutcome
from console.domain.care.after.kept import KEPT, Aftercare
from console.domain.care.after.look_back import LookBack
from console.domain.care.after.message import TeamMessage
from console.domain.care.after.referral import Moved, Referral, ReferralState
from console.domain.care.case import Case
from console.domain.care.followup import (
    CONCERN,
    ENDS,
    OUTCOME,
    Agreed,
    FollowUp,
    FollowUpOutcome,
    Try,
)
from console.domain.events import (
    AfterEvent,
    CaringPlanned,
    CaringStopped,
    CaringTried,
    CaseIdentified,
    CasesMerged,
    DischargeClosed,
    DischargeRecorded,
    FollowUpBegun,
    FollowUpEnded,
    FollowUpTried,
    FrequencyRaised,
    FrequencyReviewed,
    LookBackOwed,
    LookBackWritten,
    ReferralMoved,
    ReferralSent,
    StepDone,
    StepTried,
    TeamMessageGiven,
    TeamMessageWritten,
    VisitRecorded,
)
from console.domain.happened import Happened
from console.domain.ids import CaseId, ClientId

Item = TypeVar("Item", bound=TeamMessage | Discharge | Referral)
Sent = TypeVar("Sent", bound=TeamMessage | Referral)


def evolve(board: Board, happened: Happened, event: AfterEvent) -> Board:
    """Return the board after ``event``."""
    match event:
        case FollowUpBegun():
            owed = board.follow_ups.get(event.case)
            if owed is None:
                return board
            return _with(board, replace(owed, into=event.into, by=happened.by))
        case FollowUpEnded():
            return _without(board, event.case)
        case LookBackOwed(case, number, client, tier, due):
            owed_ = LookBack(case, number, client, tier, due)
            return replace(board, look_backs={**board.look_backs, case: owed_})
        case LookBackWritten(case):
            left = {name: one for name, one in board.look_backs.items() if name != case}
            return replace(board, look_backs=left)
        case _:
            care = board.aftercare_of(event.client)
            changed = _care(care, happened, event)
            return replace(board, aftercare={**board.aftercare, event.client: changed})


def tried(board: Board, happened: Happened, event: FollowUpTried) -> Board:
    """Return the board after a try; what is owed leaves only with a reason."""
    one = Try(happened.at, happened.by, event.outcome, event.new_safety_concern)
    case = board.cases.get(event.case)
    if case is not None:
        return board.with_case(replace(case, tries=(*case.tries, one)))
    owed = board.follow_ups.get(event.case)
    if owed is None:
        return board
    # Entries from before there were reasons ended a follow-up by the outcome alone.
    done = event.outcome in ENDS and not event.new_safety_concern and event.next_contact is None
    if event.ended is not None or done:
        return _without(board, event.case)
    due = event.next_contact or owed.due
    again = replace(owed, log=(*owed.log, one), due=due, by=happened.by)
    return _with(board, again)


def noted(board: Board, happened: Happened, event: StepDone | StepTried) -> Board:
    """Return the board with the try that a step wrote down as its evidence, if it did."""
    said = {value.field: value for value in event.values}
    code = said[OUTCOME].code if OUTCOME in said else None
    outcome = next((found for found in FollowUpOutcome if found == code), None)
    case = board.cases.get(event.case)
    if outcome is None or case is None:
        return board
    worse = CONCERN in said and said[CONCERN].code == "yes"
    one = Try(happened.at, happened.by, outcome, worse)
    return board.with_case(replace(case, tries=(*case.tries, one)))


def log_of(board: Board, case: Case) -> tuple[Try, ...]:
    """Return every try of ``case`` and of the follow-ups that were made in it, oldest first."""
    logs = (owed.log for owed in board.follow_ups.values() if owed.into == case.id)
    found = [one for log in (*logs, case.tries) for one in log]
    return tuple(sorted(found, key=lambda one: one.at))


def agreed_of(board: Board, case: Case) -> Agreed:
    """Return how they agreed to be reached: in ``case``, else in what was made in it."""
    found = case.agreed
    for owed in board.follow_ups.values():
        if owed.into == case.id:
            found = Agreed(
                found.number or owed.agreed.number,
                found.rule or owed.agreed.rule,
                found.code_word or owed.agreed.code_word,
            )
    return found


def joined(board: Board, event: CasesMerged) -> Board:
    """Return the board with what was made in, or came out of, ``gone`` as that of ``into``."""
    moved = {
        owed.case: replace(owed, into=event.into)
        for owed in board.follow_ups.values()
        if owed.into == event.gone
    }
    client = board.cases[event.into].client
    care = board.aftercare.get(client) if client is not None else None
    if client is not None and care is not None:
        messages = tuple(_of(one, event.gone, event.into) for one in care.messages)
        referrals = tuple(_of(one, event.gone, event.into) for one in care.referrals)
        care = replace(care, messages=messages, referrals=referrals)
        board = replace(board, aftercare={**board.aftercare, client: care})
    return replace(board, follow_ups={**board.follow_ups, **moved}) if moved else board


def _of(item: Sent, gone: CaseId, into: CaseId) -> Sent:
    return replace(item, case=into) if item.case == gone else item


def identified(board: Board, event: CaseIdentified, was: ClientId | None) -> Board:
    """Return the board with what is open of the case theirs who it turned out to be about.

    What was given or is over was so for whom they were taken for.  A follow-up of that person
    which was being made in the case has reached somebody else, and is owed again.

    Args:
        board: with the case as it is now.
        event: which case, and whose it is.
        was: whose it was before.
    """
    if was is None or was == event.client:
        return board
    free = {
        owed.case: replace(owed, into=None)
        for owed in board.follow_ups.values()
        if owed.into == event.case and owed.client == was
    }
    theirs, now = board.aftercare_of(was), board.aftercare_of(event.client)
    messages, kept = _parted(theirs.messages, event.case)
    referrals, stay = _parted(theirs.referrals, event.case)
    aftercare = {
        **board.aftercare,
        was: replace(theirs, messages=kept, referrals=stay),
        event.client: replace(
            now,
            messages=(*now.messages, *messages),
            referrals=(*now.referrals, *referrals),
        ),
    }
    moved = aftercare if messages or referrals else board.aftercare
    return replace(board, aftercare=moved, follow_ups={**board.follow_ups, **free})


def _parted(items: tuple[Sent, ...], case: CaseId) -> tuple[tuple[Sent, ...], tuple[Sent, ...]]:
    """Return what is open of ``case``, and the rest."""
    goes = tuple(item for item in items if item.case == case and not _over(item))
    return goes, tuple(item for item in items if item not in goes)


def _with(board: Board, owed: FollowUp) -> Board:
    return replace(board, follow_ups={**board.follow_ups, owed.case: owed})


def _without(board: Board, case: CaseId) -> Board:
    return replace(board, follow_ups={k: v for k, v in board.follow_ups.items() if k != case})


def _care(
    care: Aftercare,
    happened: Happened,
    event: FrequencyRaised
    | FrequencyReviewed
    | TeamMessageWritten
    | TeamMessageGiven
    | CaringPlanned
    | CaringTried
    | CaringStopped
    | DischargeRecorded
    | VisitRecorded
    | DischargeClosed
    | ReferralSent
    | ReferralMoved,
) -> Aftercare:
    match event:
        case FrequencyRaised() | FrequencyReviewed():
            return replace(care, raised=_raised(care.raised, happened, event))
        case TeamMessageWritten() | TeamMessageGiven():
            return _message(care, happened, event)
        case CaringPlanned() | CaringTried() | CaringStopped():
            return replace(care, caring=_caring(care.caring, happened, event))
        case DischargeRecorded() | VisitRecorded() | DischargeClosed():
            return _discharge(care, happened, event)
        case ReferralSent() | ReferralMoved():
            return _referral(care, happened, event)
        case _:
            assert_never(event)


def _raised(
    raised: Raised | None, happened: Happened, event: FrequencyRaised | FrequencyReviewed
) -> Raised | None:
    at, by = happened.at, happened.by
    if isinstance(event, FrequencyRaised):
        start, review = event.start, event.review_on
        return Raised(event.was, event.now, start, review, event.reason, by, at)
    if raised is None or event.outcome is not ReviewOutcome.KEEP or event.review_on is None:
        return None
    return replace(raised, review_on=event.review_on, reviews=raised.reviews + 1)


def _message(
    care: Aftercare, happened: Happened, event: TeamMessageWritten | TeamMessageGiven
) -> Aftercare:
    at, by = happened.at, happened.by
    if isinstance(event, TeamMessageWritten):
        written = TeamMessage(
            event.message, event.case, event.number, event.text, by, at, event.due
        )
        return replace(care, messages=_added(care.messages, written))
    held = care.message(event.message)
    if held is None:
        return care
    given = replace(held, how=event.how, to=event.to, given_at=at, given_by=by)
    return replace(care, messages=_changed(care.messages, given))


def _caring(
    caring: Caring | None, happened: Happened, event: CaringPlanned | CaringTried | CaringStopped
) -> Caring | None:
    if isinstance(event, CaringPlanned):
        return Caring(event.start, event.due, happened.by)
    if caring is None:
        return None
    if isinstance(event, CaringStopped):
        return replace(caring, ended=event.why)
    return caring.tried(
        CaringTry(event.number, happened.at, happened.by, event.outcome, event.checked)
    )


def _discharge(
    care: Aftercare, happened: Happened, event: DischargeRecorded | VisitRecorded | DischargeClosed
) -> Aftercare:
    if isinstance(event, DischargeRecorded):
        left = Discharge(event.discharge, event.on, event.facility, happened.by)
        return replace(care, discharges=_added(care.discharges, left))
    held = care.discharge(event.discharge)
    if held is None:
        return care
    if isinstance(event, VisitRecorded):
        changed = held.visited(Visit(event.on, event.kind, happened.by))
    else:
        changed = replace(held, ended=event.why)
    return replace(care, discharges=_changed(care.discharges, changed))


def _referral(
    care: Aftercare, happened: Happened, event: ReferralSent | ReferralMoved
) -> Aftercare:
    at, by = happened.at, happened.by
    if isinstance(event, ReferralSent):
        steps = (Moved(ReferralState.SENT, at, by),)
        sent = Referral(
            event.referral, event.to, event.asked_for, event.due, steps, case=event.case
        )
        return replace(care, referrals=_added(care.referrals, sent))
    held = care.referral(event.referral)
    if held is None:
        return care
    step = Moved(event.state, at, by, event.reason)
    moved = held.moved(step, event.due, event.appointment)
    return replace(care, referrals=_changed(care.referrals, moved))


def _added(items: tuple[Item, ...], fresh: Item) -> tuple[Item, ...]:
    """Return ``items`` with ``fresh``; of those that are over only the newest are kept."""
    over = [item for item in items if _over(item)]
    gone = {item.id for item in over[: max(0, len(over) - KEPT + 1)]}
    kept = tuple(item for item in items if item.id not in gone)
    return (*kept, fresh)


def _changed(items: tuple[Item, ...], changed: Item) -> tuple[Item, ...]:
    return tuple(changed if item.id == changed.id else item for item in items)


def _over(item: TeamMessage | Discharge | Referral) -> bool:
    match item:
        case TeamMessage():
            return item.how is not None
        case Discharge():
            return item.ended is not None
        case Referral():
            return item.over
        case _:
            assert_never(item)
