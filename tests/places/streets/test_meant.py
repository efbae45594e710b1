"""Which one place a text means; what is only guessed is never taken by itself."""

from dataclasses import replace

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.places.streets.meant import the_one

HOUSE = Candidate(
    "180 West Broad Street", 39.9620, -83.0020, Precision.ADDRESS, 25, "39049", "OH", "invented"
)
STREET = replace(HOUSE, lat=39.9550, lon=-83.0700, precision=Precision.STREET, error_m=8_000)
ZIP = replace(HOUSE, lat=39.9671, lon=-83.0044, precision=Precision.ZIP, error_m=3_100)
GEORGIA = replace(HOUSE, lat=32.46, lon=-84.98, precision=Precision.CITY, error_m=13_000)


def test_one_place_is_that_place_with_its_doubt() -> None:
    noted = replace(ZIP, note="Only the ZIP code was found; the street was not looked up.")
    assert the_one([noted]) == noted
    assert the_one([]) is None


def test_a_house_in_its_zip_code_is_one_place() -> None:
    assert the_one([HOUSE, ZIP]) == HOUSE


def test_a_zip_code_on_a_long_street_is_finer_than_the_street() -> None:
    assert the_one([STREET, ZIP]) == ZIP


def test_two_places_apart_are_a_persons_choice() -> None:
    assert the_one([HOUSE, GEORGIA]) is None
    assert the_one([HOUSE, replace(HOUSE, lat=39.99)]) is None
    assert the_one([STREET, replace(STREET, label="East Broad Street")]) is None
    assert the_one([HOUSE, replace(ZIP, state="KY")]) is None


def test_a_guess_is_never_taken() -> None:
    assert the_one([replace(HOUSE, ask=True)]) is None
    assert the_one([ZIP, replace(HOUSE, ask=True)]) is None
