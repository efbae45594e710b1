"""What can be asked with instruments."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.ids import CaseId, InstrumentId
from console.domain.instrument.answers import Given
from console.domain.instrument.loaded import Wording
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class ScoreInstrument:
    """Write down what was answered, and let the rules say what it comes to.

    Attributes:
        answers: what was answered and refused; what was not asked is not there.
        variant: which way of reading them holds, where somebody has to say.
    """

    case: CaseId
    instrument: InstrumentId
    answers: Private[tuple[Given, ...]]
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class LoadInstrument:
    """Put the centre's own licensed text into a slot.

    Attributes:
        edition: what the file says that it is.
        sha256: the digest of the file as it came.
        licence: what allows the centre to use it.
    """

    instrument: InstrumentId
    wording: Private[Wording]
    edition: str
    sha256: str
    licence: str


InstrumentCommand: TypeAlias = ScoreInstrument | LoadInstrument
