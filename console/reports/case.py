"""The timeline of one case: a value, and the document that is made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from gettext import gettext as _
from itertools import groupby

from console.domain import events as e
from console.domain.board import Board
from console.domain.care.case import Landing
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.tier import Tier
from console.reports.document import Block, Document, Facts, Moment, Timeline
from console.reports.shift import Integrity
from console.reports.shift_document import integrity_line
from console.reports.times import day, grouped, moment, time
from console.words import labels
from console.words.entries import describe, text_of
from console.words.refusals import staff_name


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the case, in words."""

    seq: int
    at: datetime
    by: str
    title: str
    detail: str
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class CaseReport:
    """Everything that happened in one case, oldest first.

    This holds what people said.  It is for whoever may read the record.

    Attributes:
        client: the name, or ``None`` while nobody knows whose case it is.
        landing: how it ended; ``None`` while it is open.
    """

    number: int
    client: str | None
    practice: bool
    lines: tuple[Line, ...]
    highest: Tier | None
    landing: Landing | None

    @property
    def opened(self) -> datetime:
        """When the first contact came."""
        return self.lines[0].at


def case_report(case: CaseId, happened: Iterable[Happened], board: Board) -> CaseReport:
    """Return the report of ``case``.

    Args:
        case: which case.
        happened: all entries of it and of the cases merged into it, in order.
        board: for the names of staff and of the client.

    Raises:
        ValueError: there is no entry of such a case.
    """
    entries = tuple(happened)
    if not entries:
        raise ValueError("a case without an entry was never opened")
    lines = tuple(_line(one, board) for one in entries)
    known = board.clients.get(client) if (client := _client(entries)) else None
    return CaseReport(
        _number(case, entries, board),
        known.shown_name if known else None,
        board.practice,
        lines,
        max((line.tier for line in lines if line.tier is not None), default=None),
        next((one.event.landing for one in entries if isinstance(one.event, e.CaseClosed)), None),
    )


def case_document(
    report: CaseReport, integrity: Integrity, zone: tzinfo, language: str = "en"
) -> Document:
    """Return ``report`` as a document, with times of ``zone``."""
    name = report.client or _("client not known")
    opened = _("opened {at}").format(at=moment(report.opened, zone))
    count = _("{n} entries").format(n=grouped(len(report.lines)))
    days = tuple(
        (heading, tuple(_moment(line, zone) for line in lines))
        for heading, lines in groupby(report.lines, key=lambda line: day(line.at, zone))
    )
    blocks: tuple[Block, ...] = (
        integrity_line(integrity),
        Facts(_("Landing"), _landing(report, zone)),
        Timeline(_("What happened"), days),
    )
    title = _("Case {n} · {name}").format(n=report.number, name=name)
    return Document(title, f"{opened} · {count}", blocks, report.practice, language)


def _client(entries: tuple[Happened, ...]) -> ClientId | None:
    for one in reversed(entries):
        if isinstance(one.event, e.CaseIdentified | e.ContactArrived) and one.event.client:
            return one.event.client
    return None


def _number(case: CaseId, entries: tuple[Happened, ...], board: Board) -> int:
    """Return what people call the case: the number of the entry that opened it."""
    if case in board.cases:
        return board.cases[case].number
    for one in entries:
        if isinstance(one.event, e.ContactArrived) and one.event.case == case:
            return one.seq
        if isinstance(one.event, e.ContactSplit) and one.event.into == case:
            return one.seq
    return entries[0].seq


def _line(one: Happened, board: Board) -> Line:
    said = describe(one.event)
    by = "" if one.by == SYSTEM else staff_name(board, one.by)
    return Line(one.seq, one.at, by, said.title, said.detail, said.tier)


def _moment(line: Line, zone: tzinfo) -> Moment:
    return Moment(time(line.at, zone), line.title, line.detail, line.by, line.tier)


def _landing(report: CaseReport, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    landing = report.landing
    highest = ((_("Highest tier"), labels.shaped(report.highest)),) if report.highest else ()
    if landing is None:
        return (*highest, (_("State"), _("open")))
    when = (
        moment(landing.next_contact, zone)
        if landing.next_contact is not None
        else labels.no_next(landing.no_next)
        if landing.no_next is not None
        else "—"
    )
    first = landing.tier_at_start
    start = ((_("Tier at start"), labels.shaped(first)),) if first is not None else ()
    sent = {None: _("nobody was sent"), True: _("confirmed"), False: _("not confirmed")}
    return (
        *highest,
        (_("Ended"), labels.ending(landing.ending)),
        *start,
        (_("Tier at end"), labels.shaped(landing.tier_at_end)),
        (_("Responders"), sent[landing.responders_confirmed]),
        (_("Safety plan"), labels.plan_look(landing.plan)),
        (_("Next contact"), when),
        (_("With them now"), text_of(landing.who_has_them) or "—"),
    )
