"""What is worth saying at one station, now: a pure function over what needs somebody.

A new concern sounds and is put into words; while it stays, its sound repeats; when
the domain has it climb to the lead (``Rung``), the lead's station is told in words, and
when it climbs on, every station is.  Whoever is with a client hears tones only, so that
no voice talks over them; the words are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never

from console.domain.care.case import Lateness, Rung
from console.domain.care.contact import ContactKind
from console.domain.tier import Tier
from console.voice.utterance import (
    Chime,
    ClinicianNeeded,
    HelpAsked,
    ImminentDeclared,
    LeadNeeded,
    NewContact,
    NewContacts,
    OnCallNeeded,
    PastCeiling,
    RecordBack,
    RecordLost,
    RespondersUnconfirmed,
    Utterance,
    priority_of,
    tone_of,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that nobody has taken.

    Attributes:
        key: what tells this concern from others; never said.
        since: when it began to wait.
    """

    key: str
    kind: ContactKind
    tier: Tier
    since: datetime
    lateness: Lateness = Lateness.IN_TIME
    rung: Rung | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A case that a colleague declared imminent; for the lead."""

    key: str


@dataclass(frozen=True, slots=True)
class Help:
    """A help key that nobody has answered; for the lead, and after ``HELP_FOR_ALL`` for all.

    Attributes:
        asked: when it was pressed.
        paged: whether the lead has been silent and the clinician on call is to be paged.
    """

    key: str
    tier: Tier
    asked: datetime
    paged: bool = False


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Responders whose arrival is overdue; for the owner of the case and the lead."""

    key: str
    sent: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """The database is out of reach of this station."""


HELP_FOR_ALL = timedelta(seconds=60)
"""How long a help key is the lead's alone: our own default, for the clinical lead to set."""

Concern: TypeAlias = Waiting | Declared | Help | Unconfirmed | OutOfReach


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits here.

    Attributes:
        lead: hears what is for the shift lead.
        takes: is there to take contacts, so hears them arrive.
        with_client: is speaking with somebody now.
    """

    lead: bool
    takes: bool = True
    with_client: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """How long a concern may go unheeded before its sound repeats; ``None``: it does not.

    Our own defaults, for the clinical lead to set: nothing published was found.
    They keep a high contact within the 25 s that Crisis Text Line reports.
    """

    waiting: Mapping[Tier, timedelta | None] = field(
        default_factory=lambda: {
            Tier.IMMINENT: timedelta(seconds=10),
            Tier.HIGH: timedelta(seconds=10),
            Tier.MODERATE: timedelta(seconds=60),
            Tier.LOW: None,
        }
    )
    help: timedelta | None = timedelta(seconds=15)
    unconfirmed: timedelta | None = timedelta(minutes=2)
    out_of_reach: timedelta | None = timedelta(minutes=2)


_Level: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What this station has told of one concern: its newest level, and when it last sounded."""

    level: _Level
    at: datetime


Said: TypeAlias = Mapping[str, Told]
"""What a station has said of each concern that is still open, by ``key``."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say now, the most urgent first, and what to remember until the next look.

    Attributes:
        utterances: what sounds.
        shown: the same with its words, which the screen shows where only a tone may sound.
    """

    utterances: tuple[Utterance, ...]
    shown: tuple[Utterance, ...]
    said: Said


def worth_saying(
    concerns: Iterable[Concern], said: Said, seat: Seat, now: datetime, repeats: Repeats
) -> Verdict:
    """Return what this station should say of ``concerns``, all that are open ``now``.

    Look at every change and once a second; asking twice at one moment says nothing twice.
    """
    fresh: list[Utterance] = []
    arrived: list[Waiting] = []
    again: list[Utterance] = []
    told: dict[str, Told] = {}
    for concern in concerns:
        if not _for(seat, concern, now):
            continue
        key, before = _key(concern), said.get(_key(concern))
        level = _level(seat, concern)
        if before is None or level > before.level:
            told[key] = Told(level, now)
            if isinstance(concern, Waiting) and before is None and level[:2] == (0, 0):
                arrived.append(concern)
            else:
                fresh.append(_words(seat, concern, now))
        elif _again(concern, now - before.at, repeats):
            told[key] = Told(before.level, now)
            again.append(Chime(tone_of(_words(seat, concern, now))))
        else:
            told[key] = before
    if _RECORD in said and _RECORD not in told:
        fresh.append(RecordBack())
    if arrived:
        fresh.append(_arrival(arrived))
    if again and not fresh:
        fresh.append(max(again, key=priority_of))
    shown = _ordered(fresh)
    aloud = _ordered(Chime(tone_of(u)) for u in shown) if seat.with_client else shown
    return Verdict(aloud, shown, told)


