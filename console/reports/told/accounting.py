"""What was told of clients: the accounting of 45 CFR 164.528, and what 42 CFR Part 2 wants.

Unlike the other reports it names clients and what was told: it is made for them and for the law.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.disclosure import Basis, Disclosure
from console.domain.events import CasesMerged, DisclosureMade, case_of
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId, ClientId
from console.reports.shift import Integrity, Period
from console.words.refusals import staff_name

ACCOUNTED, PART2_KEPT = timedelta(days=6 * 366), timedelta(days=3 * 366)
"""How far back each accounting reaches: six years (164.528), three years (42 CFR 2.25)."""

PART2 = frozenset({Basis.PART2_EMERGENCY, Basis.PART2_CONSENT})

CIRCLE = frozenset({Basis.AGREED_510B, Basis.EMERGENCY_510B})


@dataclass(frozen=True, slots=True)
class Told:
    """One disclosure.

    Attributes:
        entry: the number of its entry; ``by`` who wrote it.
        number: of the case in which it was told.
        client: whom it is about, by all that became known; empty where nobody ever knew.
        taken_for: whom they were taken for when it was told, where that was somebody else.
        basis: the code of the legal basis, which is kept when the words are erased.
        disclosure: the rest; ``None`` once its words were erased.
        corrected_in: the entry of the record that took its place; 0 where it stands.
    """

    entry: int
    at: datetime
    by: str
    number: int | None
    client: str
    basis: str
    disclosure: Disclosure | None
    taken_for: str = ""
    corrected_in: int = 0

    @property
    def accountable(self) -> bool:
        """Whether 164.528 must list it; where the words are erased, by the code alone."""
        if self.disclosure is not None:
            return self.disclosure.accountable
        known = next((found for found in Basis if found == self.basis), None)
        return known is None or known.accountable

    @property
    def amiss(self) -> bool:
        """Whether it should not have been told; no law allowed it."""
        return self.basis == Basis.NONE

    @property
    def circle(self) -> bool:
        """Whether it was told to somebody who takes part in the care (164.510(b))."""
        return any(self.basis == basis for basis in CIRCLE)

    @property
    def part2(self) -> bool:
        """Whether substance-use treatment was told of, or Part 2 is the basis."""
        told = self.disclosure is not None and self.disclosure.sud
        return told or any(self.basis == basis for basis in PART2)


@dataclass(frozen=True, slots=True)
class Accounting:
    """The disclosures of a period, oldest first.

    Attributes:
        client: the one client it is about; empty for all of them.
    """

    period: Period
    practice: bool
    integrity: Integrity
    client: str
    told: tuple[Told, ...]

    @property
    def accountable(self) -> tuple[Told, ...]:
        """Those that the client has a right to be told of (164.528)."""
        return tuple(one for one in self.told if one.accountable)

    @property
    def circle(self) -> tuple[Told, ...]:
        """Those to the circle (164.510(b)), which are kept apart."""
        return tuple(one for one in self.told if not one.accountable and one.circle)

    @property
    def care(self) -> tuple[Told, ...]:
        """Those for treatment and the work itself, or by a signed consent, kept apart too."""
        return tuple(one for one in self.told if not (one.accountable or one.circle))

    @property
    def part2(self) -> tuple[Told, ...]:
        """Those under 42 CFR Part 2."""
        return tuple(one for one in self.told if one.part2)


def accounting(
    happened: Iterable[Happened],
    period: Period,
    integrity: Integrity,
    client: ClientId | None = None,
) -> Accounting:
    """Return what was told in ``period``, of ``client`` or of everybody.

    Args:
        happened: the whole journal, from its first entry on.
        period: the time that is looked at.
        integrity: what the check of the journal found.
        client: the one client it is about, if any.
    """
    board, whose = Board(), _Whose()
    corrected: dict[int, int] = {}
    found: list[tuple[Happened, DisclosureMade, ClientId | None]] = []
    for one in happened:
        if isinstance(one.event, DisclosureMade):
            corrected[one.event.corrects] = one.seq
            if period.holds(one.at):
                found.append((one, one.event, whose.client(one.event.case)))
        board = evolve(board, one)
        whose.note(board, one)
    named = board.clients.get(client) if client is not None else None
    name = named.shown_name if named is not None else (client or "")
    made = [
        replace(_told(board, whose, one, event, then), corrected_in=corrected.get(one.seq, 0))
        for one, event, then in found
        if client is None or client in (then, whose.client(event.case))
    ]
    return Accounting(period, board.practice, integrity, name, tuple(made))


@dataclass(slots=True)
class _Whose:
    """Whom each case is about, also after it was closed or went on in another."""

    clients: dict[CaseId, ClientId] = field(default_factory=dict)
    numbers: dict[CaseId, int] = field(default_factory=dict)
    into: dict[CaseId, CaseId] = field(default_factory=dict)

    def note(self, board: Board, one: Happened) -> None:
        """Take in what is known after ``one``."""
        if isinstance(one.event, CasesMerged):
            self.into[one.event.gone] = one.event.into
        case = board.cases.get(case_of(one.event) or CaseId(""))
        if case is not None:
            self.numbers.setdefault(case.id, case.number)
            if case.client is not None:
                self.clients[case.id] = case.client

    def client(self, case: CaseId | None) -> ClientId | None:
        """Return whom ``case`` is about: the case it went on in says it, if it says anything."""
        found = None
        while case is not None:
            found = self.clients.get(case, found)
            case = self.into.get(case)
        return found


def _told(
    board: Board, whose: _Whose, one: Happened, event: DisclosureMade, then: ClientId | None
) -> Told:
    client = whose.client(event.case)
    return Told(
        one.seq,
        one.at,
        staff_name(board, one.by),
        whose.numbers.get(event.case),
        _name(board, client),
        event.basis,
        event.disclosure.value,
        _name(board, then) if then is not None and then != client else "",
    )


def _name(board: Board, client: ClientId | None) -> str:
    known = board.clients.get(client) if client is not None else None
    return known.name if known is not None else ""
