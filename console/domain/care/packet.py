"""The hand-off packet: what one sort of recipient is told of a case, and what is held back.

The minimum necessary (45 CFR 164.502(b)) goes by what the recipient has to do; what is known of
substance-use treatment by 42 CFR Part 2 (``care.part2``); what somebody of the circle hears by
their release.  The weapon stands in the first line: whoever goes there needs it first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from console.domain.care.case import Case
from console.domain.care.disclosure import Recipient, Why, Withheld
from console.domain.care.part2 import Programme
from console.domain.people.circle import ConsentState, Oral, Scope, Supporter, places
from console.domain.people.client import Client, Flag


class Item(StrEnum):
    """One line of a packet, in the order in which it is said."""

    WEAPONS = "weapons"
    ORIGIN = "origin"
    NAME = "programme_name"
    PLACE = "location"
    PERSON = "person"
    SAFETY = "safety_concern"
    TIER = "tier"
    RISK = "risk"
    MEANS = "means"
    SCENE = "scene"
    NEEDS = "needs"
    CALL_BACK = "call_back"
    REASON = "reason"
    MEDICAL = "medical"
    PLAN = "plan"
    MEDICINES = "medicines"
    DIRECTIVE = "directive"
    SUPPORT = "support"
    IN_CARE = "in_care"
    SUD = "substance_use"


FIELDS: Final[Mapping[Item, tuple[str, ...]]] = {
    Item.WEAPONS: (
        *("weapons", "weapon.type", "weapon.where", "weapon.loaded", "weapon.in_reach"),
        "weapon.moved",
    ),
    Item.RISK: (
        *("attempt_in_progress", "danger_now", "suicide_q.now", "suicide_q.recent", "risk.intent"),
        *("threat.what", "threat.plan", "threat.when", "commands", "intent"),
    ),
    Item.MEANS: ("means.type", "means.in_reach", "means.moved", "means.location"),
    Item.SCENE: (
        *("scene.violence", "scene.hazards", "scene.people", "scene.access", "scene.prepared"),
        *("others_present", "dependants", "alone"),
    ),
    Item.NEEDS: ("interpreter_needed", "interpreter.language", "scene.needs"),
    Item.CALL_BACK: ("callback.number", "callback.ok", "callback.rule", "safe_to_talk"),
    Item.REASON: ("presenting_problem", "agreed_problem", "buffers"),
    Item.MEDICAL: ("medical_flags", "cardiac_risk", "awake", "breathing", "medical.advice"),
    Item.MEDICINES: ("meds_stopped",),
    Item.SUD: (
        *("substances", "intoxicated", "use.substances", "use.kinds", "use.amount", "use.last"),
        *("use.time", "use.route", "use.mixed", "od_flags", "wd_flags", "withdrawal"),
        *("poison.substance", "poison.amount", "poison.symptoms", "naloxone.given_at"),
    ),
}
"""What was asked in the case, for each line that rests on answers."""

_RESCUE = frozenset(
    {
        *(Item.WEAPONS, Item.ORIGIN, Item.NAME, Item.PLACE, Item.PERSON, Item.TIER, Item.RISK),
        *(Item.MEANS, Item.SCENE, Item.NEEDS, Item.CALL_BACK),
    }
)
_ALL = frozenset(Item) - {Item.SAFETY}
NEEDED: Final[Mapping[Recipient, frozenset[Item]]] = {
    Recipient.MEDICAL: _ALL,
    Recipient.POLICE: _RESCUE,
    Recipient.CONTACT: frozenset({Item.WEAPONS, Item.ORIGIN, Item.NAME, Item.SAFETY}),
    Recipient.CRISIS_TEAM: _ALL,
    Recipient.OTHER_LINE: (_RESCUE - {Item.SCENE}) | {Item.REASON, Item.PLAN, Item.SUD},
    Recipient.AGENCY: frozenset({Item.ORIGIN, Item.NAME, Item.PERSON, Item.PLACE}),
    Recipient.THREATENED: frozenset({Item.WEAPONS, Item.ORIGIN, Item.NAME}),
    Recipient.INTERNAL: _ALL,
}
"""What each sort of recipient needs for what they have to do: our own cut, for counsel."""

GOES_THERE: Final = frozenset(
    {Recipient.POLICE, Recipient.MEDICAL, Recipient.CRISIS_TEAM, Recipient.INTERNAL}
)
"""Who has to get in, and so hears of the way in and of door codes; nobody else does."""

KEPT_AWAY: Final = frozenset({Recipient.CONTACT, Recipient.THREATENED})
"""Who hears that a weapon is there, and not where: they are not to go to it (CONTENT, P12)."""

REACHED_BY: Final = {
    Item.PLACE: Scope.LOCATION,
    Item.IN_CARE: Scope.IN_CARE,
    Item.PLAN: Scope.PLAN,
    Item.MEDICINES: Scope.MEDICINES,
    Item.SUD: Scope.SUBSTANCE_USE,
}
"""What somebody of the circle hears only where their release reaches it."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a packet is.

    Attributes:
        name: who of the client's circle, for an emergency contact.
        emergency: whether it is a bona fide medical emergency, as somebody has said (2.51).
    """

    recipient: Recipient
    name: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a packet is made from: the case, the client's record, and what counsel has said."""

    case: Case
    client: Client | None
    programme: Programme


