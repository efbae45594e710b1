"""Where an answer leads: onwards, past some steps, to another protocol, or back."""

from dataclasses import dataclass
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.events import (
    EscalationEnded,
    EscalationStarted,
    Event,
    StepsPassed,
    StepUndone,
)
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.protocol.escalation import EndedBy, Escalation, Outcome, open_timers
from console.domain.protocol.protocol import Answer, How, Kind, Place, Protocol, Step
from console.domain.refused import AlreadyRunning, NoSuchProtocol, NotApproved, Refused, StillOut


@dataclass(frozen=True, slots=True)
class At:
    """The step that a command is about, and all that stands around it."""

    board: Board
    case: Case
    run: Escalation
    protocol: Protocol
    step: Step


def begin(
    board: Board, case: Case, name: ProtocolId, run: EscalationId, *, overlay: bool = False
) -> tuple[Event, ...]:
    """Return the beginning of a protocol; a main one takes the place of the main one before it.

    It ends a closing that had begun, too: the case is not about to end any more.  What was
    called, an overlay and the closing itself run beside what runs already; and so does what
    waits for somebody who was sent: its timer goes on until it is settled.
    """
    started = _started(board, case, name, run, overlay=overlay)
    place = board.protocol(name, started.version).place
    if started.overlay or place in {Place.SUB, Place.CLOSING}:
        return (started,)
    replaced = tuple(
        EscalationEnded(case.id, old.id, EndedBy.REPLACED)
        for old in case.escalations
        if old.running
        and not old.overlay
        and not open_timers(board.protocol_of(old), old)
        and board.protocol_of(old).place in {Place.START, Place.MAIN, Place.CLOSING}
    )
    return (*replaced, started)


def _started(
    board: Board, case: Case, name: ProtocolId, run: EscalationId, *, overlay: bool = False
) -> EscalationStarted:
    protocol = board.usable(name)
    if protocol is None:
        raise Refused(NotApproved(name) if name in board.protocols else NoSuchProtocol(name))
    overlay = overlay or protocol.place is Place.OVERLAY
    return EscalationStarted(case.id, run, name, protocol.version, None, overlay)


def led(at: At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return where ``answer`` leads, once its step is done."""
    over = completed(at.board, at.case, at.run, {at.step.id})
    match answer.how:
        case How.STEP:
            return _passed(at, StepId(answer.target))
        case How.REPLACE:
            return _replaced(at, answer, fresh)
        case How.CALL:
            return begun_beside(at, answer, fresh) or over
        case How.OVERLAY:
            return (*over, *begun_beside(at, answer, fresh))
        case How.RETURN:
            return over or _returned(at)
        case How.NEXT | How.LEAD | How.STAY | How.ON_CALL:
            return over
        case _:
            assert_never(answer.how)


def _passed(at: At, target: StepId) -> tuple[Event, ...]:
    """Return the steps between here and ``target`` passed over."""
    passed = tuple(s.id for s in between(at, target) if s.id not in at.run.settled)
    over = completed(at.board, at.case, at.run, {at.step.id, *passed})
    if not passed:
        return over
    return (StepsPassed(at.case.id, at.run.id, passed), *over)


def _returned(at: At) -> tuple[Event, ...]:
    """Return the end of this run, with what is left of it passed over.

    It comes back with nothing done, so the step that called it opens again for another way.

    Raises:
        Refused: somebody was sent after this step, and nobody knows yet that they arrived.
    """
    out = _still_out(at)
    if out is not None:
        raise Refused(StillOut(out.text))
    here = at.case.id, at.run.id
    left = tuple(s.id for s in at.protocol.steps if s.id not in {*at.run.settled, at.step.id})
    ended = EscalationEnded(*here, EndedBy.RETURNED)
    return (StepsPassed(*here, left), ended, *_called_again(at))


def _still_out(at: At) -> Step | None:
    """Return the timer that waits for whoever was sent after this step; turning back stops none."""
    steps = at.protocol.steps
    later = steps[steps.index(at.step) + 1 :]
    settled = (at.run.settled.get(step.id) for step in later if step.kind is Kind.HANDOFF)
    sent = any(one is not None and one.outcome is Outcome.DONE for one in settled)
    waiting = (step for step in open_timers(at.protocol, at.run) if step.id != at.step.id)
    return next(waiting, None) if sent else None


def _called_again(at: At) -> tuple[Event, ...]:
    """Return the step of the caller that led here opened again; a timer was never settled."""
    caller = at.case.escalation(at.run.caller) if at.run.caller is not None else None
    if caller is None or not caller.running:
        return ()
    calls = [
        (settled.at, step)
        for step in at.board.protocol_of(caller).steps
        if (settled := caller.settled.get(step.id)) is not None
        and (answer := step.answer(settled.answer or "")) is not None
        and (answer.how, answer.target) == (How.CALL, at.run.protocol)
    ]
    if not calls:
        return ()
    _at, step = max(reversed(calls), key=lambda call: call[0])  # of equals, the last one shown
    return (StepUndone(at.case.id, caller.id, step.id, step.text),)


def between(at: At, target: StepId) -> tuple[Step, ...]:
    """Return the steps after the one that was answered and before ``target``."""
    steps = at.protocol.steps
    ids = [step.id for step in steps]
    return steps[ids.index(at.step.id) + 1 : ids.index(target)]


def _replaced(at: At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return another protocol in the place of this one; the closing runs beside what is left.

    An overlay gives up its own place and no other's.
    """
    target = ProtocolId(answer.target)
    over = completed(at.board, at.case, at.run, {at.step.id})
    if _runs_already(at.case, target):
        return over
    _refuse_twice(at.case, target, fresh)
    place = at.board, at.case, target, fresh
    begun = (_started(*place),) if at.run.overlay else begin(*place)
    protocol = at.board.usable(target)
    if protocol is not None and protocol.place is Place.CLOSING:
        return (*over, *begun)
    ended = EscalationEnded(at.case.id, at.run.id, EndedBy.REPLACED)
    if ended in begun or open_timers(at.protocol, at.run):
        return begun
    return (ended, *begun)


def begun_beside(at: At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return the protocol that is begun beside this one: called, or laid over it."""
    target = ProtocolId(answer.target)
    if answer.how not in {How.CALL, How.OVERLAY} or _runs_already(at.case, target):
        return ()
    _refuse_twice(at.case, target, fresh)
    overlay = answer.how is How.OVERLAY
    begun = _started(at.board, at.case, target, fresh, overlay=overlay)
    if overlay:
        return (begun,)
    return (EscalationStarted(at.case.id, fresh, target, begun.version, at.run.id, begun.overlay),)


def _runs_already(case: Case, protocol: ProtocolId) -> bool:
    return any(run.running and run.protocol == protocol for run in case.escalations)


def _refuse_twice(case: Case, protocol: ProtocolId, fresh: EscalationId) -> None:
    if case.escalation(fresh) is not None:
        raise Refused(AlreadyRunning(protocol))


def completed(board: Board, case: Case, run: Escalation, settled: set[StepId]) -> tuple[Event, ...]:
    """Return the end of ``run`` if nothing is left of it, and of callers with nothing left too."""
    steps = board.protocol_of(run).steps
    if any(step.id not in run.settled and step.id not in settled for step in steps):
        return ()
    ended = EscalationEnded(case.id, run.id, EndedBy.COMPLETED)
    caller = case.escalation(run.caller) if run.caller is not None else None
    if caller is None or not caller.running:
        return (ended,)
    return (ended, *completed(board, case, caller, set()))
