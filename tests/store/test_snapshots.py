"""A start from a snapshot is the same as one from the beginning, or it is not used."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from console.desk.desk import Desk, Start
from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.store.engine import writing
from console.store.open import Store, open_store
from tests.conftest import HERE, Clock
from tests.store.people import ANA, ONE, busy


def saved(store: Store, clock: Clock) -> Desk:
    desk = busy(store.journal, clock)
    store.snapshots.save(desk.board, desk.head[1])
    return desk


def test_a_desk_that_starts_from_a_snapshot_sees_the_same_board(store: Store, clock: Clock) -> None:
    desk = saved(store, clock)
    desk.do(WriteNote(ONE, private("after the snapshot")), ANA)
    newest = store.snapshots.newest()
    assert newest is not None
    assert (newest[0].seq, newest[1]) == (8, store.journal.since(7)[0].digest)
    quick = Desk(store.journal, HERE, clock, start=Start(*newest))
    quick.catch_up()
    slow = Desk(store.journal, HERE, clock)
    slow.catch_up()
    assert quick.board == slow.board == desk.board
    assert quick.head == slow.head


def test_dropped_snapshots_are_made_again_the_same(store: Store, clock: Clock) -> None:
    desk = saved(store, clock)
    before = store.snapshots.newest()
    store.snapshots.drop()
    assert store.snapshots.newest() is None
    store.snapshots.save(desk.board, desk.head[1])
    assert store.snapshots.newest() == before


def test_only_the_newest_two_are_kept(store: Store, clock: Clock) -> None:
    desk = saved(store, clock)
    for n in range(3):
        desk.do(WriteNote(ONE, private(str(n))), ANA)
        store.snapshots.save(desk.board, desk.head[1])
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT seq FROM snapshots ORDER BY seq").scalars()
        assert list(rows) == [10, 11]
    assert store.snapshots.newest_seq() == store.status().snapshot == 11


def test_saving_the_same_board_twice_is_harmless(store: Store, clock: Clock) -> None:
    desk = saved(store, clock)
    store.snapshots.save(desk.board, desk.head[1])
    assert store.snapshots.newest() == (desk.board, desk.head[1])


HARMS = [
    "UPDATE snapshots SET body = '{'",
    "UPDATE snapshots SET body = '[]'",
    'UPDATE snapshots SET body = \'{"seq": 8, "cases": 7}\'',
    "UPDATE snapshots SET digest = 'of another journal'",
    "UPDATE snapshots SET rules = 'of a newer program'",
    "UPDATE snapshots SET body = replace(body, 'case-1', 'case-7')",
    "UPDATE snapshots SET seq = 7",
    "UPDATE snapshots SET seq = 900",
]


def test_a_snapshot_that_cannot_be_relied_on_is_left_alone(
    store: Store, clock: Clock, subtests: pytest.Subtests
) -> None:
    desk = saved(store, clock)
    for harm in HARMS:
        with subtests.test(harm):
            store.snapshots.drop()
            store.snapshots.save(desk.board, desk.head[1])
            assert store.snapshots.newest() is not None
            with writing(store.engine).begin() as connection:
                connection.execute(text(harm.replace(": ", r"\: ")))
            assert store.snapshots.newest() is None


def test_a_broken_snapshot_gives_way_to_the_one_before_it(store: Store, clock: Clock) -> None:
    desk = saved(store, clock)
    good = desk.board
    desk.do(WriteNote(ONE, private("more")), ANA)
    store.snapshots.save(desk.board, desk.head[1])
    with writing(store.engine).begin() as connection:
        connection.exec_driver_sql("UPDATE snapshots SET body = 'x' WHERE seq = 9")
    newest = store.snapshots.newest()
    assert newest is not None
    assert newest[0] == good


def test_a_board_that_another_station_wrote_is_not_believed(
    postgres_store: Store, clock: Clock, tmp_path: Path
) -> None:
    desk = saved(postgres_store, clock)
    other = open_store(postgres_store.url.render_as_string(hide_password=False), tmp_path / "b")
    assert other.snapshots.newest() is None
    lie = replace(desk.board, cases={})
    other.snapshots.save(lie, desk.head[1])
    taken = text(
        "UPDATE snapshots SET body = (SELECT body FROM snapshots WHERE rules LIKE :theirs)"
        " WHERE rules LIKE :mine"
    )
    mine = {"mine": f"%{postgres_store.vault.key}", "theirs": f"%{other.vault.key}"}
    assert other.snapshots.newest() == (lie, desk.head[1])
    assert postgres_store.snapshots.newest() == (desk.board, desk.head[1])
    with writing(postgres_store.engine).begin() as connection:
        assert connection.execute(taken, mine).rowcount == 1
    assert postgres_store.snapshots.newest() is None
    other.close()
