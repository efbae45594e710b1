"""Streets by the command line: brought in, found, and driven along."""

import json
from pathlib import Path

import pytest

from console.places.streets.outside import Service
from tests.cli.conftest import Console
from tests.places.streets import county
from tests.places.streets.test_outside import ANSWERS, serving
from tests.places.streets.town import at, grid, whole_town
from tests.shared import shared


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return whole_town().write(tmp_path / "town.osm.pbf")


def test_a_city_is_brought_in_noted_and_then_found(fresh: Console, town: Path) -> None:
    fresh("db", "upgrade")
    ran = fresh("directory", "import", "osm-pbf", town, "--vintage", "2026-11-01", "--json")
    assert (ran.code, ran.err) == (0, "")
    brought = ran.json
    assert (brought["streets"], brought["numbers"], brought["roads"]) == (7, 6, True)
    assert [one["reason"] for one in brought["rejected"]] == ["house number without a street"]
    noted = fresh("journal", "tail", "-n", "1", "--json").json[0]
    assert noted["kind"] == "directory.imported"
    body = noted["body"]
    assert (body["format"], body["sha256"]) == ("osm-pbf", brought["sha256"])
    (one,) = fresh("locate", "Monument and Wolfe", "--json").json["candidates"]
    assert (one["precision"], one["note"]) == ("crossing", None)
    assert (one["lat"], one["lon"]) == pytest.approx(at(1, 1))
    again = fresh("directory", "import", "osm-pbf", town, "--json").json
    assert again["replaced"] == 1


def test_counties_are_brought_in_one_by_one(console: Console, tmp_path: Path) -> None:
    one = county.write(tmp_path)
    other = county.write(tmp_path, "tl_2024_39041_addrfeat")
    ran = console("directory", "import", "tiger", one, other, "--json")
    assert [doc["name"] for doc in ran.json] == ["county 39049", "county 39041"]
    noted = console("journal", "tail", "-n", "2", "--json").json
    assert [entry["body"]["format"] for entry in noted] == ["tiger", "tiger"]
    (found,) = console("locate", "149 W Rich St", "--json").json["candidates"]
    assert found["precision"] == "address"
    line = console.refused(2, "directory", "import", "geojson", one, other)
    assert line == "geojson takes one file at a time."


def test_what_a_file_of_streets_brought_is_taken_off_again_and_that_is_noted(
    console: Console, town: Path, tmp_path: Path
) -> None:
    brought = console("directory", "import", "osm-pbf", town, "--json").json
    console("directory", "import", "tiger", county.write(tmp_path))
    ran = console("directory", "remove", "town.osm.pbf")
    assert ran.out.splitlines() == [
        "town.osm.pbf: its streets, house numbers and roads are off this machine.",
        "1 stations of it are marked.",
    ]
    noted = console("journal", "tail", "-n", "1", "--json").json[0]
    assert (noted["kind"], noted["body"]) == (
        "streets.removed",
        {"name": "town.osm.pbf", "sha256": brought["sha256"]},
    )
    left = [row for row in console("directory", "list", "--json").json if row["kind"] == "streets"]
    assert [row["source"] for row in left] == ["county 39049"]
    assert console("locate", "Monument and Wolfe", "--json").json["candidates"] == []
    assert console("locate", "149 W Rich St").code == 0
    place = ("--lat", str(at(0, 0)[0]), "--lon", str(at(0, 0)[1]))
    (station,) = console("near", *place, "--kind", "ems", "--json").json
    assert station["reasons"][0] == "not in the newest list: call to ask"
    assert station["minutes"] is None


def test_what_is_no_file_of_streets_is_not_taken_off(console: Console) -> None:
    before = console("journal", "verify", "--json").json
    line = console.refused(1, "directory", "remove", "HIFLD Open hospitals")
    assert line.startswith("“HIFLD Open hospitals” is no file of streets.")
    assert console("journal", "verify", "--json").json == before


def test_the_list_says_what_there_is_of_streets(console: Console, town: Path) -> None:
    assert "streets: none yet; console directory import osm-pbf" in console("directory", "list").out
    brought = console("directory", "import", "osm-pbf", town, "--json").json
    *_others, row = console("directory", "list", "--json").json
    assert (row["kind"], row["source"], row["streets"], row["numbers"]) == (
        "streets", "town.osm.pbf", 7, 6,
    )  # fmt: skip
    assert row["crossings"] == brought["crossings"] > 0
    assert "7  streets  town.osm.pbf (date unknown)" in console("directory", "list").out


def test_a_centre_is_never_named_for_a_guess_without_saying_so(
    console: Console, town: Path
) -> None:
    console("directory", "import", "osm-pbf", town)
    said = console("psap", "--address", "Monumant and Wolfe").out.splitlines()[0]
    assert said.startswith("Taken for Monument Street & Wolfe Street, ")
    assert said.endswith("Nothing is spelt like this; the nearest spelling is shown.")


