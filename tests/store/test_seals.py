"""Seals are made in time, lie in two places, and show what a chain cannot."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlalchemy import Connection, update

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.journal.entry import digest_of, faults
from console.journal.seal import Seal, seal_faults
from console.store import tables as t
from console.store.beside.witness import Witness
from console.store.engine import writing
from console.store.journal import walk
from console.store.open import Store, open_store
from console.store.seals import SealBook, Sealer, read_file
from console.store.trouble import StoreTrouble, Why
from console.store.vault import Vault, signed
from tests.conftest import Clock
from tests.store.people import ANA, ONE, busy

STRANGE = "was sealed with a key this station has not seen before"


def wrong(store: Store, seals: Sequence[Seal], length: int | None = None) -> list[int]:
    entries = [*walk(store.journal)][:length]
    keys = frozenset({store.vault.key})
    return [fault.seq for fault in seal_faults(entries, seals, signed, keys)]


def notes(desk: Desk, many: int) -> None:
    for n in range(many):
        desk.do(WriteNote(ONE, private(f"note {n}")), ANA)


def test_the_journal_is_sealed_every_hundred_entries(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    sealer = store.sealer(clock)
    made = sealer.look(desk.head[0])
    assert made is not None
    assert (made.size, made.journal, made.head) == (8, "j-1", desk.head[1])
    sizes = []
    for _ in range(205):
        notes(desk, 1)
        done = sealer.look(desk.head[0])
        sizes += [done.size] if done else []
    assert sizes == [108, 208]
    assert [found.size for found in store.seals.all()] == [8, 108, 208]
    assert wrong(store, store.seals.all()) == []


def test_a_quiet_journal_is_sealed_after_a_minute(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    sealer = store.sealer(clock)
    sealer.look(desk.head[0])
    notes(desk, 1)
    clock.forward(timedelta(seconds=59))
    assert sealer.look(desk.head[0]) is None
    clock.forward(timedelta(seconds=1))
    made = sealer.look(desk.head[0])
    assert made is not None
    assert made.size == 9
    clock.forward(timedelta(hours=1))
    assert sealer.look(desk.head[0]) is None, "nothing is new"
    assert sealer.now() is None


def test_a_seal_shows_that_the_end_was_cut_off(store: Store, clock: Clock) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()
    assert wrong(store, store.seals.all(), length=6) == [7]


def test_sealing_goes_on_after_a_restart(store: Store, clock: Clock, tmp_path: Path) -> None:
    desk = busy(store.journal, clock)
    store.sealer(clock).now()
    notes(desk, 3)
    made = store.sealer(clock).now()
    assert made is not None
    assert made.size == 11
    assert wrong(store, store.seals.all()) == []


def test_two_stations_seal_with_keys_of_their_own(
    postgres_store: Store, clock: Clock, tmp_path: Path
) -> None:
    address = postgres_store.url.render_as_string(hide_password=False)
    other = open_store(address, tmp_path / "other")
    busy(postgres_store.journal, clock)
    for store in (postgres_store, other):
        store.sealer(clock).now()
    assert [s.size for s in other.seals.all()] == [8, 8]
    keys = frozenset({postgres_store.vault.key, other.vault.key})
    assert len(keys) == 2
    assert list(seal_faults(walk(other.journal), other.seals.all(), signed, keys)) == []
    other.close()


def test_the_seals_lie_in_a_file_elsewhere_too(store: Store, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "usb" / "seals.jsonl"
    sealed = SealBook(store.engine, file)
    desk = busy(store.journal, clock)
    for _ in range(2):
        sealer = open_sealer(store, sealed, clock)
        sealer.now()
        notes(desk, 1)
    assert read_file(file) == store.seals.all()
    with file.open("a") as out:
        out.write('{"half": a line')
    assert read_file(file) == store.seals.all()
    with file.open("a") as out:
        out.write("\n")
    with pytest.raises(ValueError, match="3"):
        read_file(file)


def open_sealer(store: Store, book: SealBook, clock: Clock) -> Sealer:
    return Sealer(book, store.vault, store.journal.name, clock)


def test_a_place_elsewhere_that_is_gone_is_said_and_hurts_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "usb").write_text("this is no folder")
    book = SealBook(store.engine, tmp_path / "usb" / "seals.jsonl")
    busy(store.journal, clock)
    with pytest.raises(StoreTrouble):
        open_sealer(store, book, clock).now()
    assert [made.size for made in store.seals.all()] == [8]


def test_an_empty_journal_is_not_sealed(store: Store, clock: Clock) -> None:
    assert store.sealer(clock).now() is None
    assert store.sealer(clock).look(0) is None


def test_a_witness_finds_an_end_that_no_seal_covers(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    desk = busy(store.journal, clock)
    witness = Witness(tmp_path / "witness.json", store.vault.key, alone=True)
    assert list(witness.faults(store.journal)) == []
    witness.note(*desk.head)
    assert witness.noted() == desk.head
    assert list(witness.faults(store.journal)) == []
    witness.note(desk.head[0] + 1, desk.head[1])
    assert [fault.seq for fault in witness.faults(store.journal)] == [9]
    witness.note(desk.head[0], "0" * 64)
    assert [fault.seq for fault in witness.faults(store.journal)] == [8]
    (tmp_path / "witness.json").write_text("half")
    assert list(witness.faults(store.journal)) == []


GUARDED = ("journal", "seals")


@contextmanager
def unguarded(store: Store) -> Iterator[Connection]:
    """A transaction of somebody who owns the database, and has taken its triggers away."""
    with writing(store.engine).begin() as connection:
        run = connection.exec_driver_sql
        for table in GUARDED:
            if store.file is None:
                run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
                continue
            known = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            for name in run(known, (table,)).scalars().all():
                run(f"DROP TRIGGER {name}")
        yield connection


def rewrite(store: Store, clock: Clock, by: Vault) -> None:
    """Change what entry 3 says, chain and seal everything anew as if it had always been so."""
    entries = [*walk(store.journal)]
    before, changed = entries[:2], entries[2:]
    with unguarded(store) as connection:
        previous = before[-1].digest
        for entry in changed:
            said = replace(entry, by="somebody else", previous=previous)
            previous = digest_of(said)
            row = {"by": said.by, "previous": said.previous, "digest": previous}
            line = t.journal
            connection.execute(update(line).where(line.c.seq == entry.seq).values(row))
        connection.execute(update(t.head).values(digest=previous))
        connection.exec_driver_sql("DELETE FROM seals")
    Sealer(SealBook(store.engine, None), by, store.journal.name, clock).now()
    assert list(faults(walk(store.journal))) == [], "the chain is whole"
    assert wrong_for_anybody(store) == [], "the seals are good, if any key is"


def wrong_for_anybody(store: Store) -> list[int]:
    seals = store.seals.all()
    found = seal_faults(walk(store.journal), seals, signed, frozenset())
    return [fault.seq for fault in found]


def stranger() -> Vault:
    return Vault(token_bytes(32), token_bytes(32))


def test_a_journal_that_was_rewritten_and_sealed_with_a_fresh_key_is_found(
    store: Store, clock: Clock
) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()
    assert store.seal_faults() == ()
    rewrite(store, clock, stranger())
    found = {fault.reason for fault in store.seal_faults()}
    strange = set() if store.file is None else {STRANGE}
    assert found == {"is not what was sealed", *strange}


def test_a_rewritten_journal_is_found_by_the_seals_that_lie_elsewhere(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "usb" / "seals.jsonl"
    other = replace(
        store,
        seals=SealBook(store.engine, file),
        witness=Witness(tmp_path / "new" / "witness.json", store.vault.key, alone=False),
    )
    busy(store.journal, clock)
    other.sealer(clock).now()
    rewrite(store, clock, stranger())
    with file.open("a") as out:
        out.write("this is no seal\n{}\n")
    assert [fault.reason for fault in other.seal_faults()] == ["is not what was sealed"]
    file.unlink()
    assert other.seal_faults() == ()


def test_a_key_that_comes_later_for_older_entries_is_not_believed(
    postgres_store: Store, clock: Clock
) -> None:
    desk = busy(postgres_store.journal, clock)
    late = stranger()
    book, name = SealBook(postgres_store.engine, None), postgres_store.journal.name
    old = Sealer(book, late, name, clock).now()
    assert old is not None
    with unguarded(postgres_store) as connection:
        connection.exec_driver_sql("DELETE FROM seals")
    notes(desk, 3)
    postgres_store.sealer(clock).now()
    assert [(f.seq, f.reason) for f in postgres_store.seal_faults([old])] == [(8, STRANGE)]
    postgres_store.witness.trust([old])
    assert postgres_store.witness.keys() == frozenset({postgres_store.vault.key})


def test_a_station_that_joins_later_is_believed_and_remembered(
    postgres_store: Store, clock: Clock, tmp_path: Path
) -> None:
    here = postgres_store
    desk = busy(here.journal, clock)
    here.sealer(clock).now()
    notes(desk, 2)
    there = open_store(here.url.render_as_string(hide_password=False), tmp_path / "other")
    there.sealer(clock).now()
    assert here.seal_faults() == there.seal_faults() == ()
    both = frozenset({here.vault.key, there.vault.key})
    assert (here.witness.keys(), there.witness.keys()) == (both, both)
    there.close()


def test_a_file_of_keys_that_is_half_written_or_gone_hurts_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()
    keys = tmp_path / "station" / "seal-keys.jsonl"
    keys.write_text(keys.read_text()[:50])
    assert store.seal_faults() == ()
    keys.unlink()
    assert store.seal_faults() == ()
    assert len(read_file(keys)) == 1


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal SET digest = 'x' WHERE seq = 4",
        "UPDATE journal SET digest = 'x' WHERE seq = 8",
        "UPDATE seals SET root = 'x'",
        "UPDATE seals SET \"key\" = 'x'",
        "UPDATE seals SET signature = 'x'",
        "UPDATE seals SET size = 2",
    ],
)
def test_whatever_is_scribbled_over_is_a_fault_and_nothing_worse(
    store: Store, clock: Clock, harm: str
) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()
    with unguarded(store) as connection:
        connection.exec_driver_sql(harm)
    assert len(store.seal_faults()) >= 1


def test_a_first_entry_that_cannot_be_read_any_more_hides_no_seal(
    store: Store, clock: Clock
) -> None:
    busy(store.journal, clock)
    store.sealer(clock).now()
    with unguarded(store) as connection:
        connection.exec_driver_sql("UPDATE journal SET body = 'x' WHERE seq = 1")
        connection.execute(update(t.journal).where(t.journal.c.seq == 8).values(digest="0" * 64))
        connection.exec_driver_sql("DELETE FROM seals")
    assert [(fault.seq, fault.reason) for fault in store.seal_faults()] == [
        (8, "is not what was sealed")
    ]


def test_a_journal_that_is_damaged_is_not_sealed_over(store: Store, clock: Clock) -> None:
    desk = busy(store.journal, clock)
    with unguarded(store) as connection:
        connection.exec_driver_sql("UPDATE journal SET digest = 'x' WHERE seq = 4")
    sealer = store.sealer(clock)
    for _ in range(2):
        with pytest.raises(StoreTrouble) as trouble:
            sealer.look(desk.head[0])
        assert trouble.value.why is Why.DAMAGED
    assert store.seals.all() == ()
