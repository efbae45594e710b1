"""The roads and the water of a tile, as the simple map draws them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.places.tiles import ways as module
from console.places.tiles.ways import Way, ways
from tests.places.tiles.files import street

STREETS_JS = Path(__file__).parents[3] / "resources" / "map" / "streets.js"
ROAD = street("Long Road", layer="transportation")


def test_a_road_is_read_with_its_sort_and_its_corners() -> None:
    assert ways(ROAD) == {Way.MAIN: [[(0.0, 0.5), (1.0, 0.5)]]}
    assert ways(street("x", "motorway", "roads")) == {Way.MOTORWAY: [[(0.0, 0.5), (1.0, 0.5)]]}


def test_what_is_no_road_and_no_water_is_left_out() -> None:
    assert ways(street("x", "path", "transportation")) == {}
    assert ways(street("x", layer="transportation_name")) == {}
    assert ways(street("x", layer="water")) == {}, "a line of water is no area"
    assert ways(b"") == {}


@given(st.integers(0, len(ROAD) - 1), st.binary(max_size=60))
def test_whatever_a_tile_holds_it_is_read_or_refused(cut: int, rest: bytes) -> None:
    for body in (ROAD[:cut], ROAD[:cut] + rest, rest):
        try:
            found = ways(body)
        except ValueError:
            continue
        assert set(found) <= set(Way)


def test_a_tile_that_was_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        ways(ROAD[:-4])


def test_roads_are_called_as_on_the_page() -> None:
    said = STREETS_JS.read_text(encoding="utf-8")
    table = said[said.index("Vigil.ROADS = {") : said.index("Vigil.GREEN")]
    drawn = {way.value for way in Way}
    page = {name: sort for name, sort in re.findall(r'(\w+): "(\w+)"', table) if sort in drawn}
    page.pop("runway")  # the simple map draws no airports
    assert {name: way.value for name, way in module.SORTS.items()} == page
    layers = dict(re.findall(r'(\w+): "(\w+)"', said[said.index("Vigil.LAYERS = {") :]))
    assert {name for name, sort in layers.items() if sort == "water"} == module.WATER
    roads = {name for name, sort in layers.items() if sort == "road"} - {"aeroway"}
    assert roads == module.ROADS
