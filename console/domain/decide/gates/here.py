"""A step that is about to be settled, and all that stands around it."""

from dataclasses import dataclass

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.happened import Asked
from console.domain.protocol.escalation import Escalation, Value
from console.domain.protocol.protocol import Answer, Gate, Protocol, Step


@dataclass(frozen=True, slots=True)
class Here:
    """What every gate looks at.

    Attributes:
        values: what is given with the step.
        salt: random text, for a record in which nobody's own words stand.
    """

    board: Board
    case: Case
    run: Escalation
    step: Step
    answer: Answer | None
    values: tuple[Value, ...]
    asked: Asked
    salt: str = ""

    @property
    def protocol(self) -> Protocol:
        """The version that the run began with."""
        return self.board.protocol_of(self.run)

    @property
    def gates(self) -> frozenset[Gate]:
        """The gates that stand before the step."""
        return frozenset(self.step.gates)
