"""Every clock that has run out by now, written down once."""

from collections.abc import Iterator
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case, Lateness, Rung
from console.domain.care.limits import Limits
from console.domain.events import AlertClimbed, CeilingCrossed, ClockMissed, Event, RolePaged
from console.domain.happened import Asked
from console.domain.people.staff import Role
from console.domain.protocol.escalation import due_at
from console.domain.seen.queue import alarm_since, lateness, ringing, waits
from console.domain.tier import Tier


def decide(board: Board, asked: Asked, limits: Limits) -> tuple[Event, ...]:
    """Return the crossings that nobody has written down yet."""
    return tuple(
        event for case in board.cases.values() for event in _of(board, case, asked.at, limits)
    )


def overdue(board: Board, now: datetime, limits: Limits) -> bool:
    """Whether any clock has run out that is not written down yet."""
    return any(next(_of(board, case, now, limits), None) for case in board.cases.values())


def _of(board: Board, case: Case, now: datetime, limits: Limits) -> Iterator[Event]:
    if waits(case):
        late = lateness(case, limits, now)
        for level in (Lateness.AMBER, Lateness.RED):
            if case.lateness < level <= late:
                yield CeilingCrossed(case.id, level)
        yield from _climb(case, now, limits)
    if _lead_is_silent(case, now, limits):
        yield RolePaged(case.id, Role.CLINICIAN_ON_CALL, None, limits.lead_silent)
    for run in case.escalations:
        if not run.running:
            continue
        protocol = board.protocol_of(run)
        for step in protocol.steps:
            due = due_at(step, run)
            settled = step.id in run.settled or step.id in run.missed
            if settled or due is None or now < due:
                continue
            yield ClockMissed(case.id, run.id, step.id, step.text)
            if step.pages is not None:
                yield RolePaged(case.id, step.pages, step.id)


def _lead_is_silent(case: Case, now: datetime, limits: Limits) -> bool:
    """Whether a called lead has not come, and the clinician on call is to be paged (gate G2).

    A clock that calls the lead of a calm case pages nobody else.
    """
    asked, duties = case.help_asked_at, case.duties
    if asked is None or case.help_answered_by is not None or duties.paged:
        return False
    return (duties.called or case.rank >= Tier.HIGH) and now - asked >= limits.lead_silent


def _climb(case: Case, now: datetime, limits: Limits) -> Iterator[Event]:
    """Yield the rungs that the call for somebody has reached: high cases, and ringing phones."""
    if case.rank < Tier.HIGH and not ringing(case):
        return
    waited = now - alarm_since(case)
    rungs = (
        (Rung.SOUND, limits.sound_again),
        (Rung.LEAD, limits.ring_lead),
        (Rung.ON_CALL, limits.show_on_call),
    )
    reached = case.rung or 0
    for rung, after in rungs:
        if rung > reached and waited >= after:
            yield AlertClimbed(case.id, rung)
