"""A filled form of another system, as it came with a contact."""

from dataclasses import dataclass

from console.domain.instrument.answers import Caution
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class Paper:
    """The form as it came, and what was found odd about it.

    Attributes:
        text: byte for byte as it came, in UTF-8.
        format: ``json`` or ``xml``.
        release: the release of FHIR, for example ``R4``.
        instrument: ours that it is; empty for none of ours.
        version: the version of our definition that judged it; 0 for none.
        cautions: codes and figures only.
        score: our own total of it; ``None`` where there is none, or something does not fit.
        band: the name of what it came to, likewise.
    """

    text: Private[str]
    format: str
    release: str
    instrument: str = ""
    version: int = 0
    cautions: tuple[Caution, ...] = ()
    score: int | None = None
    band: str | None = None
