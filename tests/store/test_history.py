"""Finding again what is over."""

from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.commands import (
    EraseWords,
    IdentifyClient,
    RecordClient,
    WriteNote,
)
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.client import Client
from console.journal.history import History, Wanted
from console.store.open import Store
from tests.conftest import NOON, Clock
from tests.store.people import ANA, BEN, MAYA, ONE, TWO, busy

HANS = ClientId("c-hans")


def numbers(history: History, wanted: Wanted) -> list[int]:
    found = [entry.seq for entry in history.find(wanted)]
    assert history.count(wanted) == len(found)
    return found


@pytest.fixture
def filled(store: Store, clock: Clock) -> Store:
    busy(store.journal, clock)
    kinds = [entry.kind for entry in store.journal.since(0)]
    assert kinds == [
        *("journal.opened", "staff.recorded", "staff.recorded", "client.recorded"),
        *("contact.arrived", "contact.arrived", "case.taken", "note.written"),
    ]
    return store


FOUND = [
    (Wanted(), [8, 7, 6, 5, 4, 3, 2, 1]),
    (Wanted(case=ONE), [8, 7, 5]),
    (Wanted(case=CaseId("nobody's")), []),
    (Wanted(client=MAYA), [8, 7, 5, 4]),
    (Wanted(staff=ANA), [8, 7]),
    (Wanted(kinds=("note.written", "case.taken")), [8, 7]),
    (Wanted(since=NOON + timedelta(minutes=1)), [8, 7, 6]),
    (Wanted(until=NOON + timedelta(minutes=1)), [5, 4, 3, 2, 1]),
    (Wanted(case=ONE, staff=ANA, kinds=("case.taken",)), [7]),
    (Wanted(words="celik"), [4]),
    (Wanted(words="Çelik maya"), [4]),
    (Wanted(words="bridge CALMER"), [8]),
    (Wanted(words="bridge sleep"), []),
    (Wanted(words="anyb"), [6]),
    (Wanted(words="any"), []),
    (Wanted(words="preferred"), []),
    (Wanted(words="?!"), []),
    (Wanted(words="' OR 1=1 --"), []),
    (Wanted(words="  "), [8, 7, 6, 5, 4, 3, 2, 1]),
]


def test_entries_are_found_by_what_they_are_about(filled: Store, subtests: pytest.Subtests) -> None:
    for wanted, found in FOUND:
        with subtests.test(str(wanted)):
            assert numbers(filled.history, wanted) == found


def test_paging_goes_on_where_it_stopped(filled: Store) -> None:
    pages, before = [], None
    while page := filled.history.find(Wanted(), before=before, limit=3):
        pages.append([entry.seq for entry in page])
        before = page[-1].seq
    assert pages == [[8, 7, 6], [5, 4, 3], [2, 1]]


def test_what_is_found_is_what_was_written(filled: Store) -> None:
    assert filled.history.find(Wanted())[::-1] == filled.journal.since(0)


def test_a_case_tells_of_the_cases_that_were_merged_into_it(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    desk.do(IdentifyClient(TWO, MAYA), BEN)
    story = [(entry.seq, entry.kind) for entry in store.history.of_case(TWO)]
    assert story == [
        *((5, "contact.arrived"), (6, "contact.arrived"), (7, "case.taken")),
        *((8, "note.written"), (9, "case.identified"), (10, "cases.merged")),
    ]
    assert [e.seq for e in store.history.of_case(ONE)] == [5, 7, 8, 10]
    assert numbers(store.history, Wanted(case=TWO, words="bridge")) == [8]


def test_of_a_client_only_their_own_is_found(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    desk.do(RecordClient(HANS, private(Client(HANS, "Hans Ehrlich")), "test"), SYSTEM)
    desk.do(IdentifyClient(TWO, HANS), BEN)
    assert numbers(store.history, Wanted(client=HANS)) == [10, 9, 6]
    assert numbers(store.history, Wanted(client=MAYA)) == [8, 7, 5, 4]


def test_erased_words_are_not_found(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    desk.do(EraseWords(8, "asked for"), ANA)
    assert numbers(store.history, Wanted(words="bridge")) == []
    assert numbers(store.history, Wanted(kinds=("note.written",))) == [8]


def test_many_notes_are_each_found(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    for n in range(30):
        desk.do(WriteNote(ONE, private(f"number{n} said")), ANA)
    assert numbers(store.history, Wanted(words="number17")) == [26]
    assert len(numbers(store.history, Wanted(words="said number"))) == 30
