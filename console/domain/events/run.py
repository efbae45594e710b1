"""What happens in one run of a protocol."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from console.domain.ids import CaseId, EscalationId, ProtocolId, StepId
from console.domain.private import Private
from console.domain.protocol.escalation import EndedBy, SkipCode, Value


@dataclass(frozen=True, slots=True)
class EscalationStarted:
    """A protocol was begun.

    Attributes:
        caller: the run that waits for this one, for a called protocol.
    """

    case: CaseId
    escalation: EscalationId
    protocol: ProtocolId
    version: int
    caller: EscalationId | None = None
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step was done, with its evidence.

    Attributes:
        text: what the step said, so that the entry can be read by itself.
        answer: the key of the answer that was given.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    answer: str | None = None
    values: tuple[Value, ...] = ()
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepReadied:
    """What acts against a person's will was pressed once, with all its evidence; not done yet."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class StepTried:
    """A step was answered in a way that leaves it open, for example "refused to say where"."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    answer: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """A step was skipped, with a coded reason; or it does not apply here.

    Attributes:
        na: the code of the step's own reason why it does not apply; empty for a skip.
        because: what that reason says, so that the entry can be read by itself.
    """

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    code: SkipCode
    na: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class StepsPassed:
    """An answer led past these steps."""

    case: CaseId
    escalation: EscalationId
    steps: tuple[StepId, ...]


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A settled step was opened again: a correction, never an erasure."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str
    reason: Private[str] | None = None


@dataclass(frozen=True, slots=True)
class ClockMissed:
    """The time of a current step ran out."""

    case: CaseId
    escalation: EscalationId
    step: StepId
    text: str


@dataclass(frozen=True, slots=True)
class RolePaged:
    """Somebody is called in by the checklist: the shift lead or the clinician on call.

    Attributes:
        silent: how long a lead who was called had been silent, where that is why.
    """

    case: CaseId
    role: str
    step: StepId | None = None
    silent: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ProtocolUnfit:
    """Whoever works by the protocol said that it does not fit; it goes on until it is replaced."""

    case: CaseId
    escalation: EscalationId
    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class EscalationEnded:
    """A run is over."""

    case: CaseId
    escalation: EscalationId
    why: EndedBy


RunEvent: TypeAlias = (
    EscalationStarted
    | StepDone
    | StepReadied
    | StepTried
    | StepSkipped
    | StepsPassed
    | StepUndone
    | ClockMissed
    | RolePaged
    | ProtocolUnfit
    | EscalationEnded
)
