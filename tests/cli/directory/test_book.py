"""``directory``: lists brought in again, columns that are named, and who has room."""

from pathlib import Path

from tests.cli.conftest import Console

COLUMBUS = ("--lat", "39.96", "--lon", "-83.0")
TEAMS = (
    "Team No,Called,Phone,Zip\n1,North Team,614-555-0100,43215\n2,South Team,614-555-0101,43207\n"
)
MAPPED = ("--kind", "mobile_crisis", "--source", "Our teams", "--column", "id=Team No",
          "--column", "name=Called")  # fmt: skip


def test_a_list_with_columns_of_its_own_is_taken_and_taken_again(
    console: Console, tmp_path: Path
) -> None:
    first, second = tmp_path / "teams-2025.csv", tmp_path / "teams-2026.csv"
    first.write_text(TEAMS)
    second.write_text(TEAMS.replace("614-555-0100", "614-555-0109").rpartition("2,")[0] + "x\n")
    taken = console("directory", "import", "csv", first, *MAPPED, "--json").json
    assert (taken["rows"], taken["added"], taken["rejected"]) == (2, 2, [])
    before = console("journal", "verify", "--json").json["entries"]
    again = console("directory", "import", "csv", second, *MAPPED, "--json").json
    assert {key: again[key] for key in ("added", "changed", "vanished")} == {
        "added": 0, "changed": 1, "vanished": ["Our teams:2"],
    }  # fmt: skip
    assert again["rejected"] == [
        {"line": 3, "reason": "has 1 values where the first line names 4 columns"}
    ]
    assert console("journal", "verify", "--json").json["entries"] == before + 1
    rows = console("near", *COLUMBUS, "--kind", "mobile_crisis", "--json").json
    assert {row["name"]: row["reasons"][0] for row in rows}["South Team"] == (
        "not in the newest list: call to ask"
    )
    lines = console("directory", "import", "csv", second, *MAPPED).out
    assert "1 facilities taken (0 new, 0 changed), 0 no longer listed, 1 rows not taken." in lines


def test_a_column_for_a_field_that_there_is_not_is_wrong_usage(
    console: Console, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(TEAMS)
    for column in ("colour=Phone", "name", "name="):
        said = console.refused(2, "directory", "import", "csv", file, "--column", column)
        assert "is no field. Write FIELD=COLUMN" in said


def test_room_is_confirmed_by_somebody_and_shown_with_its_age(
    console: Console, tmp_path: Path, secret: None
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(TEAMS)
    console("directory", "import", "csv", file, *MAPPED)
    by = ("--by", "Ana Reyes")
    assert console("directory", "confirm", "Our teams:1", "--free", "2", *by).code == 0
    rows = console("near", *COLUMBUS, "--kind", "mobile_crisis", "--json").json
    said = {row["id"]: row["reasons"][0] for row in rows}
    assert said["Our teams:1"] == "room for 2, just now: call to confirm"
    noted = console("journal", "tail", "-n", "1", "--json").json[0]
    assert (noted["kind"], noted["by"]) == ("room.confirmed", "ana-reyes")
    refused = console.refused(1, "directory", "confirm", "Our teams:1", "--free", "-1", *by)
    assert refused.startswith("Say for how many people they have room")
    assert "is not in the directory" in console.refused(
        1, "directory", "confirm", "x", "--free", "1", *by
    )
