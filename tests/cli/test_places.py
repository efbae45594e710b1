"""``near``, ``locate``, ``psap`` and ``directory``, in the shapes that others rely on."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Console
from tests.shared import shared

COLUMBUS = ("--lat", "39.96", "--lon", "-83.0")
KEYS = [
    "id", "name", "kind", "lat", "lon", "km", "minutes", "minutes_basis", "phone", "emergency",
    "source", "vintage", "reasons",
]  # fmt: skip


def test_near_is_a_list_of_the_nearest_first(console: Console) -> None:
    ran = console("near", *COLUMBUS, "--kind", "hospital", "-n", "5", "--json")
    assert (ran.code, ran.err) == (0, "")
    rows = ran.json
    assert [list(row) for row in rows] == [KEYS] * 5
    assert [row["km"] for row in rows] == sorted(row["km"] for row in rows)
    assert {(row["kind"], row["minutes"]) for row in rows} == {("hospital", None)}
    assert all(row["phone"].startswith("+1") and row["reasons"] for row in rows)


def test_near_with_a_need_names_only_places_recorded_to_have_it(console: Console) -> None:
    rows = console("near", *COLUMBUS, "--need", "emergency", "--json").json
    assert {row["emergency"] for row in rows} == {True}


def test_a_hospital_whose_town_is_in_doubt_says_so(console: Console) -> None:
    rows = console("near", *COLUMBUS, "-n", "12", "--json").json
    (campus,) = [row for row in rows if row["id"] == "cms:360085"]
    assert campus["reasons"][0] == "place uncertain, up to about 45 km off: call to ask"


def test_near_nothing_is_bad_news_and_an_empty_list(console: Console) -> None:
    ran = console("near", *COLUMBUS, "--kind", "psap", "--json")
    assert (ran.code, ran.json, ran.err) == (1, [], "")
    assert "console directory import" in console("near", *COLUMBUS, "--kind", "psap").out


@pytest.mark.parametrize("n", ["0", "-3", "2.5", "many"])
def test_a_number_of_places_that_is_none_is_wrong_usage(console: Console, n: str) -> None:
    said = console.refused(2, "near", *COLUMBUS, f"-n={n}")
    assert f"“{n}” is no number of places; write 1 or more" in said


def test_practice_has_invented_help_that_says_so(console: Console) -> None:
    rows = console("--practice", "near", *COLUMBUS, "--kind", "crisis", "--json").json
    assert rows
    assert {row["reasons"][0] for row in rows} == {"invented for practice"}


def test_locate_gives_candidates_with_how_sure_they_are(fresh: Console) -> None:
    ran = fresh("locate", "43215", "--json")
    assert ran.code == 0
    (one,) = ran.json["candidates"]
    assert set(one) >= {
        "label", "lat", "lon", "precision", "error_m", "county_fips", "state", "source",
    }  # fmt: skip
    assert (one["precision"], one["county_fips"], one["state"]) == ("zip", "39049", "OH")
    assert one["error_m"] >= 2000


def test_a_place_that_is_not_found_is_an_empty_list_and_bad_news(fresh: Console) -> None:
    ran = fresh("locate", "qqqq zzzz", "--json")
    assert (ran.code, ran.json) == (1, {"candidates": []})
    assert fresh("locate", "qqqq zzzz").out.startswith("Nothing found.")


def test_psap_shows_every_hit_and_the_ladder(console: Console) -> None:
    ran = console("--practice", "psap", "--address", "43215", "--json")
    assert ran.code == 0
    assert list(ran.json) == ["hits", "ladder"]
    assert ran.json["hits"]
    assert {tuple(hit) for hit in ran.json["hits"]} == {
        ("id", "name", "number", "verified_on", "verified_by", "age_days", "basis", "source",
         "vintage"),
    }  # fmt: skip
    assert "911" not in " ".join(hit["number"] or "" for hit in ran.json["hits"])


def test_no_psap_known_says_so_and_offers_the_ladder(console: Console) -> None:
    ran = console("psap", *COLUMBUS, "--json")
    assert (ran.code, ran.json["hits"]) == (1, [])
    assert len(ran.json["ladder"]) >= 3
    assert console("psap", *COLUMBUS).out.startswith("No 911 centre is known for this place.")


def test_an_address_that_is_not_found_has_no_psap(console: Console) -> None:
    assert console.refused(1, "psap", "--address", "qqqq zzzz").startswith(
        "The address was not found."
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("form", "file", "least"),
    [
        ("hospitals-hifld", "geo/hifld_hospitals_8013.csv.gz", 7_000),
        ("hospitals-cms", "geo/cms_hospital_general_information_2026.csv.gz", 5_000),
    ],
)
def test_federal_hospitals_are_imported_noted_and_then_the_same(
    console: Console, form: str, file: str, least: int
) -> None:
    path = shared(file)
    first = console("directory", "import", form, path, "--json").json
    assert first["format"] == form
    assert first["added"] >= least
    assert first["rows"] == first["added"]
    noted = console("journal", "tail", "-n", "1", "--json").json[0]
    assert (noted["kind"], noted["body"]["sha256"]) == ("directory.imported", first["sha256"])
    again = console("directory", "import", form, path, "--json").json
    assert (again["rows"], again["added"], again["vanished"]) == (first["rows"], 0, [])
    held = console("directory", "list", "--json").json
    assert sum(row["facilities"] for row in held) > least


def test_a_file_that_cannot_be_read_changes_nothing(console: Console, tmp_path: Path) -> None:
    before = console("journal", "verify", "--json").json
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\xff\xfe\x00what")
    for file in (tmp_path / "none.csv", tmp_path, bad):
        line = console.refused(2, "directory", "import", "hospitals-hifld", file)
        assert str(file.name) in line
    assert console("journal", "verify", "--json").json == before


@pytest.mark.parametrize("rows", ["", "1,ems,Swapped,-82.99,39.96\n"])
def test_a_file_of_which_nothing_can_be_taken_changes_nothing_and_names_every_line(
    console: Console, tmp_path: Path, rows: str
) -> None:
    before = console("journal", "verify", "--json").json
    file = tmp_path / "list.csv"
    file.write_text(f"id,kind,name,lat,lon\n{rows}")
    ran = console("directory", "import", "csv", file)
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Nothing was changed.")
    said = console("directory", "import", "csv", file, "--json")
    assert (said.code, [one["line"] for one in said.json["rejected"]]) == (1, [2] if rows else [])
    assert console("journal", "verify", "--json").json == before


def test_a_number_is_verified_by_somebody_who_works_here(
    console: Console, tmp_path: Path, secret: None
) -> None:
    point = {"type": "Point", "coordinates": [-83.0, 39.96]}
    said = {"id": "f-1", "name": "Invented Medics", "phone": "614-555-0100", "kind": "ems"}
    file = tmp_path / "ems.geojson"
    one = {"type": "Feature", "geometry": point, "properties": said}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}))
    added = console("directory", "import", "geojson", file, "--kind", "ems", "--json")
    assert added.json["added"] == 1, added
    (row,) = console("near", *COLUMBUS, "--kind", "ems", "--json").json
    by = ("--number", "+16145550101", "--by", "Ana Reyes")
    assert console("directory", "verify", row["id"], *by).code == 0
    (row,) = console("near", *COLUMBUS, "--kind", "ems", "--json").json
    assert row["phone"] == "+16145550101"
    assert row["reasons"][0].startswith("number verified on ")
    assert "is not in the directory" in console.refused(1, "directory", "verify", "x", *by)
