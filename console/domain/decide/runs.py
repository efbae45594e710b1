"""Running a protocol: beginning it, settling its steps, and following where they lead."""

from dataclasses import dataclass
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import (
    DoStep,
    RunCommand,
    SayUnfit,
    SetTier,
    SkipStep,
    StartEscalation,
    UndoStep,
)
from console.domain.decide import evidence, guard
from console.domain.decide.disclosed import disclosed
from console.domain.decide.gates import after, beside, presses
from console.domain.decide.gates.here import Here
from console.domain.decide.tiers import set_tier
from console.domain.errors import (
    AlreadyRunning,
    GateCannotBeSkipped,
    NeedsAnswer,
    NoSuchProtocol,
    NoSuchStep,
    NotApproved,
    Refused,
)
from console.domain.events import (
    EscalationEnded,
    EscalationStarted,
    Event,
    ProtocolUnfit,
    RolePaged,
    StepDone,
    StepReadied,
    StepSkipped,
    StepsPassed,
    StepTried,
    StepUndone,
)
from console.domain.happened import Asked
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import (
    ENDED_BY_ITSELF,
    EndedBy,
    Escalation,
    Outcome,
    Value,
    open_since,
    open_timers,
)
from console.domain.protocol.protocol import Answer, How, Kind, Place, Protocol, Step

CHOICES = frozenset({Kind.DECIDE, Kind.GATE, Kind.TIMER})
"""Kinds of step that are never just ticked: if they offer answers, one must be given."""
STAYS = frozenset({How.STAY, How.ON_CALL})
GOES_ON_ANYWAY = frozenset({How.LEAD, How.CALL, How.OVERLAY})
"""What calls for help or begins something beside; it is never held up by missing evidence."""
PAGED = {How.LEAD: Role.SHIFT_LEAD, How.ON_CALL: Role.CLINICIAN_ON_CALL}


@dataclass(frozen=True, slots=True)
class _At:
    """The step that a command is about, and all that stands around it."""

    board: Board
    case: Case
    run: Escalation
    protocol: Protocol
    step: Step


