"""Files that are wrong on purpose: a calm sentence, or every row that is not taken by its line."""

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.domain.place.facility import FacilityKind
from console.places.imports.formats import Format, load
from console.places.imports.psap import sta006
from console.places.imports.rows import LONGEST, Rejected, Unreadable
from console.places.imports.streets.read import read_osm, read_tiger
from tests.shared import shared

ROW = "id,kind,name,lat,lon,state\n"


def taken(folder: Path, text: str | bytes) -> tuple[list[str], dict[int, str]]:
    """Return the names that a table brings, and why each other line brings none."""
    file = folder / "list.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = load(Format.CSV, file)
    assert found.summary.rows + found.summary.rejected == len(found.facilities + found.rejected)
    return [f.name for f in found.facilities], {one.line: one.reason for one in found.rejected}


@pytest.mark.parametrize(
    ("lat", "lon"), [("-82.99", "39.96"), ("39.96", "82.99"), ("82.99", "39.96")]
)
def test_a_point_that_was_changed_round_or_lost_its_minus_is_not_taken(
    tmp_path: Path, lat: str, lon: str
) -> None:
    names, rejected = taken(tmp_path, f"{ROW}1,hospital,Here,{lat},{lon},\n")
    said = "is abroad: latitude and longitude look changed round or lack a minus"
    assert (names, rejected) == ([], {2: f"{lat}, {lon} {said}"})


def test_a_point_in_another_state_than_the_row_names_is_not_taken(tmp_path: Path) -> None:
    rows = ("1,ems,Far,45.5,-122.6,OH", "2,ems,Near,39.96,-82.99,OH", "3,ems,South,39.08,-84.5,OH")
    names, rejected = taken(tmp_path, ROW + "\n".join(rows))
    assert names == ["Near", "South"]  # over the river, within the outlines' doubt
    assert rejected == {2: "45.5, -122.6 is not in OH"}


def test_a_point_abroad_that_is_meant_is_taken(tmp_path: Path) -> None:
    names, rejected = taken(tmp_path, f"{ROW}1,hospital,Belau,7.354,134.464,PW\n")
    assert (names, rejected) == (["Belau"], {})


def test_a_quotation_mark_that_is_not_closed_says_how_far_it_runs(tmp_path: Path) -> None:
    _names, rejected = taken(tmp_path, f'{ROW}1,ems,"Open,39.9,-82.9,\n2,ems,B,39.8,-82.9,\n')
    assert rejected[2].endswith("runs on to line 3: look for a quotation mark that is not closed")


@pytest.mark.parametrize(
    "raw",
    [
        f"\ufeff{ROW}1,ems,Café,39.9,-82.9,OH\r\n".encode(),
        f"{ROW}1,ems,Café,39.9,-82.9,OH\n".encode("cp1252"),
        f"{ROW}1,ems,Ca\x00fé\u202e,39.9,-82.9,OH\n".replace("a\x00f", "af\x00").encode(),
    ],
    ids=["BOM and CRLF", "cp1252", "control characters"],
)
def test_however_it_was_saved_the_name_is_one_that_can_be_kept(tmp_path: Path, raw: bytes) -> None:
    ((name,), rejected) = taken(tmp_path, raw)
    assert name.isprintable()
    assert (name.replace(" ", ""), rejected) == ("Café", {})


def test_a_column_that_is_there_twice_is_a_persons_choice(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="names the column name more than once"):
        taken(tmp_path, "id,kind,name,name,lat,lon\n1,ems,A,B,39.9,-82.9\n")


def test_a_file_that_unpacks_without_end_is_not_held(tmp_path: Path) -> None:
    file = tmp_path / "list.csv.gz"
    with gzip.open(file, "wb") as out:
        out.write(ROW.encode() + b" " * 2 * LONGEST)
    with pytest.raises(Unreadable, match="a line that is too long for any table"):
        load(Format.CSV, file)


def test_a_county_that_unpacks_without_end_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.places.imports.streets.tiger.LARGEST", 1_000)
    file = tmp_path / "tl_2024_39049_addrfeat.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tl_2024_39049_addrfeat.shp", b"\0" * 100_000)
    with pytest.raises(Unreadable, match="which no county does"):
        read_tiger(file)


@pytest.mark.parametrize("form", [Format.GEOJSON, Format.PSAP_STA006, Format.EMS_HIFLD])
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, '{"features": 7}', "{", '{"features": {}}']
)
def test_json_of_any_shape_is_a_sentence(tmp_path: Path, form: Format, text: str) -> None:
    file = tmp_path / "list.geojson"
    file.write_text(text)
    with pytest.raises(Unreadable, match=r"list\.geojson"):
        load(form, file)


def feature(properties: Any, coordinates: Any, kind: str = "Point") -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def test_features_of_any_shape_are_named_by_their_number(tmp_path: Path) -> None:
    file = tmp_path / "list.geojson"
    said = {"name": "A", "kind": "ems"}
    odd = [
        7, feature([1], [-83, 39]), feature("x", [-83, 39]), feature(said, [float("nan"), 39]),
        feature(said, [39.9, -82.9]), feature(said, [{}, []]), feature(said, [-82.9, 39.9]),
    ]  # fmt: skip
    file.write_text(json.dumps({"features": odd}))
    found = load(Format.GEOJSON, file)
    assert [one.line for one in found.rejected] == [1, 2, 3, 4, 5, 6]
    assert [f.kind for f in found.facilities] == [FacilityKind.EMS]


def test_an_area_with_its_latitude_first_is_not_taken(tmp_path: Path) -> None:
    ring = [[-83.4, 39.8], [-82.8, 39.8], [-82.8, 40.2], [-83.4, 40.2], [-83.4, 39.8]]
    turned = [[lat, lon] for lon, lat in ring]
    file = tmp_path / "areas.geojson"
    features = [feature({"name": str(n)}, [one], "Polygon") for n, one in enumerate((turned, ring))]
    file.write_text(json.dumps({"features": features}))
    bad, good = sta006.read(file, date(2026, 3, 1))
    assert isinstance(bad, Rejected)
    assert bad.line == 1
    assert bad.reason.endswith("latitude and longitude look changed round or lack a minus")
    assert not isinstance(good, Rejected)


@pytest.mark.parametrize("name", ["geo/columbus_s.osm.pbf", "standards/synthetic_sta006_psap.gpkg"])
@pytest.mark.parametrize("harm", ["short", "turned", "empty"])
def test_a_real_file_that_was_damaged_is_a_sentence(tmp_path: Path, name: str, harm: str) -> None:
    whole = shared(name).read_bytes()
    middle = len(whole) // 2
    harmed = {
        "short": whole[:middle],
        "turned": whole[:middle] + bytes(b ^ 0xFF for b in whole[middle:]),
        "empty": b"",
    }
    file = tmp_path / Path(name).name
    file.write_bytes(harmed[harm])
    with pytest.raises(Unreadable, match=file.name):
        read_osm(file) if name.endswith("pbf") else load(Format.PSAP_STA006, file)
