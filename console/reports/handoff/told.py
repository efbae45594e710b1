"""What may be told of a case to one recipient, as values: all that a file of it is made from.

It goes by the packet (``domain.care.packet``) and by nothing else: what the packet holds back
is not in here, so no form that is written from it can tell it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from console.domain.board import Board
from console.domain.care.assessment import Assessment
from console.domain.care.case import Case, Rating
from console.domain.care.contact import ContactKind
from console.domain.care.packet import GOES_THERE, Item, Packet
from console.domain.ids import CaseId
from console.domain.people.circle import ConsentState, Scope
from console.domain.people.client import Client
from console.domain.people.plan import SafetyPlan
from console.domain.place.location import Placed
from console.domain.seen.glance import glance
from console.domain.tier import Tier
from console.words import packet as words
from console.words.packet import Line, Origin

OF_SUICIDE = ("attempt_in_progress", "suicide_q.now", "suicide_q.recent", "risk.intent")
OF_VIOLENCE = ("threat.what", "threat.plan", "threat.when")
ATTEMPT, VIOLENCE = "danger_now", "scene.violence"
OF_NO_SUBSTANCE = frozenset(
    {
        *("asq", "bssa", "c-ssrs-screener-recent", "c-ssrs-since-last-contact", "ctrs", "gad-7"),
        *("phq-2", "phq-4", "phq-8", "phq-9", "sbq-r"),
    }
)
"""Instruments that ask for no substance use; every other one is told as substance use is."""


class Nature(StrEnum):
    """What sort of incident it is, as far as a 911 centre sorts them."""

    SUICIDE = "suicide"
    VIOLENT = "violent"
    MENTAL = "mental"


@dataclass(frozen=True, slots=True)
class Person:
    """The client, as the packet's line about the person names them.

    Attributes:
        legal, born: only for whoever has to find the chart (``words.packet.IN_FULL``).
        languages: BCP 47 tags, the preferred one first.
        caller: whether they reached us themselves, and not somebody else about them.
    """

    caller: bool
    name: str = ""
    legal: str = ""
    pronouns: str = ""
    born: date | None = None
    age: int | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Permission:
    """A release on file, without what it says of substance use where that may not be told."""

    who: str
    relation: str
    scope: tuple[Scope, ...]
    starts: date | None
    expires: date | None
    state: ConsentState


@dataclass(frozen=True, slots=True)
class Scored:
    """The newest scoring with one instrument.

    Attributes:
        title: what the instrument is called.
        loinc: the code of its total; empty where it has none.
    """

    title: str
    loinc: str
    found: Assessment


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told.

    Attributes:
        at: when it was made (aware).
        organisation: ours; empty where our name may not be told.
        lines: what the packet says, without the words that somebody has yet to read.
        unread: the lines from which such words were left out.
        person, place, call_back, tier, plan: ``None`` or empty where they are held back, and
            where nobody knows them.
        theirs: whether ``call_back`` is the person's own number, and not of who called about them.
        armed: whether weapons are there, or the record warns of them.
        ended: when the case was closed; ``None`` while it is open.
    """

    made: Packet
    case: CaseId
    number: int
    at: datetime
    opened: datetime
    ended: datetime | None
    practice: bool
    origin: Origin
    lines: tuple[Line, ...]
    unread: tuple[Item, ...]
    nature: Nature
    person: Person | None
    place: Placed | None
    call_back: str
    theirs: bool
    tier: Rating | None
    armed: bool
    plan: SafetyPlan | None
    scores: tuple[Scored, ...]
    permissions: tuple[Permission, ...]

    @property
    def notice(self) -> str:
        """What has to travel with what is told of substance use (42 CFR 2.32(a)(2))."""
        return words.notice() if self.made.sud else ""

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """What is held back, and why: for whoever makes the file, and never in it."""
        unread = tuple((words.item(one), words.unread()) for one in self.unread)
        return (*words.withheld(self.made), *unread)

    def line(self, item: Item) -> Line | None:
        """Return what is said of ``item``, if anything is."""
        return next((line for line in self.lines if line.item is item and line.value), None)


@dataclass(frozen=True, slots=True)
class Making:
    """A file that is to be made of a case.

    Attributes:
        read: whether somebody has read the free words, and they tell of no substance use.
        ended: when the case was closed; ``None`` while it is open.
    """

    board: Board
    case: Case
    packet: Packet
    origin: Origin
    at: datetime
    read: bool = False
    ended: datetime | None = None


