"""The simple map agrees with the page and can be used alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.tier import Tier
from console.places import sketch
from console.places.page import themes
from console.ui.map import shapes
from console.ui.map.native import Look, NativeMap
from console.ui.map.pane import MapPane
from tests.ui.map.conftest import COLUMBUS, IMMINENT, SOON, Ask, Json, hospital

MIDDLE = QPoint(400, 250)


@pytest.fixture
def simple(qtbot: QtBot) -> NativeMap:
    widget = NativeMap(sketch.states, themes())
    qtbot.addWidget(widget)
    widget.resize(800, 500)
    widget.look_at(Look(*COLUMBUS, 9))
    widget.show_marks([IMMINENT])
    widget.show()
    return widget


def colour(widget: NativeMap, at: QPoint) -> str:
    shown = widget.grab().toImage()
    return str(shown.pixelColor(at * round(shown.devicePixelRatio())).name()).upper()


@pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)
def test_it_puts_places_where_the_page_puts_them(
    pane: MapPane, ask: Ask, census: Callable[[], dict[str, Json]]
) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    seen = census()
    pane.simple.resize(800, 500)
    lat, lon = seen["centre"]
    pane.simple.look_at(Look(lat, lon, seen["zoom"]))
    for lat, lon in ((39.95, -83.0), (40.1, -82.7), (25.0, -80.0), (71.0, -156.8)):
        spot = pane.simple.spot(lat, lon)
        there = ask(f"Vigil.view.map.latLngToContainerPoint([{lat}, {lon}])")
        assert (spot.x(), spot.y()) == pytest.approx((there["x"], there["y"]), abs=1.5)


def test_a_client_is_drawn_where_it_is(simple: NativeMap) -> None:
    assert colour(simple, MIDDLE) == themes()["light"]["imminent"]
    simple.show_marks([])
    assert colour(simple, MIDDLE) == themes()["light"]["land"]


def test_the_sea_is_not_land(simple: NativeMap) -> None:
    simple.look_at(Look(36.0, -60.0, 9))
    assert colour(simple, MIDDLE) == themes()["light"]["abroad"]


def test_the_circle_is_as_large_as_the_doubt(simple: NativeMap) -> None:
    simple.show_marks([replace(IMMINENT, error_m=20_000.0)])
    radius = round(20_000 / sketch.metres_a_pixel(COLUMBUS[0], 9))
    inside, outside = MIDDLE + QPoint(radius - 4, 0), MIDDLE + QPoint(0, radius + 4)
    assert colour(simple, inside) != themes()["light"]["land"]
    assert colour(simple, outside) == themes()["light"]["land"]


def test_it_says_at_its_foot_that_streets_are_not_drawn(simple: NativeMap) -> None:
    assert simple.foot == "Simple map: streets are not drawn here"
    assert simple.accessibleDescription() == simple.foot
    corner = QPoint(simple.width() - 12, simple.height() - 8)
    assert colour(simple, corner) == themes()["light"]["surface"]
    simple.resize(140, 300)
    wide = simple.width() * round(simple.devicePixelRatio())
    shown = simple.grab().toImage()
    ground = QColor(themes()["light"]["surface"])
    rows = [y for y in range(shown.height()) if shown.pixelColor(wide - 12, y) == ground]
    two = 2 * QFontMetrics(simple.font()).height() * round(simple.devicePixelRatio())
    assert rows[0] <= shown.height() - two, "it does not wrap"


def test_it_wears_the_theme(simple: NativeMap) -> None:
    simple.wear("dark")
    assert colour(simple, QPoint(10, 490)) == themes()["dark"]["land"]


@pytest.mark.parametrize(
    ("key", "lat", "lon", "zoom"),
    [
        (Qt.Key.Key_Left, 0, -1, 0),
        (Qt.Key.Key_Right, 0, 1, 0),
        (Qt.Key.Key_Up, 1, 0, 0),
        (Qt.Key.Key_Down, -1, 0, 0),
        (Qt.Key.Key_Plus, 0, 0, 1),
        (Qt.Key.Key_Minus, 0, 0, -1),
    ],
)
def test_keys_move_and_zoom(simple: NativeMap, key: Qt.Key, lat: int, lon: int, zoom: int) -> None:
    before = simple.look
    QTest.keyClick(simple, key)
    after = simple.look

    def way(difference: float) -> int:
        return 0 if abs(difference) < 1e-9 else 1 if difference > 0 else -1

    moved = (way(after.lat - before.lat), way(after.lon - before.lon), after.zoom - before.zoom)
    assert moved == (lat, lon, zoom)
    assert simple.was_moved


def test_dragging_moves_the_place_with_the_pointer(simple: NativeMap) -> None:
    before = simple.spot(*COLUMBUS)
    QTest.mousePress(simple, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(simple, QPoint(340, 280))
    QTest.mouseRelease(simple, Qt.MouseButton.LeftButton, pos=QPoint(340, 280))
    moved = simple.spot(*COLUMBUS) - before
    assert (moved.x(), moved.y()) == pytest.approx((40, -20), abs=0.01)


def test_a_click_picks_the_person_before_the_place(simple: NativeMap, qtbot: QtBot) -> None:
    beside = replace(hospital(0), lat=COLUMBUS[0], lon=COLUMBUS[1])
    simple.show_marks([beside, IMMINENT])
    with qtbot.waitSignal(simple.picked, timeout=SOON) as told:
        QTest.mouseClick(simple, Qt.MouseButton.LeftButton, pos=MIDDLE)
    assert told.args == [IMMINENT.id]


def test_looking_near_a_client_has_the_doubt_and_the_nearest_help_in_view(
    simple: NativeMap,
) -> None:
    far = replace(hospital(3, rank=1), lat=COLUMBUS[0] + 0.2)
    simple.show_marks([IMMINENT, far])
    simple.look_near(IMMINENT)
    assert simple.rect().contains(simple.spot(far.lat, far.lon).toPoint())
    assert simple.look.zoom == 10


def test_a_place_and_its_point_on_the_square_are_inverse() -> None:
    for place in ((39.96, -83.0), (-14.3, -170.7), (71.3, -156.8)):
        assert shapes.place(*sketch.world(*place)) == pytest.approx(place)


def test_tiers_differ_in_shape_and_word() -> None:
    outlines = {str(shapes.tier(tier, 5.0).toFillPolygon().toList()) for tier in Tier}
    assert len(outlines) == len(Tier)
    assert [shapes.word(tier) for tier in Tier] == ["Low", "Moderate", "High", "Imminent"]
