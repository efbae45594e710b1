"""What somebody was asked with an instrument in a case, and what it came to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from console.domain.care.contact import Suggestion
from console.domain.ids import InstrumentId, StaffId
from console.domain.instrument.answers import Given
from console.domain.instrument.instrument import Finding
from console.domain.instrument.scoring import Basis
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class Assessment:
    """One scoring, as the journal holds it.

    Attributes:
        tier: what the instrument's rules suggest; ``None`` where they suggest nothing.
        suggestion: the same as the queue reads it; ``None`` for a guide that a person judges.
        variant: in which of the instrument's variants the answers were read.
        entry: the number of its entry; what was said of the case later has a greater one.
    """

    instrument: InstrumentId
    version: int
    answers: Private[tuple[Given, ...]]
    score: int | None
    band: str | None
    tier: Finding | None
    basis: tuple[Basis, ...]
    complete: bool
    suggestion: Suggestion | None
    at: datetime
    by: StaffId
    entry: int
    variant: str | None = None


def newest(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Return the newest assessment with each instrument, the oldest of them first."""
    last = {found.instrument: found for found in sorted(assessments, key=lambda one: one.entry)}
    return tuple(sorted(last.values(), key=lambda one: one.entry))
