"""A run as it can be shown: each step with its state, its times and what is known already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol as Shape

from console.domain.protocol.escalation import (
    Answered,
    Escalation,
    Outcome,
    Settled,
    current_step,
    due_at,
)
from console.domain.protocol.protocol import Field, Place, Protocol, Step


class State(StrEnum):
    """How a step stands."""

    DONE = "done"
    SKIPPED = "skipped"
    PASSED = "passed"
    NOT_APPLICABLE = "not_applicable"
    CURRENT = "current"
    OPEN = "open"


_STATES = {
    Outcome.DONE: State.DONE,
    Outcome.SKIPPED: State.SKIPPED,
    Outcome.PASSED: State.PASSED,
    Outcome.NOT_APPLICABLE: State.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with the newest answer to it in the case, from whichever protocol that came."""

    field: Field
    known: Answered | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step.

    Attributes:
        settled: when, by whom and how it was settled.
        opened_at: when it became current; in a phase of any order all its steps are at once.
        due: when its clock runs out, if it has one that has started.
        late: whether it was not settled by ``due``.
        memory: whether it is one of the few to do before reading on.
    """

    step: Step
    state: State
    fields: tuple[FieldView, ...]
    settled: Settled | None = None
    opened_at: datetime | None = None
    due: datetime | None = None
    late: bool = False
    memory: bool = False


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase; ``current`` when the current step is in it, ``done`` when nothing is left."""

    id: str
    title: str
    any_order: bool
    steps: tuple[StepView, ...]
    current: bool
    done: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with all its phases; ``current`` is the step to do now."""

    run: Escalation
    protocol: Protocol
    phases: tuple[PhaseView, ...]
    current: StepView | None


class HasRuns(Shape):
    """A case, as far as it matters here."""

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """Its runs, oldest first."""


class KnowsProtocols(Shape):
    """The board, as far as it matters here."""

    def protocol_of(self, run: Escalation) -> Protocol:
        """Return the version that ``run`` started with."""


def view(
    protocol: Protocol, run: Escalation, answers: Mapping[str, Answered], now: datetime
) -> RunView:
    """Return ``run`` as it stands at ``now``.

    Args:
        protocol: the version that the run started with.
        run: the run.
        answers: the newest answer to each field in the case.
        now: aware time.
    """
    current = current_step(protocol, run)
    phases = []
    for phase in protocol.phases:
        steps = tuple(_step(protocol, run, step, answers, now) for step in phase.steps)
        phases.append(
            PhaseView(
                phase.id,
                phase.title,
                phase.any_order,
                steps,
                current=any(step is current for step in phase.steps),
                done=all(step.settled is not None for step in steps),
            )
        )
    shown = (step for phase in phases for step in phase.steps)
    now_open = next((step for step in shown if step.step is current), None)
    return RunView(run, protocol, tuple(phases), now_open)


def _step(
    protocol: Protocol,
    run: Escalation,
    step: Step,
    answers: Mapping[str, Answered],
    now: datetime,
) -> StepView:
    settled, due = run.settled.get(step.id), due_at(step, run)
    if settled is not None:
        state = _STATES[settled.outcome]
    else:
        state = State.CURRENT if step is current_step(protocol, run) else State.OPEN
    passed = settled is not None and settled.outcome is Outcome.PASSED
    until = settled.at if settled is not None else now
    return StepView(
        step,
        state,
        tuple(FieldView(field, answers.get(field.id)) for field in step.fields),
        settled,
        run.opened.get(step.id),
        due,
        late=due is not None and not passed and until >= due,
        memory=step.id in protocol.memory,
    )


def running(case: HasRuns, board: KnowsProtocols) -> tuple[Escalation, ...]:
    """Return the runs that can be worked on, what to look at first in front.

    What was called comes first, then the closing, then the main protocol; overlays stand
    beside them.  Of one sort, the newest is first.
    """
    ranks = {Place.SUB: 0, Place.CLOSING: 1, Place.MAIN: 2, Place.START: 2, Place.OVERLAY: 3}
    runs = [run for run in reversed(case.escalations) if run.running]
    return tuple(
        sorted(runs, key=lambda run: 3 if run.overlay else ranks[board.protocol_of(run).place])
    )


def current_run(case: HasRuns, board: KnowsProtocols) -> Escalation | None:
    """Return the run to work on now; an overlay only when nothing else runs."""
    return next(iter(running(case, board)), None)


def beside(case: HasRuns, board: KnowsProtocols) -> tuple[Escalation, ...]:
    """Return what runs beside the current run, in the same order."""
    return running(case, board)[1:]
