"""The street file: whole or not at all, and for its owner's eyes only."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from hypothesis import given
from hypothesis import strategies as st

from console.store.streets.file import StreetFile
from console.store.streets.rows import (
    Box,
    Crossing,
    Door,
    RoadGraph,
    Source,
    Street,
    StreetData,
    Stretch,
    packed,
    unpacked,
)
from console.store.trouble import StoreTrouble, Why

PATH = ((39.96, -83.0), (39.97, -83.0))
MAIN = Street(
    "Main Street", "", "main", "street", "", (PATH,), (Door(12, 39.961, -83.0),),
    (Stretch(1, 99, 1, PATH),), frozenset({"main", "man"}),
)  # fmt: skip
OAK = replace(MAIN, name="Oak Street", base="oak", pieces=frozenset())
SOURCE = Source("osm-pbf", "a.osm.pbf", "0" * 64, "2026", Box(39.0, -84.0, 40.0, -82.0), whole=True)
GRAPH = RoadGraph(b"n", b"e", b"s", b"p", b"q", b"r")
DATA = StreetData(SOURCE, (MAIN, OAK), (Crossing(0, 1, 39.97, -83.0),), GRAPH)


def test_what_was_written_is_found(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    assert file.replace(DATA) == 0
    (main,), (oak,) = file.named("main"), file.named("oak")
    assert (main.name, main.south, main.north) == ("Main Street", 39.96, 39.97)
    assert file.paths(main.id) == (PATH,)
    assert file.doors(main.id, 12) == MAIN.doors
    assert file.stretches(main.id, 41) == MAIN.stretches
    assert file.stretches(main.id, 42) == ()
    assert file.spelt(["man"]) == ("main",)
    assert file.crossings([oak.id], [main.id]) == (Crossing(oak.id, main.id, 39.97, -83.0),)
    ((number, box),) = file.graphs()
    assert (box, file.graph(number)) == (SOURCE.box, GRAPH)
    assert file.sources() == (SOURCE,)
    assert file.counts() == {"a.osm.pbf": (2, 4, 1)}


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "new" / "streets.db")
    file.replace(DATA)
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.file.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert file.file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "again",
    [SOURCE, replace(SOURCE, name="newer.osm.pbf", box=Box(38.0, -85.0, 41.0, -81.0))],
)
def test_the_same_land_again_replaces_what_it_brought(tmp_path: Path, again: Source) -> None:
    file = StreetFile(tmp_path / "streets.db")
    file.replace(DATA)
    assert file.replace(StreetData(again, (OAK,))) == 1
    assert (file.named("main"), file.spelt(["man"]), file.graphs()) == ((), (), ())
    (oak,) = file.named("oak")
    assert file.crossings([oak.id], [oak.id]) == ()
    assert file.sources() == (again,)


def test_a_county_does_not_replace_the_city_inside_it(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    city = Source("tiger", "county 51600", "1" * 64, "2024", Box(38.8, -77.3, 38.9, -77.2))
    county = Source("tiger", "county 51059", "2" * 64, "2024", Box(38.6, -77.6, 39.1, -77.0))
    file.replace(StreetData(city, (MAIN,)))
    assert file.replace(StreetData(county, (OAK,))) == 0
    assert file.replace(StreetData(replace(county, vintage="2025"), (OAK,))) == 1
    assert len(file.sources()) == 2


def test_other_land_stands_beside_it(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    file.replace(DATA)
    other = replace(SOURCE, name="b.osm.pbf", box=Box(30.0, -90.0, 31.0, -89.0))
    assert file.replace(StreetData(other, (MAIN,))) == 0
    assert [one.name for one in file.sources()] == ["a.osm.pbf", "b.osm.pbf"]
    assert len(file.named("main")) == 2


def test_what_a_file_brought_is_removed_whole_and_nothing_of_another(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    other = replace(SOURCE, name="b.osm.pbf", box=Box(10, 10, 11, 11))
    file.replace(DATA)
    file.replace(replace(DATA, source=other))
    kept = file.counts()["b.osm.pbf"]
    assert file.remove("a.osm.pbf") == (SOURCE,)
    assert file.counts() == {"b.osm.pbf": kept}
    assert len(file.graphs()) == 1
    assert file.remove("a.osm.pbf") == ()
    with sqlite.connect(file.file) as bare:
        streets = {ident for (ident,) in bare.execute("SELECT id FROM street").fetchall()}
        for table in ("path", "door", "stretch"):
            left = bare.execute(f"SELECT DISTINCT street FROM {table}").fetchall()  # noqa: S608
            assert {street for (street,) in left} <= streets


def test_an_import_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    file.replace(DATA)

    def break_off(n: int, _of: int) -> None:
        if n == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file.replace(StreetData(SOURCE, (OAK, OAK)), break_off)
    assert len(file.named("main")) == 1
    assert StreetFile(file.file).counts() == {"a.osm.pbf": (2, 4, 1)}


def test_a_file_that_is_not_there_holds_nothing_and_is_not_made(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    assert (file.named("main"), file.sources(), file.graphs()) == ((), (), ())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_something_else_says_so(tmp_path: Path) -> None:
    other = tmp_path / "streets.db"
    other.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreTrouble):
        StreetFile(other).named("main")
    with pytest.raises(StoreTrouble):
        StreetFile(other).replace(DATA)


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    file = StreetFile(tmp_path / "streets.db")
    file.replace(DATA)
    file._connection().execute("PRAGMA user_version=2")  # noqa: SLF001 -- as a newer one would
    file.close()
    with pytest.raises(StoreTrouble) as no:
        StreetFile(file.file).replace(DATA)
    assert no.value.why is Why.NEWER


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "no folder").touch()
    with pytest.raises(StoreTrouble) as no:
        StreetFile(tmp_path / "no folder" / "streets.db").replace(DATA)
    assert no.value.why is Why.READ_ONLY


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=20))
def test_a_line_is_kept_to_a_centimetre(path: list[tuple[float, float]]) -> None:
    back = unpacked(packed(path))
    assert len(back) == len(path)
    for one, other in zip(path, back, strict=True):
        assert other == pytest.approx(one, abs=1e-7)
