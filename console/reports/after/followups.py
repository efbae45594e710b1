"""What became of the contacts that were promised, and of all else that is owed.

It holds codes, numbers and the names of staff: never a client's name, place or words.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain.board import Board
from console.domain.care.after.rules import AfterRules
from console.domain.care.contact import ContactKind
from console.domain.care.followup import CONCERN, ENDS, OUTCOME, FollowUpEnd, FollowUpOutcome
from console.domain.events import (
    CaseClosed,
    ContactArrived,
    FollowUpBegun,
    FollowUpEnded,
    FollowUpTried,
    StepDone,
    StepTried,
)
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId, StaffId
from console.domain.seen.owed import OwedKind, When, owed
from console.domain.tier import Tier
from console.reports.shift import Integrity, Period
from console.words.refusals import staff_name


@dataclass(frozen=True, slots=True)
class Promise:
    """One contact that was promised when a case landed.

    Attributes:
        number: what people call the case; ``tier`` at its end.
        begun: when the first try was made; ``None`` while there was none.
        reached: when the person themselves was first spoken with.
        tries: how often it was tried, and ``last`` what came of it.
        concern: whether a new safety concern was found at any try.
        ended: why nothing is owed any more, and ``ended_at`` since when; a time without a
            reason is from before there were reasons.
        by: who made the first try.
    """

    number: int
    tier: Tier
    landed: datetime
    due: datetime
    begun: datetime | None = None
    reached: datetime | None = None
    tries: int = 0
    last: FollowUpOutcome | None = None
    concern: bool = False
    ended: FollowUpEnd | None = None
    ended_at: datetime | None = None
    by: str = ""

    @property
    def was_due(self) -> bool:
        """Whether it was still owed when its time came, or tried before."""
        over = self.ended_at is not None and self.ended_at <= self.due
        return self.begun is not None or not over

    @property
    def on_time(self) -> bool:
        """Whether somebody tried by the time that was promised."""
        return self.begun is not None and self.begun <= self.due


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that is owed at the end of the period, whatever its kind.

    Attributes:
        number: of the case that it comes out of, if there is one.
        overdue: whether its time was over by then.
        stuck: whether a lead should look.
    """

    kind: OwedKind
    number: int | None
    tier: Tier | None
    due: datetime
    overdue: bool
    stuck: bool
    by: str


@dataclass(frozen=True, slots=True)
class Missed:
    """The missed sessions of the period: how many, and of how many what came."""

    sessions: int = 0
    tried_enough: int = 0
    reached: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpsReport:
    """The follow-ups that were due in a period.

    Attributes:
        followups_due: contacts promised at a landing whose time lay in the period.
        followups_on_time: of those, how many were tried by their time.
        followups_reached: of those, in how many the person themselves was spoken with.
        concerns: tries in the period that brought a new safety concern to light.
    """

    journal: str
    practice: bool
    period: Period
    integrity: Integrity
    followups_due: int
    followups_on_time: int
    followups_reached: int
    by_tier: tuple[tuple[Tier, int, int], ...]
    promises: tuple[Promise, ...]
    concerns: int
    ends: tuple[tuple[FollowUpEnd, int], ...]
    missed: Missed
    owed: tuple[Standing, ...]


@dataclass(slots=True)
class _Seen:
    """What has been read so far."""

    board: Board
    rules: AfterRules
    promises: dict[CaseId, Promise] = field(default_factory=dict)
    concerns: int = 0
    ends: Counter[FollowUpEnd] = field(default_factory=Counter)
    missed: dict[CaseId, list[FollowUpOutcome]] = field(default_factory=dict)
    into: dict[CaseId, CaseId] = field(default_factory=dict)

    def change(self, case: CaseId, promise: Promise | None) -> None:
        if promise is not None:
            self.promises[case] = promise


def followups(happened: Iterable[Happened], period: Period) -> tuple[int, int]:
    """Return how many follow-ups were due in ``period``, and how many of them on time.

    Due is a contact that was promised at a landing, by the time that was promised; on time, if
    somebody tried by then.  One that ended for a reason before its time, untried, is not due.

    Args:
        happened: the whole journal, in order; what is after the period counts for tries only
            up to its end.
        period: when they were due.
    """
    seen = _read(happened, period, Board(), AfterRules())
    due = _due(seen, period)
    return len(due), sum(promise.on_time for promise in due)


