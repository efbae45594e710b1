"""What around a client needs somebody to look at it before it fails in a crisis."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.client import Client, Flag
from console.domain.people.plan import OLD_AFTER, Part

OLD_DIRECTIVE = timedelta(days=365)
"""After so long a directive is to be asked for again (our own default; states differ)."""


_WORD = re.compile(r"\w+")


class WorryKind(StrEnum):
    """What needs a look, the most pressing first."""

    BARRED_IN_PLAN = "barred_in_plan"
    VIOLENCE_UNNAMED = "violence_unnamed"
    RELEASE_REVOKED = "release_revoked"
    RELEASE_EXPIRED = "release_expired"
    RELEASE_ENDS_SOON = "release_ends_soon"
    RELEASE_UNVERIFIED = "release_unverified"
    PLAN_MISSING = "plan_missing"
    PLAN_WITHOUT_PEOPLE = "plan_without_people"
    PLAN_OLD = "plan_old"
    DIRECTIVE_REVOKED = "directive_revoked"
    DIRECTIVE_OLD = "directive_old"


@dataclass(frozen=True, slots=True)
class Worry:
    """One thing that needs a look.

    Attributes:
        who: the person of the circle that it is about; empty for plan and directive.
        on: the day that it turns on: the end of a release, the making of a plan.
    """

    kind: WorryKind
    who: str = ""
    on: date | None = None


def worries(client: Client, today: date) -> tuple[Worry, ...]:
    """Return what needs a look on ``today``, the most pressing first."""
    found = (*_circle(client, today), *_plan(client, today), *_directive(client, today))
    order = list(WorryKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def worrying(
    clients: Iterable[Client], today: date
) -> tuple[tuple[Client, tuple[Worry, ...]], ...]:
    """Return whose records need a look on ``today``, with what; the most pressing first."""
    order = list(WorryKind)
    found = [(client, worries(client, today)) for client in clients]
    some = [(client, held) for client, held in found if held]
    return tuple(sorted(some, key=lambda one: (order.index(one[1][0].kind), one[0].name)))


def _circle(client: Client, today: date) -> Iterator[Worry]:
    for one in client.circle:
        match one.consent(today):
            case ConsentState.REVOKED:
                yield Worry(WorryKind.RELEASE_REVOKED, one.name, one.revoked_on)
            case ConsentState.EXPIRED:
                yield Worry(WorryKind.RELEASE_EXPIRED, one.name, one.expires)
            case ConsentState.ENDS_SOON:
                yield Worry(WorryKind.RELEASE_ENDS_SOON, one.name, one.expires)
            case _:
                pass
        if one.unverified(today):
            yield Worry(WorryKind.RELEASE_UNVERIFIED, one.name, one.verified_on)
        if one.barred and _named_in_plan(client, one):
            yield Worry(WorryKind.BARRED_IN_PLAN, one.name)
    violence = Flag.DOMESTIC_VIOLENCE in client.flags
    if violence and not any(one.barred for one in client.circle):
        yield Worry(WorryKind.VIOLENCE_UNNAMED)


def _named_in_plan(client: Client, one: Supporter) -> bool:
    """Whether the plan sends the client to somebody who is barred, by first or whole name."""
    if client.plan is None or not one.name.strip():
        return False
    first = one.name.casefold().split()[0]
    lines = (*client.plan.of(Part.DISTRACT), *client.plan.of(Part.PEOPLE))
    return any(first in _WORD.findall(line.text.casefold()) for line in lines)


def _plan(client: Client, today: date) -> Iterator[Worry]:
    plan = client.plan
    if plan is None:
        yield Worry(WorryKind.PLAN_MISSING)
        return
    if plan.lacks_people():
        yield Worry(WorryKind.PLAN_WITHOUT_PEOPLE, on=plan.made_on)
    if timedelta(days=plan.age_days(today)) >= OLD_AFTER:
        yield Worry(WorryKind.PLAN_OLD, on=max(plan.made_on, plan.reviewed_on or plan.made_on))


def _directive(client: Client, today: date) -> Iterator[Worry]:
    held = client.directive
    if held is None or not held.exists:
        return
    if not held.holds(today):
        yield Worry(WorryKind.DIRECTIVE_REVOKED, on=held.revoked_on)
    elif today - max(held.recorded_on, held.signed_on or held.recorded_on) >= OLD_DIRECTIVE:
        yield Worry(WorryKind.DIRECTIVE_OLD, on=held.signed_on or held.recorded_on)
