"""Names of streets, however they are written, come to one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.places.streets.names import (
    StreetName,
    digits,
    misspellings,
    ordinal,
    street_name,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("W Broad St", StreetName("west", "broad", "street", "")),
        ("West Broad Street", StreetName("west", "broad", "street", "")),
        ("w. broad st.", StreetName("west", "broad", "street", "")),
        ("Broad", StreetName("", "broad", "", "")),
        ("Fifth Avenue", StreetName("", "5th", "avenue", "")),
        ("E 5th Ave", StreetName("east", "5th", "avenue", "")),
        ("5 Ave", StreetName("", "5th", "avenue", "")),
        ("Twenty First St", StreetName("", "21st", "street", "")),
        ("twenty-second street", StreetName("", "22nd", "street", "")),
        ("Thirtieth Street", StreetName("", "30th", "street", "")),
        ("St Clair Ave", StreetName("", "saint clair", "avenue", "")),
        ("St. Clair Avenue", StreetName("", "saint clair", "avenue", "")),
        ("Saint Clair Av", StreetName("", "saint clair", "avenue", "")),
        ("Mt Vernon Ave", StreetName("", "mount vernon", "avenue", "")),
        ("New York Ave NW", StreetName("", "new york", "avenue", "northwest")),
        ("Martin Luther King Jr Blvd", StreetName("", "martin luther king jr", "boulevard", "")),
        ("Olentangy River Rd", StreetName("", "olentangy river", "road", "")),
        ("State Rte 161", StreetName("", "state route 161", "", "")),
        ("North Street", StreetName("", "north", "street", "")),
        ("Avenue", StreetName("", "avenue", "", "")),
        ("O'Shaughnessy Rd", StreetName("", "oshaughnessy", "road", "")),
        ("", StreetName("", "", "", "")),
    ],
)
def test_the_ways_to_write_a_street_lead_to_one_name(text: str, name: StreetName) -> None:
    assert street_name(text) == name


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Broad", True),
        ("Broad St", True),
        ("W Broad", True),
        ("E Broad St", False),
        ("W Broad Ave", False),
        ("W Brod St", False),
    ],
)
def test_what_is_not_said_is_no_contradiction(said: str, meant: bool) -> None:
    assert street_name("West Broad Street").meant_by(street_name(said)) is meant


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("412", 412),
        ("412B", 412),
        ("412 1/2", 412),
        ("412-420", 412),
        ("10th", None),
        ("1234567", None),
        ("Building 003", None),
        ("", None),
    ],
)
def test_a_house_number_is_the_digits_that_it_begins_with(text: str, number: int | None) -> None:
    assert digits(text) == number


def test_ordinals_have_their_own_endings() -> None:
    said = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]


@given(st.text("abcdefgh", min_size=4, max_size=9), st.integers(0, 8), st.sampled_from("xyz"))
def test_one_wrong_letter_is_always_found(base: str, place: int, letter: str) -> None:
    place %= len(base)
    left_out = base[:place] + base[place + 1 :]
    changed = base[:place] + letter + base[place + 1 :]
    put_in = base[:place] + letter + base[place:]
    for wrong in (left_out, changed, put_in):
        assert misspellings(base) & misspellings(wrong)


@given(st.text(max_size=120))
def test_no_text_is_too_odd_for_a_name(text: str) -> None:
    assert street_name(text) == street_name(text)
