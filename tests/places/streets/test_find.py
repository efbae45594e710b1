"""House numbers, streets and crossings, found in the street file of this machine."""

from typing import Any

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.places.gazetteer import Gazetteer
from console.places.imports.streets.read import read_osm
from console.places.streets.line import foot
from console.store.streets.file import StreetFile
from tests.places.streets.town import at, whole_town
from tests.shared import shared

NOT_THIS_NUMBER = "This street is on file, but not this house number."
SPELT_ALIKE = "Nothing is spelt like this; the nearest spelling is shown."
NOT_ON_FILE = "The street is not among the streets on file."
SOURCE = "OpenStreetMap contributors (ODbL), town.osm.pbf, 2026-11-01"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> StreetFile:
    folder = tmp_path_factory.mktemp("streets")
    found = StreetFile(folder / "streets.db")
    found.replace(read_osm(whole_town().write(folder / "town.osm.pbf"), "2026-11-01").data)
    return found


@pytest.fixture(scope="module")
def gazetteer(file: StreetFile) -> Gazetteer:
    return Gazetteer(streets=file)


def near(one: Candidate, row: float, column: float) -> float:
    return float(geodesic((one.lat, one.lon), at(row, column)).m)


@pytest.mark.parametrize(
    "text",
    [
        "Monument and Wolfe",
        "monument st & wolfe st",
        "Wolfe Street at Monument Street",
        "the corner of Monument and Wolfe",
        "Monument / Wolfe, Columbus, OH",
        "Monument and Wolfe Columbus Ohio",
        "intersection of Monument St and Wolfe St 43215",
    ],
)
def test_a_crossing_is_found_however_it_is_said(gazetteer: Gazetteer, text: str) -> None:
    (one,) = gazetteer.candidates(text)
    assert (one.precision, one.note, one.source) == (Precision.CROSSING, None, SOURCE)
    assert near(one, 1, 1) < 1
    assert (one.county_fips, one.state, one.timezone) == ("39049", "OH", "America/New_York")