@dataclass(frozen=True, slots=True)
class Packet:
    """What is said, in order, and what is not.

    Attributes:
        barred: whether they are never to be told anything; then nothing is in it.
    """

    to: Audience
    items: tuple[Item, ...]
    withheld: tuple[Withheld, ...]
    barred: bool = False

    @property
    def sud(self) -> bool:
        """Whether anything of substance-use treatment is in it."""
        return Item.SUD in self.items


def packet(source: Source, to: Audience, today: date) -> Packet:
    """Return the packet for ``to``; ``today`` is when releases have to hold."""
    client, known = source.client, frozenset(_known(source))
    circle = client.circle if client is not None else ()
    found = places(circle, to.name) if to.name else ()
    who = circle[found[0]] if found else None
    if to.recipient is Recipient.CONTACT and who is not None and who.barred:
        every = tuple(Withheld(item.value, Why.DECLINED) for item in Item if item in known)
        return Packet(to, (), every, barred=True)
    said = {item: _why(source, to, item, who, today) for item in Item}
    return Packet(
        to,
        tuple(item for item, why in said.items() if why is None),
        tuple(
            Withheld(item.value, why)
            for item, why in said.items()
            if why is not None and item in known
        ),
    )


def fields(item: Item, to: Recipient) -> tuple[str, ...]:
    """Return which answers ``to`` hears of in the line ``item``."""
    asked = FIELDS.get(item, ())
    return tuple(one for one in asked if one != "weapon.where" or to not in KEPT_AWAY)


def _why(
    source: Source, to: Audience, item: Item, who: Supporter | None, today: date
) -> Why | None:
    """Return why ``item`` is held back, or nothing where it is told."""
    recipient, programme, case = to.recipient, source.programme, source.case
    if recipient is Recipient.CONTACT and item in REACHED_BY:
        why = _released(case, who, item, today)
        return Why.PART2 if item is Item.SUD and why is not None else why
    consent = recipient is Recipient.CONTACT and _released(case, who, Item.SUD, today) is None
    if item is Item.NAME:
        return None if programme.may_hear_name(recipient, consent=consent) else Why.PART2
    telling = item is Item.SUD or (item is Item.IN_CARE and programme.sud_only_name)
    if telling:
        free = programme.medical(recipient) and not programme.covers(source.client)
        hears = free or programme.may_hear(recipient, emergency=to.emergency)
        return None if hears and item in NEEDED[recipient] else Why.PART2
    return None if item in NEEDED[recipient] else Why.EXCLUDED


def _released(case: Case, who: Supporter | None, item: Item, today: date) -> Why | None:
    """Return why a release does not reach ``item``; what they agreed to today reaches the place."""
    scope = REACHED_BY[item]
    if who is None:
        return Why.NONE_ON_FILE
    if who.may_be_told(today):
        return None if scope in who.scope else Why.DECLINED
    said = [one.kind for one in case.oral if one.who.value == who.name]
    if said and said[-1] is not Oral.OBJECTED and scope is Scope.LOCATION:
        return None
    if said and said[-1] is Oral.OBJECTED:
        return Why.DECLINED
    state = who.consent(today)
    if state is ConsentState.NONE:
        return Why.NONE_ON_FILE
    return Why.DECLINED if state is ConsentState.REVOKED else Why.EXPIRED


def _known(source: Source) -> Iterator[Item]:
    """Yield the lines of which something is known at all: only that can be held back."""
    case, client = source.case, source.client
    yield from (Item.WEAPONS, Item.ORIGIN, Item.NAME, Item.PERSON)
    for item, fields in FIELDS.items():
        if any(field in case.answers for field in fields):
            yield item
    if case.place is not None:
        yield Item.PLACE
    if case.tier is not None:
        yield Item.TIER
    if client is None:
        return
    yield Item.IN_CARE
    if client.plan is not None:
        yield Item.PLAN
    if client.circle:
        yield Item.SUPPORT
    if client.directive is not None and client.directive.exists:
        yield from (Item.DIRECTIVE, Item.MEDICINES)
    if Flag.PART2 in client.flags:
        yield Item.SUD