def decide(board: Board, command: RunCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    case = guard.my_case(board, command.case, asked)
    match command:
        case StartEscalation():
            return _start(board, case, command)
        case DoStep():
            return _do(_find(board, case, command), command, asked)
        case SkipStep():
            return _skip(_find(board, case, command), command)
        case UndoStep():
            return _undo(_find(board, case, command), command)
        case SayUnfit():
            return _unfit(case, command)
        case _:
            assert_never(command)


def _unfit(case: Case, command: SayUnfit) -> tuple[Event, ...]:
    """Return that the list does not fit: the lead is called, and nothing is taken away."""
    run = case.escalation(command.escalation)
    if run is None or not run.running:
        raise Refused(NoSuchStep())
    return (ProtocolUnfit(case.id, run.id, run.protocol), RolePaged(case.id, Role.SHIFT_LEAD))


def _find(board: Board, case: Case, command: DoStep | SkipStep | UndoStep) -> _At:
    """Return the step; only a correction may go back into a run that is over by itself."""
    run = case.escalation(command.escalation)
    back = isinstance(command, UndoStep) and run is not None and run.ended in ENDED_BY_ITSELF
    if run is None or not (run.running or back):
        raise Refused(NoSuchStep())
    protocol = board.protocol_of(run)
    step = protocol.step(command.step)
    if step is None:
        raise Refused(NoSuchStep())
    return _At(board, case, run, protocol, step)


def _start(board: Board, case: Case, command: StartEscalation) -> tuple[Event, ...]:
    if case.escalation(command.escalation) is not None:
        return ()
    if any(run.running and run.protocol == command.protocol for run in case.escalations):
        raise Refused(AlreadyRunning(command.protocol))
    return _begin(board, case, command.protocol, command.escalation, overlay=command.overlay)


def _begin(
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


def _do(at: _At, command: DoStep, asked: Asked) -> tuple[Event, ...]:
    if at.step.id in at.run.settled:
        return ()
    answer = _answer(at.step, command)
    _pass_gates(at)
    values = evidence.implied(at.step, command)
    since = open_since(at.step, at.run)
    lacking = evidence.lacking(at.step, values, at.case.answers, since, answer)
    held = lacking if evidence.holds(at.step, answer) else ()
    if after.excused(at.case, at.step, answer, values):
        held = ()
    evidence.declared(at.step, answer, values)
    tier = _tier(at, command.answer, values, asked)
    here = at.case.id, at.run.id, at.step.id, at.step.text
    if answer is not None and _stays(at.step, answer, bool(held), bool(lacking)):
        tried = StepTried(*here, answer.key, values)
        return (*tier, tried, *_paged(at, answer), *_beside(at, answer, command.fresh))
    if held:
        raise Refused(evidence.needed(at.step, held))
    values = evidence.stamped(at.step, values, asked.at)
    there = Here(at.board, at.case, at.run, at.step, answer, values, asked, command.fresh)
    beside.check(there)
    told = tuple(disclosed(there))
    if answer is not None and presses.first(there, again=command.deliberate):
        return () if presses.readied(there) else (StepReadied(*here, answer.key),)
    done = (*tier, StepDone(*here, command.answer, values, command.happened_at), *told)
    if answer is None:
        return (*done, *_completed(at.board, at.case, at.run, {at.step.id}))
    led = _led(at, answer, command.fresh)
    owed = after.owed(there, led)
    return (*done, *owed, *_paged(at, answer), *led)


def _stays(step: Step, answer: Answer, held: bool, lacking: bool) -> bool:
    """Whether the step stays open after ``answer``.

    A call for the lead settles a step once all that it asks for is known.  A timer and a
    gate are settled only by an answer that goes on; what acts again starts a timer anew.
    """
    if answer.how in STAYS:
        return True
    if answer.how not in GOES_ON_ANYWAY:
        return False
    waits = held or step.kind in {Kind.TIMER, Kind.GATE}
    return waits or (lacking and answer.how is How.LEAD)


def _answer(step: Step, command: DoStep) -> Answer | None:
    if command.answer is None:
        if step.answers and step.kind in CHOICES:
            raise Refused(NeedsAnswer(step.id))
        return None
    answer = step.answer(command.answer)
    if answer is None:
        raise Refused(NeedsAnswer(step.id))
    return answer


def _pass_gates(at: _At) -> None:
    """Hold what lies behind a gate until the gate is settled, or an answer led past it."""
    phase = at.protocol.phase_of(at.step.id)
    for before in at.protocol.phases[: at.protocol.phases.index(phase)]:
        for step in before.steps:
            if step.kind is Kind.GATE and step.id not in at.run.settled:
                wanted = tuple(field.id for field in step.fields if field.required)
                raise Refused(evidence.needed(step, wanted))


def _paged(at: _At, answer: Answer) -> tuple[Event, ...]:
    role = PAGED.get(answer.how)
    return (RolePaged(at.case.id, role, at.step.id),) if role is not None else ()


def _led(at: _At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return where ``answer`` leads, once its step is done."""
    completed = _completed(at.board, at.case, at.run, {at.step.id})
    match answer.how:
        case How.STEP:
            return _passed(at, StepId(answer.target))
        case How.REPLACE:
            return _replaced(at, answer, fresh)
        case How.CALL:
            return _beside(at, answer, fresh) or completed
        case How.OVERLAY:
            return (*completed, *_beside(at, answer, fresh))
        case How.RETURN:
            return completed or _returned(at)
        case How.NEXT | How.LEAD | How.STAY | How.ON_CALL:
            return completed
        case _:
            assert_never(answer.how)


def _passed(at: _At, target: StepId) -> tuple[Event, ...]:
    """Return the steps between here and ``target`` passed over."""
    passed = tuple(s.id for s in _between(at, target) if s.id not in at.run.settled)
    completed = _completed(at.board, at.case, at.run, {at.step.id, *passed})
    if not passed:
        return completed
    return (StepsPassed(at.case.id, at.run.id, passed), *completed)


def _returned(at: _At) -> tuple[Event, ...]:
    """Return the end of this run, with what is left of it passed over.

    It comes back with nothing done, so the step that called it opens again for another way.
    """
    here = at.case.id, at.run.id
    left = tuple(s.id for s in at.protocol.steps if s.id not in {*at.run.settled, at.step.id})
    ended = EscalationEnded(*here, EndedBy.RETURNED)
    return (StepsPassed(*here, left), ended, *_called_again(at))


def _called_again(at: _At) -> tuple[Event, ...]:
    """Return the step of the caller that led here opened again; a timer was never settled."""
    caller = at.case.escalation(at.run.caller) if at.run.caller is not None else None
    if caller is None or not caller.running:
        return ()
    return tuple(
        StepUndone(at.case.id, caller.id, step.id, step.text)
        for step in at.board.protocol_of(caller).steps
        if (settled := caller.settled.get(step.id)) is not None
        and (answer := step.answer(settled.answer or "")) is not None
        and (answer.how, answer.target) == (How.CALL, at.run.protocol)
    )


def _between(at: _At, target: StepId) -> tuple[Step, ...]:
    steps = at.protocol.steps
    ids = [step.id for step in steps]
    return steps[ids.index(at.step.id) + 1 : ids.index(target)]


def _replaced(at: _At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return another protocol in the place of this one; the closing runs beside what is left.

    An overlay gives up its own place and no other's.
    """
    target = ProtocolId(answer.target)
    completed = _completed(at.board, at.case, at.run, {at.step.id})
    if _running(at.case, target):
        return completed
    _refuse_twice(at.case, target, fresh)
    place = at.board, at.case, target, fresh
    begun = (_started(*place),) if at.run.overlay else _begin(*place)
    protocol = at.board.usable(target)
    if protocol is not None and protocol.place is Place.CLOSING:
        return (*completed, *begun)
    ended = EscalationEnded(at.case.id, at.run.id, EndedBy.REPLACED)
    if ended in begun or open_timers(at.protocol, at.run):
        return begun
    return (ended, *begun)


def _beside(at: _At, answer: Answer, fresh: EscalationId) -> tuple[Event, ...]:
    """Return the protocol that is begun beside this one: called, or laid over it."""
    target = ProtocolId(answer.target)
    if answer.how not in {How.CALL, How.OVERLAY} or _running(at.case, target):
        return ()
    _refuse_twice(at.case, target, fresh)
    overlay = answer.how is How.OVERLAY
    begun = _started(at.board, at.case, target, fresh, overlay=overlay)
    if overlay:
        return (begun,)
    return (EscalationStarted(at.case.id, fresh, target, begun.version, at.run.id, begun.overlay),)


def _running(case: Case, protocol: ProtocolId) -> bool:
    return any(run.running and run.protocol == protocol for run in case.escalations)


def _refuse_twice(case: Case, protocol: ProtocolId, fresh: EscalationId) -> None:
    if case.escalation(fresh) is not None:
        raise Refused(AlreadyRunning(protocol))


def _completed(
    board: Board, case: Case, run: Escalation, settled: set[StepId]
) -> tuple[Event, ...]:
    """Return the end of ``run`` if nothing is left of it, and of callers with nothing left too."""
    steps = board.protocol_of(run).steps
    if any(step.id not in run.settled and step.id not in settled for step in steps):
        return ()
    ended = EscalationEnded(case.id, run.id, EndedBy.COMPLETED)
    caller = case.escalation(run.caller) if run.caller is not None else None
    if caller is None or not caller.running:
        return (ended,)
    return (ended, *_completed(board, case, caller, set()))


def _skip(at: _At, command: SkipStep) -> tuple[Event, ...]:
    if at.step.id in at.run.settled:
        return ()
    because = dict(at.step.na).get(command.na, "")
    if command.na and not because:
        raise Refused(NeedsAnswer(at.step.id))
    if not at.step.skippable and (not because or evidence.holds(at.step)):
        raise Refused(GateCannotBeSkipped(at.step.id))
    here = at.case.id, at.run.id, at.step.id, at.step.text
    skipped = StepSkipped(*here, command.code, command.na, because)
    return (skipped, *_completed(at.board, at.case, at.run, {at.step.id}))


def _undo(at: _At, command: UndoStep) -> tuple[Event, ...]:
    """Return the step open again, and with it every step that its answer had led past."""
    settled = at.run.settled.get(at.step.id)
    if settled is None:
        return ()
    undone = [at.step]
    answer = at.step.answer(settled.answer) if settled.answer is not None else None
    if answer is not None and answer.how in {How.STEP, How.RETURN}:
        passed = {k for k, v in at.run.settled.items() if v.outcome is Outcome.PASSED}
        returned = answer.how is How.RETURN
        steps = at.protocol.steps if returned else _between(at, StepId(answer.target))
        undone += [step for step in steps if step.id in passed]
    return tuple(
        StepUndone(
            at.case.id,
            at.run.id,
            step.id,
            step.text,
            command.reason if step is at.step else None,
        )
        for step in undone
    )


def _tier(
    at: _At, answer: str | None, values: tuple[Value, ...], asked: Asked
) -> tuple[Event, ...]:
    """Return the tier that a step sets, if it asks for one and a person gave it.

    What stood in the field already is no new word, unless the answer itself says it.
    """
    tier = evidence.tier_in(at.step, values)
    if tier is None:
        return ()
    pressed = answer == tier.name.lower()
    if not pressed and tier is evidence.tier_known(at.step, at.case.answers):
        return ()
    reasons = evidence.reasons_in(at.step, values, at.case.answers)
    return set_tier(at.board, at.case, SetTier(at.case.id, tier, reasons), asked)
