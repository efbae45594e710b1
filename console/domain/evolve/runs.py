"""How a run of a protocol moves on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.danger import Danger, said
from console.domain.events import (
    ClockMissed,
    EscalationEnded,
    EscalationStarted,
    ProtocolUnfit,
    RolePaged,
    RunEvent,
    StepDone,
    StepReadied,
    StepSkipped,
    StepsPassed,
    StepTried,
    StepUndone,
)
from console.domain.evolve.duties import called, consulted
from console.domain.happened import Happened
from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import (
    Answered,
    Escalation,
    Outcome,
    Readied,
    Settled,
    current_step,
)
from console.domain.protocol.protocol import FieldType, Kind, Protocol, Step


def evolve(board: Board, happened: Happened, event: RunEvent) -> Board:
    """Return the board after ``event``."""
    case = board.cases[event.case]
    match event:
        case EscalationStarted():
            return board.with_case(_started(board, case, happened, event))
        case EscalationEnded():
            return board.with_case(_ended(case, event))
        case RolePaged():
            return board.with_case(_paged(case, happened, event))
        case ProtocolUnfit():
            return board
        case StepReadied():
            run = _run(case, event.escalation)
            pressed = Readied(event.answer, happened.by, happened.at)
            ready = replace(run, readied={**run.readied, event.step: pressed})
            return board.with_case(_with(case, ready))
        case StepDone() | StepTried() | StepSkipped() | StepsPassed() | StepUndone():
            return board.with_case(_stepped(board, case, happened, event))
        case ClockMissed():
            run = _run(case, event.escalation)
            return board.with_case(_with(case, replace(run, missed=run.missed | {event.step})))
        case _:
            assert_never(event)


def opened(protocol: Protocol, run: Escalation, at: datetime, entry: int) -> Escalation:
    """Return ``run`` with what became current now that it has come to its current step.

    In a phase of any order all its steps are current together.
    """
    step = current_step(protocol, run)
    if step is None:
        return run
    phase = protocol.phase_of(step.id)
    now_open = phase.steps if phase.any_order else (step,)
    fresh = [s.id for s in now_open if s.id not in run.settled and s.id not in run.opened]
    return _open(run, fresh, at, entry)


def _open(run: Escalation, steps: Iterable[StepId], at: datetime, entry: int) -> Escalation:
    names = tuple(steps)
    return replace(
        run,
        opened={**run.opened, **dict.fromkeys(names, at)},
        opened_in={**run.opened_in, **dict.fromkeys(names, entry)},
    )


def _started(board: Board, case: Case, happened: Happened, event: EscalationStarted) -> Case:
    run = Escalation(
        event.escalation,
        event.protocol,
        event.version,
        happened.at,
        happened.by,
        event.caller,
        event.overlay,
        entry=happened.seq,
    )
    run = opened(board.protocol_of(run), run, happened.at, happened.seq)
    if event.caller is not None:
        case = _with(case, replace(_run(case, event.caller), waiting_for=run.id))
    return replace(case, escalations=(*case.escalations, run))


def _ended(case: Case, event: EscalationEnded) -> Case:
    run = replace(_run(case, event.escalation), ended=event.why, waiting_for=None)
    case = _with(case, run)
    if run.caller is None:
        return case
    return _with(case, replace(_run(case, run.caller), waiting_for=None))


def _paged(case: Case, happened: Happened, event: RolePaged) -> Case:
    """Return the case with somebody called in; who waited before goes on waiting since then."""
    waiting = case.help_asked_at is not None and case.help_answered_by is None
    asked_at = case.help_asked_at if waiting else happened.at
    case = called(case, happened, event)
    return replace(case, help_asked_at=asked_at, help_answered_by=None)


def _stepped(
    board: Board,
    case: Case,
    happened: Happened,
    event: StepDone | StepTried | StepSkipped | StepsPassed | StepUndone,
) -> Case:
    run = _run(case, event.escalation)
    if not isinstance(event, StepsPassed):
        run = replace(run, readied={k: v for k, v in run.readied.items() if k != event.step})
    protocol = board.protocol_of(run)
    at, by = happened.at, happened.by
    match event:
        case StepDone():
            done = Settled(Outcome.DONE, event.happened_at or at, by, event.answer)
            case = consulted(_answered(case, happened, event), event.values)
            case = _in_danger(case, protocol, run, happened, event)
            run = replace(run, settled={**run.settled, event.step: done})
        case StepTried():
            case = _in_danger(_answered(case, happened, event), protocol, run, happened, event)
            run = _tried(run, protocol.step(event.step), happened)
        case StepSkipped():
            how = Outcome.NOT_APPLICABLE if event.na else Outcome.SKIPPED
            skipped = Settled(how, at, by, None, event.code, event.na)
            run = replace(run, settled={**run.settled, event.step: skipped})
        case StepsPassed():
            passed = dict.fromkeys(event.steps, Settled(Outcome.PASSED, at, by))
            run = replace(run, settled={**run.settled, **passed})
        case StepUndone():
            case, run = _undone(case, run, protocol.step(event.step), happened)
    return _with(case, opened(protocol, run, at, happened.seq))


def _tried(run: Escalation, step: Step | None, happened: Happened) -> Escalation:
    """Return the run after a try: a timer that was looked at starts again."""
    if step is None or step.kind is not Kind.TIMER:
        return run
    again = _open(run, [step.id], happened.at, happened.seq)
    return replace(again, missed=run.missed - {step.id})


def _undone(
    case: Case, run: Escalation, step: Step | None, happened: Happened
) -> tuple[Case, Escalation]:
    """Return the case and the run with ``step`` open again, and what it stamped taken back."""
    if step is None:
        return case, run
    stamps = {field.id for field in step.fields if field.type is FieldType.TIME}
    answers = {k: v for k, v in case.answers.items() if k not in stamps}
    caller = case.escalation(run.caller) if run.caller is not None else None
    if run.ended is not None and caller is not None and caller.running:
        case = _with(case, replace(caller, waiting_for=run.id))
    again = replace(
        _open(run, [step.id], happened.at, happened.seq),
        settled={k: v for k, v in run.settled.items() if k != step.id},
        missed=run.missed - {step.id},
        ended=None,
    )
    kept = tuple(one for one in case.dangers if (one.run, one.step) != (run.id, step.id))
    return replace(case, answers=answers, dangers=kept), again


def _answered(case: Case, happened: Happened, event: StepDone | StepTried) -> Case:
    at, by, seq = happened.at, happened.by, happened.seq
    fresh = {value.field: Answered(value, at, by, seq, event.escalation) for value in event.values}
    return replace(case, answers={**case.answers, **fresh}) if fresh else case


def _in_danger(
    case: Case,
    protocol: Protocol,
    run: Escalation,
    happened: Happened,
    event: StepDone | StepTried,
) -> Case:
    """Return the case with what the answer suggests, where its list says that it is danger."""
    suggestion = said(protocol, run, event.step, event.answer)
    if suggestion is None:
        return case
    found = Danger(suggestion, happened.at, happened.seq, run.id, event.step)
    return replace(case, dangers=(*case.dangers, found))


def _run(case: Case, run: EscalationId) -> Escalation:
    return next(found for found in case.escalations if found.id == run)


def _with(case: Case, run: Escalation) -> Case:
    runs = tuple(run if found.id == run.id else found for found in case.escalations)
    return replace(case, escalations=runs)
