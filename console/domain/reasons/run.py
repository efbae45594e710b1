"""Why a protocol is not published or begun, and why a step of it is not settled."""

from dataclasses import dataclass, field
from typing import TypeAlias

from console.domain.ids import ProtocolId, StepId
from console.domain.reading.fault import Fault
from console.domain.reasons.gates import NeedsTheirYes


@dataclass(frozen=True, slots=True)
class NoSuchProtocol:
    """No protocol of this name is published."""

    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Live work takes protocols that a clinical lead has approved."""

    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class ProtocolUnsound:
    """The protocol cannot be published as it stands."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class VersionTaken:
    """The version is published with other content; a published version never changes."""

    protocol: ProtocolId
    version: int


@dataclass(frozen=True, slots=True)
class AlreadyRunning:
    """The protocol is running in this case."""

    protocol: ProtocolId


@dataclass(frozen=True, slots=True)
class NoSuchStep:
    """The run, or the step in it, does not exist or is over."""


@dataclass(frozen=True, slots=True)
class NeedsEvidence:
    """The step cannot be settled without these fields.

    Attributes:
        labels: what the fields are called on the screen, in the same order.
        text: what the step says.
    """

    step: StepId
    fields: tuple[str, ...]
    labels: tuple[str, ...] = field(default=(), compare=False)
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """The step is a choice: one of its answers must be given."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsSecondPress:
    """The answer acts against a person's will and takes a second, deliberate press."""

    step: StepId


@dataclass(frozen=True, slots=True)
class GateCannotBeSkipped:
    """A gate is passed by its evidence, never by a skip."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsLeadBeside:
    """The step is passed by a lead, or after one has come since the list was begun."""

    step: StepId


Excusable: TypeAlias = NeedsEvidence | NeedsLeadBeside | NeedsTheirYes
"""What an attempt in progress excuses."""


@dataclass(frozen=True, slots=True)
class AttemptIsOld:
    """What an attempt would excuse; but it was said too long ago, and is asked again."""

    instead: Excusable


@dataclass(frozen=True, slots=True)
class AdvisedAgainst:
    """Whoever was consulted does not agree to it."""

    step: StepId


@dataclass(frozen=True, slots=True)
class NeedsCosign:
    """The case was high, help came without consent, or a step was skipped: a lead co-signs."""

    step: StepId


RunReason: TypeAlias = (
    NoSuchProtocol
    | NotApproved
    | ProtocolUnsound
    | VersionTaken
    | AlreadyRunning
    | NoSuchStep
    | NeedsEvidence
    | NeedsAnswer
    | NeedsSecondPress
    | GateCannotBeSkipped
    | NeedsLeadBeside
    | AttemptIsOld
    | AdvisedAgainst
    | NeedsCosign
)
