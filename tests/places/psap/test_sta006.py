"""The areas of 911 centres as files bring them: every form is read, every fault is named."""

import json
import sqlite3
import struct
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.place.facility import Facility
from console.places.imports.psap import sta006
from console.places.imports.rows import Rejected, Unreadable
from console.places.psap.centres import Centres
from console.places.psap.shape import BadShape, area, of_geopackage, of_wkb, parts_of
from tests.places.psap.test_areas import Ring, box, named
from tests.shared import shared

TODAY = date(2026, 11, 24)


def wkb(ring: Ring, order: str, kind: int, extra: int) -> bytes:
    flat = [number for lon, lat in ring for number in (lon, lat, *[7.0] * extra)]
    head = struct.pack(f"{order}BII", order == "<", kind, 1)
    return head + struct.pack(f"{order}I{len(flat)}d", len(ring), *flat)


SQUARE = box(-83.2, 39.8, -83.0, 40.0)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("kind", "extra"),
    [(3, 0), (1003, 1), (2003, 1), (3003, 2), (0x80000003, 1), (0xC0000003, 2)],
)
def test_every_form_of_a_polygon_is_read_alike(order: str, kind: int, extra: int) -> None:
    assert parts_of(of_wkb(wkb(SQUARE, order, kind, extra))) == ((tuple(SQUARE),),)


@pytest.mark.parametrize(
    ("blob", "why"),
    [
        (b"", "is no geometry of a GeoPackage"),
        (b"XX" + b"\0" * 20, "is no geometry of a GeoPackage"),
        (b"GP\0\x11" + b"\0" * 4, "is empty"),
        (b"GP\0\x01" + b"\0" * 4, "ends too early"),
        (b"GP\0\x01" + b"\0" * 4 + struct.pack("<BI", 1, 1), "is no polygon"),
        (b"GP\0\x01" + b"\0" * 4 + struct.pack("<BII", 1, 3, 2**31), "ends too early"),
        (b"GP\0\x01" + b"\0" * 4 + struct.pack("<BII", 1, 6, 0), "is empty"),
        (b"GP\0\x01" + b"\0" * 4 + wkb(SQUARE[:2], "<", 3, 0), "has no ring of three corners"),
        (b"GP\0\x01" + b"\0" * 4 + wkb(box(0, 0, 5e5, 4e6), "<", 3, 0), "it is not in degrees"),
    ],
)
def test_what_is_no_area_says_why(blob: bytes, why: str) -> None:
    with pytest.raises(BadShape, match=why):
        of_geopackage(blob)


def test_a_ring_that_holds_nothing_takes_no_area_with_it() -> None:
    sliver = [(-83.1, 39.9), (-83.1, 39.9)]
    whole = area([(tuple(SQUARE), tuple(sliver)), (tuple(sliver),)])
    assert parts_of(whole) == ((tuple(SQUARE),),)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_are_more_than_a_bad_shape(blob: bytes) -> None:
    for read in (of_geopackage, of_wkb):
        with suppress(BadShape):
            assert parts_of(read(blob))


def feature(name: str, ring: Ring, **said: str) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"DsplayName": name, "Agency_ID": f"{name}.test", **said},
        "geometry": {"type": "Polygon", "coordinates": [[list(at) for at in ring]]},
    }


def collection(folder: Path, *features: object) -> Path:
    file = folder / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_geojson_brings_the_centres_and_says_of_every_other_feature_why_not(
    tmp_path: Path,
) -> None:
    point = {"type": "Point", "coordinates": [-83.0, 40.0]}
    file = collection(
        tmp_path,
        feature("West", SQUARE, ServiceNum="911", DateUpdate="2026-01-02T00:00:00Z"),
        feature("West", box(-83.6, 39.8, -83.4, 40.0), DateUpdate="2026-03-04T00:00:00Z"),
        feature("East", box(-83.0, 39.8, -82.8, 40.0), ServiceNum="614-555-0100"),
        {"type": "Feature", "properties": {"DsplayName": "P"}, "geometry": point},
        feature("", SQUARE),
        feature("Old", SQUARE, Expire="2026-11-24T00:00:00Z"),
        feature("New", SQUARE, Effective="2027-01-01T00:00:00Z"),
        feature("Fire", SQUARE, ServiceURN="urn:emergency:service:responder.fire"),
        "no feature",
    )
    rows = list(sta006.read(file, TODAY, "2025"))
    assert [(row.line, row.reason) for row in rows if isinstance(row, Rejected)] == [
        (4, "is no polygon"),
        (5, "has no name"),
        (6, "was in force until 2026-11-24"),
        (7, "is not in force before 2027-01-01"),
        (8, "is a responder's area, no 911 centre's"),
        (9, "is no feature"),
    ]
    west, east = (row for row in rows if isinstance(row, Facility))
    assert (west.id, west.phone, west.vintage) == ("sta006:West.test", None, "2026-03-04")
    assert west.area is not None
    assert len(parts_of(west.area)) == 2
    assert (east.phone, east.vintage, east.county_fips) == ("+16145550100", "2025", "39049")