def test_a_crossing_is_named_as_the_map_names_it(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("w broad & n high")
    assert one.label == "West Broad Street & North High Street, near 43215 Columbus, OH"


def test_roads_that_pass_over_each_other_do_not_cross(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Monument and St Clair") == ()


def test_a_known_house_is_itself(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("180 W Broad St, Columbus, OH 43215")
    assert one.label == "180 West Broad Street, 43215 Columbus, OH"
    assert (one.precision, one.error_m, one.note) == (Precision.ADDRESS, 25, None)
    assert near(one, 0.05, 1.9) < 1


def test_a_number_between_known_houses_is_laid_on_the_street(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("140 W Broad St Apt 3")
    assert (one.precision, one.note) == (Precision.ADDRESS, None)
    assert near(one, 0, 1) < 2
    assert one.error_m == 176  # 145 m, and a tenth of the 307 m between the two houses


def test_a_number_on_a_line_of_numbers_is_laid_along_it(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("21 Monument St")
    assert (one.precision, one.note) == (Precision.STREET, NOT_THIS_NUMBER)
    (one,) = gazetteer.candidates("20 Monument St")
    assert one.precision is Precision.ADDRESS
    assert near(one, 1.05, 2 * 18 / 38) < 1


def test_a_number_beyond_all_known_houses_is_the_street_and_says_so(gazetteer: Gazetteer) -> None:
    street, code = gazetteer.candidates("999 W Broad St, 43215")
    assert (street.precision, street.note) == (Precision.STREET, NOT_THIS_NUMBER)
    assert near(street, 0, 1) < 5
    assert 165 < street.error_m < 175
    assert (code.precision, code.note) == (Precision.ZIP, None)


def test_a_street_is_its_middle_with_half_its_length(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("Tenth Ave")
    assert (one.precision, one.label) == (
        Precision.STREET,
        "Tenth Avenue, near 43215 Columbus, OH",
    )
    assert near(one, 2, 1) < 1
    assert one.error_m == 171


def test_the_end_of_a_street_is_not_taken_for_a_state(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("Oak Ct")
    assert one.label.startswith("Oak Court, ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Monumant St", "Monument Street"),
        ("Monument & Wolf", "Monument Street & Wolfe Street"),
        ("Monument Ave", "Monument Street"),
        ("20 Monumnt St", "20 Monument Street"),
    ],
)
def test_what_is_spelt_alike_is_offered_as_such(
    gazetteer: Gazetteer, text: str, found: str
) -> None:
    (one,) = gazetteer.candidates(text)
    assert (one.label, one.note) == (f"{found}, near 43215 Columbus, OH", SPELT_ALIKE)
    assert one.ask


def test_what_is_spelt_alike_comes_after_the_zip_code_that_was_said(gazetteer: Gazetteer) -> None:
    code, alike = gazetteer.candidates("20 Monumant St 43215")
    assert (code.precision, code.note) == (Precision.ZIP, NOT_ON_FILE)
    assert (alike.precision, alike.note) == (Precision.ADDRESS, SPELT_ALIKE)


def test_a_street_of_this_name_in_another_city_is_not_offered(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("180 W Broad St, Cleveland, OH")
    assert (one.label, one.note) == (
        "Cleveland, OH",
        "Only the town was found; the street was not looked up.",
    )


def test_a_zip_code_and_a_town_that_do_not_fit_are_said_beside_the_street(
    gazetteer: Gazetteer,
) -> None:
    found = gazetteer.candidates("180 W Broad St, Cleveland, OH 43215")
    assert [one.precision for one in found] == [Precision.ADDRESS, Precision.ZIP]
    assert {one.note for one in found} == {
        "The ZIP code and the town do not fit together: ask which is right."
    }
    assert all(one.ask for one in found)
    elsewhere = gazetteer.candidates("12 Xylophone Ter, Cleveland, OH 43215")
    assert {one.note for one in elsewhere} == {found[0].note}


def test_a_street_is_never_said_to_be_in_a_town_where_it_is_not(gazetteer: Gazetteer) -> None:
    house, *_areas = gazetteer.candidates("180 W Broad St, Columbus, OH 45203")
    assert house.label == "180 West Broad Street, Columbus, OH"
    assert house.ask  # the ZIP code is one of Cincinnati


def test_a_street_that_is_not_in_the_data_says_so(gazetteer: Gazetteer) -> None:
    (one,) = gazetteer.candidates("12 Xylophone Terrace, Columbus OH 43215")
    assert (one.precision, one.note) == (Precision.ZIP, NOT_ON_FILE)


def test_a_town_comes_before_a_street_of_the_same_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Columbus, OH")[0].precision is Precision.CITY


@pytest.mark.parametrize("text", ["", " \x00\x1b\t\n ", "x" * 10_000, "&", "and", "12", "a & b"])
def test_nothing_found_is_an_empty_answer(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.candidates(text) == ()
    assert gazetteer.geocode(text) is None


def test_control_characters_are_as_good_as_spaces(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Monument\x00and\x07Wolfe") == gazetteer.candidates(
        "Monument and Wolfe"
    )


def test_it_answers_through_geopy(gazetteer: Gazetteer) -> None:
    found: Any = gazetteer.geocode("Monument and Wolfe")
    assert (found.latitude, found.longitude) == (39.962, -82.998)
    assert found.raw["precision"] == "crossing"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(["12", "W", "Broad", "St", "&", "and", ",", "Wolfe", "43215", "OH"]),
            max_size=8,
        ).map(" ".join),
    )
)
def test_no_text_is_too_odd_and_no_pin_is_bare(gazetteer: Gazetteer, text: str) -> None:
    for one in gazetteer.candidates(text):
        assert one.error_m > 0


@settings(deadline=None)
@given(number=st.integers(100, 180))
def test_a_number_that_is_laid_lies_on_its_street(
    gazetteer: Gazetteer, file: StreetFile, number: int
) -> None:
    (one, *_rest) = gazetteer.candidates(f"{number} W Broad St")
    if one.precision is Precision.ADDRESS and one.error_m > 25:
        (street,) = file.named("broad")
        off = min(foot(path, (one.lat, one.lon)).off for path in file.paths(street.id))
        assert off < 0.2  # six decimals
        assert number % 2 == 0


@pytest.fixture(scope="module")
def columbus(tmp_path_factory: pytest.TempPathFactory) -> StreetFile:
    found = StreetFile(tmp_path_factory.mktemp("columbus") / "streets.db")
    found.replace(read_osm(shared("geo/columbus_s.osm.pbf")).data)
    return found


def test_every_crossing_of_a_real_city_lies_on_both_streets(columbus: StreetFile) -> None:
    streets = [s for base in ("broad", "high", "neil", "lane", "5th") for s in columbus.named(base)]
    ids = [one.id for one in streets]
    points = columbus.crossings(ids, ids)
    assert len(points) > 40
    for point in points:
        for street in (point.one, point.other):
            offs = [foot(path, (point.lat, point.lon)).off for path in columbus.paths(street)]
            assert min(offs) < 0.1


def test_of_streets_with_one_name_the_one_nearest_to_the_zip_code_comes_first(
    columbus: StreetFile,
) -> None:
    found = Gazetteer(streets=columbus).candidates("111 South Grant Avenue, Columbus, OH 43215")
    streets = [one for one in found if one.precision is Precision.STREET]
    assert len(streets) > 1
    assert geodesic((streets[0].lat, streets[0].lon), (39.9606, -82.9911)).m < 500


def test_broad_and_high_is_where_the_statehouse_stands(columbus: StreetFile) -> None:
    (one,) = Gazetteer(streets=columbus).candidates("Broad and High, Columbus OH")
    assert geodesic((one.lat, one.lon), (39.9622, -83.0007)).m < 30
