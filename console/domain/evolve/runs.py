"""How a run of a protocol moves on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.events import (
    ClockMissed,
    EscalationEnded,
    EscalationStarted,
    RolePaged,
    RunEvent,
    StepDone,
    StepSkipped,
    StepsPassed,
    StepTried,
    StepUndone,
)
from console.domain.happened import Happened
from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import (
    Answered,
    Escalation,
    Outcome,
    Settled,
    Value,
    current_step,
)
from console.domain.protocol.protocol import Protocol


def evolve(board: Board, happened: Happened, event: RunEvent) -> Board:
    """Return the board after ``event``."""
    case = board.cases[event.case]
    match event:
        case EscalationStarted():
            return board.with_case(_started(board, case, happened, event))
        case EscalationEnded():
            return board.with_case(_ended(case, event))
        case RolePaged():
            return board.with_case(replace(case, help_asked_at=happened.at, help_answered_by=None))
        case StepDone() | StepTried() | StepSkipped() | StepsPassed() | StepUndone():
            return board.with_case(_stepped(board, case, happened, event))
        case ClockMissed():
            run = _run(case, event.escalation)
            return board.with_case(_with(case, replace(run, missed=run.missed | {event.step})))
        case _:
            assert_never(event)


def opened(
    protocol: Protocol, run: Escalation, at: datetime
) -> Mapping[StepId, datetime]:
    """Return when each step became current, once the run has come to its current step at ``at``.

    In a phase of any order all its steps are current together.
    """
    step = current_step(protocol, run)
    if step is None:
        return run.opened
    phase = protocol.phase_of(step.id)
    now_open = phase.steps if phase.any_order else (step,)
    fresh = {s.id: at for s in now_open if s.id not in run.settled and s.id not in run.opened}
    return {**run.opened, **fresh} if fresh else run.opened


def _started(board: Board, case: Case, happened: Happened, event: EscalationStarted) -> Case:
    run = Escalation(
        event.escalation,
        event.protocol,
        event.version,
        happened.at,
        happened.by,
        event.caller,
        event.overlay,
    )
    run = replace(run, opened=opened(board.protocol_of(run), run, happened.at))
    if event.caller is not None:
        case = _with(case, replace(_run(case, event.caller), waiting_for=run.id))
    return replace(case, escalations=(*case.escalations, run))


def _ended(case: Case, event: EscalationEnded) -> Case:
    run = replace(_run(case, event.escalation), ended=event.why, waiting_for=None)
    case = _with(case, run)
    if run.caller is None:
        return case
    return _with(case, replace(_run(case, run.caller), waiting_for=None))


def _stepped(
    board: Board,
    case: Case,
    happened: Happened,
    event: StepDone | StepTried | StepSkipped | StepsPassed | StepUndone,
) -> Case:
    run = _run(case, event.escalation)
    at, by = happened.at, happened.by
    match event:
        case StepDone():
            done = Settled(Outcome.DONE, event.happened_at or at, by, event.answer)
            case = _answered(case, happened, event.values)
            run = replace(run, settled={**run.settled, event.step: done})
        case StepTried():
            case = _answered(case, happened, event.values)
        case StepSkipped():
            skipped = Settled(Outcome.SKIPPED, at, by, None, event.code)
            run = replace(run, settled={**run.settled, event.step: skipped})
        case StepsPassed():
            passed = dict.fromkeys(event.steps, Settled(Outcome.PASSED, at, by))
            run = replace(run, settled={**run.settled, **passed})
        case StepUndone():
            rest = {k: v for k, v in run.settled.items() if k != event.step}
            run = replace(
                run, settled=rest, opened={**run.opened, event.step: at},
                missed=run.missed - {event.step},
            )
    run = replace(run, opened=opened(board.protocol_of(run), run, at))
    return _with(case, run)


def _answered(case: Case, happened: Happened, values: tuple[Value, ...]) -> Case:
    fresh = {value.field: Answered(value, happened.at, happened.by) for value in values}
    return replace(case, answers={**case.answers, **fresh}) if fresh else case


def _run(case: Case, run: EscalationId) -> Escalation:
    found = case.escalation(run)
    assert found is not None
    return found


def _with(case: Case, run: Escalation) -> Case:
    runs = tuple(run if found.id == run.id else found for found in case.escalations)
    return replace(case, escalations=runs)
