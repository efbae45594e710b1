"""Which county a point is in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.place.point import Point
from console.places.outlines import Outlines, counties, counties_within, county_at

SQUARE_WITH_A_HOLE: dict[str, Any] = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[0, 0], [10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10]],
        [[4, 4], [2, 0], [0, 2], [-2, 0], [0, -2]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "areas": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1], [2]], "id": "a", "properties": {"name": "A"}},
                {"type": "Polygon", "arcs": [[2]], "id": "hole", "properties": {"name": "H"}},
                {
                    "type": "MultiPolygon",
                    "arcs": [[[3, ~0]]],
                    "id": "b",
                    "properties": {"name": "B"},
                },
            ]
        }
    },
}


@given(st.floats(0.01, 9.99), st.floats(0.01, 9.99))
def test_a_hole_is_not_part_of_its_area(x: float, y: float) -> None:
    in_hole = 4 < x < 6 and 4 < y < 6
    on_its_edge = (x in {4, 6} and 4 <= y <= 6) or (y in {4, 6} and 4 <= x <= 6)
    if not on_its_edge:
        area = Outlines(SQUARE_WITH_A_HOLE, "areas").at(Point(y, x))
        assert area == ("hole" if in_hole else "a")


@pytest.mark.parametrize(
    ("place", "lat", "lon", "fips"),
    [
        ("Columbus, Ohio", 39.9612, -82.9988, "39049"),
        ("Flagstaff, Arizona", 35.1983, -111.6513, "04005"),
        ("Burlington, Vermont", 44.4759, -73.2121, "50007"),
        ("Anchorage, Alaska", 61.2181, -149.9003, "02020"),
        ("Honolulu, Hawaii", 21.3069, -157.8583, "15003"),
        ("Hagatna, Guam", 13.4745, 144.7504, "66010"),
        ("Attu, west of the 180th meridian", 52.9, 172.9, "02016"),
        ("Adak, east of it", 51.88, -176.65, "02016"),
        ("a city that is its own county: Alexandria, Virginia", 38.8048, -77.0469, "51510"),
    ],
)
def test_a_place_is_in_its_county(place: str, lat: float, lon: float, fips: str) -> None:
    assert county_at(Point(lat, lon)) == fips


def test_a_pier_belongs_to_its_coast_and_the_open_sea_to_nobody() -> None:
    assert county_at(Point(34.0080, -118.4996)) == "06037"
    assert county_at(Point(30.0, -60.0)) is None


def test_near_a_border_every_county_in_the_circle_is_named_nearest_first() -> None:
    here = Point(39.96, -82.99)
    assert counties_within(here, 100) == ("39049",)
    assert counties_within(here, 20_000) == ("39049", "39129", "39089", "39045", "39041")


def test_all_counties_are_there_and_have_names() -> None:
    assert len(counties()) == 3231
    assert counties().name("39049") == "Franklin"
    assert counties().name("99999") is None
