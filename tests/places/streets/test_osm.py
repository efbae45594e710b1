"""An OpenStreetMap extract, read whole or refused in words."""

from pathlib import Path

import pytest

from console.domain.place.facility import FacilityKind
from console.places.imports.rows import Unreadable
from console.places.imports.streets.gather import chained
from console.places.imports.streets.osm import extract
from console.places.imports.streets.read import read_osm
from tests.places.streets.town import ACROSS, UP, Town, at, grid, whole_town
from tests.shared import shared


def test_streets_houses_crossings_and_roads_are_read(tmp_path: Path) -> None:
    read = read_osm(whole_town().write(tmp_path / "town.osm.pbf"), "2026-11-01")
    names = {street.name for street in read.data.streets}
    assert names == {*ACROSS, *UP, "Saint Clair Avenue"}
    assert len(read.data.crossings) == 9
    assert read.data.graph is not None
    broad = next(s for s in read.data.streets if s.base == "broad")
    assert [door.number for door in broad.doors] == [100, 101, 180]
    monument = next(s for s in read.data.streets if s.base == "monument")
    assert [(one.first, one.last, one.parity) for one in monument.stretches] == [(2, 40, 0)]
    assert [one.reason for one in read.rejected] == ["house number without a street"]
    assert (read.summary.rows, read.summary.rejected) == (8, 1)
    assert read.data.source.vintage == "2026-11-01"


def test_stations_are_help_that_comes(tmp_path: Path) -> None:
    town = whole_town()
    town.node(61, at(1.5, 0.5), {"emergency": "ambulance_station", "addr:street": "Oak Court"})
    read = read_osm(town.write(tmp_path / "town.osm.pbf"), "2026-11-01")
    one, other = read.stations
    assert (one.id, one.kind, one.name, one.phone) == (
        "osm:node/51",
        FacilityKind.EMS,
        "Invented Station 7",
        "+16145550107",
    )
    assert (one.source, one.vintage, one.county_fips) == (
        "OpenStreetMap contributors (ODbL), town.osm.pbf",
        "2026-11-01",
        "39049",
    )
    assert (other.name, other.address, other.phone) == ("Ambulance station", "Oak Court", None)
    assert read.summary.rows == len(read.data.streets) + 2


def test_ways_that_meet_end_to_end_are_one_line(tmp_path: Path) -> None:
    found = extract(grid().write(tmp_path / "town.osm.pbf"))
    ways = [way for way in found.ways if way.tags.get("name") == ACROSS[0]]
    assert [len(path) for path in chained(ways)] == [3]


def test_what_is_planned_or_gone_is_no_street(tmp_path: Path) -> None:
    town = grid()
    town.way([1, 5], highway="proposed", name="Dream Street")
    read = read_osm(town.write(tmp_path / "town.osm.pbf"))
    assert "Dream Street" not in {street.name for street in read.data.streets}


def test_a_road_that_goes_by_two_names_does_not_cross_itself(tmp_path: Path) -> None:
    town = Town()
    town.node(1, (39.96, -83.0))
    town.node(2, (39.97, -83.0))
    town.way([1, 2], highway="primary", name="Main Street", ref="US 23;OH 3")
    read = read_osm(town.write(tmp_path / "town.osm.pbf"))
    assert {street.name for street in read.data.streets} == {"Main Street", "US 23", "OH 3"}
    assert read.data.crossings == ()


def test_streets_of_one_name_far_apart_are_two(tmp_path: Path) -> None:
    town = Town()
    for n in range(2):
        town.node(2 * n + 1, (39.96 + n * 0.1, -83.0))
        town.node(2 * n + 2, (39.96 + n * 0.1, -83.01))
        town.way([2 * n + 1, 2 * n + 2], highway="residential", name="Main Street")
    read = read_osm(town.write(tmp_path / "town.osm.pbf"))
    assert [street.name for street in read.data.streets] == ["Main Street", "Main Street"]


@pytest.mark.parametrize("kept", [0, 10, 200])
def test_a_file_that_ends_too_early_is_refused(tmp_path: Path, kept: int) -> None:
    whole = whole_town().write(tmp_path / "town.osm.pbf").read_bytes()
    short = tmp_path / "short.osm.pbf"
    short.write_bytes(whole[:kept])
    with pytest.raises(Unreadable, match=r"short\.osm\.pbf"):
        read_osm(short)


def test_a_real_city_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    short = tmp_path / "short.osm.pbf"
    short.write_bytes(shared("geo/columbus_s.osm.pbf").read_bytes()[:500_000])
    with pytest.raises(Unreadable, match="ends too early"):
        read_osm(short)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "hospitals.csv"
    other.write_text("name,lat,lon\nA,1,2\n")
    with pytest.raises(Unreadable, match=r"hospitals\.csv is no OpenStreetMap extract"):
        read_osm(other)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.osm.pbf", tmp_path):
        with pytest.raises(Unreadable, match="cannot be read"):
            read_osm(path)


def test_roads_without_a_single_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"holds no street with a name\. Nothing was changed\."):
        read_osm(grid(named=False).write(tmp_path / "town.osm.pbf"))
