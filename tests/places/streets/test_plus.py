"""Plus Codes, held against the properties that the public specification gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.places.streets import plus

SIGN = st.sampled_from(plus.SIGNS)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """A whole code of ten to fifteen signs."""
    first = draw(st.sampled_from(plus.SIGNS[:9])) + draw(st.sampled_from(plus.SIGNS[:18]))
    rest = "".join(draw(st.lists(SIGN, min_size=8, max_size=13)))
    return f"{first}{rest[:6]}+{rest[6:]}"


@pytest.mark.parametrize(
    "code", ["8FWC2345+G6", "8FWC2345+", "8FWCX400+", "8F000000+", "WC2345+G6", "45+G6", "+G6"]
)
def test_a_code_is_known_by_its_form(code: str) -> None:
    assert plus.valid(code)


@pytest.mark.parametrize(
    "code",
    [
        *("", "+", "G+", "8FWC2345", "8FWC2345+G", "8FWC2_45+G6", "8FWC2A45+G6", "8FWC2345G6"),
        *("8FWC2300+G6", "00000000+", "8F0C2300+", "WC2300+", "8FWC23450+", "8FWC2345+G6+"),
        "8FWC234+G6",
    ],
)
def test_what_is_no_code_is_not_taken_for_one(code: str) -> None:
    assert not plus.valid(code)
    assert not plus.whole(code)


@pytest.mark.parametrize("code", ["WC2345+G6", "45+G6", "XFWC2345+G6", "8XWC2345+G6"])
def test_a_code_that_names_no_one_place_on_the_earth_is_not_whole(code: str) -> None:
    assert not plus.whole(code)


@given(codes())
def test_a_longer_code_lies_in_the_shorter_one(code: str) -> None:
    outer, inner = plus.field(code[:11]), plus.field(code)
    north, east = inner.middle
    assert plus.whole(code)
    assert outer.south <= north <= outer.south + outer.tall
    assert outer.west <= east <= outer.west + outer.wide


@given(codes(), st.sampled_from([2, 4, 6]), st.floats(-0.49, 0.49), st.floats(-0.49, 0.49))
def test_a_short_code_is_found_again_from_nearby(
    code: str, missing: int, up: float, right: float
) -> None:
    field = plus.field(code)
    step = plus.WIDEST / plus.BASE ** (missing // 2 - 1)
    north, east = field.middle
    lat, lon = north + up * step, east + right * step
    if abs(lat) > 90 - step or abs(lon) > 180 - step:
        return  # at the poles and where the days meet, the nearest may be another
    found = plus.nearest(code[missing:], lat, lon)
    assert found.middle == pytest.approx(field.middle, abs=1e-6)
