"""Which runs of a case can be worked on, and what may be begun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.protocol.escalation import (
    ENDED_BY_ITSELF,
    Escalation,
    Outcome,
    Settled,
    running,
)
from console.domain.protocol.protocol import Approval, Place, Protocol, Step
from console.domain.seen.fits import Fit

START, CLOSING = ProtocolId("P00"), ProtocolId("P32")

DIALLED = "psap.dialled_at"
"""The field of the step in which a 911 centre is called."""


@dataclass(frozen=True, slots=True)
class Work:
    """A run together with its case and the version of the protocol that it runs."""

    case: Case
    run: Escalation
    protocol: Protocol


def foremost(board: Board, case: Case, chosen: EscalationId | None) -> Escalation | None:
    """Return the run to work on: the chosen one while it runs, else the most pressing."""
    runs = running(case, board)
    return next((run for run in runs if run.id == chosen), runs[0] if runs else None)


def offered(board: Board, case: Case, fitting: Sequence[Fit] = ()) -> tuple[Protocol, ...]:
    """Return what may be begun by hand: what fits, then the start, called protocols not at all.

    Args:
        board: the board.
        case: the case that is worked on.
        fitting: what fits the case now.
    """
    first = {fit.protocol.id: place for place, fit in enumerate(fitting)}
    begun = {run.protocol for run in case.escalations if run.running}
    usable = (board.usable(name) for name in sorted(board.protocols))
    free = [
        found
        for found in usable
        if found is not None
        and (found.place is not Place.SUB or found.id in first)
        and found.id not in begun
    ]
    return tuple(sorted(free, key=lambda found: first.get(found.id, len(first))))


def pressing(board: Board, case: Case, fitting: Sequence[Fit]) -> tuple[Fit, ...]:
    """Return what of ``fitting`` is to be said at the head while something runs.

    The start of every contact is past once a main list runs: it is offered among the lists only.
    """
    places = {board.protocol_of(run).place for run in running(case, board)}
    past = bool(places & {Place.MAIN, Place.CLOSING})
    return tuple(fit for fit in fitting if not (past and fit.protocol.place is Place.START))


@dataclass(frozen=True, slots=True)
class Last:
    """The step that a person settled last in a case, and in which run."""

    run: Escalation
    step: Step
    how: Settled


def last_settled(board: Board, case: Case) -> Last | None:
    """Return what an undo would open again: the newest act that can still be corrected."""
    found = [
        (how.at, place, order, Last(run, step, how))
        for place, run in enumerate(case.escalations)
        if run.running or run.ended in ENDED_BY_ITSELF
        for order, step in enumerate(board.protocol_of(run).steps)
        if (how := run.settled.get(step.id)) is not None and how.outcome is not Outcome.PASSED
    ]
    return max(found, key=lambda one: one[:3])[3] if found else None


def dialled(board: Board, case: Case) -> Last | None:
    """Return the call to a 911 centre that was made in a checklist which still runs."""
    found = [
        Last(run, step, how)
        for run in case.escalations
        for step in board.protocol_of(run).steps
        if run.running
        and any(field.id == DIALLED for field in step.fields)
        and (how := run.settled.get(step.id)) is not None
        and how.outcome is Outcome.DONE
    ]
    return max(found, key=lambda one: one.how.at, default=None)


def back_from(case: Case, run: Escalation) -> Iterator[tuple[Escalation, datetime]]:
    """Yield the runs that ``run`` called and that came back, with the time of their last step."""
    for child in case.escalations:
        if child.caller == run.id and child.ended in ENDED_BY_ITSELF and child.settled:
            yield child, max(how.at for how in child.settled.values())


def unsettled(protocol: Protocol, run: Escalation, after: Step) -> tuple[Step, ...]:
    """Return the other unsettled steps in the phase of ``after``."""
    phase = protocol.phase_of(after.id)
    return tuple(s for s in phase.steps if s.id not in run.settled and s.id != after.id)


def step_of(protocol: Protocol, run: Escalation, chosen: StepId | None) -> Step | None:
    """Return the step to do now: the chosen one while it is open, else the first open one."""
    if chosen is not None and chosen not in run.settled:
        found = protocol.step(chosen)
        if found is not None:
            return found
    return next((step for step in protocol.steps if step.id not in run.settled), None)


def approval_of(board: Board, protocol: Protocol) -> Approval | None:
    """Return who stands for this version, if anybody does."""
    return board.approvals.get(protocol.id, {}).get(protocol.version)