def test_the_package_made_with_the_template_of_the_standard_is_read() -> None:
    file = shared("standards/synthetic_sta006_psap.gpkg")
    (one,) = sta006.read(file, TODAY)
    assert isinstance(one, Facility)
    assert (one.name, one.phone, one.vintage) == (
        "BISMARCK COMMUNICATIONS CENTER",
        None,  # its ServiceNum is 911, which is dialled from there and not from here
        "2026-01-01",
    )
    assert named(Centres([one]), 46.8, -100.78) == ["BISMARCK COMMUNICATIONS CENTER"]
    assert named(Centres([one]), 46.8, -101.2) == []


def geopackage(file: Path, srs: int, *blobs: bytes | None, layer: str = "PsapPolygon") -> Path:
    tables = (
        "gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)",
        "gpkg_geometry_columns (table_name, column_name, srs_id)",
        f"{layer} (OBJECTID INTEGER PRIMARY KEY, Shape, NGUID, DsplayName)",
    )
    with closing(sqlite3.connect(file)) as base:
        for table in tables:
            base.execute(f"CREATE TABLE {table}")
        base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (1, 'EPSG', ?)", (srs,))
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'Shape', 1)", (layer,))
        for n, blob in enumerate(blobs, start=1):
            row = (n * 10, blob, f"u{n}", f"C{n}")
            base.execute(f"INSERT INTO {layer} VALUES (?, ?, ?, ?)", row)  # noqa: S608
        base.commit()
    return file


def test_a_geopackage_in_metres_or_without_the_layer_is_refused_in_words(tmp_path: Path) -> None:
    good = b"GP\0\x01" + b"\0" * 4 + wkb(SQUARE, "<", 3, 0)
    metres = geopackage(tmp_path / "metres.gpkg", 3857, good)
    with pytest.raises(Unreadable, match=r"is in EPSG:3857\. Save it in WGS 84"):
        list(sta006.read(metres, TODAY))
    other = geopackage(tmp_path / "other.gpkg", 4326, good, layer="FirePolygon")
    with pytest.raises(Unreadable, match="holds no readable layer PsapPolygon or"):
        list(sta006.read(other, TODAY))
    cut = tmp_path / "cut.gpkg"
    cut.write_bytes(other.read_bytes()[:3000])
    with pytest.raises(Unreadable, match="holds no readable layer"):
        list(sta006.read(cut, TODAY))
    with pytest.raises(Unreadable, match="cannot be read"):
        list(sta006.read(tmp_path / "none.gpkg", TODAY))
    text = tmp_path / "text.gpkg"
    text.write_text("what")
    with pytest.raises(Unreadable, match="neither a GeoPackage nor GeoJSON"):
        list(sta006.read(text, TODAY))


def test_a_row_without_a_shape_is_named_by_its_number(tmp_path: Path) -> None:
    good = b"GP\0\x01" + b"\0" * 4 + wkb(SQUARE, ">", 3, 0)
    file = geopackage(tmp_path / "areas.gpkg", 4269, good, None, b"GP\0\x11\0\0\0\0")
    one, none, empty = sorted(sta006.read(file, TODAY), key=lambda row: getattr(row, "line", 0))
    assert isinstance(one, Facility)
    assert (none, empty) == (Rejected(20, "has no area"), Rejected(30, "is empty"))
