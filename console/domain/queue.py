"""The order in which waiting cases are answered, and how late each of them is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.case import Case, Lateness
from console.domain.care.contact import ContactKind, LineState
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
    return any(contact.line is LineState.RINGING for contact in case.contacts)


def since(case: Case) -> datetime:
    """Return when the current wait, or the current work, began."""
    return case.waiting_since or case.taken_at or case.opened_at


def ceiling(case: Case, limits: Limits) -> Ceiling:
    """Return what the case may wait."""
    if ringing(case) and any(contact.kind is ContactKind.CALL for contact in case.contacts):
        return limits.call
    return limits.waiting[case.rank]


def lateness(case: Case, limits: Limits, now: datetime) -> Lateness:
    """Return how late the case is at ``now``; a case that somebody has is in time."""
    if case.owner is not None:
        return Lateness.IN_TIME
    waited: timedelta = now - since(case)
    allowed = ceiling(case, limits)
    if waited >= allowed.red:
        return Lateness.RED
    return Lateness.AMBER if waited >= allowed.amber else Lateness.IN_TIME
