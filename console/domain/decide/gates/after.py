"""Gate G2 in an attempt: act now, consult after (CONTENT section 2; S11)."""

from collections.abc import Iterator
from datetime import datetime

from console.domain.care.case import Case
from console.domain.care.landing import seen
from console.domain.care.limits import ATTEMPT_COUNTS
from console.domain.decide.gates.here import Here
from console.domain.events import ConsultOwed, Event, StepsPassed
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Answer, Gate, How, Kind, Step
from console.domain.refused import AttemptIsOld, Excusable
from console.domain.tier import Tier

ATTEMPT = "attempt_in_progress"
BY, ADVICE = "consult.by", "consult.agrees"


def attempt(case: Case, now: datetime, values: tuple[Value, ...] = ()) -> bool:
    """Whether an attempt is in progress at ``now``, as somebody said last."""
    given = next((value for value in values if value.field == ATTEMPT), None)
    if given is not None:
        return given.code == "yes"
    return _said(case) and not _old(case, now)


def unless_old(case: Case, now: datetime, reason: Excusable) -> Excusable | AttemptIsOld:
    """Return ``reason``; and that an attempt would excuse it, had it not been said too long ago."""
    return AttemptIsOld(reason) if _said(case) and _old(case, now) else reason


def _said(case: Case) -> bool:
    known = case.answers.get(ATTEMPT)
    return known is not None and known.value.code == "yes" and not _over(case, known.entry)


def _old(case: Case, now: datetime) -> bool:
    return now - case.answers[ATTEMPT].at > ATTEMPT_COUNTS


def _over(case: Case, entry: int) -> bool:
    """Whether what was said in ``entry`` is over: they were reached, or a person judged so."""
    met, tier = seen(case), case.tier
    reached = met is not None and met.entry > entry
    return reached or (tier is not None and tier.tier < Tier.HIGH and tier.entry > entry)


def supervised(step: Step, answer: Answer | None) -> bool:
    """Whether the supervisor, or the override form, stands before this."""
    before = set(answer.gates) if answer is not None else set()
    gate = set(step.gates) if step.kind is Kind.GATE else set()
    return bool((before | gate) & {Gate.G2, Gate.G3})


def excused(
    case: Case, step: Step, answer: Answer | None, values: tuple[Value, ...], now: datetime
) -> bool:
    """Whether the evidence of a gate may come after the act: nothing waits in an attempt."""
    return supervised(step, answer) and attempt(case, now, values)


def owed(here: Here, led: tuple[Event, ...]) -> Iterator[ConsultOwed]:
    """Yield that the consultation is owed, where an attempt led past it.

    Args:
        here: the step that is settled.
        led: where its answer leads.
    """
    if here.case.duties.consult or not attempt(here.case, here.asked.at, here.values):
        return
    given = {value.field for value in here.values if value.shown.strip()}
    written = {BY, ADVICE} <= given
    asked = any(field.id == ATTEMPT for field in here.step.fields)
    stepped = here.answer is not None and here.answer.how is How.STEP
    passed = [name for event in led if isinstance(event, StepsPassed) for name in event.steps]
    steps = [here.protocol.step(name) for name in passed]
    over = stepped and asked and any(step is not None and Gate.G2 in step.gates for step in steps)
    if over or (supervised(here.step, here.answer) and not written):
        yield ConsultOwed(here.case.id, here.run.id, here.step.id)
