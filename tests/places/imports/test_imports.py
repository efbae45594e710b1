"""Files of facilities are read row by row; no row is lost without a word."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Facility, FacilityKind, Service
from console.domain.place.point import Point
from console.places.imports import fields
from console.places.imports.formats import Format, Loaded, load
from console.places.imports.rows import Import, Rejected, Unreadable, records
from console.places.outlines import county_at
from tests.shared import shared

HIFLD = "hifld_hospitals_8013.csv.gz"
CMS = "cms_hospital_general_information_2026.csv.gz"
HEADER = "name,lat,lon,phone,kind\n"
GOOD = "Grant,39.9606,-82.9901,(614) 566-9000,hospital\n"

RUNS_ON = ", and runs on to line 6: look for a quotation mark that is not closed"


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rejected(loaded: Loaded) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in loaded.rejected]


def test_a_plain_table_becomes_facilities(tmp_path: Path) -> None:
    loaded = load(Format.CSV, written(tmp_path / "ours.csv", HEADER + GOOD), vintage="2026")
    (one,) = loaded.facilities
    assert (one.name, one.kind, one.at, one.phone) == (
        "Grant",
        FacilityKind.HOSPITAL,
        Point(39.9606, -82.9901),
        "+16145669000",
    )
    assert (one.source, one.vintage, one.county_fips) == ("ours.csv", "2026", "39049")
    assert loaded.summary == Import("csv", "ours.csv", loaded.summary.sha256, "2026", 1, 0)


def test_an_id_made_from_the_row_stays_the_same(tmp_path: Path) -> None:
    first = load(Format.CSV, written(tmp_path / "a.csv", HEADER + GOOD))
    again = load(Format.CSV, written(tmp_path / "a.csv", HEADER + "\n" + GOOD))
    assert first.facilities[0].id == again.facilities[0].id


def test_every_bad_row_is_named_with_the_line_that_it_starts_on(tmp_path: Path) -> None:
    table = (
        HEADER
        + GOOD
        + ",39.9,-82.9,,hospital\n"
        + '"Two\nlines","39.9\n"\n'
        + "Nowhere,0,0,,hospital\n"
        + "\n"
        + "Off the earth,139.9,-82.9,,hospital\n"
        + "What,39.9,-82.9,,bakery\n"
        + "Last,39.9,-82.9,,ems\n"
    )
    loaded = load(Format.CSV, written(tmp_path / "ours.csv", table))
    assert [one.name for one in loaded.facilities] == ["Grant", "Last"]
    kinds = ", ".join(FacilityKind)
    assert rejected(loaded) == [
        (3, "has no name"),
        (4, f"has 2 values where the first line names 5 columns{RUNS_ON}"),
        (7, "has no usable latitude and longitude"),
        (9, "has no usable latitude and longitude"),
        (10, f"does not say what kind of help it is ({kinds})"),
    ]


def test_a_second_row_with_the_same_id_is_rejected_with_both_lines(tmp_path: Path) -> None:
    table = "id,name,lat,lon\n7,A,39,-83\n8,B,39,-83\n7,C,39,-83\n"
    path = written(tmp_path / "ours.csv", table)
    loaded = load(Format.CSV, path, kind=FacilityKind.EMS)
    assert [one.id for one in loaded.facilities] == ["ours:7", "ours:8"]
    assert rejected(loaded) == [(4, "has the same id as line 2")]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", "Stelle;Breite;Laenge\nMain;40.1;-83.2\n")
    columns = {"name": "Stelle", "lat": "Breite", "lon": "Laenge"}
    loaded = load(Format.CSV, path, kind=FacilityKind.CRISIS_CENTRE, columns=columns)
    assert [(one.name, one.at) for one in loaded.facilities] == [("Main", Point(40.1, -83.2))]


def test_a_table_from_a_windows_spreadsheet_keeps_its_accents(tmp_path: Path) -> None:
    text = "\ufeff" + HEADER + "Cañon,38.4,-105.2,,hospital\n"
    for encoding in ("utf-8", "cp1252"):
        raw = text.encode(encoding, errors="ignore")
        loaded = load(Format.CSV, written(tmp_path / f"{encoding}.csv", raw))
        assert [one.name for one in loaded.facilities] == ["Cañon"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ours.csv is not in this format: its first line names no column at all."),
        (b"\xff\xfen\x00", "ours.csv is UTF-16. Save it as CSV UTF-8 and try again."),
        (
            gzip.compress((HEADER + GOOD * 2000).encode())[:60],
            "ours.csv is damaged or ends too early. Copy it again and try again.",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_in_a_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        load(Format.CSV, written(tmp_path / "ours.csv", content))
    assert str(refused.value) == said


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        load(Format.HOSPITALS_HIFLD, tmp_path / "none.csv")
    assert str(refused.value) == "none.csv cannot be read: No such file or directory."


def test_a_table_of_another_format_names_the_columns_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        load(Format.EMS_HIFLD, written(tmp_path / "ours.csv", HEADER + GOOD))
    assert str(refused.value) == (
        "ours.csv is not in this format: its first line names no column city, state."
    )


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_content_is_too_odd_for_a_calm_answer(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(tmp_path_factory.mktemp("odd") / "odd.csv", content)
    for file_format in (Format.CSV, Format.GEOJSON):
        said = _answer(file_format, path)
        assert isinstance(said, Loaded) or said.startswith("odd.csv ")


def _answer(file_format: Format, path: Path) -> Loaded | str:
    try:
        return load(file_format, path)
    except Unreadable as refused:
        return str(refused)


def test_geojson_points_become_facilities_and_areas_are_named(tmp_path: Path) -> None:
    def feature(shape: str, coordinates: object, **properties: object) -> dict[str, object]:
        geometry = {"type": shape, "coordinates": coordinates}
        return {"type": "Feature", "geometry": geometry, "properties": properties}

    features = [
        feature("Point", [-83.0, 40.0], name="Station 1", kind="ems", telephone="614-555-0101"),
        feature("Polygon", [[[0, 0], [1, 0], [0, 1], [0, 0]]], name="Area"),
        feature("Point", ["x"], name="Short"),
        "no feature",
        {"type": "Feature", "geometry": None, "properties": None},
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    loaded = load(Format.GEOJSON, written(tmp_path / "ours.geojson", text))
    assert [(one.name, one.phone) for one in loaded.facilities] == [("Station 1", "+16145550101")]
    assert rejected(loaded) == [
        (2, "is no point"),
        (3, "has no usable latitude and longitude"),
        (4, "is no feature"),
        (5, "is no point"),
    ]


@pytest.mark.parametrize("text", ["{", "[]", '{"features": 3}', "null"])
def test_what_is_no_geojson_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable, match=r"^ours\.geojson (is no GeoJSON|holds no collection)"):
        load(Format.GEOJSON, written(tmp_path / "ours.geojson", text))


def test_ems_stations_are_read(tmp_path: Path) -> None:
    table = (
        "X,Y,ID,NAME,ADDRESS,CITY,STATE,ZIP,EMERGPHONE\n"
        "-111.65,35.19,12,FLAGSTAFF STATION 1,1 MAIN ST,FLAGSTAFF,AZ,86001,928-555-0101\n"
    )
    (one,) = load(Format.EMS_HIFLD, written(tmp_path / "ems.csv", table)).facilities
    assert (one.id, one.kind, one.phone, one.county_fips) == (
        "hifld-ems:12",
        FacilityKind.EMS,
        "+19285550101",
        "04005",
    )


def test_ems_stations_come_as_geojson_too(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-111.65, 35.19]}
    said = {"ID": "12", "NAME": "FLAGSTAFF STATION 1", "CITY": "FLAGSTAFF", "STATE": "AZ"}
    one = {"type": "Feature", "geometry": point, "properties": said}
    text = json.dumps({"type": "FeatureCollection", "features": [one]})
    for name, file in (("x.geojson", text.encode()), ("x.json.gz", gzip.compress(text.encode()))):
        (found,) = load(Format.EMS_HIFLD, written(tmp_path / name, file)).facilities
        assert (found.id, found.kind) == ("hifld-ems:12", FacilityKind.EMS)


@pytest.mark.parametrize(
    ("written_as", "number"),
    [
        ("(614) 566-9000", "+16145669000"),
        ("614.566.9000", "+16145669000"),
        ("+1 614 566 9000", "+16145669000"),
        ("1-614-566-9000 x12", "+16145669000"),
        ("911", None),
        ("566-9000", None),
        ("114-566-9000", None),
        ("NOT AVAILABLE", None),
    ],
)
def test_a_number_is_taken_only_where_it_can_be_dialled(written_as: str, number: str) -> None:
    assert fields.phone(written_as) == number


@pytest.mark.parametrize("kind", ["LONG TERM CARE", "Rehabilitation", "LTACH", "CHRONIC DISEASE"])
def test_no_emergency_flag_is_trusted_on_slow_hospitals(tmp_path: Path, kind: str) -> None:
    table = f"name,lat,lon,type,emergency\nA,39,-83,{kind},Yes\nB,39,-83,GENERAL,Yes\n"
    path = written(tmp_path / "x.csv", table)
    found = load(Format.CSV, path, kind=FacilityKind.HOSPITAL).facilities
    assert [one.emergency for one in found] == [None, True]


def test_911_centres_are_placed_by_town_else_county_and_orphaned_ones_are_named(
    tmp_path: Path,
) -> None:
    table = (
        "psap_id,name,state,county,county_fips,city,status,change_code,date_modified,"
        "city_lat,city_lon\n"
        "1,Franklin County 911,OH,Franklin,39049,Columbus,primary,A,2026-02-06,39.96,-83.0\n"
        "2,Delaware,OH,Delaware,39041,Delaware,secondary,,2025-01-02,,\n"
        "3,Old,OH,Franklin,39049,Columbus,orphaned,O,2020-01-02,39.96,-83.0\n"
        "4,Lost,OH,,,Nowhere,primary,,2025-01-02,,\n"
    )
    loaded = load(Format.PSAP_FCC, written(tmp_path / "fcc.csv", table))
    told = [(one.name, one.county_fips, one.phone, one.primary) for one in loaded.facilities]
    assert told == [
        ("Franklin County 911", "39049", None, True),
        ("Delaware (secondary)", "39041", None, False),
    ]
    assert county_at(loaded.facilities[1].at) == "39041"
    assert rejected(loaded) == [
        (4, "is marked orphaned"),
        (5, "cannot be placed: neither its town nor county is known"),
    ]


def test_the_federal_registry_of_911_centres() -> None:
    loaded = load(Format.PSAP_FCC, shared("geo/fcc_psap_registry_v2.295_20260206.csv.gz"))
    assert loaded.summary.rows + loaded.summary.rejected == 8_915
    assert Counter(one.reason for one in loaded.rejected)["is marked orphaned"] == 2_370
    assert loaded.summary.vintage == "2026-02-06"
    assert all(one.primary is not one.name.endswith(" (secondary)") for one in loaded.facilities)


def test_federal_hospitals_of_hifld() -> None:
    loaded = load(Format.HOSPITALS_HIFLD, shared(f"geo/{HIFLD}"))
    assert (loaded.summary.rows, loaded.summary.rejected) == (7634, 379)
    assert {one.reason for one in loaded.rejected} == {"is marked closed"}
    with gzip.open(shared(f"geo/{HIFLD}"), "rt", encoding="utf-8-sig") as file:
        closed = [n for n, row in enumerate(csv.DictReader(file), 2) if row["STATUS"] == "CLOSED"]
    assert [one.line for one in loaded.rejected] == closed
    assert Counter(one.emergency for one in loaded.facilities)[False] == 0


def test_federal_hospitals_of_cms_are_placed_and_say_how() -> None:
    loaded = load(Format.HOSPITALS_CMS, shared(f"geo/{CMS}"), vintage="2026")
    assert (loaded.summary.rows, loaded.summary.rejected) == (5381, 0)
    assert Counter(one.emergency for one in loaded.facilities) == {True: 4462, False: 919}
    for one in loaded.facilities:
        middle = "middle of its ZIP" in one.source
        assert middle <= (one.error_m is not None), one


def test_cms_and_hifld_place_the_same_hospital_near_the_same_point() -> None:
    cms = {one.id: one for one in load(Format.HOSPITALS_CMS, shared(f"geo/{CMS}")).facilities}
    away = []
    for row in records(shared("geo/hospitals_us_hifld_x_cms.csv.gz")):
        assert not isinstance(row, Rejected)
        one = cms.get(f"cms:{row.values['cms_ccn']}")  # type: ignore[call-overload]
        if isinstance(one, Facility) and row.values["cms_match"].startswith("zip"):
            there = float(row.values["lat"]), float(row.values["lon"])
            away.append(abs(one.at.lat - there[0]) + abs(one.at.lon - there[1]))
    away.sort()
    assert len(away) > 4_000
    assert away[len(away) * 9 // 10] < 0.1  # degrees


def test_a_team_without_coordinates_is_kept_at_its_town_and_a_sheriff_where_they_answer(
    tmp_path: Path,
) -> None:
    table = (
        "id,kind,name,city,state,zip,county_fips,phone,services\n"
        "1,mobile crisis team,Team,Columbus,OH,,,614-555-0100,mobile; team\n"
        "2,crisis centre,Centre,,,43215,,614-555-0101,walk_in\n"
        "3,county sheriff,Sheriff,,OH,,39049,614-555-0102,\n"
        "4,state warning point,Watch,,OH,,,614-555-0103,\n"
        "5,ems,Nowhere,,,,,614-555-0104,\n"
    )
    loaded = load(Format.CSV, written(tmp_path / "x.csv", table), source="Ohio list")
    assert rejected(loaded) == [(6, "has no usable latitude and longitude")]
    assert [one.source for one in loaded.facilities] == [
        "Ohio list; placed at the middle of its town",
        "Ohio list; placed at the middle of its ZIP code",
        "Ohio list; placed at the middle of its county",
        "Ohio list; placed at the middle of its state",
    ]
    assert [one.id for one in loaded.facilities] == [f"Ohio list:{n}" for n in (1, 2, 3, 4)]
    assert loaded.facilities[0].services == frozenset({Service.MOBILE, Service.TEAM})
    assert loaded.facilities[2].county_fips == "39049"
    assert (loaded.facilities[3].county_fips or "")[:2] == "39"
    assert all(one.error_m for one in loaded.facilities)


def test_how_far_the_reading_is_is_said_every_thousand_rows(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", HEADER + "".join(f"H{n},39,-83,,ems\n" for n in range(2500)))
    told: list[int] = []
    load(Format.CSV, path, progress=told.append)
    assert told == [1000, 2000]