def test_a_town_is_not_confused_with_the_streets_of_its_name_inside_it(
    console: Console, tmp_path: Path
) -> None:
    console("directory", "import", "osm-pbf", shared("geo/columbus_s.osm.pbf"))
    said = console("psap", "--address", "Columbus OH").out.splitlines()[0]
    assert said.startswith("Taken for Columbus, OH, up to ")
    line = console.refused(1, "psap", "--address", "500 S High St")
    assert line.startswith("“500 S High St” may be 4 places: South High Street, near ")


def test_stations_go_into_the_directory(console: Console, town: Path) -> None:
    first = console("directory", "import", "osm-pbf", town, "--json").json
    assert (first["stations"], first["added"]) == (1, 1)
    place = ("--lat", str(at(0, 0)[0]), "--lon", str(at(0, 0)[1]))
    (near,) = console("near", *place, "--kind", "ems", "--json").json
    assert (near["name"], near["minutes_basis"]) == ("Invented Station 7", "estimated car minutes")
    grid().write(town)
    assert console("directory", "import", "osm-pbf", town, "--json").json["vanished"] == [
        near["id"]
    ]


def test_near_says_what_its_minutes_rest_on(console: Console, tmp_path: Path) -> None:
    corner = ("--lat", "39.9612", "--lon", "-82.9988")
    keys = ("minutes", "minutes_basis")
    for row in console("near", *corner, "--json").json:
        assert [row[key] for key in keys] == [None, "straight line: no road graph here"]
    console("directory", "import", "osm-pbf", shared("geo/columbus_s.osm.pbf"))
    rows = console("near", *corner, "-n", "3", "--json").json
    assert {row["minutes_basis"] for row in rows} == {"estimated car minutes"}
    assert all(1 < row["minutes"] < 20 for row in rows)
    assert "about" in console("near", *corner, "-n", "1").out
    far = console("near", "--lat", "41.5", "--lon", "-81.7", "-n", "1", "--json").json
    assert far[0]["minutes"] is None


def test_a_file_that_cannot_be_taken_changes_nothing(console: Console, tmp_path: Path) -> None:
    whole = grid().write(tmp_path / "town.osm.pbf")
    assert console("directory", "import", "osm-pbf", whole).code == 0
    before = console("journal", "verify", "--json").json
    short, other = tmp_path / "short.osm.pbf", tmp_path / "other.osm.pbf"
    short.write_bytes(whole.read_bytes()[:-40])
    other.write_text("name,lat,lon\n")
    nameless = grid(named=False).write(tmp_path / "nameless.osm.pbf")
    for file in (short, other, nameless, tmp_path / "none.osm.pbf", tmp_path):
        assert file.name in console.refused(2, "directory", "import", "osm-pbf", file)
    assert console("journal", "verify", "--json").json == before
    assert console("locate", "Monument and Wolfe").code == 0


def test_a_street_file_that_cannot_be_read_is_not_said_to_be_none(console: Console) -> None:
    (console.data / "streets.db").write_bytes(b"no database" * 200)
    last = console("directory", "list").out.splitlines()[-1]
    assert "none yet" not in last
    assert last.endswith("Move streets.db away and import the files of streets again.")


def test_a_damaged_street_file_leaves_the_zip_codes(fresh: Console, town: Path) -> None:
    fresh.data.mkdir(exist_ok=True)
    (fresh.data / "streets.db").write_bytes(b"no database" * 200)
    (one,) = fresh("locate", "180 W Broad St 43215", "--json").json["candidates"]
    assert one["note"] == "Only the ZIP code was found; the street was not looked up."


def test_nobody_is_asked_outside_unless_one_is_set(console: Console) -> None:
    line = console.refused(2, "locate", "--outside", "12 Invented Street")
    assert line == "No geocoder is set. The table [geocoder] of the settings names one."


def test_asking_outside_says_so_first(fresh: Console, tmp_path: Path) -> None:
    config = tmp_path / "console.toml"
    body = json.dumps(ANSWERS[Service.NOMINATIM]).encode()
    with serving(200, body) as (host, asked):
        config.write_text(f'[geocoder]\nservice = "nominatim"\nurl = "http://{host}"\n')
        inside = fresh("locate", "12 Invented Street", "--config", config, "--json")
        assert (inside.json["candidates"], asked) == ([], [])
        ran = fresh("locate", "--outside", "12 Invented Street", "--config", config, "--json")
    assert ran.err == f"What you ask leaves this machine and goes to {host}.\n"
    (one,) = ran.json["candidates"]
    assert one["note"] == f"{host} was asked: the words were sent there."
    doctor = {row["what"]: row for row in fresh("doctor", "--config", config, "--json").json}
    assert doctor["geocoder"]["says"].endswith(
        f"What you ask leaves this machine and goes to {host}."
    )
    gone = fresh("locate", "--outside", "12 Invented Street", "--config", config)
    assert (gone.code, gone.out.startswith("Nothing found.")) == (1, True)
    assert gone.err.endswith(f"{host} did not answer. Nothing was found there.\n")