def follow_ups_report(
    happened: Iterable[Happened],
    period: Period,
    integrity: Integrity,
    rules: AfterRules | None = None,
) -> FollowUpsReport:
    """Return the report of ``period``; ``until`` in the time zone of the centre."""
    rules = rules or AfterRules()
    seen = _read(happened, period, Board(), rules)
    due = _due(seen, period)
    wanted = {case: rules.trying(Tier.LOW).tries for case in seen.missed}
    missed = Missed(
        len(seen.missed),
        sum(len(tries) >= wanted[case] for case, tries in seen.missed.items()),
        sum(bool(ENDS & set(tries)) for tries in seen.missed.values()),
    )
    return FollowUpsReport(
        journal=seen.board.journal,
        practice=seen.board.practice,
        period=period,
        integrity=integrity,
        followups_due=len(due),
        followups_on_time=sum(promise.on_time for promise in due),
        followups_reached=sum(promise.reached is not None for promise in due),
        by_tier=tuple(_by_tier(due)),
        promises=tuple(sorted(due, key=lambda promise: (promise.due, promise.number))),
        concerns=seen.concerns,
        ends=tuple(sorted(seen.ends.items(), key=lambda item: (-item[1], item[0]))),
        missed=missed,
        owed=tuple(_standing(seen.board, period.until, rules)),
    )


def _by_tier(due: list[Promise]) -> Iterable[tuple[Tier, int, int]]:
    for tier in sorted(Tier, reverse=True):
        found = [promise for promise in due if promise.tier is tier]
        yield tier, len(found), sum(promise.on_time for promise in found)


def _standing(board: Board, until: datetime, rules: AfterRules) -> Iterable[Standing]:
    for one in owed(board, until, rules):
        by = staff_name(board, one.by) if one.by is not None else ""
        late = one.when(until) is When.OVERDUE
        yield Standing(one.kind, one.number, one.tier, one.due, late, one.stuck, by)


def _read(happened: Iterable[Happened], period: Period, board: Board, rules: AfterRules) -> _Seen:
    seen = _Seen(board, rules)
    for one in happened:
        if one.at >= period.until:
            break
        before, seen.board = seen.board, evolve(seen.board, one)
        _look(seen, one, before, inside=period.holds(one.at))
    return seen


def _look(seen: _Seen, one: Happened, before: Board, *, inside: bool) -> None:
    match one.event:
        case CaseClosed(case=case, landing=landing) if landing.next_contact is not None:
            number, tier = before.cases[case].number, landing.tier_at_end
            seen.promises[case] = Promise(number, tier, one.at, landing.next_contact)
        case FollowUpTried() as event:
            _tried(seen, one, event.case, event.outcome, worse=event.new_safety_concern)
            seen.concerns += inside and event.new_safety_concern
            _ended(seen, one, event, inside=inside)
        case StepDone() | StepTried() as event:
            _by_list(seen, one, event, inside=inside)
        case FollowUpBegun(case=case, into=into):
            seen.into[into] = case
            held = seen.promises.get(case)
            seen.change(case, _begun(seen, held, one.at, one.by))
        case FollowUpEnded(case=case, why=why):
            held = seen.promises.get(case)
            over = replace(held, ended=why, ended_at=one.at) if held is not None else None
            seen.change(case, over)
            seen.ends[why] += inside
        case ContactArrived(case=case, kind=ContactKind.MISSED_SESSION) if inside:
            seen.missed.setdefault(case, [])
        case _:
            pass


def _by_list(seen: _Seen, one: Happened, event: StepDone | StepTried, *, inside: bool) -> None:
    """Count a try that a checklist wrote down."""
    said = {value.field: value.code for value in event.values}
    outcome = next((found for found in FollowUpOutcome if found == said.get(OUTCOME)), None)
    if outcome is not None:
        worse = said.get(CONCERN) == "yes"
        seen.concerns += inside and worse
        _tried(seen, one, event.case, outcome, worse=worse)


def _tried(
    seen: _Seen, one: Happened, case: CaseId, outcome: FollowUpOutcome, *, worse: bool
) -> None:
    if case in seen.missed:
        seen.missed[case].append(outcome)
    case = seen.into.get(case, case)
    held = _begun(seen, seen.promises.get(case), one.at, one.by)
    if held is None:
        return
    spoken = held.reached or (one.at if outcome in ENDS else None)
    seen.promises[case] = replace(
        held,
        reached=spoken,
        tries=held.tries + 1,
        last=outcome,
        concern=held.concern or worse,
    )


def _ended(seen: _Seen, one: Happened, event: FollowUpTried, *, inside: bool) -> None:
    """Take note of an end; entries from before there were reasons ended without one."""
    done = event.outcome in ENDS and event.next_contact is None and not event.new_safety_concern
    held = seen.promises.get(event.case)
    if event.ended is not None:
        seen.ends[event.ended] += inside
    if held is not None and (event.ended is not None or done):
        seen.promises[event.case] = replace(held, ended=event.ended, ended_at=one.at)


def _begun(seen: _Seen, held: Promise | None, at: datetime, by: StaffId) -> Promise | None:
    if held is None or held.begun is not None:
        return held
    return replace(held, begun=at, by=staff_name(seen.board, by))


def _due(seen: _Seen, period: Period) -> list[Promise]:
    return [
        promise
        for promise in seen.promises.values()
        if period.holds(promise.due) and promise.was_due
    ]
