"""What the cards of the queue say; everything but the running seconds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import TypeAlias

from PySide6.QtCore import QLocale

from console.domain.board import Board
from console.domain.care.case import Case, Lateness, Rung, unheard
from console.domain.care.contact import Contact, ContactKind, LineState, Rule
from console.domain.care.limits import Limits
from console.domain.ids import CaseId, StaffId
from console.domain.people.client import Client
from console.domain.protocol.escalation import current_step
from console.domain.protocol.protocol import Protocol, Step
from console.domain.queue import Queue, ceiling, queue, since, waits
from console.domain.tier import Tier
from console.ui.queue.owed import Owed, owed
from console.ui.widgets.times import hhmm
from console.words import labels
from console.words.entries import text_of
from console.words.refusals import staff_name

QUOTED = 60
"""How many letters of a message stand on its card."""

PLAIN = frozenset({Rule.TEXT_WAITING, Rule.MESSAGE_WAITING, Rule.SESSION_MISSED})
"""Rules that only say again what the kind of the contact says already."""

IN_WORDS = frozenset({ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.THIRD_PARTY})
"""Contacts in which somebody wrote words; what the others carry is data for the rules."""

FIGURES = re.compile(r"(?<=\d) (?=\w)|(?<=\d,) (?=\d)|(?<=\w) (?=[\d\N{MINUS SIGN}])")
"""The spaces beside a figure."""

OWN_NAMES = {
    "es": "Español",
    "zh": "中文",
    "vi": "Tiếng Việt",
    "ko": "한국어",
    "ru": "Русский",
    "ar": "العربية",
    "fr": "Français",
    "pt": "Português",
    "ht": "Kreyòl ayisyen",
    "ase": "ASL",
}
"""What the languages asked for most call themselves (ISO 639 codes)."""


class Section(StrEnum):
    """The parts of the queue, from top to bottom."""

    MINE = "mine"
    WAITING = "waiting"
    OTHERS = "others"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a section.

    Attributes:
        news: how many have arrived that are not shown yet, and ``tier`` the gravest of them.
    """

    section: Section
    count: int
    news: int = 0
    tier: Tier | None = None

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"head:{self.section}"


@dataclass(frozen=True, slots=True)
class Nobody:
    """That nobody waits, and since when, if this screen has seen it."""

    since: datetime | None

    @property
    def key(self) -> str:
        """What the row is known by."""
        return "nobody"


@dataclass(frozen=True, slots=True)
class Card:
    """One case as its card shows it.

    Attributes:
        aside: pronouns, and the language if it is not English.
        words: kind, reason and where things stand, with dots between.
        since: when the wait, or the work, began.
        amber_at, red_at: when the clock changes its colour; ``None`` when somebody has the case.
        past: how late the case is by the journal already.
        gone: set on a card that is kept in its place only until the pointer rests.
    """

    case: CaseId
    section: Section
    name: str
    aside: str
    tier: Tier
    words: str
    signals: int
    since: datetime
    amber_at: datetime | None = None
    red_at: datetime | None = None
    past: Lateness = Lateness.IN_TIME
    gone: bool = False

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"case:{self.case}"

    def late(self, now: datetime) -> Lateness:
        """Return how late the case is at ``now``: by the journal, or by the clock before it."""
        if self.red_at is None or self.amber_at is None:
            return Lateness.IN_TIME
        by_clock = Lateness.IN_TIME
        if now >= self.red_at:
            by_clock = Lateness.RED
        elif now >= self.amber_at:
            by_clock = Lateness.AMBER
        return max(self.past, by_clock)

    def spoken(self, now: datetime) -> str:
        """Return the whole card as a screen reader says it."""
        late = self.late(now)
        parts = (
            self.name,
            self.aside,
            labels.tier(self.tier),
            signals(self.signals) if self.signals > 1 else "",
            self.words,
            labels.clock(now - self.since),
            labels.lateness(late) if late else "",
        )
        return ", ".join(part for part in parts if part)


Row: TypeAlias = Head | Nobody | Card | Owed


