"""What stands too close together on the map is one mark, and nobody is lost in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.map import shapes
from console.ui.map.pane import MapPane
from tests.ui.map.conftest import IMMINENT, SOON, Ask, hospital, person

Census = Callable[[], dict[str, Any]]

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)


def test_people_close_together_are_one_mark_until_the_map_is_near(
    pane: MapPane, census: Census, ask: Ask
) -> None:
    crowd = [replace(person(f"p{n}"), lat=40 + n / 100, confirmed=n % 2 == 0) for n in range(6)]
    pane.show_marks([*crowd, replace(person("far"), lat=47.0, confirmed=True)])
    seen = census()
    assert (seen["clients"], seen["joined"], seen["pins"]) == (7, [6], 1)
    ask("(Vigil.view.centre(40.02, -82.99, 12), 1)")
    seen = census()
    assert (seen["joined"], seen["pins"]) == ([], 4)


def test_the_chosen_person_is_never_lost_among_others(
    pane: MapPane, census: Census, ask: Ask
) -> None:
    pane.show_marks([replace(IMMINENT, confirmed=True), person("luis"), person("mina")])
    assert (census()["joined"], census()["pins"]) == ([3], 0)
    pane.select(IMMINENT.id)
    census()
    ask("(Vigil.view.centre(40, -83, 4), 1)")
    seen = census()
    assert (seen["joined"], seen["pins"]) == ([2], 1)


COUNTED = """((zoom) => {
  const crowd = Vigil.view.marks.crowd, side = 2 ** zoom;
  let right = 0;
  for (let x = 0; x < side; x += 1) {
    for (let y = 0; y < side; y += 1) {
      for (const mark of crowd._places.slice(...crowd.piece(zoom, x, y))) {
        right += Math.floor(mark.x * side) === x && Math.floor(mark.y * side) === y;
      }
    }
  }
  return right;
})"""
ITEMS = """((zoom) => {
  const at = Vigil.world(40, -83).map((part) => Math.floor(part * 2 ** (zoom - 1)));
  return Vigil.view.marks.crowd.items(zoom, ...at).map((item) => item.count || 1);
})"""


def test_every_place_is_in_exactly_one_tile_at_every_zoom(pane: MapPane, ask: Ask) -> None:
    places = [
        replace(hospital(n), id=f"p{n}", lat=-84 + n * 0.168, lon=-180 + n * 0.36)
        for n in range(999)
    ]
    pane.show_marks([*places, replace(places[7], id="twin")])
    assert [ask(f"{COUNTED}({zoom})") for zoom in (0, 1, 4, 6)] == [1000] * 4


def test_joined_places_say_how_many_they_are(pane: MapPane, ask: Ask) -> None:
    pane.show_marks([replace(hospital(n), id=f"p{n}", lat=40, lon=-83) for n in range(12)])
    assert ask(f"{ITEMS}(10)") == [12]
    assert ask(f"{ITEMS}(14)") == [1] * 12


TOWN = """((name) => {
  const { map, labels } = Vigil.view, town = labels.towns.find((one) => one.name === name);
  const scale = 256 * 2 ** map.getZoom(), corner = map.getPixelBounds().min;
  const word = Array.from(document.querySelectorAll(".word.town"))
    .find((one) => one.textContent === name).getBoundingClientRect();
  return {
    at: [town.x * scale - corner.x, town.y * scale - corner.y],
    word: [word.left, word.top, word.right, word.bottom],
  };
})"""


def test_the_name_of_a_town_goes_out_of_the_way_of_the_places_that_stand_there(
    pane: MapPane, ask: Ask, census: Census, qtbot: QtBot
) -> None:
    def covered() -> bool:
        found = ask(f"{TOWN}('Columbus')")
        (x, y), (left, top, right, bottom) = found["at"], found["word"]
        return bool(left - 9 < x < right + 9 and top - 9 < y < bottom + 9)

    ask("(Vigil.view.centre(39.97, -82.99, 10), 1)")
    qtbot.waitUntil(lambda: census()["labels"].get("town", 0) > 0, timeout=SOON)
    assert covered()
    at = ask(
        "((one) => [one.x, one.y])(Vigil.view.labels.towns.find((t) => t.name === 'Columbus'))"
    )
    lat, lon = shapes.place(*at)
    pane.show_marks([replace(hospital(n), id=f"p{n}", lat=lat, lon=lon) for n in range(5)])
    assert census()["help"] == 5
    assert not covered()
