"""What a landed story left in the journal, read from the database and held against its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.decide.evidence import holds
from console.domain.events import (
    CaseClosed,
    DisclosureMade,
    EscalationStarted,
    Event,
    HelpAsked,
    RolePaged,
    StepDone,
    StepSkipped,
    case_of,
)
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId, EscalationId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy, Outcome
from console.domain.protocol.protocol import How
from console.domain.tier import Tier
from console.store.journal import walk
from console.wiring.centre import Centre
from tests.stories.situations.story import Stands, Told

TELLS: dict[str, frozenset[str | None]] = {
    "P04.c1": frozenset({"none", "medical", "consent"}),
    "P05.d2": frozenset({"none", "medical"}),
    "P09.c1": frozenset({"medical"}),
    "P10.a4": frozenset({"none", "medical"}),
    "P11.b4": frozenset({"told"}),
    "P13.b5": frozenset({"connected"}),
    "P14.a5": frozenset({"yes"}),
    "P24.b2": frozenset({"medical", "consent"}),
    "P24.b6": frozenset({None}),
    "P25.a4": frozenset({"none", "consent"}),
    "P26.a2": frozenset({None}),
    "P27.a3": frozenset({None}),
    "P28.a6": frozenset({None}),
}
"""The steps in which somebody outside is told, and by which of their answers."""
WITHIN_H = {Tier.LOW: 72, Tier.MODERATE: 48, Tier.HIGH: 24, Tier.IMMINENT: 24}
"""How soon somebody hears from us again after a landing (CONTENT, P32)."""
MEDICAL = frozenset({"medical_personnel"})
CONSENT = frozenset({"authorization"})


@dataclass(frozen=True)
class Left:
    """What the journal holds of one case.

    Attributes:
        before: the board as it stood before the case was closed, folded from the journal.
    """

    case: Case
    before: Board
    after: Board
    happened: tuple[Happened, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened in the case, in order."""
        return tuple(one.event for one in self.happened)

    @property
    def closed(self) -> CaseClosed:
        """The landing."""
        (found,) = (event for event in self.events if isinstance(event, CaseClosed))
        return found

    def name(self, run: EscalationId, step: str) -> str:
        """Return a step by its checklist, as the stories write it."""
        found = self.case.escalation(run)
        return f"{found.protocol if found is not None else '?'}.{step}"


def left(centre: Centre, case: CaseId) -> Left:
    """Read the journal from its database and return what it holds of ``case``."""
    entries = tuple(entry.happened for entry in walk(centre.store.journal))
    own = tuple(one for one in entries if case_of(one.event) == case)
    worked = max(one.seq for one in own if isinstance(one.event, StepDone | StepSkipped))
    board = before = Board()
    for one in entries:
        board = evolve(board, one)
        if one.seq == worked:
            before = board
    return Left(_last(before, case), before, board, own)


def _last(board: Board, case: CaseId) -> Case:
    return board.cases[case]


def told(found: Left) -> tuple[Told, ...]:
    """Return every disclosure, in order."""
    return tuple(
        Told(
            found.name(event.escalation, event.step or "") if event.escalation else "",
            event.disclosure.value.recipient if event.disclosure.value is not None else "",
            event.recipient.value if event.recipient is not None else "",
            event.basis,
            event.sud,
        )
        for event in found.events
        if isinstance(event, DisclosureMade)
    )


def stands(found: Left) -> Stands:
    """Return what stands after the landing, in the form of a story's file."""
    landing = found.closed.landing
    started = [event for event in found.events if isinstance(event, EscalationStarted)]
    owed = found.after.follow_ups.get(found.case.id)
    closed_at = found.happened[-1].at
    hours = (owed.due - closed_at) / timedelta(hours=1) if owed is not None else 0
    return Stands(
        landing.ending.value,
        (
            (landing.tier_at_start or landing.tier_at_end).name.lower(),
            landing.tier_at_end.name.lower(),
        ),
        tuple(event.protocol for event in started),
        tuple(event.protocol for event in started if event.overlay),
        told(found),
        sum(_calls(event, Role.SHIFT_LEAD) for event in found.events),
        sum(_calls(event, Role.CLINICIAN_ON_CALL) for event in found.events),
        dict(_skipped(found)),
        round(hours),
        landing.no_next.value if landing.no_next is not None else "",
    )


