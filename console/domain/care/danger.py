"""An answer to a checklist that says danger now: its list suggests a tier, a person sets it."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.care.contact import Rule, Suggestion
from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Danger:
    """What one answer suggests, as any arriving answer does; its basis is list, step and answer.

    Attributes:
        entry: the number of its entry; what was said of the case later has a greater one.
        run: the run in which it was given, at ``step``; to undo that step takes it back.
    """

    suggestion: Suggestion
    at: datetime
    entry: int
    run: EscalationId
    step: StepId


def said(protocol: Protocol, run: Escalation, step: StepId, key: str | None) -> Suggestion | None:
    """Return what the answer ``key`` of ``step`` suggests, if its list says so."""
    asked = protocol.step(step)
    answer = asked.answer(key) if asked is not None and key is not None else None
    if answer is None or answer.suggests is None:
        return None
    return Suggestion(answer.suggests, Rule.DANGER_SAID, f"{run.protocol} {step} {key}")
