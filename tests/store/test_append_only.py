"""The database itself refuses to change what was written."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from console.domain.commands import EraseWords
from console.domain.ids import SYSTEM
from console.journal.entry import faults
from console.journal.port import Journal
from console.store.engine import writing
from console.store.open import Store
from tests.conftest import Clock
from tests.store.people import ANA, ONE, busy

REFUSED = "append-only|only be erased"
EVERYWHERE = [
    "UPDATE journal SET body = '' WHERE seq = 2",
    "DELETE FROM journal",
    "DELETE FROM journal_index",
    "UPDATE journal_index SET stream = 'case:x'",
    "UPDATE words SET text = ''",
    "DELETE FROM words",
    "UPDATE seals SET root = ''",
    "DELETE FROM seals",
]
SQLITE = [
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
    "INSERT OR REPLACE INTO journal VALUES (900, 'a', 'b', 's', 1, 'k', '{}', 'p', 'd')",
    "INSERT OR REPLACE INTO words SELECT entry, n, salt, 'other' FROM words",
    "INSERT OR REPLACE INTO seals SELECT size, key, '', '', '', '', '', '' FROM seals",
    "REPLACE INTO journal_index SELECT * FROM journal_index",
]
POSTGRES = ["TRUNCATE journal CASCADE", "TRUNCATE words", "TRUNCATE seals"]


def refused(store: Store, statement: str) -> None:
    with writing(store.engine).begin() as connection, pytest.raises(DBAPIError, match=REFUSED):
        connection.execute(text(statement))


def filled(store: Store, clock: Clock) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()


def test_what_was_written_stays(store: Store, clock: Clock, subtests: pytest.Subtests) -> None:
    filled(store, clock)
    others = SQLITE if store.file else POSTGRES
    before = store.journal.since(0), store.seals.all()
    for statement in (*EVERYWHERE, *others):
        with subtests.test(statement):
            refused(store, statement)
    assert (store.journal.since(0), store.seals.all()) == before


@pytest.mark.parametrize("pragma", ["ON", "OFF"])
def test_not_even_for_a_connection_that_skips_the_delete_triggers(
    sqlite_store: Store, clock: Clock, pragma: str
) -> None:
    filled(sqlite_store, clock)
    with writing(sqlite_store.engine).connect() as connection:
        connection.exec_driver_sql(f"PRAGMA recursive_triggers={pragma}")
    for statement in SQLITE[:4]:
        refused(sqlite_store, statement)


def test_erasing_takes_the_words_away_and_leaves_the_chain_whole(
    store: Store, clock: Clock
) -> None:
    desk = busy(store.journal, clock)
    store.snapshots.save(*(desk.board, desk.head[1]))
    note = next(e for e in store.journal.since(0) if e.kind == "note.written")
    desk.do(EraseWords(note.seq, "asked for"), ANA)
    after = store.journal.since(0)
    assert after[note.seq - 1].words == ()
    assert after[note.seq - 1].digest == note.digest
    assert list(faults(after)) == []
    assert store.snapshots.newest() is None, "a snapshot would still hold the words"
    others = [e for e in after if e.words and e.seq != note.seq]
    assert {e.kind for e in others} >= {"contact.arrived", "client.recorded"}


def test_only_the_entry_that_was_named_loses_its_words(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    note = next(e for e in store.journal.since(0) if e.kind == "note.written")
    desk.do(EraseWords(note.seq, "asked for"), SYSTEM)
    refused(store, "DELETE FROM words WHERE entry = 2")


def test_every_journal_forgets_erased_words(journal: Journal, clock: Clock) -> None:
    desk = busy(journal, clock)
    note = next(e for e in journal.since(0) if e.kind == "note.written")
    desk.do(EraseWords(note.seq, "asked for"), SYSTEM)
    assert journal.since(note.seq - 1, 1)[0].words == ()
    assert desk.board.cases[ONE].id == ONE
