"""Places by ZIP code, town, county and coordinates, found on this machine alone."""

import csv
import gzip
from typing import Any

import pytest
from geopy.distance import geodesic
from geopy.exc import GeocoderUnavailable
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.gazetteer import Gazetteer
from tests.shared import shared

GAZETTEER = Gazetteer()
STREET_NOT_LOOKED_UP = "Only the ZIP code was found; the street was not looked up."
TOWN_ONLY = "Only the town was found; the street was not looked up."
COLUMBUS = Candidate(
    "43215 Columbus, OH",
    39.9671,
    -83.0044,
    Precision.ZIP,
    3100,
    "39049",
    "OH",
    "GeoNames postal codes 2026, by way of zipcodes 3.0.0",
    "America/New_York",
)


def labels(text: str) -> list[str]:
    return [one.label for one in GAZETTEER.candidates(text)]


def test_a_zip_code_is_a_circle_with_county_state_and_time_zone() -> None:
    assert GAZETTEER.candidates("43215") == (COLUMBUS,)
    assert GAZETTEER.candidates(" 43215-1234 ") == (COLUMBUS,)


def test_an_address_falls_to_its_zip_code_and_says_so() -> None:
    (one,) = GAZETTEER.candidates("412 E Long St, Columbus OH 43215")
    assert (one.label, one.precision, one.note) == (
        "43215 Columbus, OH",
        Precision.ZIP,
        STREET_NOT_LOOKED_UP,
    )


def test_an_address_without_a_zip_code_falls_to_its_town_and_says_so() -> None:
    (one,) = GAZETTEER.candidates("12345 Main St, Columbus OH")
    assert (one.label, one.precision, one.note) == (
        "Columbus, OH",
        Precision.CITY,
        "Only the town was found; the street was not looked up.",
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Columbus, OH", "Columbus, OH"),
        ("columbus ohio", "Columbus, OH"),
        ("St. Paul MN", "Saint Paul, MN"),
        ("Saint Paul, Minnesota", "Saint Paul, MN"),
        ("Ft Collins, Colorado", "Fort Collins, CO"),
        ("Ft. Worth TX", "Fort Worth, TX"),
        ("Mt. Vernon, OH", "Mount Vernon, OH"),
        ("Washington, D.C.", "Washington, DC"),
        ("New York City, NY", "New York, NY"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Cañon City CO", "Canon City, CO"),
        ("O'Fallon, IL", "O'Fallon, IL"),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Fallon, IL, USA", "O'Fallon, IL"),
        ("Winston-Salem NC", "Winston Salem, NC"),
        ("Franklin County, OH", "Franklin County, OH"),
        ("Orleans Parish LA", "Orleans Parish, LA"),
    ],
)
def test_the_ways_to_write_a_name_lead_to_one_place(text: str, label: str) -> None:
    assert labels(text) == [label]


def test_the_kind_of_a_street_is_not_taken_for_a_town() -> None:
    assert labels("12 Main Street") == []
    assert labels("Street, MD") == labels("Street MD") == ["Street, MD"]


@pytest.mark.parametrize("text", ["Monument and Wolfe", "Monument & Wolfe WV", "1st / Wolfe"])
def test_the_second_street_of_a_crossing_is_not_taken_for_a_town(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "label", "note"),
    [
        ("Monument and Wolfe Columbus OH", "Columbus, OH", TOWN_ONLY),
        ("Broad St Columbus OH", "Columbus, OH", TOWN_ONLY),
        ("Broad St 43215", "43215 Columbus, OH", STREET_NOT_LOOKED_UP),
        ("Broad St Columbus OH 43215", "43215 Columbus, OH", STREET_NOT_LOOKED_UP),
        ("Town and Country, MO", "Town and Country, MO", None),
        ("Columbus OH 43215", "43215 Columbus, OH", None),
        ("St. Paul MN", "Saint Paul, MN", None),
    ],
)
def test_whatever_more_was_said_than_a_town_was_not_looked_up_and_it_says_so(
    text: str, label: str, note: str | None
) -> None:
    (one,) = GAZETTEER.candidates(text)
    assert (one.label, one.note) == (label, note)


def test_a_town_in_many_states_is_not_guessed() -> None:
    states = [one.state for one in GAZETTEER.candidates("Springfield")]
    assert len(states) == len(set(states)) == 20


