"""What a hand-off packet says, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Recipient, Why
from console.domain.care.packet import GOES_THERE, Item, Packet, fields
from console.domain.people.client import Client, Flag
from console.domain.people.plan import Part
from console.domain.place.location import Placed
from console.domain.protocol.escalation import Answered
from console.domain.seen.glance import glance, over_since
from console.words import gates, labels
from console.words.place.where import surety
from console.words.refusals import staff_name

FREE_WORDS = frozenset(
    {
        *(Item.WEAPONS, Item.MEANS, Item.REASON, Item.RISK, Item.SCENE, Item.NEEDS),
        Item.MEDICAL,
    }
)
"""Lines in which somebody's own words stand, which nobody has read for what Part 2 covers."""
TO_ASK = frozenset({Item.WEAPONS, Item.MEANS})
"""Lines of which whoever goes there must know that more is to be had, where words are left out."""
FREE_RECORD = frozenset({Item.IN_CARE, Item.PLAN, Item.SUPPORT, Item.DIRECTIVE, Item.MEDICINES})
"""Lines of the record, likewise: a medicine, a sponsor or the name of a team can tell of it."""
LANGUAGES = {"en": "English", "es": "Español"}
IN_FULL = frozenset({Recipient.MEDICAL, Recipient.INTERNAL})
"""Who has to find the person's own chart, and so hears the legal name and the day of birth."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who we say that we are.

    Attributes:
        call_back: the number on which we are reached again.
    """

    organisation: str
    call_back: str
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a packet; an empty value is something that nobody knows yet.

    Attributes:
        safe: the value without somebody's own words, in a packet that may not tell of
            substance use: those a person reads before they go out.
    """

    item: Item
    label: str
    value: str
    big: bool = False
    note: str = ""
    safe: str = ""

    @property
    def unread(self) -> bool:
        """Whether there are words in it that nobody has read."""
        return self.safe != self.value


def lines(
    board: Board, case: Case, made: Packet, origin: Origin, now: datetime
) -> tuple[Line, ...]:
    """Return what ``made`` says, in the order in which it is said."""
    return tuple(_lines(board, case, made, origin, now))


def item(value: Item) -> str:
    """Return what a line of a packet is called."""
    return {
        Item.WEAPONS: _("Weapons"),
        Item.ORIGIN: _("From"),
        Item.NAME: _("Our name"),
        Item.PLACE: _("Where"),
        Item.PERSON: _("Person"),
        Item.SAFETY: _("Worry"),
        Item.TIER: _("Risk tier"),
        Item.RISK: _("Risk"),
        Item.MEANS: _("Means"),
        Item.SCENE: _("Scene"),
        Item.NEEDS: _("Needs"),
        Item.CALL_BACK: _("Their number"),
        Item.REASON: _("What happened"),
        Item.MEDICAL: _("Medical"),
        Item.PLAN: _("Safety plan"),
        Item.MEDICINES: _("Medicines"),
        Item.DIRECTIVE: _("Directive"),
        Item.SUPPORT: _("Their people"),
        Item.IN_CARE: _("In care"),
        Item.SUD: _("Substance use"),
    }[value]


def withheld(made: Packet) -> tuple[tuple[str, str], ...]:
    """Return what is held back, and why."""
    found = [(item(Item(one.item)), _why(one.why, made)) for one in made.withheld]
    return tuple(found)


def _why(why: Why, made: Packet) -> str:
    said = gates.why(why)
    if why is Why.PART2 and made.to.recipient in {Recipient.MEDICAL, Recipient.CRISIS_TEAM}:
        return _("{why}: in a medical emergency, name who hears it").format(why=said)
    return said


def unread() -> str:
    """Return why a line is held back that somebody has yet to read."""
    return _("in their own words: read it first, it may tell of substance use")


def notice() -> str:
    """Return the notice that 42 CFR 2.32(a)(2) lays down for what is told of substance use."""
    return _("42 CFR part 2 prohibits unauthorized use or disclosure of these records.")


def title(made: Packet) -> str:
    """Return for whom the packet is."""
    to = made.to.name or gates.recipient(made.to.recipient)
    return _("Hand-off to: {who}").format(who=to)


def _lines(board: Board, case: Case, made: Packet, origin: Origin, now: datetime) -> Iterator[Line]:
    client = board.client_of(case)
    named = Item.NAME in made.items
    for one in made.items:
        if one is Item.NAME:
            continue
        said = _record(board, case, one, client, now)
        if one is Item.PLACE and case.place is not None:
            said = _place(case.place, inside=made.to.recipient in GOES_THERE)
        if one is Item.PERSON and client is not None and made.to.recipient in IN_FULL:
            said = " · ".join(part for part in (said, *_in_full(client)) if part)
        if one is Item.ORIGIN:
            said = _origin(origin, named=named)
        elif one is Item.SAFETY:
            said = _("We worry for their safety and ask for your help.")
        elif one is Item.WEAPONS:
            said = _weapons(board, case, now)
        parts = (
            _Part(said, one in FREE_RECORD),
            *_answered(board, case, fields(one, made.to.recipient)),
        )
        free = not made.sud and one in FREE_WORDS | FREE_RECORD
        value = " · ".join(part.text for part in parts if part.text)
        kept = [p.text for p in parts if p.text and not (free and p.own)]
        if one in TO_ASK and any(p.text and p.own for p in parts) and free:
            kept.append(_("where: ask us"))
        safe = " · ".join(kept)
        note = _note(case, one, unread=safe != value, now=now)
        yield Line(one, item(one), value, one in {Item.WEAPONS, Item.PLACE}, note, safe)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line, and whether it is in somebody's own words."""

    text: str
    own: bool = False


