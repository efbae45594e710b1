"""What was told of clients: the accounting of 45 CFR 164.528, and what 42 CFR Part 2 wants.

Unlike the other reports it names clients and what was told: it is made for them and for the law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.basis import Basis
from console.domain.board import Board
from console.domain.care.disclosure import Disclosure
from console.domain.events import DisclosureMade
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import ClientId
from console.reports.shift import Integrity, Period
from console.words.refusals import staff_name

ACCOUNTED, PART2_KEPT = timedelta(days=6 * 366), timedelta(days=3 * 366)
"""How far back each accounting reaches: six years (164.528), three years (42 CFR 2.25)."""

PART2 = frozenset({Basis.PART2_EMERGENCY, Basis.PART2_CONSENT})


@dataclass(frozen=True, slots=True)
class Told:
    """One disclosure.

    Attributes:
        entry: the number of its entry; ``by`` who wrote it.
        number: of the case; ``None`` when the case was merged away.
        client: whom it is about; empty where nobody knew who they were.
        basis: the code of the legal basis, which is kept when the words are erased.
        disclosure: the rest; ``None`` once its words were erased.
    """

    entry: int
    at: datetime
    by: str
    number: int | None
    client: str
    basis: str
    disclosure: Disclosure | None

    @property
    def accountable(self) -> bool:
        """Whether 164.528 must list it; where the words are erased, by the code alone."""
        if self.disclosure is not None:
            return self.disclosure.accountable
        known = next((found for found in Basis if found == self.basis), None)
        return known is None or known.accountable

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
    def exempt(self) -> tuple[Told, ...]:
        """Those that are kept apart: treatment, signed releases, and the circle (164.510(b))."""
        return tuple(one for one in self.told if not one.accountable)

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
    board, found = Board(), []
    for one in happened:
        if isinstance(one.event, DisclosureMade) and period.holds(one.at):
            told = _told(board, one, one.event, client)
            found += [told] if told is not None else []
        board = evolve(board, one)
    named = board.clients.get(client) if client is not None else None
    name = named.shown_name if named is not None else (client or "")
    return Accounting(period, board.practice, integrity, name, tuple(found))


def _told(
    board: Board, one: Happened, event: DisclosureMade, client: ClientId | None
) -> Told | None:
    case = board.cases.get(event.case)
    whose = case.client if case is not None else None
    if client is not None and whose != client:
        return None
    known = board.clients.get(whose) if whose is not None else None
    return Told(
        one.seq,
        one.at,
        staff_name(board, one.by),
        case.number if case is not None else None,
        known.name if known is not None else "",
        event.basis,
        event.disclosure.value,
    )