def test_zip_code_and_town_that_do_not_fit_are_both_shown() -> None:
    found = GAZETTEER.candidates("Columbus GA 43215")
    assert [one.label for one in found] == ["43215 Columbus, OH", "Columbus, GA"]
    assert {one.note for one in found} == {
        "The ZIP code and the town do not fit together: ask which is right."
    }


def test_a_suburb_with_the_zip_code_of_its_city_fits() -> None:
    assert labels("Whitehall OH 43213") == ["43213 Columbus, OH"]


def test_a_wrong_letter_shows_the_nearest_spelling_and_says_so() -> None:
    (one,) = GAZETTEER.candidates("Colombus, OH")
    assert (one.label, one.note, one.ask) == (
        "Columbus, OH",
        "Nothing is spelt like this; the nearest spelling is shown.",
        True,
    )


@pytest.mark.parametrize(
    ("text", "precision", "error_m"),
    [
        ("39.9612, -82.9988", Precision.ADDRESS, 10),
        ("39.961 -82.998", Precision.ADDRESS, 56),
        ("39.96N 82.99W", Precision.STREET, 557),
        ("40.0, -83.0", Precision.ZIP, 5566),
    ],
)
def test_coordinates_are_as_fine_as_their_decimals(
    text: str, precision: Precision, error_m: int
) -> None:
    (one,) = GAZETTEER.candidates(text)
    assert (one.precision, one.error_m, one.county_fips, one.state) == (
        precision,
        error_m,
        "39049",
        "OH",
    )


def test_coordinates_abroad_are_shown_without_a_county_and_say_so() -> None:
    (one,) = GAZETTEER.candidates("51.5074, -0.1278")
    assert (one.county_fips, one.note) == (
        None,
        "This is not in any county of the United States.",
    )


@pytest.mark.parametrize("text", ["", "   ", "00000", "412 E Long St", "95.0, 200.0", "Xyzzyq, OH"])
def test_nothing_found_is_an_empty_answer(text: str) -> None:
    assert GAZETTEER.candidates(text) == ()
    assert GAZETTEER.geocode(text) is None


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text("0123456789,.- NSEWstft", max_size=30)))
def test_no_text_is_too_odd_and_no_pin_is_bare(text: str) -> None:
    for one in GAZETTEER.candidates(text):
        assert one.error_m > 0
        assert one.at == Point(one.lat, one.lon)


def test_it_is_a_geopy_geocoder() -> None:
    found: Any = GAZETTEER.geocode("43215")
    nearest: Any = GAZETTEER.reverse(Point(39.9671, -83.0044))
    assert (found.latitude, found.longitude, found.address) == (39.9671, -83.0044, COLUMBUS.label)
    assert found.raw["error_m"] == 3100
    assert nearest.address == COLUMBUS.label


def test_it_cannot_reach_the_network() -> None:
    for ask in (GAZETTEER.adapter.get_json, GAZETTEER.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            ask("http://127.0.0.1:9/", timeout=1, headers={})


def test_the_time_zone_is_that_of_the_place() -> None:
    assert GAZETTEER.timezone_at(Point(35.1983, -111.6513)) == "America/Phoenix"


def test_a_zip_circle_holds_nearly_all_federal_hospital_addresses() -> None:
    inside = []
    with gzip.open(shared("geo/hifld_hospitals_8013.csv.gz"), "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            for one in GAZETTEER.candidates(row["ZIP"]):
                away = geodesic((one.lat, one.lon), (row["LATITUDE"], row["LONGITUDE"])).m
                inside.append(away <= one.error_m)
    assert len(inside) > 7_900
    assert sum(inside) / len(inside) > 0.95


def test_a_zip_code_is_in_the_county_that_geonames_names() -> None:
    same = []
    with gzip.open(
        shared("geo/geonames_us_postal_20240412.txt.gz"), "rt", encoding="utf-8"
    ) as file:
        for row in csv.reader(file, delimiter="\t"):
            found = GAZETTEER.candidates(row[1])
            if found and found[0].county_fips and row[6] and row[4] != "CT":
                same.append(found[0].county_fips[2:] == row[6])
    assert len(same) > 40_000
    assert sum(same) / len(same) > 0.97
