"""The order in which waiting cases are answered, and how late each of them is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.case import Case, Lateness, unheard
from console.domain.care.contact import LineState
from console.domain.care.limits import Ceiling, Limits
from console.domain.ids import StaffId
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class Queue:
    """All open cases as one person sees them: theirs, those that wait, those of others.

    What waits for anybody stands under ``waiting`` for all but its owner.
    """

    mine: tuple[Case, ...]
    waiting: tuple[Case, ...]
    others: tuple[Case, ...]


def queue(board: Board, me: StaffId) -> Queue:
    """Return the queue of ``board`` for ``me``, riskiest first."""
    cases = board.cases.values()
    mine = [case for case in cases if case.owner == me]
    waiting = [case for case in cases if case.owner != me and for_anybody(case)]
    others = [case for case in cases if case.owner != me and not for_anybody(case)]
    return Queue(in_order(mine), in_order(waiting), in_order(others))


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

    Nobody has it, or its owner has not turned to what arrived since, or was lost: an
    owner may be away from the desk.
    """
    return case.owner is None or bool(unheard(case))


def for_anybody(case: Case) -> bool:
    """Whether anybody who works here may take the case.

    Nobody has it; or its phone rings; or its owner leaves it waiting past the ceiling and
    nobody is on the phone with the person.
    """
    if case.owner is None or ringing(case):
        return True
    speaking = case.live is not None and case.live.line is LineState.OPEN
    return waits(case) and case.lateness is Lateness.RED and not speaking


def since(case: Case) -> datetime:
    """Return when the current wait, or the current work, began."""
    if case.owner is None:
        return case.waiting_since or case.opened_at
    starts = [contact.ended_at or contact.arrived for contact in unheard(case)]
    return min(starts, default=case.taken_at or case.opened_at)


def alarm_since(case: Case) -> datetime:
    """Return since when the case calls for somebody: a risk that came late climbs from there."""
    starts = [
        contact.ended_at or contact.arrived
        for contact in case.contacts
        if contact.suggestion.tier >= Tier.HIGH or contact in case.ringing
    ]
    starts += [one.at for one in case.dangers if one.suggestion.tier >= Tier.HIGH]
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
