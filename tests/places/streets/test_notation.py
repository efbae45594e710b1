"""Places written as figures: degrees in the usual notations, and Plus Codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.place.location import Precision
from console.places.gazetteer import Gazetteer
from console.places.streets.notation import coordinates, plus_code

GAZETTEER = Gazetteer()


@pytest.mark.parametrize(
    ("text", "error_m"),
    [
        ("39.9625, -82.9975", 10),
        ("geo:39.9625,-82.9975", 10),
        ("lat 39.9625 lon -82.9975", 10),
        ("Latitude: 39.9625, Longitude: -82.9975", 10),
        ("39°57'45\"N 82°59'51\"W", 15),
        ("39° 57′ 45″ N, 82° 59′ 51″ W", 15),  # noqa: RUF001 -- as a map writes it
        ("N 39 57.750 W 82 59.850", 10),
        ("N39°57.75' W82°59.85'", 10),
        ("82°59'51\"W 39°57'45\"N", 15),
        ("39:57:45, -82:59:51", 15),
        ("39.9625N 82.9975W", 10),
        ("W82.9975 N39.9625", 10),
    ],
)
def test_one_point_in_the_usual_notations(text: str, error_m: int) -> None:
    found = coordinates(text)
    assert found is not None
    assert (found.lat, found.lon) == pytest.approx((39.9625, -82.9975), abs=1e-6)
    assert found.error_m == error_m


@pytest.mark.parametrize(
    "text",
    [
        "",
        "40 N 80 W",
        "100 N 400 W",
        "39°75'N 82°59'W",
        "95°0'0\"N 82°59'51\"W",
        "39°57'45\"N 82°59'51\"S",
        "39 57 45 1 N, 82 59 51 W",
        "12 O'Neil Ave",
        "1:30",
        "N, W.",
    ],
)
def test_what_is_no_point_is_not_taken_for_one(text: str) -> None:
    assert coordinates(text) is None


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [  # worked out by the public specification's reference vectors
        ("7FG49Q00+", 20.375, 2.775),
        ("7FG49QCJ+2V", 20.3700625, 2.7821875),
        ("7FG49QCJ+2VX", 20.3701125, 2.782234375),
        ("8FVC2222+22", 47.0000625, 8.0000625),
        ("4VCPPQGP+Q9", -41.2730625, 174.7859375),
    ],
)
def test_a_plus_code_is_the_middle_of_its_area(code: str, lat: float, lon: float) -> None:
    found = plus_code(code)
    assert found is not None
    there = found.near(0.0, 0.0)
    assert (there.lat, there.lon) == pytest.approx((lat, lon), abs=1e-6)


def test_a_whole_plus_code_is_found_with_its_county() -> None:
    (one,) = GAZETTEER.candidates("86fvx262+ff")
    assert (one.label, one.precision, one.error_m) == ("86FVX262+FF", Precision.ADDRESS, 10)
    assert (one.county_fips, one.state) == ("39049", "OH")


def test_a_short_plus_code_needs_its_town() -> None:
    (one,) = GAZETTEER.candidates("X262+FF Columbus, OH")
    assert one.label == "X262+FF, Columbus, OH"
    assert (one.lat, one.lon) == pytest.approx((39.9611875, -82.9988125), abs=2e-2)
    assert GAZETTEER.candidates("X262+FF") == ()
    assert GAZETTEER.candidates("X262+FF Xyzzyq, OH") == ()


@given(st.text("0123456789.,-+NSEW°'\" CFGHJ", max_size=30))
def test_no_figures_are_too_odd(text: str) -> None:
    found = coordinates(text)
    assert found is None or (abs(found.lat) <= 90 and abs(found.lon) <= 180)
    code = plus_code(text)
    assert code is None or code.near(40.0, -83.0).error_m > 0
