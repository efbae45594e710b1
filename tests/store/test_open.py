"""Opening a database, or saying calmly why it cannot be opened."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from traceback import format_exception
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import event, make_url, text

from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.domain.private import Private
from console.journal.entry import faults
from console.store.open import Store, open_store
from console.store.trouble import CannotOpen, Misused, StoreTrouble, Why
from tests.conftest import Clock
from tests.store.people import ANA, ONE, busy

MARKER = "a-marker-that-nobody-says"


def why(address: str, folder: Path, *, upgrade: bool = True) -> Why:
    with pytest.raises(CannotOpen) as refused:
        open_store(address, folder, upgrade=upgrade)
    return refused.value.why


def address_of(file: Path) -> str:
    return f"sqlite:///{file}"


def test_the_first_start_makes_everything_and_keeps_it_to_itself(tmp_path: Path) -> None:
    folder = tmp_path / "far" / "away"
    store = open_store(address_of(folder / "vigil.db"), folder)
    store.close()
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (folder.parent, folder, folder / "vigil.db", folder / "vigil.key")
    }
    assert modes == {"far": 0o700, "away": 0o700, "vigil.db": 0o600, "vigil.key": 0o600}


def test_a_second_start_finds_what_the_first_one_wrote(
    database_url: str, tmp_path: Path, clock: Clock
) -> None:
    first = open_store(database_url, tmp_path / "station")
    desk = busy(first.journal, clock)
    first.close()
    second = open_store(database_url, tmp_path / "station", upgrade=False)
    assert second.journal.head() == desk.head
    assert (second.status().entries, second.status().version) == (8, "0003")
    second.close()


def test_nothing_of_it_can_be_read_on_the_disk(tmp_path: Path, clock: Clock) -> None:
    store = open_store(address_of(tmp_path / "vigil.db"), tmp_path)
    desk = busy(store.journal, clock)
    desk.do(WriteNote(ONE, private(MARKER)), ANA)
    store.snapshots.save(desk.board, desk.head[1])
    store.close()
    for file in tmp_path.iterdir():
        assert MARKER.encode() not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()


def test_two_stations_that_start_at_once_make_one_database(
    database_url: str, tmp_path: Path
) -> None:
    def start(n: int) -> str | None:
        store = open_store(database_url, tmp_path / f"station-{n}")
        version = store.status().version
        store.close()
        return version

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == ["0003"] * 4


def test_without_its_key_file_a_database_is_not_overwritten(tmp_path: Path) -> None:
    open_store(address_of(tmp_path / "vigil.db"), tmp_path).close()
    before = (tmp_path / "vigil.db").read_bytes()
    (tmp_path / "vigil.key").rename(tmp_path / "elsewhere.key")
    assert why(address_of(tmp_path / "vigil.db"), tmp_path) is Why.NO_KEY
    assert not (tmp_path / "vigil.key").exists()
    assert (tmp_path / "vigil.db").read_bytes() == before
    (tmp_path / "elsewhere.key").rename(tmp_path / "vigil.key")
    open_store(address_of(tmp_path / "vigil.db"), tmp_path).close()


@pytest.mark.parametrize("key", ['{"data": "00", "seal": "00"}', "half a", "", "[]", '{"data": 1}'])
def test_a_broken_key_file_is_named_as_such(tmp_path: Path, key: str) -> None:
    open_store(address_of(tmp_path / "vigil.db"), tmp_path).close()
    (tmp_path / "vigil.key").write_text(key)
    assert why(address_of(tmp_path / "vigil.db"), tmp_path) is Why.WRONG_KEY


def test_the_key_of_another_database_does_not_open_this_one(tmp_path: Path) -> None:
    for name in ("one", "two"):
        open_store(address_of(tmp_path / name / "vigil.db"), tmp_path).close()
    shutil.copy(tmp_path / "one" / "vigil.key", tmp_path / "two" / "vigil.key")
    assert why(address_of(tmp_path / "two" / "vigil.db"), tmp_path) is Why.WRONG_KEY


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    open_store(address_of(tmp_path / "vigil.db"), tmp_path).close()
    (tmp_path / "vigil.db").write_bytes(b"a letter to somebody" * 1_000)
    assert why(address_of(tmp_path / "vigil.db"), tmp_path) is Why.WRONG_KEY
    assert (tmp_path / "vigil.db").read_bytes() == b"a letter to somebody" * 1_000


def versioned(store: Store, version: str) -> None:
    with store.engine.begin() as connection:
        row = text("UPDATE alembic_version SET version_num = :version")
        connection.execute(row, {"version": version})
    store.close()


@pytest.mark.parametrize(("version", "reason"), [("9999", Why.NEWER), ("ffff", Why.NEWER)])
def test_a_database_of_a_newer_version_is_left_alone(
    database_url: str, tmp_path: Path, version: str, reason: Why
) -> None:
    versioned(open_store(database_url, tmp_path / "station"), version)
    assert why(database_url, tmp_path / "station") is reason


def test_an_empty_server_says_that_it_is_not_set_up(postgres_url: str, tmp_path: Path) -> None:
    assert why(postgres_url, tmp_path, upgrade=False) is Why.NOT_SET_UP


@pytest.mark.parametrize(
    "address",
    ["", "vigil.db", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql:", "http://x"],
)
def test_an_address_that_is_none_is_named_as_such(address: str, tmp_path: Path) -> None:
    assert why(address, tmp_path) is Why.BAD_ADDRESS


def test_a_server_that_is_not_there_is_gone(tmp_path: Path) -> None:
    assert why(f"postgresql://nobody@/x?host={tmp_path}", tmp_path) is Why.GONE
    assert why("postgresql://nobody@127.0.0.1:1/x", tmp_path) is Why.GONE


def test_a_database_that_is_not_on_the_server_is_gone(postgres_server: str, tmp_path: Path) -> None:
    url = make_url(postgres_server).set(database="nobodys").render_as_string(hide_password=False)
    assert why(url, tmp_path) is Why.GONE


def test_a_plain_address_of_a_server_is_enough(postgres_url: str, tmp_path: Path) -> None:
    assert postgres_url.startswith("postgresql://")
    for start in ("postgresql://", "postgres://", "postgresql+psycopg://"):
        open_store(postgres_url.replace("postgresql://", start), tmp_path).close()


def test_a_full_database_refuses_and_loses_nothing(sqlite_store: Store, clock: Clock) -> None:
    desk = busy(sqlite_store.journal, clock)
    before = sqlite_store.journal.head()
    limit = [200]

    @event.listens_for(sqlite_store.engine, "begin", insert=True)
    def full(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={limit[0]}")  # type: ignore[attr-defined]

    with pytest.raises(StoreTrouble) as refused:
        desk.do(WriteNote(ONE, private(MARKER + "x" * 2_000_000)), ANA)
    assert refused.value.why is Why.FULL
    assert MARKER not in "".join(format_exception(refused.value)), "nobody reads it in a report"
    assert sqlite_store.journal.head() == before == desk.head
    limit[0] = 1_000_000
    desk.do(WriteNote(ONE, private("there is room again")), ANA)
    assert list(faults(sqlite_store.journal.since(0))) == []


def test_a_mistake_of_ours_quotes_nobody(postgres_store: Store, clock: Clock) -> None:
    desk = busy(postgres_store.journal, clock)
    with pytest.raises(Misused) as misused:
        desk.do(WriteNote(ONE, Private(f"{MARKER}\0", "5a17")), ANA)
    assert misused.value.args == ("UntranslatableCharacter", "22P05")
    assert MARKER not in "".join(format_exception(misused.value))
    assert postgres_store.journal.head() == desk.head


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of our own; skips, and says so, where we may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "none", disk], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a small disk cannot be mounted here: it takes root")
    yield disk
    umount = shutil.which("umount")
    assert umount
    subprocess.run([umount, disk], check=True)


def test_a_full_disk_refuses_and_loses_nothing(small_disk: Path, clock: Clock) -> None:
    store = open_store(address_of(small_disk / "vigil.db"), small_disk)
    desk = busy(store.journal, clock)
    before = store.journal.head()
    with pytest.raises(StoreTrouble) as refused:
        desk.do(WriteNote(ONE, private("x" * 3_000_000)), ANA)
    assert refused.value.why is Why.FULL
    assert store.journal.head() == before == desk.head
    desk.do(WriteNote(ONE, private("a short one still fits")), ANA)
    assert list(faults(store.journal.since(0))) == []
    store.close()


def test_a_disk_that_was_full_from_the_start_says_so(small_disk: Path) -> None:
    room = small_disk / "room"
    with room.open("wb") as out, pytest.raises(OSError, match="space"):
        out.write(bytes(3_000_000))
    assert why(address_of(small_disk / "vigil.db"), small_disk) is Why.FULL


def remount(disk: Path, how: str) -> None:
    mount = shutil.which("mount")
    assert mount
    subprocess.run([mount, "-o", f"remount,{how}", disk], check=True)


def test_a_read_only_disk_says_so_and_loses_nothing(small_disk: Path, clock: Clock) -> None:
    store = open_store(address_of(small_disk / "vigil.db"), small_disk)
    desk = busy(store.journal, clock)
    store.close()
    remount(small_disk, "ro")
    reason = why(address_of(small_disk / "vigil.db"), small_disk)
    remount(small_disk, "rw")
    assert reason is Why.READ_ONLY
    again = open_store(address_of(small_disk / "vigil.db"), small_disk)
    assert again.journal.head() == desk.head
    again.close()


def test_a_read_only_folder_says_so(small_disk: Path) -> None:
    remount(small_disk, "ro")
    reason = why(address_of(small_disk / "new" / "vigil.db"), small_disk)
    remount(small_disk, "rw")
    assert reason is Why.READ_ONLY


def test_a_key_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    open_store(address_of(tmp_path / "vigil.db"), tmp_path).close()
    (tmp_path / "vigil.key").unlink()
    (tmp_path / "vigil.key").mkdir()
    assert why(address_of(tmp_path / "vigil.db"), tmp_path) is Why.NOT_ALLOWED


def test_a_server_that_went_away_refuses_and_comes_back(
    postgres_store: Store, postgres_server: str, clock: Clock
) -> None:
    desk = busy(postgres_store.journal, clock)
    name = postgres_store.url.database
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        with pytest.raises(StoreTrouble) as refused:
            desk.do(WriteNote(ONE, private("hello?")), ANA, request=str(uuid4()))
        assert refused.value.why in {Why.GONE, Why.NOT_ALLOWED}
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    desk.do(WriteNote(ONE, private("hello again")), ANA)
    assert [n.text.value for n in desk.board.cases[ONE].notes][1:] == ["hello again"]


def test_connections_that_broke_in_between_are_not_noticed(
    postgres_store: Store, postgres_server: str, clock: Clock
) -> None:
    desk = busy(postgres_store.journal, clock)
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [postgres_store.url.database],
        )
    desk.do(WriteNote(ONE, private("hello")), ANA)
    assert len(desk.board.cases[ONE].notes) == 2
