"""What happens with instruments: one was scored in a case, or a text was loaded for one."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.ids import CaseId, InstrumentId
from console.domain.instrument.answers import Given
from console.domain.instrument.instrument import Finding
from console.domain.instrument.loaded import Wording
from console.domain.instrument.scoring import Basis
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class InstrumentScored:
    """An instrument was asked and scored; what it suggests is a suggestion, and a person decides.

    Attributes:
        version: that of the definition which judged the answers.
        score: the total; ``None`` where there is none, or something is missing.
        tier: what its rules suggest.
        basis: why: codes and figures, no words.
        at_least: what the answers amount to whatever is missing.
        guide: whether nothing is computed from it but what is grave alone.
        variant: in which way the answers were read, where there are several.
        edition: whose text was asked, where the centre has loaded its own.
        previous: the total of the time before, with which it was compared.
    """

    case: CaseId
    instrument: InstrumentId
    version: int
    answers: Private[tuple[Given, ...]]
    score: int | None
    band: str | None
    tier: Finding | None
    basis: tuple[Basis, ...]
    complete: bool
    at_least: Finding = Finding.NONE
    guide: bool = False
    variant: str | None = None
    edition: str = ""
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class InstrumentLoaded:
    """The centre's own licensed text was put into a slot.

    Attributes:
        version: that of the definition whose slot it fills.
        wording: the text.  It lies beside the chain, so that it can be erased when the licence
            ends, and so that no diagnostics hold it.
        edition: what the file says that it is.
        sha256: the digest of the file as it came.
        licence: what allows the centre to use it, in the words of whoever loaded it.
    """

    instrument: InstrumentId
    version: int
    wording: Private[Wording]
    edition: str
    sha256: str
    licence: str


InstrumentEvent: TypeAlias = InstrumentScored | InstrumentLoaded
