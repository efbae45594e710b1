"""What can be asked of a run of a protocol."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from console.domain.ids import CaseId, EscalationId, ProtocolId, StepId
from console.domain.private import Private
from console.domain.protocol.escalation import SkipCode, Value


@dataclass(frozen=True, slots=True)
class StartEscalation:
    """Begin a protocol in a case, in its newest version that may be used here."""

    case: CaseId
    escalation: EscalationId
    protocol: ProtocolId
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class DoStep:
    """Settle a step with its evidence.

    Attributes:
        fresh: the name of the run to begin if the answer branches to another protocol.
        deliberate: the second press that an answer against a person's will needs.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    fresh: EscalationId
    answer: str | None = None
    values: tuple[Value, ...] = ()
    happened_at: datetime | None = None
    deliberate: bool = False


@dataclass(frozen=True, slots=True)
class SkipStep:
    """Settle a step by a coded reason instead.

    Attributes:
        na: one of the step's own reasons why it does not apply here; then it counts as
            settled, not as skipped.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    code: SkipCode
    na: str = ""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Open a settled step again."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    reason: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class SayUnfit:
    """Say that the protocol does not fit here, and call the shift lead."""

    case: CaseId
    escalation: EscalationId


RunCommand: TypeAlias = StartEscalation | DoStep | SkipStep | UndoStep | SayUnfit
