"""What the cards of the queue say; everything but the running seconds."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import TypeAlias

from PySide6.QtCore import QLocale

from console.domain.board import Board
from console.domain.care.case import Case, Lateness
from console.domain.care.limits import Limits
from console.domain.ids import CaseId, StaffId
from console.domain.people.client import Client
from console.domain.seen.queue import Queue, ceiling, queue, since, waits
from console.domain.tier import Tier
from console.ui.queue.owed import Owed, owed
from console.ui.queue.says import mine, others, waiting
from console.words import labels

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


def _card(board: Board, case: Case, section: Section, limits: Limits) -> Card:
    if section is Section.MINE:
        parts = mine(board, case)
    elif section is Section.WAITING:
        parts = waiting(board, case, limits)
    else:
        parts = others(board, case)
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
