"""Running a protocol: beginning it, settling its steps, and following where they lead."""

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
from console.domain.decide.gates import after, beside, presses, slips, talk
from console.domain.decide.gates.here import Here
from console.domain.decide.tiers import set_tier
from console.domain.decide.ways import At, begin, begun_beside, between, completed, led
from console.domain.events import (
    Event,
    ProtocolUnfit,
    RolePaged,
    StepDone,
    StepSkipped,
    StepTried,
    StepUndone,
)
from console.domain.happened import Asked
from console.domain.ids import StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import (
    ENDED_BY_ITSELF,
    Outcome,
    Value,
    open_since,
)
from console.domain.protocol.protocol import Answer, How, Kind, Step
from console.domain.refused import (
    AlreadyRunning,
    GateCannotBeSkipped,
    NeedsAnswer,
    NoSuchStep,
    Refused,
)

CHOICES = frozenset({Kind.DECIDE, Kind.GATE, Kind.TIMER})
"""Kinds of step that are never just ticked: if they offer answers, one must be given."""
STAYS = frozenset({How.STAY, How.ON_CALL})
GOES_ON_ANYWAY = frozenset({How.LEAD, How.CALL, How.OVERLAY})
"""What calls for help or begins something beside; it is never held up by missing evidence."""
PAGED = {How.LEAD: Role.SHIFT_LEAD, How.ON_CALL: Role.CLINICIAN_ON_CALL}


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


def _find(board: Board, case: Case, command: DoStep | SkipStep | UndoStep) -> At:
    """Return the step; only a correction may go back into a run that is over by itself."""
    run = case.escalation(command.escalation)
    back = isinstance(command, UndoStep) and run is not None and run.ended in ENDED_BY_ITSELF
    if run is None or not (run.running or back):
        raise Refused(NoSuchStep())
    protocol = board.protocol_of(run)
    step = protocol.step(command.step)
    if step is None:
        raise Refused(NoSuchStep())
    return At(board, case, run, protocol, step)


def _start(board: Board, case: Case, command: StartEscalation) -> tuple[Event, ...]:
    if case.escalation(command.escalation) is not None:
        return ()
    if any(run.running and run.protocol == command.protocol for run in case.escalations):
        raise Refused(AlreadyRunning(command.protocol))
    return begin(board, case, command.protocol, command.escalation, overlay=command.overlay)


def _do(at: At, command: DoStep, asked: Asked) -> tuple[Event, ...]:
    if at.step.id in at.run.settled:
        return ()
    answer = _answer(at.step, command)
    _pass_gates(at)
    evidence.readable(at.step, command.values)
    values = evidence.implied(at.step, command)
    since = open_since(at.step, at.run)
    stamped = evidence.stamped(at.step, values, asked.at)
    given = stamped if answer is not None and answer.gates else values
    lacking = evidence.lacking(at.step, given, at.case.answers, since, answer)
    held = lacking if evidence.holds(at.step, answer) else ()
    if after.excused(at.case, at.step, answer, values, asked.at):
        held = ()
    evidence.declared(at.step, answer, values)
    there = Here(at.board, at.case, at.run, at.step, answer, stamped, asked, command.fresh)
    talk.check(there)
    tier = _tier(at, command.answer, values, asked)
    here = at.case.id, at.run.id, at.step.id, at.step.text
    if answer is not None and _stays(at.step, answer, bool(held), bool(lacking)):
        if presses.first(there, again=command.deliberate):
            return presses.ready(there)
        tried = StepTried(*here, answer.key, values)
        slip = slips.slipped(there)
        return (*tier, tried, *slip, *_paged(at, answer), *begun_beside(at, answer, command.fresh))
    if held:
        needed = evidence.needed(at.step, held)
        gated = after.supervised(at.step, answer)
        raise Refused(after.unless_old(at.case, asked.at, needed) if gated else needed)
    beside.check(there)
    told = (*disclosed(there), *slips.slipped(there))
    if presses.first(there, again=command.deliberate):
        return presses.ready(there)
    done = (*tier, StepDone(*here, command.answer, stamped, command.happened_at), *told)
    if answer is None:
        return (*done, *completed(at.board, at.case, at.run, {at.step.id}))
    onwards = led(at, answer, command.fresh)
    owed = after.owed(there, onwards)
    return (*done, *owed, *_paged(at, answer), *onwards)


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
        gated = any(answer.gates for answer in step.answers)
        if gated or (step.answers and step.kind in CHOICES):  # a tick goes past no gate
            raise Refused(NeedsAnswer(step.id))
        return None
    answer = step.answer(command.answer)
    if answer is None:
        raise Refused(NeedsAnswer(step.id))
    return answer


def _pass_gates(at: At) -> None:
    """Hold what lies behind a gate until the gate is settled, or an answer led past it."""
    phase = at.protocol.phase_of(at.step.id)
    for before in at.protocol.phases[: at.protocol.phases.index(phase)]:
        for step in before.steps:
            if step.kind is Kind.GATE and step.id not in at.run.settled:
                wanted = tuple(field.id for field in step.fields if field.required)
                raise Refused(evidence.needed(step, wanted))


def _paged(at: At, answer: Answer) -> tuple[Event, ...]:
    role = Role.SHIFT_LEAD if slips.wanted(answer) else PAGED.get(answer.how)
    return (RolePaged(at.case.id, role, at.step.id),) if role is not None else ()


def _skip(at: At, command: SkipStep) -> tuple[Event, ...]:
    if at.step.id in at.run.settled:
        return ()
    because = dict(at.step.na).get(command.na, "")
    if command.na and not because:
        raise Refused(NeedsAnswer(at.step.id))
    if not at.step.skippable and (not because or evidence.holds(at.step)):
        raise Refused(GateCannotBeSkipped(at.step.id))
    here = at.case.id, at.run.id, at.step.id, at.step.text
    skipped = StepSkipped(*here, command.code, command.na, because)
    return (skipped, *completed(at.board, at.case, at.run, {at.step.id}))


def _undo(at: At, command: UndoStep) -> tuple[Event, ...]:
    """Return the step open again, and with it every step that its answer had led past."""
    settled = at.run.settled.get(at.step.id)
    if settled is None:
        return ()
    undone = [at.step]
    answer = at.step.answer(settled.answer) if settled.answer is not None else None
    if answer is not None and answer.how in {How.STEP, How.RETURN}:
        passed = {k for k, v in at.run.settled.items() if v.outcome is Outcome.PASSED}
        returned = answer.how is How.RETURN
        steps = at.protocol.steps if returned else between(at, StepId(answer.target))
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


def _tier(at: At, answer: str | None, values: tuple[Value, ...], asked: Asked) -> tuple[Event, ...]:
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
