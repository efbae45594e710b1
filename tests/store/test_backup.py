"""A copy is whole, and as well kept as the original."""

import shutil
import stat
from pathlib import Path

import pytest

from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.journal.entry import faults
from console.store.beside.backup import back_up
from console.store.open import Store, open_store
from tests.conftest import Clock
from tests.store.people import ANA, ONE, busy
from tests.store.test_append_only import refused


def test_a_copy_is_a_database_of_its_own(sqlite_store: Store, clock: Clock, tmp_path: Path) -> None:
    desk = busy(sqlite_store.journal, clock)
    copy = tmp_path / "copy" / "vigil.db"
    copy.parent.mkdir()
    back_up(sqlite_store.engine, copy)
    desk.do(WriteNote(ONE, private("after the copy")), ANA)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"SQLite format" not in copy.read_bytes()
    assert sqlite_store.file
    shutil.copy(sqlite_store.file.with_suffix(".key"), copy.with_suffix(".key"))
    other = open_store(f"sqlite:///{copy}", tmp_path / "other", upgrade=False)
    assert other.journal.since(0) == sqlite_store.journal.since(0)[:8]
    assert list(faults(other.journal.since(0))) == []
    refused(other, "DELETE FROM journal")
    other.close()


def test_nothing_is_written_over(sqlite_store: Store, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("a letter")
    with pytest.raises(FileExistsError):
        back_up(sqlite_store.engine, there)
    assert there.read_text() == "a letter"
