"""The order in which waiting cases are answered, and how late each of them is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.case import Case, Lateness
from console.domain.care.limits import Ceiling, Limits
from console.domain.ids import StaffId
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class Queue:
    """All open cases as one person sees them: theirs, those that wait, those of others."""

    mine: tuple[Case, ...]
    waiting: tuple[Case, ...]
    others: tuple[Case, ...]


def queue(board: Board, me: StaffId) -> Queue:
    """Return the queue of ``board`` for ``me``, riskiest first."""
    cases = board.cases.values()
    return Queue(
        in_order([case for case in cases if case.owner == me]),
        in_order([case for case in cases if case.owner is None]),
        in_order([case for case in cases if case.owner not in {None, me}]),
    )


def in_order(cases: list[Case]) -> tuple[Case, ...]:
    """Return ``cases`` in the order in which they should be answered.

    The greater risk goes first.  What has waited past its ceiling rises, but never
    above a true risk of the same height; among equals a ringing phone goes before
    what can wait a moment, and then whoever has waited longest.
    """
    return tuple(
        sorted(
            cases,
            key=lambda case: (-raised(case), -case.rank, not ringing(case), since(case), case.id),
        )
    )


def raised(case: Case) -> Tier:
    """Return the height at which the case is shown: its rank, lifted by lateness, at most high."""
    if case.rank >= Tier.HIGH:
        return case.rank
    return Tier(min(case.rank + case.lateness, Tier.HIGH))


def ringing(case: Case) -> bool:
    """Whether somebody is waiting on the phone right now."""
    return bool(case.ringing)


def waits(case: Case) -> bool:
    """Whether somebody must still come to the case.

    Nobody has it, or it rings again, or its call was lost and not picked up since:
    an owner may be away from the desk.
    """
    return case.owner is None or ringing(case) or case.lost is not None


def since(case: Case) -> datetime:
    """Return when the current wait, or the current work, began."""
    if case.owner is None:
        return case.waiting_since or case.opened_at
    unheard = [contact.arrived for contact in case.ringing]
    lost = case.lost
    if lost is not None and lost.ended_at is not None:
        unheard.append(lost.ended_at)
    return min(unheard, default=case.taken_at or case.opened_at)


def alarm_since(case: Case) -> datetime:
    """Return since when the case calls for somebody: a risk that came late climbs from there."""
    starts = [
        contact.ended_at or contact.arrived
        for contact in case.contacts
        if contact.suggestion.tier >= Tier.HIGH or contact in case.ringing
    ]
    if case.word is not None and case.word.tier >= Tier.HIGH:
        starts.append(case.word.at)
    return max(since(case), min(starts, default=since(case)))


def ceiling(case: Case, limits: Limits) -> Ceiling:
    """Return what the case may wait."""
    return limits.call if ringing(case) else limits.waiting[case.rank]


def lateness(case: Case, limits: Limits, now: datetime) -> Lateness:
    """Return how late the case is at ``now``; a case that somebody has is in time."""
    if not waits(case):
        return Lateness.IN_TIME
    waited: timedelta = now - since(case)
    allowed = ceiling(case, limits)
    if waited >= allowed.red:
        return Lateness.RED
    return Lateness.AMBER if waited >= allowed.amber else Lateness.IN_TIME
