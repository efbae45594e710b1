"""Running a protocol: beginning it, settling its steps, and following where they lead."""

from typing import TypeAlias, assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import DoStep, SetTier, SkipStep, StartEscalation, UndoStep
from console.domain.decide import guard
from console.domain.decide.cases import set_tier
from console.domain.errors import (
    AlreadyRunning,
    GateCannotBeSkipped,
    NeedsAnswer,
    NeedsEvidence,
    NeedsSecondPress,
    NoSuchProtocol,
    NoSuchStep,
    NotApproved,
    Refused,
)
from console.domain.events import (
    EscalationEnded,
    EscalationStarted,
    Event,
    RolePaged,
    StepDone,
    StepSkipped,
    StepsPassed,
    StepTried,
    StepUndone,
)
from console.domain.happened import Asked
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy, Escalation, Value
from console.domain.protocol.protocol import Answer, FieldType, How, Place, Protocol, Step
from console.domain.tier import Tier

RunCommand: TypeAlias = StartEscalation | DoStep | SkipStep | UndoStep


def decide(board: Board, command: RunCommand, asked: Asked) -> tuple[Event, ...]:
    """Return what happens, or refuse."""
    case = guard.my_case(board, command.case, asked)
    match command:
        case StartEscalation():
            running = {run.protocol for run in case.escalations if run.running}
            if command.protocol in running:
                raise Refused(AlreadyRunning(command.protocol))
            return _begin(board, case, command.protocol, command.escalation)
        case DoStep():
            return _do(board, case, command, asked)
        case SkipStep():
            run, _, step = _step(board, case, command.escalation, command.step)
            if step.id in run.settled:
                return ()
            if not step.skippable:
                raise Refused(GateCannotBeSkipped(step.id))
            skipped = StepSkipped(case.id, run.id, step.id, step.text, command.code)
            return (skipped, *_completed(board, case, run, step.id))
        case UndoStep():
            run, _, step = _step(board, case, command.escalation, command.step)
            if step.id not in run.settled:
                return ()
            return (StepUndone(case.id, run.id, step.id, step.text, command.reason),)
        case _:
            assert_never(command)


def _begin(
    board: Board,
    case: Case,
    name: ProtocolId,
    run: EscalationId,
    caller: EscalationId | None = None,
    *,
    overlay: bool = False,
) -> tuple[Event, ...]:
    """Return the beginning of a protocol; a main one takes the place of the main one before it."""
    protocol = board.usable(name)
    if protocol is None:
        known = name in board.protocols
        raise Refused(NotApproved(name) if known else NoSuchProtocol(name))
    overlay = overlay or protocol.place is Place.OVERLAY
    started = EscalationStarted(case.id, run, name, protocol.version, caller, overlay)
    if overlay or caller is not None or protocol.place in {Place.SUB, Place.CLOSING}:
        return (started,)
    replaced = tuple(
        EscalationEnded(case.id, old.id, EndedBy.REPLACED)
        for old in case.escalations
        if old.running
        and not old.overlay
        and board.protocol_of(old).place in {Place.START, Place.MAIN}
    )
    return (*replaced, started)


def _do(board: Board, case: Case, command: DoStep, asked: Asked) -> tuple[Event, ...]:
    run, _, step = _step(board, case, command.escalation, command.step)
    if step.id in run.settled:
        return ()
    answer = _answer(step, command)
    tier = _tier(board, case, step, command, asked)
    if answer is not None and answer.how in {How.STAY, How.LEAD, How.ON_CALL}:
        tried = StepTried(case.id, run.id, step.id, step.text, answer.key, command.values)
        paged = {How.LEAD: Role.SHIFT_LEAD, How.ON_CALL: Role.CLINICIAN_ON_CALL}.get(answer.how)
        page = (RolePaged(case.id, paged, step.id),) if paged is not None else ()
        return (*tier, tried, *page)
    _evidence(step, command.values)
    done = StepDone(
        case.id,
        run.id,
        step.id,
        step.text,
        command.answer,
        command.values,
        command.happened_at,
    )
    if answer is None or answer.how is How.NEXT:
        return (*tier, done, *_completed(board, case, run, step.id))
    return (*tier, done, *_led(board, case, run, step, answer, command.fresh))