class Deck:
    """Makes the rows of the queue for one person; a card is kept until its case changes."""

    def __init__(self, me: StaffId, limits: Limits) -> None:
        self._me, self._limits = me, limits
        self._kept: dict[CaseId, tuple[tuple[object, ...], Card]] = {}

    def rows(self, board: Board, empty_since: datetime | None) -> list[Row]:
        """Return the queue of ``board`` from top to bottom."""
        found: Queue = queue(board, self._me)
        before, self._kept = self._kept, {}
        shown: list[Row] = []
        for section, cases in (
            (Section.MINE, found.mine),
            (Section.WAITING, found.waiting),
            (Section.OTHERS, found.others),
        ):
            if cases or section is Section.WAITING:
                shown.append(Head(section, len(cases)))
            for case in cases:
                made = self._card(board, case, section, before)
                self._kept[case.id] = made
                shown.append(made[1])
            if section is Section.WAITING and not cases:
                shown.append(Nobody(empty_since))
        if board.follow_ups:
            shown.append(Head(Section.OWED, len(board.follow_ups)))
            shown += owed(board)
        return shown

    def _card(
        self,
        board: Board,
        case: Case,
        section: Section,
        before: dict[CaseId, tuple[tuple[object, ...], Card]],
    ) -> tuple[tuple[object, ...], Card]:
        made_of = (case, section, board.client_of(case), board.staff, board.protocols)
        kept = before.get(case.id)
        if kept is not None and all(was is now for was, now in zip(kept[0], made_of, strict=True)):
            return kept
        return made_of, _card(board, case, section, self._limits)


def signals(count: int) -> str:
    """Return how many contacts were joined into a case."""
    return ngettext("{n} signal", "{n} signals", count).format(n=count)


def together(text: str) -> str:
    """Return ``text`` with figures and what they belong to held together, and true minus signs."""
    signed = re.sub(r"(?<![\w-])-(?=\d)", "\N{MINUS SIGN}", text)
    return FIGURES.sub("\N{NO-BREAK SPACE}", signed)


def name_of(board: Board, case: Case) -> str:
    """Return what the card calls the person."""
    client = board.client_of(case)
    return client.short_name if client is not None else _("Unknown caller")


def calling(board: Board) -> list[Case]:
    """Return the cases to which the lead was called and did not come yet, the gravest first."""
    calls = [
        (-case.rank, case.help_asked_at, case)
        for case in board.cases.values()
        if case.help_asked_at is not None and case.help_answered_by is None
    ]
    return [case for _rank, _at, case in sorted(calls, key=lambda call: call[:2])]


def where_it_stands(board: Board, case: Case) -> tuple[Protocol, Step] | None:
    """Return the step that a case is at, if a checklist runs in it."""
    for run in reversed(case.escalations):
        if run.running and run.waiting_for is None and not run.overlay:
            protocol = board.protocol_of(run)
            step = current_step(protocol, run)
            if step is not None:
                return protocol, step
    return None


def _card(board: Board, case: Case, section: Section, limits: Limits) -> Card:
    if section is Section.MINE:
        parts = _mine(board, case)
    elif section is Section.WAITING:
        parts = _waiting(board, case, limits)
    else:
        parts = _others(board, case)
    card = Card(
        case.id,
        section,
        name_of(board, case),
        _aside(board.client_of(case)),
        case.rank,
        " · ".join(part for part in parts if part),
        len(case.contacts),
        since(case),
    )
    if not waits(case):
        return card
    allowed = ceiling(case, limits)
    began = since(case)
    return replace(
        card, amber_at=began + allowed.amber, red_at=began + allowed.red, past=case.lateness
    )


def _aside(client: Client | None) -> str:
    if client is None:
        return ""
    parts = [client.pronouns] if client.pronouns else []
    spoken = client.languages[0] if client.languages else "en"
    if spoken.split("-")[0] != "en":
        parts.append(f"· {_language(spoken)}")
    return " ".join(parts)


def _language(tag: str) -> str:
    """Return a language by its own name, else by its English one."""
    base = tag.split("-", maxsplit=1)[0]
    return OWN_NAMES.get(base) or QLocale.languageToString(QLocale(base).language())


def _called(case: Case) -> Iterator[str]:
    """Yield that the lead was called and has not come yet."""
    if case.help_asked_at is not None and case.help_answered_by is None:
        yield _("lead called {time}").format(time=hhmm(case.help_asked_at))


