"""What happens to what the programme holds of one client: circle, safety plan, directive.

``case`` is the open case in which it was done, so that it stands in that case's timeline.
``place`` is where in the circle somebody stood; it names them once their name is erased.
"""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.ids import CaseId, ClientId
from console.domain.people.circle import Supporter
from console.domain.people.directive import Directive
from console.domain.people.plan import SafetyPlan
from console.domain.people.release import Release, Revocation
from console.domain.private import Private


@dataclass(frozen=True, slots=True)
class SupporterNamed:
    """Somebody was named as part of the circle, or how to reach them was written anew.

    Attributes:
        who: their name and how they stand to the client; never a release or a bar.
    """

    client: ClientId
    place: int
    who: Private[Supporter]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRecorded:
    """A signed release for somebody of the circle was written down; it replaces the last one."""

    client: ClientId
    place: int
    who: Private[str]
    release: Private[Release]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRevoked:
    """A release was taken back; it no longer holds from here on."""

    client: ClientId
    place: int
    who: Private[str]
    revocation: Private[Revocation]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class ReleaseVerified:
    """The client was asked again: number and release still stand."""

    client: ClientId
    place: int
    who: Private[str]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class ContactBarred:
    """Somebody is never to be contacted.

    Attributes:
        suspect: whether they are suspected of violence against the client.
    """

    client: ClientId
    place: int
    who: Private[str]
    reason: Private[str]
    suspect: bool
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class BarLifted:
    """Somebody who was barred may be contacted again; their release is not given back by it."""

    client: ClientId
    place: int
    who: Private[str]
    reason: Private[str]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class PlanWritten:
    """A version of the client's safety plan was written."""

    client: ClientId
    version: int
    plan: Private[SafetyPlan]
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class DirectiveRecorded:
    """What is known of the client's advance directive was written down."""

    client: ClientId
    directive: Private[Directive]
    case: CaseId | None = None


PeopleEvent: TypeAlias = (
    SupporterNamed
    | ReleaseRecorded
    | ReleaseRevoked
    | ReleaseVerified
    | ContactBarred
    | BarLifted
    | PlanWritten
    | DirectiveRecorded
)
