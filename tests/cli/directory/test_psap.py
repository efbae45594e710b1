"""``psap``: from a file of areas to the ten-digit number for a place, or to what to do else."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Console
from tests.shared import shared

HIT = ["id", "name", "number", "verified_on", "verified_by", "age_days", "basis", "source",
       "vintage"]  # fmt: skip
RUNGS = ["verified_number", "sheriff", "warning_point", "relay", "988"]


def areas(folder: Path, **boxes: tuple[float, float, float, float]) -> Path:
    def one(name: str, west: float, south: float, east: float, north: float) -> dict[str, object]:
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return {
            "type": "Feature",
            "properties": {"DsplayName": name, "Agency_ID": name, "DateUpdate": "2026-02-03"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    file = folder / "areas.geojson"
    features = [one(name, *box) for name, box in boxes.items()]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


SIDES = {"West": (-83.4, 39.8, -83.0, 40.2), "East": (-83.0, 39.8, -82.8, 40.2)}


def test_a_package_of_the_standard_is_imported_and_answers_by_its_area(console: Console) -> None:
    file = shared("standards/synthetic_sta006_psap.gpkg")
    ran = console("directory", "import", "psap-sta006", file, "--json")
    assert (ran.code, ran.json["rows"], ran.json["rejected"]) == (0, 1, [])
    inside = console("psap", "--lat", "46.8", "--lon", "-100.78", "--json")
    (hit,) = inside.json["hits"]
    assert list(hit) == HIT
    assert (hit["name"], hit["basis"], hit["number"], hit["vintage"]) == (
        "BISMARCK COMMUNICATIONS CENTER", "polygon", None, "2026-01-01",
    )  # fmt: skip
    outside = console("psap", "--lat", "46.8", "--lon", "-101.2", "--json")
    assert (outside.code, outside.json["hits"]) == (1, [])


def test_a_place_moved_over_the_line_gives_the_other_number(
    console: Console, tmp_path: Path, secret: None
) -> None:
    console("directory", "import", "psap-sta006", areas(tmp_path, **SIDES))
    for name, number in (("West", "614-555-0100"), ("East", "614-555-0199")):
        by = ("--number", number, "--by", "Ana Reyes")
        assert console("directory", "verify", f"sta006:{name}", *by).code == 0
    for lon, number in (("-83.1", "+16145550100"), ("-82.9", "+16145550199")):
        (hit,) = console("psap", "--lat", "39.95", "--lon", lon, "--json").json["hits"]
        assert (hit["number"], hit["verified_by"], hit["age_days"]) == (number, "ana-reyes", 0)
    on_it = console("psap", "--lat", "39.95", "--lon", "-83.0")
    assert "East  +1 614 555 0199; verified today; its area holds this place" in on_it.out
    assert "West  +1 614 555 0100; verified today; its area holds this place" in on_it.out
    assert "2 areas hold this place: ask which answers for their town." in on_it.out


def test_an_address_is_as_wide_as_it_was_located_and_every_side_is_shown(
    console: Console, tmp_path: Path
) -> None:
    console("directory", "import", "psap-sta006", areas(tmp_path, **SIDES))
    ran = console("psap", "--address", "43215", "--json")
    assert ran.code == 0
    assert {hit["name"] for hit in ran.json["hits"]} == {"West", "East"}


@pytest.mark.parametrize("address", ["Springfield", "12 Main St, Springfield", "Columbus GA 43215"])
def test_of_several_places_none_is_taken_without_a_word(console: Console, address: str) -> None:
    said = console.refused(1, "psap", "--address", address)
    assert re.match(f"“{address}” may be \\d+ places: ", said)
    assert said.endswith("or the one that is meant by --lat and --lon.")


def test_what_an_address_was_taken_for_is_said_and_how_wide_also_beside_a_document(
    console: Console, tmp_path: Path
) -> None:
    console("directory", "import", "psap-sta006", areas(tmp_path, **SIDES))
    taken = "Taken for 43215 Columbus, OH, up to 3100 m off."
    assert console("psap", "--address", "43215").out.splitlines()[0] == taken
    ran = console("psap", "--address", "43215", "--json")
    assert ran.err.splitlines()[0] == taken
    assert "A border is near: ask which centre answers for their address." in ran.err


def test_an_area_that_does_not_hold_the_whole_circle_says_so_beside_a_document_too(
    console: Console, tmp_path: Path
) -> None:
    console("directory", "import", "psap-sta006", areas(tmp_path, West=SIDES["West"]))
    ran = console("psap", "--address", "43215", "--json")
    assert "Another centre may answer here that is not on file: ask which one does." in ran.err


def test_a_list_is_one_line_with_the_dates_of_its_oldest_and_newest_row(
    console: Console, tmp_path: Path
) -> None:
    file = tmp_path / "ems.csv"
    rows = ("1,A,39.9,-82.9,2024-05-01", "2,B,39.8,-82.9,2026-01-02", "3,C,39.7,-82.9,")
    file.write_text("\n".join(("id,name,lat,lon,vintage", *rows)))
    console("directory", "import", "csv", file, "--kind", "ems")
    (line,) = [one for one in console("directory", "list").out.splitlines() if "ems.csv" in one]
    assert line == "     3  ems  ems.csv (2024-05-01 to 2026-01-02, 1 of unknown date)"


def test_a_number_outlives_the_next_list_and_what_vanished_is_kept_and_marked(
    console: Console, tmp_path: Path, secret: None
) -> None:
    file = areas(tmp_path, **SIDES)
    console("directory", "import", "psap-sta006", file)
    by = ("--number", "+16145550100", "--by", "Ana Reyes")
    console("directory", "verify", "sta006:West", *by)
    again = console("directory", "import", "psap-sta006", file, "--json").json
    assert (again["added"], again["changed"], again["vanished"]) == (0, 0, [])
    narrower = areas(tmp_path, West=(-83.4, 39.8, -83.05, 40.2))
    newer = console("directory", "import", "psap-sta006", narrower, "--json").json
    assert (newer["changed"], newer["vanished"]) == (1, ["sta006:East"])
    (hit,) = console("psap", "--lat", "39.95", "--lon", "-83.1", "--json").json["hits"]
    assert hit["number"] == "+16145550100"
    gone = console("psap", "--lat", "39.95", "--lon", "-82.9")
    assert "listed before for Franklin, not in the newest list" in gone.out


def test_every_rung_is_shown_with_whether_its_number_is_known(
    console: Console, tmp_path: Path
) -> None:
    at = ("psap", "--lat", "39.96", "--lon", "-83.0")
    ladder = console(*at, "--json").json["ladder"]
    assert [rung["rung"] for rung in ladder] == RUNGS
    assert [rung["known"] for rung in ladder] == [False, False, False, False, True]
    file = tmp_path / "ladder.csv"
    file.write_text(
        "id,kind,name,phone,lat,lon,county_fips\n"
        "1,sheriff,Franklin Sheriff,614-555-0121,39.95,-83.0,39049\n"
        "2,sheriff,Far Sheriff,614-555-0122,41.5,-81.7,39035\n"
        "3,warning_point,Ohio Watch,614-555-0123,40.1,-83.1,39049\n"
    )
    assert console("directory", "import", "csv", file, "--json").json["rejected"] == []
    ladder = console(*at, "--json").json["ladder"]
    assert [[one["name"] for one in rung["numbers"]] for rung in ladder] == [
        [], ["Franklin Sheriff"], ["Ohio Watch"], [], [],
    ]  # fmt: skip
    said = console(*at).out
    assert "Franklin Sheriff +1 614 555 0121 (number not verified: confirm it)" in said
    assert said.count("no number on file") == 2


@pytest.mark.parametrize("number", ["911", "988", "614-555"])
def test_a_short_code_never_enters_the_book(
    console: Console, tmp_path: Path, secret: None, number: str
) -> None:
    console("directory", "import", "psap-sta006", areas(tmp_path, **SIDES))
    before = console("journal", "verify", "--json").json
    said = console.refused(
        1, "directory", "verify", "sta006:West", "--number", number, "--by", "Ana Reyes"
    )
    assert said.startswith(f"“{number}” is no ten-digit number.")
    assert console("journal", "verify", "--json").json == before