def _led(
    board: Board,
    case: Case,
    run: Escalation,
    step: Step,
    answer: Answer,
    fresh: EscalationId,
) -> tuple[Event, ...]:
    """Return where ``answer`` leads, once its step is done."""
    protocol = board.protocol_of(run)
    if answer.how is How.STEP:
        ids = [s.id for s in protocol.steps]
        between = ids[ids.index(step.id) + 1 : ids.index(StepId(answer.target))]
        passed = tuple(s for s in between if s not in run.settled)
        return (StepsPassed(case.id, run.id, passed),) if passed else ()
    target = ProtocolId(answer.target)
    running = any(r.running and r.protocol == target for r in case.escalations)
    if running:
        return _completed(board, case, run, step.id)
    if answer.how is How.REPLACE:
        return _begin(board, case, target, fresh)
    caller = run.id if answer.how is How.CALL else None
    begun = _begin(board, case, target, fresh, caller, overlay=answer.how is How.OVERLAY)
    if answer.how is How.CALL:
        return begun
    return (*_completed(board, case, run, step.id), *begun)


def _completed(
    board: Board, case: Case, run: Escalation, settled: StepId | None
) -> tuple[Event, ...]:
    """Return the end of ``run`` if nothing is left of it, and of callers with nothing left too."""
    steps = board.protocol_of(run).steps
    if any(s.id not in run.settled and s.id != settled for s in steps):
        return ()
    ended = EscalationEnded(case.id, run.id, EndedBy.COMPLETED)
    caller = case.escalation(run.caller) if run.caller is not None else None
    if caller is None or not caller.running:
        return (ended,)
    return (ended, *_completed(board, case, caller, None))


def _step(
    board: Board, case: Case, run: EscalationId, step: StepId
) -> tuple[Escalation, Protocol, Step]:
    found = case.escalation(run)
    if found is None or not found.running:
        raise Refused(NoSuchStep())
    protocol = board.protocol_of(found)
    held = protocol.step(step)
    if held is None:
        raise Refused(NoSuchStep())
    return found, protocol, held


def _answer(step: Step, command: DoStep) -> Answer | None:
    if command.answer is None:
        if step.answers and step.kind.value == "decide":
            raise Refused(NeedsAnswer(step.id))
        return None
    answer = step.answer(command.answer)
    if answer is None:
        raise Refused(NeedsAnswer(step.id))
    if answer.deliberate and not command.deliberate:
        raise Refused(NeedsSecondPress(step.id))
    return answer


def _evidence(step: Step, values: tuple[Value, ...]) -> None:
    """Hold a gate until its evidence is there; nothing else is held."""
    if not step.gates:
        return
    given: dict[str, int] = {}
    for value in values:
        if value.shown.strip():
            given[value.field] = given.get(value.field, 0) + _count(step, value)
    missing = tuple(f.id for f in step.fields if f.required and given.get(f.id, 0) < f.least)
    if missing:
        raise Refused(NeedsEvidence(step.id, missing))


def _count(step: Step, value: Value) -> int:
    """Return how many things one value names: each line of text, each chosen code."""
    kind = next((f.type for f in step.fields if f.id == value.field), FieldType.TEXT)
    if kind is FieldType.CHOICES:
        return len([code for code in (value.code or "").split(",") if code])
    return len([line for line in value.shown.splitlines() if line.strip()])


def _tier(
    board: Board, case: Case, step: Step, command: DoStep, asked: Asked
) -> tuple[Event, ...]:
    """Return the tier that a step sets, if it asks for one and a person gave it."""
    asks = {f.id for f in step.fields if f.type is FieldType.TIER}
    given = next((v for v in command.values if v.field in asks and v.code), None)
    if given is None or given.code is None or given.code.upper() not in Tier.__members__:
        return ()
    reasons = tuple(
        v.text for v in command.values if v.field.startswith(("tier.reason", "imminent.reason"))
        and v.text is not None and v.text.value
    )
    tier = Tier[given.code.upper()]
    return set_tier(board, case, SetTier(case.id, tier, reasons), asked)
