"""Why something about a client is not written down."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from console.domain.people.release import ReleasePart


@dataclass(frozen=True, slots=True)
class NotWithThem:
    """Whoever has no open case of the client, and is no lead or clinician, leaves it as it is."""


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """The client's record is no longer the one that the new one was made from."""


@dataclass(frozen=True, slots=True)
class NobodyCalled:
    """Nobody of this name is in the circle."""

    name: str


@dataclass(frozen=True, slots=True)
class SameName:
    """Two people in the circle are called so, and it has to be known which is meant."""

    name: str


@dataclass(frozen=True, slots=True)
class Barred:
    """They are never to be contacted, so nothing lets them be told until the bar is lifted."""

    name: str


@dataclass(frozen=True, slots=True)
class NoRelease:
    """There is no release of theirs."""

    name: str


@dataclass(frozen=True, slots=True)
class ReleaseLacks:
    """The release does not count without these."""

    parts: tuple[ReleasePart, ...]


class Lacking(StrEnum):
    """Words without which a fact about a client is not written down."""

    NAME = "name"
    REASON = "reason"
    WHAT_WAS_SAID = "what_was_said"
    PLAN_LINES = "plan_lines"


@dataclass(frozen=True, slots=True)
class NeedsWords:
    """It needs something in words."""

    what: Lacking


@dataclass(frozen=True, slots=True)
class NotOnScale:
    """The number is not on its scale."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """Another version of the safety plan was written meanwhile.

    Attributes:
        version: the one that stands there now; 0 for none.
    """

    version: int


PeopleReason: TypeAlias = (
    NotWithThem
    | RecordChanged
    | NobodyCalled
    | SameName
    | Barred
    | NoRelease
    | ReleaseLacks
    | NeedsWords
    | NotOnScale
    | PlanChanged
)
