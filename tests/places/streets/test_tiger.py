"""Census address ranges, county by county."""

import warnings
import zipfile
from pathlib import Path

import pytest
import shapefile
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from console.domain.place.location import Precision
from console.places.gazetteer import Gazetteer
from console.places.imports.rows import Unreadable
from console.places.imports.streets.read import read_tiger
from console.places.streets.line import foot, length
from console.places.streets.number import on_stretch
from console.store.streets.file import StreetFile
from console.store.streets.rows import Stretch
from tests.places.streets import county


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("tiger")
    file = StreetFile(folder / "streets.db")
    file.replace(read_tiger(county.write(folder)).data)
    return Gazetteer(streets=file)


def test_streets_ranges_and_crossings_are_read(tmp_path: Path) -> None:
    read = read_tiger(county.write(tmp_path))
    assert {street.name for street in read.data.streets} == {"W Rich St", "S Front St"}
    assert [(one.line, one.reason) for one in read.rejected] == [
        (4, "house numbers “Q7” to “Q9” are not understood"),
        (5, "has no name"),
    ]
    assert (read.data.source.name, read.data.source.vintage) == ("county 39049", "2024")
    assert len(read.data.crossings) == 1
    assert read.data.graph is None


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("100 W Rich St, Columbus OH", 39.955, -83.000),
        ("149 West Rich Street", 39.955, -83.00098),
        ("299 W Rich St", 39.955, -83.004),
        ("300 S Front St", 39.955, -83.002),
        ("20 S Front St", 39.95744, -83.002),
    ],
)
def test_a_number_is_laid_between_the_ends_of_its_range(
    gazetteer: Gazetteer, text: str, lat: float, lon: float
) -> None:
    (one,) = gazetteer.candidates(text)
    assert (one.precision, one.note) == (Precision.ADDRESS, None)
    assert geodesic((one.lat, one.lon), (lat, lon)).m < 2
    assert one.source == "Census TIGER address ranges, county 39049, 2024"


def test_a_number_on_the_side_without_numbers_is_the_street(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("250 W Rich St")
    assert (one.precision, one.note) == (
        Precision.STREET,
        "This street is on file, but not this house number.",
    )


def test_a_crossing_is_where_two_streets_end_at_one_point(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("Front and Rich, Columbus OH")
    assert one.precision is Precision.CROSSING
    assert (one.lat, one.lon) == (39.955, -83.002)


def test_the_zip_file_as_it_is_downloaded_is_read_too(tmp_path: Path) -> None:
    whole = county.write(tmp_path)
    packed = tmp_path / "tl_2024_39049_addrfeat.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for ending in (".shp", ".shx", ".dbf"):
            file.write(whole.with_suffix(ending), whole.with_suffix(ending).name)
    assert read_tiger(packed).data.streets == read_tiger(whole).data.streets


@pytest.mark.parametrize("ending", [".shp", ".dbf"])
@pytest.mark.parametrize("kept", [0, 20, 150])
def test_a_file_that_ends_too_early_is_refused(tmp_path: Path, ending: str, kept: int) -> None:
    whole = county.write(tmp_path)
    part = whole.with_suffix(ending)
    part.write_bytes(part.read_bytes()[:kept])
    with pytest.raises(Unreadable, match="tl_2024_39049_addrfeat"):
        read_tiger(whole)


def test_a_file_that_ends_between_two_streets_is_refused_too(tmp_path: Path) -> None:
    whole = county.write(tmp_path)
    whole.with_suffix(".shx").unlink()  # which would say how many there are
    whole.write_bytes(whole.read_bytes()[: 100 + 2 * 88])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as outside of tests
        with pytest.raises(Unreadable, match="ends too early"):
            read_tiger(whole)


def test_what_is_something_else_is_refused(tmp_path: Path) -> None:
    whole = county.write(tmp_path)
    for name in ("other.shp", "other.zip"):
        other = tmp_path / name
        other.write_text("name,lat,lon\n" * 50)
        with pytest.raises(Unreadable):
            read_tiger(other)
    whole.with_suffix(".dbf").unlink()
    with pytest.raises(Unreadable):
        read_tiger(whole)
    with pytest.raises(Unreadable, match="cannot be read"):
        read_tiger(tmp_path / "none.shp")


def test_another_shapefile_of_the_census_is_refused(tmp_path: Path) -> None:
    with shapefile.Writer(str(tmp_path / "roads"), shapeType=shapefile.POLYLINE) as writer:
        writer.field("FULLNAME", "C", size=100)
        writer.line([[(-83.0, 39.95), (-83.0, 39.96)]])
        writer.record("Main St")
    with pytest.raises(Unreadable, match="Use the county's ADDRFEAT file"):
        read_tiger(tmp_path / "roads.shp")


places = st.tuples(st.floats(39.9, 40.0), st.floats(-83.1, -83.0))


@given(
    st.lists(places, min_size=2, max_size=6),
    st.integers(1, 9_999),
    st.integers(1, 9_999),
    st.floats(0, 1),
)
def test_a_number_lies_on_its_stretch_and_within_its_error_of_both_ends(
    points: list[tuple[float, float]], first: int, last: int, share: float
) -> None:
    stretch = Stretch(first, last, 2, tuple(points))
    number = round(first + (last - first) * share)
    found = on_stretch(stretch, number)
    assert foot(stretch.path, (found.lat, found.lon)).off < 0.5
    for end in (points[0], points[-1]):
        assert foot((end,), (found.lat, found.lon)).off <= found.error_m + 1
    assert found.error_m <= length(stretch.path) + 26