def told(making: Making) -> Told:
    """Return what may be told."""
    board, case, made = making.board, making.case, making.packet
    client, items = board.client_of(case), frozenset(made.items)
    found = words.lines(board, case, made, making.origin, making.at)
    unread = () if making.read else tuple(line.item for line in found if line.unread)
    named = Item.NAME in items
    number = glance(board, case, making.at).call_back.number
    plan = client.plan if client is not None else None
    return Told(
        made,
        case.id,
        case.number,
        making.at,
        case.opened_at,
        making.ended,
        board.practice,
        making.origin if named else replace(making.origin, organisation=""),
        tuple(_written(found, read=making.read)),
        unread,
        _nature(case) if Item.RISK in items else Nature.MENTAL,
        _person(making) if Item.PERSON in items else None,
        _place(case.place, made) if Item.PLACE in items else None,
        number or "" if Item.CALL_BACK in items else "",
        _theirs(case, number),
        case.tier if Item.TIER in items else None,
        Item.WEAPONS in items and glance(board, case, making.at).weapons.warn,
        plan if Item.PLAN in items and Item.PLAN not in unread else None,
        tuple(_scores(board, case, items)),
        tuple(_permissions(client, made, making.at.date())) if Item.SUPPORT not in unread else (),
    )


def _written(found: tuple[Line, ...], *, read: bool) -> Iterator[Line]:
    """Yield each line as it is written: what whoever says it must know is not for the reader.

    A line of which nothing is left is gone: empty, it would say that nobody knows.
    """
    for line in found:
        value = line.value if read else line.safe
        if value or not line.value:
            note = line.note if line.item is Item.PLACE else ""
            yield replace(line, value=value, note=note)


def _nature(case: Case) -> Nature:
    yes = {name for name, said in case.answers.items() if said.value.code == "yes"}
    danger = case.answers.get(ATTEMPT)
    attempt = danger is not None and danger.value.code == "attempt"
    imminent = case.tier is not None and case.tier.tier is Tier.IMMINENT
    threat = any(case.answers[name].value.shown for name in OF_VIOLENCE if name in case.answers)
    if threat or VIOLENCE in yes:
        return Nature.VIOLENT
    if attempt or imminent or yes.intersection(OF_SUICIDE):
        return Nature.SUICIDE
    return Nature.MENTAL


def _person(making: Making) -> Person:
    made, client = making.packet, making.board.client_of(making.case)
    ours = {ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE}
    caller = any(contact.kind in ours for contact in making.case.contacts)
    if client is None:
        return Person(caller)
    full = made.to.recipient in words.IN_FULL
    return Person(
        caller,
        client.shown_name,
        client.name if full else "",
        client.pronouns,
        client.born if full else None,
        client.age(making.at.astimezone().date()),
        client.languages if Item.NEEDS in made.items else (),
    )


def _place(placed: Placed | None, made: Packet) -> Placed | None:
    """Return the place, without the way in for whoever does not have to get in."""
    if placed is None or made.to.recipient in GOES_THERE:
        return placed
    return replace(placed, location=replace(placed.location, access=""))


def _theirs(case: Case, number: str | None) -> bool:
    """Whether ``number`` is not one from which somebody called about the person."""
    from_ = [one for one in case.contacts if one.phone is not None and one.phone.value == number]
    return not from_ or any(one.kind is not ContactKind.THIRD_PARTY for one in from_)


def _scores(board: Board, case: Case, items: frozenset[Item]) -> Iterator[Scored]:
    for one in case.newest:
        item = Item.RISK if one.instrument in OF_NO_SUBSTANCE else Item.SUD
        if item in items and Item.REASON in items:
            known = board.instrument(one.instrument)
            title, loinc = (known.title, known.loinc_total) if known is not None else ("", "")
            yield Scored(title or one.instrument, loinc, one)


def _permissions(client: Client | None, made: Packet, today: date) -> Iterator[Permission]:
    if client is None or Item.SUPPORT not in made.items:
        return
    for one in client.circle:
        if one.barred or not one.scope:
            continue
        told_of = one.scope if made.sud else one.scope - {Scope.SUBSTANCE_USE}
        scope = tuple(said for said in Scope if said in told_of)
        state = one.consent(today)
        yield Permission(one.name, one.relation, scope, one.starts, one.expires, state)