def _note(case: Case, one: Item, *, unread: bool, now: datetime) -> str:
    """Return what whoever says the line must know of it."""
    if one is Item.PLACE and case.place is not None:
        return surety(case.place, over_since(case), now).text
    return _("in their own words: leave substance use out") if unread else ""


def _origin(origin: Origin, *, named: bool) -> str:
    who = origin.organisation if named and origin.organisation else _("a crisis line")
    number = labels.phone(origin.call_back)
    return " · ".join(part for part in (who, number, origin.operator) if part)


def _place(place: Placed, *, inside: bool) -> str:
    """Return where they are; with the way in for whoever has to get ``inside``."""
    parts = (place.line, place.location.access if inside else "")
    return " · ".join(part for part in parts if part)


def _weapons(board: Board, case: Case, now: datetime) -> str:
    found = glance(board, case, now).weapons
    if found.asked_at is None:
        record = _("; the record warns of weapons") if found.on_record else ""
        return _("not asked{record}").format(record=record)
    return _("the record warns of weapons") if found.on_record else ""


def _record(board: Board, case: Case, one: Item, client: Client | None, now: datetime) -> str:
    """Return what is known beside the answers: the place, the tier, the client's record."""
    match one:
        case Item.CALL_BACK:
            number = glance(board, case, now).call_back.number
            asked = "callback.number" in case.answers
            return labels.phone(number) if number and not asked else ""
        case Item.TIER:
            if case.tier is None:
                return _("not set by anybody yet")
            at = f"{case.tier.at.astimezone():%H:%M}"
            who = staff_name(board, case.tier.by)
            tier = labels.tier(case.tier.tier)
            return _("{tier}, declared by {who} at {time}").format(tier=tier, who=who, time=at)
        case Item.PERSON | Item.NEEDS | Item.IN_CARE | Item.SUD if client is not None:
            return _person(one, client, now)
        case Item.PLAN | Item.SUPPORT | Item.DIRECTIVE | Item.MEDICINES if client is not None:
            return " / ".join(_file(one, client, now))
        case _:
            return ""


def _person(one: Item, client: Client, now: datetime) -> str:
    if one is Item.PERSON:
        age = client.age(now.astimezone().date())
        years = _("{n} years").format(n=age) if age is not None else ""
        return " · ".join(part for part in (client.shown_name, years, client.pronouns) if part)
    if one is Item.NEEDS:
        tags = [tag.partition("-")[0] for tag in client.languages[:1]]
        return ", ".join(LANGUAGES.get(tag, tag) for tag in tags)
    if one is Item.IN_CARE:
        return client.team or _("in our programme")
    return _("a record of substance-use treatment") if Flag.PART2 in client.flags else ""


def _in_full(client: Client) -> Iterator[str]:
    if client.name != client.shown_name:
        yield _("legal name {name}").format(name=client.name)
    if client.born is not None:
        yield _("born {day}").format(day=f"{client.born:%Y-%m-%d}")


def _file(one: Item, client: Client, now: datetime) -> Iterator[str]:
    plan, directive = client.plan, client.directive
    if one is Item.PLAN and plan is not None:
        for part in Part:
            texts = "; ".join(line.text for line in plan.of(part))
            if texts:
                yield f"{labels.part(part)}: {texts}"
    elif one is Item.SUPPORT:
        today = now.date()
        for who in client.circle:
            if not who.barred:
                state = labels.consent(who.consent(today))
                yield f"{who.name}, {who.relation} ({state})" if who.relation else who.name
    elif directive is not None and directive.holds(now.date()):
        if one is Item.MEDICINES:
            said = {_("yes"): directive.medicines_yes, _("no"): directive.medicines_no}
        else:
            said = {
                _("agent"): directive.agent.name if directive.agent is not None else "",
                _("to be taken to"): directive.facility_yes,
                _("not to"): directive.facility_no,
                _("calms"): directive.calms,
                _("at home"): directive.at_home,
            }
        yield from (f"{name}: {words}" for name, words in said.items() if words)


def answered(board: Board, case: Case, fields: tuple[str, ...]) -> Iterator[str]:
    """Yield each answer with the name of its field; what is not known says when it was asked."""
    yield from (part.text for part in _answered(board, case, fields))


def _answered(board: Board, case: Case, fields: tuple[str, ...]) -> Iterator[_Part]:
    for name in fields:
        answer = case.answers.get(name)
        if answer is None or not answer.value.shown.strip():
            continue
        label, choices = _named(board, name)
        yield _Part(f"{label}: {_shown(answer, choices)}", answer.value.text is not None)


def _shown(answer: Answered, choices: Mapping[str, str]) -> str:
    value = answer.value
    if value.code is None:
        return value.shown
    if value.code == "unknown":
        return _("unknown, asked {time}").format(time=f"{answer.at.astimezone():%H:%M}")
    if value.code in {"yes", "no"} and value.code not in choices:
        return {"yes": _("yes"), "no": _("no")}[value.code]
    codes = [code for code in value.code.split(",") if code]
    return ", ".join(choices.get(code, code) for code in codes)


def _named(board: Board, name: str) -> tuple[str, Mapping[str, str]]:
    field = board.field_called(name)
    return (field.label, dict(field.choices)) if field is not None else (name, {})