def _mine(board: Board, case: Case) -> Iterator[str]:
    yield from _called(case)
    yield from _lost(case)
    news = [contact for contact in unheard(case) if contact is not case.lost]
    yield from (_("new"), *_signals(news)) if news else ()
    reasons = case.tier.reasons if case.tier is not None else ()
    if reasons:
        yield labels.contact_kind(case.contacts[-1].kind)
        yield text_of(reasons[0])
    elif not news:
        yield from _signals(case.contacts)
    at = where_it_stands(board, case)
    if at is not None:
        protocol, step = at
        number = [found.id for found in protocol.steps].index(step.id) + 1
        words = _("{protocol} step {n}").format(protocol=protocol.id, n=number)
        yield words.replace(" ", "\N{NO-BREAK SPACE}")


def _waiting(board: Board, case: Case, limits: Limits) -> Iterator[str]:
    if case.owner is not None:
        yield staff_name(board, case.owner)
    yield from _lost(case) if _is_lost(case) else _signals(case.contacts)
    at = where_it_stands(board, case)
    if at is not None:
        yield _("step “{step}”").format(step=_short(at[1].text))
    if _is_lost(case):
        yield _number(case)
    if case.ranked is not None:
        yield _("moved by hand: {reason}").format(reason=text_of(case.ranked.reason))
    yield _lateness(case, limits)
    if case.rung is not None and case.rung > Rung.SOUND:
        yield labels.rung(case.rung)


def _others(board: Board, case: Case) -> Iterator[str]:
    yield staff_name(board, board.owner(case))
    yield from _called(case)
    yield from _lost(case)
    at = where_it_stands(board, case)
    if at is not None:
        yield _short(at[1].text)
    else:
        yield labels.contact_kind(case.contacts[-1].kind)


def _signals(contacts: Sequence[Contact]) -> Iterator[str]:
    """Yield the gravest contact with its reason, then the kinds of the others in time order."""
    gravest = max(contacts, key=lambda contact: contact.suggestion.tier)
    yield _kind(gravest)
    if gravest.suggestion.rule not in PLAIN:
        yield together(labels.reason(gravest.suggestion))
    if len(contacts) == 1:
        if gravest.said is not None and gravest.kind in IN_WORDS:
            yield f"“{_short(text_of(gravest.said))}”"
        elif gravest.suggestion.rule in PLAIN - {Rule.SESSION_MISSED}:
            yield labels.reason(gravest.suggestion)
        return
    seen = {gravest.kind}
    for contact in contacts:
        if contact.kind not in seen:
            seen.add(contact.kind)
            yield labels.contact_kind(contact.kind)


def _kind(contact: Contact) -> str:
    kind = labels.contact_kind(contact.kind)
    if contact.kind is ContactKind.MISSED_SESSION:
        return f"{kind} {hhmm(contact.arrived)}"
    return kind


def _is_lost(case: Case) -> bool:
    return any(True for _part in _lost(case))


def _lost(case: Case) -> Iterator[str]:
    """Yield that the last call broke off, unless somebody is on the phone again."""
    calls = [contact for contact in case.contacts if contact.kind is ContactKind.CALL]
    if not calls or case.live is not None:
        return
    last = calls[-1]
    if last.ended_at is not None and last.line is LineState.DROPPED:
        yield _("call dropped {time}").format(time=hhmm(last.ended_at))
    elif last.ended_at is not None and last.line is LineState.ABANDONED:
        yield _("hung up {time} before an answer").format(time=hhmm(last.ended_at))


def _number(case: Case) -> str:
    phones = [contact.phone for contact in case.contacts if contact.phone is not None]
    number = labels.phone(text_of(phones[-1])) if phones else ""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def _lateness(case: Case, limits: Limits) -> str:
    if case.lateness is Lateness.IN_TIME:
        return ""
    allowed = ceiling(case, limits)
    past = allowed.red if case.lateness is Lateness.RED else allowed.amber
    if case.rank < Tier.HIGH:
        return together(_("raised, past {time}").format(time=_span(past)))
    return together(_("past {time}").format(time=_span(past)))


def _span(span: timedelta) -> str:
    if span < labels.MINUTE:
        return _("{n} s").format(n=int(span.total_seconds()))
    return labels.age(span)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"
