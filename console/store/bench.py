"""How fast the store is, measured on this machine; ``console bench`` prints it.

Each figure stands beside its peer: what the same database takes for the plainest thing
that could do the job.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from sqlalchemy import text

from console.domain.board import Board
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.events import (
    CaseTaken,
    ContactArrived,
    Event,
    NoteWritten,
)
from console.domain.evolve import evolve
from console.domain.happened import Asked
from console.domain.ids import CaseId, ContactId, StaffId, StationId
from console.domain.private import Private
from console.domain.tier import Tier
from console.journal.entry import Draft, draft, faults
from console.store.engine import writing
from console.store.journal import walk
from console.store.open import Store, open_store

WARM_UP, _AT_ONCE = 20, 200
NOTE = "They say that they are calmer now, and that their sister is on her way."


@dataclass(frozen=True, slots=True)
class Times:
    """How long one thing took, in milliseconds, over ``n`` of them."""

    n: int
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Appends:
    """One entry with one note, appended durably, beside a plain INSERT and COMMIT of as much."""

    ours: Times
    plain: Times


@dataclass(frozen=True, slots=True)
class Rates:
    """Entries a second.

    Attributes:
        read: out of the database.
        verify: chain and words checked, in memory.
        fold: decoded and folded into a board, in memory.
    """

    n: int
    read: float
    verify: float
    fold: float


def appends(address: str, folder: Path, n: int = 500) -> Appends:
    """Return how long appending takes at ``address``, an empty database of the bench's own.

    Raises:
        CannotOpen: the database cannot be opened.
    """
    store = open_store(address, folder)
    try:
        seen = [store.journal.head()[0]]
        case = CaseId(f"bench-{seen[0]}")

        def ours(i: int) -> None:
            note = NoteWritten(case, Private(NOTE, f"{i:032x}"))
            seen[0] = _hand_over(store, [note], seen[0])

        seen[0] = _hand_over(store, [_arrived(ContactId(f"bench-{seen[0]}"), case)], seen[0])

        writer = writing(store.engine)
        with writer.begin() as connection:
            connection.execute(text("CREATE TABLE bench_plain (n integer, body text, said text)"))
        insert = text("INSERT INTO bench_plain VALUES (:n, :body, :said)")

        def plain(i: int) -> None:
            with writer.begin() as connection:
                connection.execute(insert, {"n": i, "body": "{}" * 100, "said": NOTE})

        return Appends(_times(ours, n), _times(plain, n))
    finally:
        store.close()


def rates(address: str, folder: Path, n: int = 20_000) -> Rates:
    """Return how many entries a second are read, verified and folded, of at least ``n``.

    Raises:
        CannotOpen: the database cannot be opened.
    """
    store = open_store(address, folder)
    try:
        _fill(store, n)
        began = perf_counter()
        entries = [*walk(store.journal)]
        read = perf_counter() - began
    finally:
        store.close()
    began = perf_counter()
    wrong = sum(1 for _ in faults(entries))
    verify = perf_counter() - began
    if wrong:
        raise AssertionError(wrong)
    board, began = Board(), perf_counter()
    for entry in entries:
        board = evolve(board, entry.happened)
    fold = perf_counter() - began
    many = len(entries)
    return Rates(many, many / read, many / verify, many / fold)


def _hand_over(store: Store, events: Sequence[Event], seen: int) -> int:
    """Append ``events`` and return the number of the last entry."""
    made = _drafts(*events)
    return store.journal.append(made, seen=seen, request=f"bench-{seen}").entries[-1].seq


def _times(act: Callable[[int], None], n: int) -> Times:
    taken = []
    for i in range(-WARM_UP, n):
        began = perf_counter()
        act(i)
        taken.append((perf_counter() - began) * 1_000)
    cut = quantiles(taken[WARM_UP:], n=100, method="inclusive")
    return Times(n, cut[49], cut[98])


def _drafts(*events: Event) -> Sequence[Draft]:
    asked = Asked(StaffId("bench"), StationId("bench"), datetime.now(UTC))
    return [draft(event, asked) for event in events]


def _arrived(contact: ContactId, case: CaseId) -> ContactArrived:
    rule = Suggestion(Tier.LOW, Rule.MESSAGE_WAITING)
    return ContactArrived(contact, case, ContactKind.MESSAGE, "bench", rule)


def _fill(store: Store, n: int) -> None:
    """Append messages with a note each until there are ``n`` entries."""
    seen = store.journal.head()[0]
    while seen < n:
        events: list[Event] = []
        for i in range(seen, seen + 300, 3):
            case = CaseId(f"case-{i % 60}-{seen}")
            message = _arrived(ContactId(f"c-{i}"), case)
            events += [message, CaseTaken(case), NoteWritten(case, Private(NOTE, f"{i:032x}"))]
        seen = _hand_over(store, events, seen)
