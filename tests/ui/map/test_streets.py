"""Streets on the map: drawn from the centre's own file, and where there are none, said in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from console.places.page import build_page, themes
from console.ui.map.pane import MapPane
from tests.places.tiles.files import At, mbtiles, picture, street
from tests.shared import shared
from tests.ui.map.conftest import COLUMBUS, SOON, question
from tests.ui.map.test_pane import kill_page

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)

CORNER = (0.0, 0.0)
"""Where the four tiles of zoom 1 meet, and at every zoom after it."""
LOOK = "(Vigil.view.centre({}, {}, {}), 1)"


class Looking:
    def __init__(self, pane: MapPane, qtbot: QtBot) -> None:
        self.pane = pane
        self.qtbot = qtbot
        self.ask = question(pane, qtbot)

    def at(self, place: tuple[float, float], zoom: int) -> None:
        self.ask(LOOK.format(*place, zoom))

    def census(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("Vigil.view.census()")
        return found

    def says(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.census()["where"].endswith(words), timeout=SOON)

    def streets(self, least: int = 1) -> None:
        self.qtbot.waitUntil(lambda: self.census()["streets"] >= least, timeout=SOON)


@contextmanager
def opened(file: Path | None, qtbot: QtBot) -> Iterator[Looking]:
    pane = MapPane(partial(build_page, tiles=file))
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    with qtbot.waitSignal(pane.drawn, timeout=SOON):
        pane.start()
    yield Looking(pane, qtbot)
    pane.close_map()


def everywhere(body: bytes) -> dict[At, bytes]:
    """The four tiles around the corner of the world's quarters, at each zoom from 10 to 14."""
    found: dict[At, bytes] = {}
    for zoom in range(10, 15):
        half = 1 << zoom - 1
        found |= {(zoom, x, y): body for x in (half - 1, half) for y in (half - 1, half)}
    return found


def test_a_real_city_is_drawn_with_its_names(qtbot: QtBot) -> None:
    with opened(shared("geo/columbus.mbtiles"), qtbot) as looking:
        looking.at(COLUMBUS, 15)
        looking.streets(2)
        qtbot.waitUntil(lambda: "street main" in looking.census()["labels"], timeout=SOON)
        assert looking.census()["where"] == "Franklin County, Ohio"
        words = "Array.from(document.querySelectorAll('.word.street')).map((e) => e.textContent)"
        assert "East Broad Street" in looking.ask(words)
        assert looking.ask("document.querySelector('.sources').textContent").endswith(
            "© OpenStreetMap contributors"
        )
        assert looking.pane.web is not None
        assert looking.pane.web.gate.stopped == {}


@pytest.mark.long
@pytest.mark.parametrize("theme", themes())
def test_streets_wear_the_theme(tmp_path: Path, qtbot: QtBot, theme: str) -> None:
    file = mbtiles(tmp_path / "s", everywhere(street("Long Road", layer="transportation")))
    with opened(file, qtbot) as looking:
        looking.at(CORNER, 14)
        looking.streets(2)
        looking.pane.set_theme(theme)
        looking.census()
        ratio = looking.pane.devicePixelRatio()

        def colour(x: int, y: int) -> str:
            spot = QPoint(round(x * ratio), round(y * ratio))
            return looking.pane.grab().toImage().pixelColor(spot).name().upper()

        qtbot.waitUntil(lambda: colour(200, 120) == themes()[theme]["block"], timeout=SOON)


def test_without_a_file_the_outlines_stay_and_say_so(qtbot: QtBot) -> None:
    with opened(None, qtbot) as looking:
        looking.at(COLUMBUS, 14)
        looking.says("outlines only: no street file is set")
        looking.at(COLUMBUS, 8)
        looking.says("County, Ohio")
        assert looking.census()["outlines"] == [56, 3231]


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "outlines only: the street file is not where it should be"),
        ("page", "outlines only: the street file cannot be read"),
        ("empty", "outlines only: the street file is empty"),
        ("foreign", "outlines only: the street file is of a kind we cannot draw"),
        ("north", "outlines only: the street file ends before this place"),
        ("hostile", "outlines only: the street file is broken here"),
        ("garbled", "outlines only: the street file is broken here"),
        ("near", "outlines only: streets show from closer in"),
    ],
)
def test_a_file_of_no_use_here_is_said_and_the_outlines_stay(
    tmp_path: Path, qtbot: QtBot, name: str, words: str
) -> None:
    (tmp_path / "page").write_bytes(b"<html>" + bytes(200))
    mbtiles(tmp_path / "empty", {})
    mbtiles(tmp_path / "foreign", {(0, 0, 0): b"x"}, (("format", "tiff"),))
    mbtiles(tmp_path / "north", {(zoom, 0, 0): street("x") for zoom in range(10, 15)})
    mbtiles(tmp_path / "hostile", everywhere(b"<svg onload='alert(1)'/>"))
    mbtiles(tmp_path / "garbled", everywhere(street("x")[:-4]))
    mbtiles(tmp_path / "near", {(16, 0, 0): street("x")})
    with opened(tmp_path / name, qtbot) as looking:
        looking.at(CORNER, 14)
        looking.says(words)
        assert looking.census()["outlines"] == [56, 3231]
        assert looking.census()["streets"] in {None, 0}


def test_beyond_its_last_zoom_a_file_is_still_drawn(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(mbtiles(tmp_path / "s", everywhere(street("Long Road"))), qtbot) as looking:
        looking.at((0.02, 0.02), 17)
        looking.streets()
        looking.says("")


def test_pictures_are_drawn_too(tmp_path: Path, qtbot: QtBot) -> None:
    tiles = everywhere(picture())
    del tiles[14, 8191, 8191]
    with opened(mbtiles(tmp_path / "s", tiles, (("format", "png"),)), qtbot) as looking:
        looking.at((-0.001, 0.001), 14)
        looking.streets(3)
        looking.says("")
        looking.at((0.001, -0.001), 14)
        looking.says("outlines only: the street file ends before this place")


def test_streets_come_back_with_a_page_that_was_killed(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(mbtiles(tmp_path / "s", everywhere(street("Long Road"))), qtbot) as looking:
        looking.at((0.001, 0.001), 14)
        looking.streets()
        with qtbot.waitSignals([looking.pane.lost, looking.pane.drawn], timeout=SOON):
            kill_page(looking.pane)
        looking.streets()


def test_a_name_is_text_whatever_it_holds(tmp_path: Path, qtbot: QtBot) -> None:
    hostile = "<img src=//192.0.2.1/>"
    with opened(mbtiles(tmp_path / "s", everywhere(street(hostile))), qtbot) as looking:
        looking.at((0.006, 0.006), 16)
        looking.streets()
        words = "Array.from(document.querySelectorAll('.word.street')).map((e) => e.textContent)"
        qtbot.waitUntil(lambda: hostile in looking.ask(words), timeout=SOON)
        assert looking.ask("document.images.length") == 0
