"""Whom a step may name: the client's circle, and how each of their releases stands today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.decide.gates.consent import oral
from console.domain.people.circle import ConsentState, Oral, Scope, Supporter
from console.words import labels
from console.words.people import kinds

PLAIN = frozenset({Scope.SAFETY_CONCERN, Scope.LOCATION})
"""What is offered first of a release: who needs more, chooses more."""
AGREED = frozenset({Oral.AGREED, Oral.NO_OBJECTION, Oral.INFERRED})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the circle, as they can be chosen.

    Attributes:
        who: who they are, with a mark that is not a colour.
        state: whether they may be told, in words.
        barred: whether they are never to be contacted; they are shown and cannot be chosen.
        basis: the code of the way that stands open for them, if one does.
        items: what is offered to be told.
    """

    name: str
    who: str
    state: str
    tone: str
    barred: bool = False
    basis: str = ""
    items: frozenset[Scope] = frozenset()


def circle(board: Board, case: Case, now: datetime) -> tuple[Person, ...]:
    """Return the circle of the client of ``case``, whoever may be told first."""
    client, today = board.client_of(case), now.date()
    found = [_person(case, one, today) for one in (client.circle if client is not None else ())]
    return tuple(sorted(found, key=lambda one: (one.barred, not one.basis)))


def _person(case: Case, who: Supporter, today: date) -> Person:
    name = f"{who.name}, {who.relation}" if who.relation else who.name
    state, said = who.consent(today), oral(case, who.name)
    if who.barred:
        why = _("may be a danger to them") if who.dv_suspect else labels.consent(state)
        return Person(who.name, f"✕ {name}", why, "imminent", barred=True)
    objected = said is not None and said.kind is Oral.OBJECTED
    if who.may_be_told(today) and not objected:
        words = " · ".join(_release(who, state, today))
        offered = who.scope & PLAIN or who.scope - {Scope.SUBSTANCE_USE}
        soon = state is ConsentState.ENDS_SOON or who.unverified(today)
        tone = "moderate" if soon else "well"
        return Person(who.name, f"✓ {name}", words, tone, basis="authorization", items=offered)
    why = labels.consent(state)
    if said is not None:
        why = f"{why} · {kinds.oral(said.kind)} {said.at.astimezone():%H:%M}"
    agreed = said is not None and said.kind in AGREED
    return Person(
        who.name,
        f"○ {name}",
        why,
        "imminent" if objected else "",
        basis="510b_agreed" if agreed else "",
        items=frozenset({Scope.SAFETY_CONCERN}),
    )


def _release(who: Supporter, state: ConsentState, today: date) -> Iterator[str]:
    yield ", ".join(labels.scope(item) for item in Scope if item in who.scope)
    if who.expires is not None:
        ends = state is ConsentState.ENDS_SOON
        words = _("ends {day}") if ends else _("until {day}")
        yield words.format(day=who.expires.isoformat())
    if who.unverified(today):
        yield _("not asked again for 90 d")