def _calls(event: Event, role: Role) -> bool:
    if isinstance(event, HelpAsked):
        return role is Role.SHIFT_LEAD
    return isinstance(event, RolePaged) and event.role == role


def _skipped(found: Left) -> Iterator[tuple[str, str]]:
    for event in found.events:
        if isinstance(event, StepSkipped) and not event.na:
            yield found.name(event.escalation, event.step), event.code.value


# -- what holds for every story ----------------------------------------------------------------


def open_steps(found: Left) -> tuple[str, ...]:
    """Return the required steps that nobody settled and that no answer led away from."""
    return tuple(
        f"{run.protocol}.{step.id}"
        for run in found.case.escalations
        if run.ended is not EndedBy.REPLACED
        for step in found.before.protocol_of(run).steps
        if step.required and step.id not in run.settled
    )


def unwritten(found: Left) -> tuple[str, ...]:
    """Return the steps that the case shows as settled and for which the journal has no entry."""
    written = {
        (event.escalation, event.step)
        for event in found.events
        if isinstance(event, StepDone | StepSkipped)
    }
    return tuple(
        f"{run.protocol}.{name}"
        for run in found.case.escalations
        for name, settled in run.settled.items()
        if settled.outcome is not Outcome.PASSED and (run.id, name) not in written
    )


def unproven(found: Left) -> tuple[str, ...]:
    """Return the gates and timers that were passed without evidence in this case."""
    known: set[str] = set()
    missing = []
    for event in found.events:
        values = getattr(event, "values", ())
        known |= {value.field for value in values if value.shown.strip()}
        if not isinstance(event, StepDone):
            continue
        run = found.case.escalation(event.escalation)
        assert run is not None
        step = found.before.protocol_of(run).step(event.step)
        assert step is not None
        answer = step.answer(event.answer) if event.answer is not None else None
        if answer is not None and answer.how is How.RETURN:
            continue
        if holds(step, answer):
            missing += [
                f"{run.protocol}.{step.id} {field.id}"
                for field in step.fields
                if field.required and field.id not in known
            ]
    return tuple(missing)


def untold(found: Left) -> tuple[str, ...]:
    """Return the steps in which somebody was told and that left no record."""
    recorded = {
        (event.escalation, event.step)
        for event in found.events
        if isinstance(event, DisclosureMade)
    }
    return tuple(
        found.name(event.escalation, event.step)
        for event in found.events
        if isinstance(event, StepDone)
        and event.answer in TELLS.get(found.name(event.escalation, event.step), ())
        and (event.escalation, event.step) not in recorded
    )


def in_time(found: Left) -> bool:
    """Whether we reach out again within the hours of the tier at the end, or say why not."""
    landing, closed_at = found.closed.landing, found.happened[-1].at
    if landing.next_contact is None:
        return landing.no_next is not None
    span = timedelta(hours=WITHIN_H[landing.tier_at_end])
    return closed_at < landing.next_contact <= closed_at + span


def leaked(found: Left) -> tuple[Told, ...]:
    """Return what was told of substance use to somebody who may not hear it."""
    return tuple(
        one
        for event, one in zip(
            (event for event in found.events if isinstance(event, DisclosureMade)),
            told(found),
            strict=True,
        )
        if (one.sud or "substance_use" in _minimum(event))
        and one.recipient not in MEDICAL
        and one.basis not in CONSENT
    )


def _minimum(event: DisclosureMade) -> tuple[str, ...]:
    record = event.disclosure.value
    return record.minimum if record is not None else ()
