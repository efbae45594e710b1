"""What is answered when somebody asks who takes a 911 call for a place: plain values."""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.place.facility import Facility
from console.domain.place.fallback import Fallback


class FoundBy(StrEnum):
    """How a 911 centre was found for a point: by its own area, by the county, by the town."""

    POLYGON = "polygon"
    COUNTY = "county"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class PsapHit:
    """One 911 centre that may answer; the operator confirms by asking it.

    Attributes:
        why: what it was found by, in words, for whoever is about to call.
    """

    facility: Facility
    found_by: FoundBy
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to reach help for the place when no centre answers.

    Attributes:
        known: who is reached on it by a number that is on file; empty when nobody is.
    """

    fallback: Fallback
    known: tuple[Facility, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Every centre that may answer for a place.

    Attributes:
        complete: whether the directory knows of a centre for all of the circle; while it does
            not, the only centre that is known must not pass for the right one.
        why: what whoever calls must know of the choice, as sentences.
    """

    hits: tuple[PsapHit, ...]
    complete: bool
    why: tuple[str, ...] = ()
    ladder: tuple[Rung, ...] = ()
