"""``db`` and ``backup``, on both databases."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Console
from tests.places.streets.town import whole_town


def test_upgrade_makes_a_database_that_is_verified(fresh: Console, database_url: str) -> None:
    at = ("--db", database_url)
    assert fresh(*at, "db", "upgrade", "--json").json == {"version": "0003"}
    status = fresh(*at, "db", "status", "--json").json
    assert list(status) == [
        "where", "version", "entries", "head", "bytes", "sealed_to", "snapshot",
    ]  # fmt: skip
    assert (status["version"], status["entries"] > 1, status["bytes"] > 0) == ("0003", True, True)
    assert fresh(*at, "journal", "verify", "--json").json["head"] == status["head"]


def test_a_server_without_a_database_of_ours_says_what_to_run(
    fresh: Console, postgres_url: str
) -> None:
    said = "There is no Vigil database on this server yet. Run: console db upgrade"
    assert fresh.refused(2, "--db", postgres_url, "db", "status") == said


def test_a_shift_is_worked_on_a_server(
    fresh: Console, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIL_SECRET", "long enough 7")
    at = ("--db", postgres_url, "--json")
    assert fresh("staff", "add", "L. Stone", "--role", "clinical_lead", *at).json["id"] == "l-stone"
    approve = ("protocols", "approve", "P00", "--by", "l-stone", "--credential", "LCSW")
    assert fresh(*approve, *at).code == 0
    assert fresh("near", "--lat", "40", "--lon", "-83", *at).code == 0
    verified = fresh("journal", "verify", *at).json
    assert verified["ok"] is True
    assert fresh("journal", "seal", *at).json["size"] == verified["entries"]
    assert "pg_dump" in fresh.refused(2, "backup", "copy.db", *at)


def test_a_snapshot_and_a_rebuild_leave_the_journal_as_it_was(console: Console) -> None:
    before = console("journal", "verify", "--json").json
    seq = console("db", "snapshot", "--json").json["snapshot"]
    assert seq == before["entries"] == console("db", "status", "--json").json["snapshot"]
    staff = console("staff", "list", "--json").json
    assert console("db", "rebuild", "--json").json == {"rebuilt": seq}
    assert console("staff", "list", "--json").json == staff
    assert console("journal", "verify", "--json").json == before


def test_a_backup_is_a_whole_database_that_the_same_key_opens(
    console: Console, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    ran = console("backup", copy, "--json")
    assert (ran.code, ran.json["file"]) == (0, str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"Okafor" not in copy.read_bytes()
    shutil.copy(console.data / "live" / "vigil.key", tmp_path / "copy.key")
    there = ("--db", f"sqlite:///{copy}", "--json")
    assert console("staff", "list", *there).json == console("staff", "list", "--json").json
    assert console("journal", "verify", *there).json == console("journal", "verify", "--json").json


def test_a_backup_names_the_streets_that_are_not_in_it_and_how_they_come_back(
    console: Console, tmp_path: Path
) -> None:
    none = console("backup", tmp_path / "before.db", "--json").json
    assert none["streets_left_out"] == []
    town = whole_town().write(tmp_path / "town.osm.pbf")
    console("directory", "import", "osm-pbf", town)
    said = console("backup", tmp_path / "copy.db").out.splitlines()[-1]
    assert said == (
        "Streets are public data and not in it (town.osm.pbf): keep these files, and "
        "after a restore bring them in again by console directory import osm-pbf or tiger."
    )
    (console.data / "streets.db").write_bytes(b"no database" * 200)
    broken = console("backup", tmp_path / "other.db", "--json").json
    assert broken["streets_left_out"] == ["streets.db"]


def test_a_backup_never_overwrites_and_leaves_no_half(console: Console, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text(json.dumps("mine"))
    assert console.refused(2, "backup", kept).endswith("Choose another name.")
    assert kept.read_text() == '"mine"'
    assert "cannot be written" in console.refused(2, "backup", tmp_path / "no" / "copy.db")


def test_an_admitted_role_writes_as_its_station_and_cannot_change_what_is_written(
    fresh: Console, postgres_url: str
) -> None:
    at = ("--db", postgres_url)
    assert fresh(*at, "db", "upgrade").code == 0
    assert fresh(*at, "db", "admit", "night", "night-desk", "--json").json == {
        "role": "night",
        "station": "night-desk",
        "administrator": False,
    }
    base, _, database = postgres_url.rpartition("/")
    as_night = f"postgresql://night@{base.split('@')[-1]}/{database}"
    said = fresh("--db", as_night, "journal", "tail", "-n", "1", "--json")
    assert said.code == 0, said.err


def test_an_embedded_database_has_nobody_to_admit(fresh: Console) -> None:
    fresh("db", "upgrade")
    assert "has one station and no roles" in fresh.refused(2, "db", "admit", "night", "night-desk")
