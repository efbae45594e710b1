"""What can be asked about what the programme holds of one client."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from console.domain.ids import ClientId
from console.domain.people.circle import Supporter
from console.domain.people.directive import Directive
from console.domain.people.plan import SafetyPlan
from console.domain.people.release import Release, RevokedHow
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class NameSupporter:
    """Name somebody as part of the circle, or write down anew how to reach them."""

    client: ClientId
    who: Private[Supporter]


@dataclass(frozen=True, slots=True)
class RecordRelease:
    """Write down a signed release for somebody of the circle."""

    client: ClientId
    who: Private[str]
    release: Private[Release]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How a release was taken back, as it is told; the time is that of the entry.

    Attributes:
        by: who took it back.
        effective_from: the day they named, if any; it holds from now on in any case.
        already_done: what was told in reliance on it before.
    """

    how: RevokedHow = RevokedHow.ORALLY
    by: str = ""
    effective_from: date | None = None
    already_done: str = ""


@dataclass(frozen=True, slots=True)
class RevokeRelease:
    """Take a release back, at once."""

    client: ClientId
    who: Private[str]
    told: Private[TakenBack]


@dataclass(frozen=True, slots=True)
class VerifyRelease:
    """Say that the client was asked again, and number and release still stand."""

    client: ClientId
    who: Private[str]


@dataclass(frozen=True, slots=True)
class BarContact:
    """Let somebody never be contacted; ``suspect`` when violence is suspected."""

    client: ClientId
    who: Private[str]
    reason: Private[str]
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class LiftBar:
    """Let somebody who was barred be contacted again, with a reason."""

    client: ClientId
    who: Private[str]
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class WritePlan:
    """Write a new version of the safety plan.

    Attributes:
        plan: its own number does not count: the next one is given.
        after: the version that it was made from, 0 for the first.
    """

    client: ClientId
    plan: Private[SafetyPlan]
    after: int


@dataclass(frozen=True, slots=True)
class RecordDirective:
    """Write down what is known of the client's advance directive."""

    client: ClientId
    directive: Private[Directive]


PeopleCommand: TypeAlias = (
    NameSupporter
    | RecordRelease
    | RevokeRelease
    | VerifyRelease
    | BarContact
    | LiftBar
    | WritePlan
    | RecordDirective
)
