"""The simple map draws the streets of the centre's file too, and says where it has none."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from console.places import sketch
from console.places.page import MapPage, build_page, themes
from console.places.tiles.streets import open_streets
from console.ui.map import paper
from console.ui.map.hand import MapHand
from console.ui.map.native import Look, NativeMap
from console.ui.map.pane import MapPane
from console.ui.map.web.probe import Probe
from tests.places.tiles.files import mbtiles, picture, street
from tests.ui.map.conftest import IMMINENT, SOON
from tests.ui.map.test_hand import hand_of
from tests.ui.map.test_native import colour
from tests.ui.map.test_streets import everywhere

ROAD = street("Long Road", layer="transportation")
LIGHT = themes()["light"]
DRAWN = "Simple map: streets without names · © OpenStreetMap contributors"


@pytest.fixture
def simple(qtbot: QtBot) -> NativeMap:
    """The simple map where the four quarters of the world meet; that is in its middle."""
    widget = NativeMap(sketch.states, themes())
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.look_at(Look(0, 0, 14))
    widget.show()
    return widget


def lay(simple: NativeMap, file: Path, qtbot: QtBot) -> None:
    simple.pictures.lay(open_streets(file))
    with qtbot.waitSignal(simple.pictures.come, timeout=SOON):
        simple.update()


def becomes(simple: NativeMap, at: QPoint, token: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: colour(simple, at) == token, timeout=SOON)


@pytest.mark.parametrize("zoom", [13, 14, 15])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_road_is_where_it_is_in_the_colours_of_the_theme(
    simple: NativeMap, tmp_path: Path, qtbot: QtBot, zoom: int, theme: str
) -> None:
    simple.wear(theme)
    simple.look_at(Look(0, 0, zoom))
    lay(simple, mbtiles(tmp_path / "s", everywhere(ROAD)), qtbot)
    away = 256 if zoom == 15 else 128  # the file ends at zoom 14, so its tile is twice as large
    colours = themes()[theme]
    for sign in (-1, 1):
        becomes(simple, QPoint(480, 300 + sign * away // 2), colours["block"], qtbot)
        if zoom > 13:
            becomes(simple, QPoint(480, 300 + sign * away), colours["road"], qtbot)
    assert simple.foot == DRAWN
    simple.pictures.close()


def test_pictures_are_drawn_as_they_are(simple: NativeMap, tmp_path: Path, qtbot: QtBot) -> None:
    lay(simple, mbtiles(tmp_path / "s", everywhere(picture()), (("format", "png"),)), qtbot)
    becomes(simple, QPoint(480, 340), "#909090", qtbot)
    assert simple.foot == "Simple map: streets without names"
    simple.pictures.close()


def test_what_it_cannot_draw_it_says_at_its_foot(
    simple: NativeMap, tmp_path: Path, qtbot: QtBot
) -> None:
    assert simple.foot == "Simple map: streets are not drawn here"
    tiles = everywhere(ROAD)
    tiles |= {at: ROAD[:-4] for at in tiles if at[0] == 12}
    lay(simple, mbtiles(tmp_path / "s", tiles), qtbot)
    simple.look_at(Look(0, 0, 9))
    assert simple.foot == "Simple map: streets show from closer in"
    none = "Simple map: the street file has no streets here"
    for look in (Look(40.0, -83.0, 14), Look(0, 0, 12)):
        simple.look_at(look)
        qtbot.waitUntil(lambda: simple.foot == none, timeout=SOON)
        qtbot.waitUntil(lambda: simple.accessibleDescription() == none, timeout=SOON)
    simple.pictures.close()


def test_a_map_that_is_printed_shows_them_in_the_colours_of_paper(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shots: list[paper.Shot] = []
    monkeypatch.setattr(MapHand, "_print", lambda _hand, shot: shots.append(shot))
    pane = MapPane(lambda: MapPage("", {}))
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.simple.show()
    pane.set_theme("dark")
    pane.simple.pictures.lay(open_streets(mbtiles(tmp_path / "s", everywhere(ROAD))))
    here = replace(IMMINENT, lat=0.0, lon=0.0, error_m=50.0)
    pane.show_marks([here])
    pane.select(here.id)
    pane.simple.look_at(Look(0, 0, 14))
    hand_of(pane).print_map()
    qtbot.waitUntil(lambda: bool(shots), timeout=SOON)
    ratio = round(shots[0].picture.devicePixelRatio())
    assert shots[0].picture.pixelColor(QPoint(480, 340) * ratio).name().upper() == LIGHT["block"]
    becomes(pane.simple, QPoint(480, 340), themes()["dark"]["block"], qtbot)
    pane.close_map()


def test_where_the_engine_cannot_start_the_streets_are_there_all_the_same(
    tmp_path: Path, qtbot: QtBot
) -> None:
    file = mbtiles(tmp_path / "s", everywhere(ROAD))
    broken = Probe((sys.executable, "-c", "raise SystemExit(1)"))
    pane = MapPane(lambda: build_page(tiles=file), probe=broken)
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.simple.look_at(Look(0, 0, 14))
    with qtbot.waitSignal(pane.lost, timeout=SOON):
        pane.start()
    qtbot.waitUntil(lambda: pane.simple.isVisible() and pane.simple.foot == DRAWN, timeout=SOON)
    becomes(pane.simple, QPoint(480, 340), LIGHT["block"], qtbot)
    pane.close_map()
    assert pane.simple.pictures.streets is None
