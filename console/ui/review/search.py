"""Asking the journal, off the GUI thread: a page of rows, a count, one case."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from gettext import gettext as _
from time import perf_counter
from typing import Final

from console.domain import events as e
from console.domain.board import Board
from console.domain.ids import SYSTEM, CaseId, ClientId, StaffId
from console.domain.protocol.protocol import Gate
from console.journal.codec import UnknownKind
from console.journal.entry import Entry, digest_of, faults
from console.journal.history import History, Wanted
from console.journal.plain import time_of
from console.ui.review.narrow import UNREADABLE, Narrow, body_of
from console.words.entries import Line, describe
from console.words.refusals import staff_name

PAGE: Final = 200
SCAN: Final = 2_000
"""How many entries are read at once where each has to be looked at."""

PATIENCE_S: Final = 0.25
"""After so long an answer is given with what was found, so that the next question is heard."""

ABOUT: Final = ("contact.arrived", "case.identified", "contact.split")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is listed.

    Attributes:
        case: which case it belongs to, if it belongs to one.
        about: the client's short name, or nothing.
        who: who did it, or nothing where a clock or a rule did.
        gates: the gates that the step stood behind.
        readable: whether the entry could be read at all.
    """

    seq: int
    at: datetime
    case: CaseId | None
    about: str
    by: StaffId
    who: str
    line: Line
    gates: tuple[Gate, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, newest first.

    Attributes:
        before: what to ask for next; ``None`` after the last page.
        took: how long the journal was asked, in milliseconds.
        count: how many entries there are altogether, where that was cheap to know.
    """

    rows: tuple[Row, ...]
    before: int | None
    took: float
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries were counted, and where to go on counting; ``None`` at the end."""

    n: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case to be read.

    Attributes:
        number: what people call it by.
        client: the full name, or ``None`` while nobody knows.
        subject: who that is.
        bad: numbers of entries that are not as they were written.
    """

    id: CaseId
    number: int
    client: str | None
    subject: ClientId | None
    rows: tuple[Row, ...]
    bad: tuple[int, ...] = ()


@dataclass(slots=True)
class _Known:
    """What was found out about a case that is no longer on the board."""

    client: ClientId | None = None
    number: int = 0


@dataclass(slots=True)
class _Runs:
    """Which protocol each run follows."""

    seen: int = 0
    of: dict[str, tuple[str, int]] = field(default_factory=dict)


class Search:
    """Reads the journal for review; used on one thread at a time."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._cases: dict[CaseId, _Known] = {}
        self._runs = _Runs()

    def page(self, narrow: Narrow, board: Board, before: int | None = None) -> Page:
        """Return the next rows below ``before``, and on the first page how many there are."""
        began = perf_counter()
        entries, further = self._page(narrow, board, before)
        count: int | None = None
        if before is None and further is None:
            count = len(entries)
        elif before is None and not narrow.by_eye:
            count = self.count(narrow, board).n
        took = (perf_counter() - began) * 1_000
        rows = tuple(self._row(entry, board) for entry in entries)
        return Page(rows, further, took, count)

    def count(self, narrow: Narrow, board: Board, before: int | None = None) -> Counted:
        """Return how many entries are looked for, or how many of the newest so far."""
        wanted = narrow.wanted
        if wanted is None:
            return Counted(0, None)
        if not narrow.by_eye:
            return Counted(self._history.count(wanted), None)
        found, further = self._look(narrow, wanted, board, before, most=None)
        return Counted(len(found), further)

    def case(self, case: CaseId, board: Board) -> Case:
        """Return all that happened in ``case``, oldest first."""
        entries = self._history.of_case(case)
        rows = tuple(self._row(entry, board) for entry in entries)
        known = self._about(case, board)
        client = board.clients.get(known.client) if known.client is not None else None
        return Case(
            case,
            known.number or (rows[0].seq if rows else 0),
            client.shown_name if client is not None else None,
            known.client,
            rows,
            tuple(entry.seq for entry in entries if _changed(entry)),
        )

    def case_at(self, seq: int) -> CaseId | None:
        """Return the case that entry ``seq`` belongs to."""
        found = self._history.find(Wanted(), before=seq + 1, limit=1)
        return _case_of(found[0]) if found and found[0].seq == seq else None

    def arrivals(self, since: datetime, until: datetime) -> tuple[datetime, ...]:
        """Return when contacts arrived between ``since`` and ``until``, newest first."""
        wanted = Wanted(kinds=("contact.arrived",), since=since, until=until)
        return tuple(time_of(entry.at) for entry in self._each(wanted))

    def _page(
        self, narrow: Narrow, board: Board, before: int | None
    ) -> tuple[Sequence[Entry], int | None]:
        wanted = narrow.wanted
        if wanted is None:
            return (), None
        if narrow.by_eye:
            return self._look(narrow, wanted, board, before, most=PAGE)
        found = self._history.find(wanted, before=before, limit=PAGE)
        return found, found[-1].seq if len(found) == PAGE else None

    def _look(
        self, narrow: Narrow, wanted: Wanted, board: Board, before: int | None, most: int | None
    ) -> tuple[Sequence[Entry], int | None]:
        """Look at entry by entry; return what is kept, and where to go on."""
        overrides, until = self._overrides(board), perf_counter() + PATIENCE_S
        kept: list[Entry] = []
        while found := self._history.find(wanted, before=before, limit=SCAN):
            for entry in found:
                if narrow.keeps(entry, overrides):
                    kept.append(entry)
                    if len(kept) == most:
                        return kept, entry.seq
            if len(found) < SCAN:
                break
            before = found[-1].seq
            if perf_counter() > until:
                return kept, before
        return kept, None

    def _each(self, wanted: Wanted, before: int | None = None) -> Iterator[Entry]:
        while found := self._history.find(wanted, before=before, limit=SCAN):
            yield from found
            if len(found) < SCAN:
                return
            before = found[-1].seq

    def _row(self, entry: Entry, board: Board) -> Row:
        case = _case_of(entry)
        line, readable = _line(entry)
        return Row(
            entry.seq,
            time_of(entry.at),
            case,
            self._name(entry, case, board),
            StaffId(entry.by),
            "" if entry.by == SYSTEM else staff_name(board, StaffId(entry.by)),
            line,
            self._gates(entry, board) if entry.kind == "step.done" else (),
            readable,
        )

    def _name(self, entry: Entry, case: CaseId | None, board: Board) -> str:
        client = body_of(entry).get("client")
        if case is not None:
            client = self._about(case, board).client or client
        known = board.clients.get(ClientId(str(client))) if client else None
        return known.short_name if known is not None else ""

    def _about(self, case: CaseId, board: Board) -> _Known:
        """Return whose case it is; what is closed is asked for once."""
        if (here := board.cases.get(case)) is not None:
            return _Known(here.client, here.number)
        if case not in self._cases:
            self._cases[case] = self._look_up(case)
        return self._cases[case]

    def _look_up(self, case: CaseId) -> _Known:
        known = _Known()
        for entry in reversed(self._history.find(Wanted(case=case, kinds=ABOUT))):
            body = body_of(entry)
            if client := body.get("client"):
                known.client = ClientId(str(client))
            if not known.number and case in {body.get("into"), body.get("case")}:
                known.number = entry.seq
        return known

    def _learn_runs(self) -> None:
        """Read which protocols were begun since the last look."""
        fresh: list[Entry] = []
        for entry in self._each(Wanted(kinds=("escalation.started",))):
            if entry.seq <= self._runs.seen:
                break
            fresh.append(entry)
        for entry in fresh:
            self._learn(entry)
        if fresh:
            self._runs.seen = fresh[0].seq

    def _learn(self, entry: Entry) -> None:
        body = body_of(entry)
        version = body.get("version")
        if isinstance(version, int):
            self._runs.of[str(body.get("escalation"))] = str(body.get("protocol")), version

    def _overrides(self, board: Board) -> Callable[[Entry], bool]:
        """Return what tells whether a step was an override behind gate G3 (164.512(j))."""
        self._learn_runs()
        marks = {
            f'"step":"{step.id}"'
            for versions in board.protocols.values()
            for protocol in versions
            for step in protocol.steps
            if Gate.G3 in step.gates
        }

        def overrides(entry: Entry) -> bool:
            likely = any(mark in entry.body for mark in marks)  # cheap, and never wrong about no
            return likely and Gate.G3 in self._gates(entry, board)

        return overrides

    def _gates(self, entry: Entry, board: Board) -> tuple[Gate, ...]:
        """Return the gates behind which the step of ``entry`` stood."""
        if entry.kind != "step.done":
            return ()
        body = body_of(entry)
        run = str(body.get("escalation"))
        if run not in self._runs.of and entry.seq > self._runs.seen:
            self._learn_runs()
        name, version = self._runs.of.get(run, ("", 0))
        step = str(body.get("step"))
        return next(
            (
                found.gates
                for protocol in board.protocols.get(name, ())  # type: ignore[call-overload]
                if protocol.version == version
                for found in protocol.steps
                if found.id == step
            ),
            (),
        )


def _case_of(entry: Entry) -> CaseId | None:
    body = body_of(entry)
    case = body.get("case") or body.get("into")
    return CaseId(case) if isinstance(case, str) else None


def _line(entry: Entry) -> tuple[Line, bool]:
    """Return what ``entry`` says, and whether it could be read."""
    try:
        event = entry.event
        line = describe(event)
    except UnknownKind:
        return Line(_("Written by a newer Vigil"), entry.kind), False
    except UNREADABLE:
        return Line(_("This entry cannot be read"), _("it is not as it was written")), False
    if isinstance(event, e.TierSet):
        return Line(_("Tier set"), line.detail, line.tier), True
    if isinstance(event, e.CaseRanked):
        return Line(_("Moved in the queue"), line.detail, line.tier), True
    if isinstance(event, e.CaseClosed):
        return Line(line.title, "", line.tier), True
    return line, True


def _changed(entry: Entry) -> bool:
    """Whether ``entry``, by itself, is not what was written."""
    try:
        return any(faults((entry,), seq=entry.seq - 1, previous=entry.previous))
    except UNREADABLE:
        return digest_of(entry) != entry.digest
