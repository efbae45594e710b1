"""While the map is zoomed nobody leaves it; at rest it looks as if it had been nowhere else."""

from collections import Counter
from dataclasses import replace
from math import floor
from random import Random
from typing import Any

import pytest

from console.domain.tier import Tier
from console.places.sketch import world
from console.ui.map.mark import Mark
from console.ui.map.pane import MapPane
from tests.ui.map.conftest import COLUMBUS, Ask, hospital, person

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)

SEEN = """(() => {
  const home = Vigil.view.map.getContainer().getBoundingClientRect(), seen = {};
  for (const name of ["ground", "above"]) {
    for (const [key, { el, current }] of Object.entries(Vigil.view[name]._tiles)) {
      const box = el.getBoundingClientRect();
      const shown = box.left < home.right && box.right > home.left &&
        box.top < home.bottom && box.bottom > home.top;
      if (current && shown) seen[name + " " + key] = el.toDataURL();
    }
  }
  return seen;
})()"""
"""The canvases in the window, each as a picture."""

LOOK = "(Vigil.view.centre({}, {}, {}), 1)"

LOST = """((zooms) => {
  const { map, marks, pins, above } = Vigil.view, lost = [];
  const painted = ({ x, y }, zoom) => {
    const scale = 2 ** zoom * 256, side = Vigil.TILE;
    const tile = [x, y].map((part) => Math.floor((part * scale) / side));
    const held = above._tiles[[...tile, zoom].join(":")];
    if (!held) return !map.getPixelBounds().contains([x * scale, y * scale]);
    const ratio = Vigil.sharp(side) / side;
    const at = [x, y].map((part, axis) => Math.floor((part * scale - tile[axis] * side) * ratio));
    const pen = held.el.getContext("2d");
    return held.el.isConnected && pen.getImageData(...at, 1, 1).data[3] > 200;
  };
  for (const zoom of zooms) {
    map.setZoom(zoom, { animate: false });
    const { alone, joined } = marks.joined(zoom), chosen = marks.byId.get(marks.client);
    const found = new Set();
    for (const group of joined.filter((group) => painted(group, zoom))) {
      group.members.forEach(({ id }) => found.add(id));
    }
    for (const mark of chosen ? [...alone, chosen] : alone) {
      const pin = pins._pins.get(mark.id);
      const stuck = pin && pin.marker.getElement().isConnected;
      if (mark.confirmed ? stuck : painted(mark, zoom)) found.add(mark.id);
    }
    const missing = marks.clients.filter(({ id }) => !found.has(id));
    lost.push(...missing.map(({ id }) => [zoom, id].join(" ")));
  }
  return lost;
})"""
"""Who is not on the map at once after each step, before the page has painted another frame."""

COUNTS = """((zoom) => {
  const counts = {}, size = Vigil.TILE, { crowd } = Vigil.view.marks;
  for (const { coords, current } of Object.values(Vigil.view.above._tiles)) {
    if (!current) continue;
    const said = crowd.items(zoom, coords.x, coords.y).map((item) => item.count || 1);
    counts[[coords.x, coords.y].join(" ")] = said.reduce((sum, one) => sum + one, 0);
  }
  return counts;
})"""


def people(count: int) -> list[Mark]:
    random = Random(4)  # noqa: S311 -- a test's, not a secret's
    return [
        replace(
            person(f"p{n}"),
            lat=COLUMBUS[0] + random.gauss(0, 0.3), lon=COLUMBUS[1] + random.gauss(0, 0.3),
            confirmed=n % 2 == 0, tier=random.choice((None, *Tier)),
        )
        for n in range(count)
    ]  # fmt: skip


def places(count: int) -> list[Mark]:
    random = Random(7)  # noqa: S311 -- as above
    return [
        replace(
            hospital(0), id=f"h{n}",
            lat=COLUMBUS[0] + random.gauss(0, 0.4), lon=COLUMBUS[1] + random.gauss(0, 0.4),
        )
        for n in range(count)
    ]  # fmt: skip


def test_nobody_leaves_the_map_while_it_is_zoomed(pane: MapPane, ask: Ask) -> None:
    pane.show_marks([*people(40), *places(300)])
    pane.select("p2")
    ask(LOOK.format(*COLUMBUS, 6))
    assert ask("Vigil.view.census().clients") == 40
    every = [*range(6, 15), *range(14, 3, -1), 18, 3, 10, 11, 10]
    assert ask(f"{LOST}({every})") == []


def test_at_rest_it_looks_as_if_it_had_been_nowhere_else(pane: MapPane, ask: Ask) -> None:
    crowd = [*people(60), *places(900)]
    pane.show_marks(crowd)
    for zoom in (4, 6, 8, 10, 13):
        ask(LOOK.format(*COLUMBUS, zoom))
        ask("Vigil.view.census()")
        before: dict[str, Any] = ask(SEEN)
        assert len(before) >= 4
        ask(LOOK.format(44, -100, zoom + 1))
        ask(LOOK.format(*COLUMBUS, zoom))
        assert ask(SEEN) == before
        ask(LOOK.format(*COLUMBUS, zoom + 1))
        ask("(Vigil.view.forget(), 1)")
        ask(LOOK.format(*COLUMBUS, zoom))
        assert ask(SEEN) == before
        ask("(Vigil.view.above.repaint(), 1)")
        assert ask(SEEN) == before


def test_what_changes_while_a_part_is_out_of_the_window_is_there_when_it_comes_back(
    pane: MapPane, ask: Ask
) -> None:
    pane.show_marks([person("dana"), *places(50)])
    ask(LOOK.format(*COLUMBUS, 10))
    ask("Vigil.view.census()")
    before = ask(SEEN)
    ask(LOOK.format(44, -100, 10))
    pane.upsert([replace(person("dana"), tier=Tier.IMMINENT)])
    ask("Vigil.view.census()")
    ask(LOOK.format(*COLUMBUS, 10))
    after = ask(SEEN)
    changed = [key for key in before if before[key] != after[key]]
    assert changed
    assert all(key.startswith("above") for key in changed)
    pane.upsert([person("dana")])
    ask("Vigil.view.census()")
    assert ask(SEEN) == before


def test_the_counts_of_joined_places_add_up_to_the_places_in_the_window(
    pane: MapPane, ask: Ask
) -> None:
    crowd = places(2000)
    pane.show_marks(crowd)
    for zoom in (8, 9, 10, 12, 13):
        ask(LOOK.format(*COLUMBUS, zoom))
        said = ask(f"{COUNTS}({zoom})")
        side = 2 ** (zoom - 1)
        truth = Counter(
            " ".join(str(floor(part * side)) for part in world(mark.lat, mark.lon))
            for mark in crowd
        )
        assert sum(said.values()) > 20
        assert said == {tile: truth[tile] for tile in said}


def test_text_of_another_size_is_drawn_sharp_at_once(pane: MapPane, ask: Ask) -> None:
    pane.show_marks(people(3))
    ask(LOOK.format(*COLUMBUS, 10))
    ask("Vigil.view.census()")
    pane.set_scale(2.0)
    ask("(Vigil.view.map.invalidateSize(), 1)")
    sides = ask("Object.values(Vigil.view.above._tiles).map(({ el }) => el.width)")
    assert set(sides) == {ask("Vigil.sharp(512)")}
    assert ask("Vigil.sharp(512)") == 2 * 512 * pane.devicePixelRatio()
