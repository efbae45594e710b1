"""One run of a protocol in a case: what is settled, what is current, which run stands in front."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol as Shape

from console.domain.ids import EscalationId, ProtocolId, StaffId, StepId
from console.domain.private import Private
from console.domain.protocol.protocol import Kind, Place, Protocol, Step


class Outcome(StrEnum):
    """How a step was settled."""

    DONE = "done"
    SKIPPED = "skipped"
    PASSED = "passed"
    NOT_APPLICABLE = "not_applicable"


class SkipCode(StrEnum):
    """Why a step was skipped.  "No time" is a legal reason (CONTENT section 6, rule 10)."""

    NO_TIME = "no_time"
    UNSAFE_TO_ASK = "unsafe_to_ask"
    CLIENT_DECLINED = "client_declined"
    ALREADY_KNOWN = "already_known"
    NOT_APPLICABLE = "not_applicable"
    SOMEONE_ELSE_DOES = "someone_else_does"


class EndedBy(StrEnum):
    """Why a run is over."""

    COMPLETED = "completed"
    REPLACED = "replaced"
    LEFT = "left"
    RETURNED = "returned"


ENDED_BY_ITSELF = frozenset({EndedBy.COMPLETED, EndedBy.RETURNED})
"""Ends after which a step can still be opened again."""


@dataclass(frozen=True, slots=True)
class Value:
    """One piece of evidence as it was given.

    Exactly one of ``code`` (a choice, a number, a time: plain) and ``text``
    (anything in a person's words) is set.
    """

    field: str
    code: str | None = None
    text: Private[str] | None = None

    @property
    def shown(self) -> str:
        """The value as text, or a dash once it was erased."""
        if self.text is not None:
            return self.text.value if self.text.value is not None else "—"
        return self.code or ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A piece of evidence with its author: the newest one of its field in the case.

    Attributes:
        entry: the number of its entry; what has a greater number was said later.
        run: the run in which it was said; ``None`` outside a run, and on old boards.
    """

    value: Value
    at: datetime
    by: StaffId
    entry: int = 0
    run: EscalationId | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A step that is done, skipped, passed over by a branch, or does not apply here.

    Attributes:
        na: which of the step's own reasons says that it does not apply.
    """

    outcome: Outcome
    at: datetime
    by: StaffId
    answer: str | None = None
    code: SkipCode | None = None
    na: str = ""


@dataclass(frozen=True, slots=True)
class Readied:
    """An act that takes two presses, after the first of them."""

    answer: str
    by: StaffId
    at: datetime


@dataclass(frozen=True, slots=True)
class Escalation:
    """The state of one run.

    Attributes:
        caller: the run that waits for this one to return, for a called protocol.
        opened: when each step became current; the clock of the step starts there.
        missed: steps whose clock ran out while they were current.
        waiting_for: the run that was called and has not returned; the other steps stay open.
        entry: the number of the entry in which it was begun.
        opened_in: the entry in which each step became current, beside the time of ``opened``.
        readied: what was pressed once and takes a second press.
    """

    id: EscalationId
    protocol: ProtocolId
    version: int
    started_at: datetime
    started_by: StaffId
    caller: EscalationId | None = None
    overlay: bool = False
    settled: Mapping[StepId, Settled] = field(default_factory=dict)
    opened: Mapping[StepId, datetime] = field(default_factory=dict)
    missed: frozenset[StepId] = frozenset()
    ended: EndedBy | None = None
    waiting_for: EscalationId | None = None
    entry: int = 0
    opened_in: Mapping[StepId, int] = field(default_factory=dict)
    readied: Mapping[StepId, Readied] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether steps can still be settled."""
        return self.ended is None


def current_step(protocol: Protocol, run: Escalation) -> Step | None:
    """Return the step to do now, or ``None`` when every step is settled."""
    return next((step for step in protocol.steps if step.id not in run.settled), None)


def open_since(step: Step, run: Escalation) -> int:
    """Return the entry since which evidence for ``step`` counts: as it opened, or as it began."""
    return run.opened_in.get(step.id, run.entry)


def open_timers(protocol: Protocol, run: Escalation) -> tuple[Step, ...]:
    """Return the timers of ``run`` that have started and that nobody has settled."""
    return tuple(
        step
        for step in open_required(protocol, run)
        if run.running and step.kind is Kind.TIMER and step.id in run.opened
    )


def due_at(step: Step, run: Escalation) -> datetime | None:
    """Return when the clock of ``step`` runs out, if it has one and it has started."""
    opened = run.opened.get(step.id)
    return opened + step.target if opened and step.target else None


def open_required(protocol: Protocol, run: Escalation) -> tuple[Step, ...]:
    """Return the required steps that nobody has settled."""
    return tuple(s for s in protocol.steps if s.required and s.id not in run.settled)


class HasRuns(Shape):
    """A case, as far as it matters here."""

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """Its runs, oldest first."""


class KnowsProtocols(Shape):
    """The board, as far as it matters here."""

    def protocol_of(self, run: Escalation) -> Protocol:
        """Return the version that ``run`` started with."""


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