def _ordered(utterances: Iterable[Utterance]) -> tuple[Utterance, ...]:
    return tuple(sorted(dict.fromkeys(utterances), key=lambda u: -priority_of(u)))


_RECORD = "record"


def _key(concern: Concern) -> str:
    match concern:
        case OutOfReach():
            return _RECORD
        case Waiting() | Declared() | Help() | Unconfirmed():
            return f"{type(concern).__name__}:{concern.key}"
        case _:
            assert_never(concern)


def _for(seat: Seat, concern: Concern, now: datetime) -> bool:
    match concern:
        case Waiting():
            return seat.takes or _climbed(seat, concern)
        case Declared():
            return seat.lead
        case Help():
            return seat.lead or concern.paged or now - concern.asked >= HELP_FOR_ALL
        case Unconfirmed():
            return seat.lead or concern.mine
        case OutOfReach():
            return True
        case _:
            assert_never(concern)


def _climbed(seat: Seat, waiting: Waiting) -> bool:
    """Whether it has climbed to ``seat``: to the lead's first, in the end to everybody's."""
    return (waiting.rung or 0) >= (Rung.LEAD if seat.lead else Rung.ON_CALL)


def _level(seat: Seat, concern: Concern) -> _Level:
    """Return how far it has got, as far as this seat is told: a greater one is news."""
    if isinstance(concern, Help):
        return (int(concern.paged), 0, 0)
    if not isinstance(concern, Waiting):
        return (0, 0, 0)
    rung = concern.rung if _climbed(seat, concern) else None
    return (int(rung or 0), int(concern.lateness is Lateness.RED), int(concern.tier))


def _words(seat: Seat, concern: Concern, now: datetime) -> Utterance:
    match concern:
        case Waiting():
            return _waiting(seat, concern, now)
        case Declared():
            return ImminentDeclared()
        case Help():
            return ClinicianNeeded(concern.tier) if concern.paged else HelpAsked(concern.tier)
        case Unconfirmed():
            return RespondersUnconfirmed(max(int((now - concern.sent).total_seconds()) // 60, 1))
        case OutOfReach():
            return RecordLost()
        case _:
            assert_never(concern)


def _waiting(seat: Seat, waiting: Waiting, now: datetime) -> Utterance:
    seconds = max(int((now - waiting.since).total_seconds()), 0)
    if waiting.rung is Rung.ON_CALL:
        return OnCallNeeded(waiting.kind, waiting.tier, seconds)
    if seat.lead and waiting.rung is Rung.LEAD:
        return LeadNeeded(waiting.kind, waiting.tier, seconds)
    if waiting.lateness is Lateness.RED:
        return PastCeiling(waiting.kind, waiting.tier)
    return NewContact(waiting.kind, waiting.tier)


def _arrival(arrived: list[Waiting]) -> Utterance:
    gravest = max(arrived, key=lambda waiting: waiting.tier)
    if len(arrived) == 1:
        return NewContact(gravest.kind, gravest.tier)
    return NewContacts(len(arrived), gravest.tier)


def _again(concern: Concern, quiet: timedelta, repeats: Repeats) -> bool:
    match concern:
        case Waiting():
            after = repeats.waiting[concern.tier]
        case Declared():
            after = None
        case Help():
            after = repeats.help
        case Unconfirmed():
            after = repeats.unconfirmed
        case OutOfReach():
            after = repeats.out_of_reach
        case _:
            assert_never(concern)
    return after is not None and quiet >= after
