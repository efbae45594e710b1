"""The outlines that the window can draw without a web engine."""

import pytest

from console.places.outlines import STATES, Outlines
from console.places.sketch import metres_a_pixel, states, world


def test_the_square_has_its_corners_where_web_mercator_has_them() -> None:
    assert world(0, 0) == (0.5, 0.5)
    assert world(0, -180) == (0.0, 0.5)
    assert world(66.51326044311186, 90) == pytest.approx((0.75, 0.25))


def test_a_pixel_spans_what_the_tile_scheme_says() -> None:
    assert metres_a_pixel(0, 0) == pytest.approx(156_543.034, abs=0.001)
    assert metres_a_pixel(60, 10) == pytest.approx(156_543.034 / 2 / 1024, rel=1e-6)


def test_every_ring_is_closed_and_every_state_is_there() -> None:
    rings = states()
    assert all(ring[0] == pytest.approx(ring[-1], abs=1e-9) for ring in rings)
    assert len(rings) >= len(Outlines.load(STATES, "states"))
