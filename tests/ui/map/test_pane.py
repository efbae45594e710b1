"""The map in a real web engine: what it shows, what moves it, and what it does when it dies."""

import logging
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations
from math import floor
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from console.domain.tier import Tier
from console.places.page import MapPage, build_page, themes
from console.ui.map.pane import OFTEN, MapPane
from console.ui.theme import Theme
from tests.ui.map.conftest import COLUMBUS, IMMINENT, SOON, Ask, hospital, person, question, surface

Census = Callable[[], dict[str, Any]]
MANY = [hospital(n) for n in range(5)]

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)


def test_it_asks_this_machine_only(pane: MapPane, page: MapPage, census: Census) -> None:
    assert census()["outlines"] == [56, 3231]
    assert pane.web is not None
    assert pane.web.gate.stopped == {}
    assert pane.web.gate.passed == {"vigil": len(page.assets)}


def test_marks_come_change_and_go(pane: MapPane, census: Census) -> None:
    pane.show_marks([IMMINENT, *MANY])
    assert (census()["clients"], census()["help"]) == (1, 5)
    pane.show_marks([IMMINENT, *MANY[:2], person("luis")])
    assert (census()["clients"], census()["help"]) == (2, 2)
    pane.remove(["luis", "nobody"])
    assert (census()["clients"], census()["help"]) == (1, 2)


def test_many_marks_arrive_in_batches_and_all_arrive(pane: MapPane, census: Census) -> None:
    pane.show_marks([hospital(n % 40, label=str(n)) for n in range(40)])
    pane.upsert(replace(MANY[0], id=f"m{n}") for n in range(2000))
    assert census()["help"] == 2040


def test_only_a_confirmed_address_is_a_pin(pane: MapPane, census: Census) -> None:
    pane.show_marks([IMMINENT, replace(person("luis"), lat=47.0)])
    assert census()["pins"] == 0
    pane.upsert([replace(IMMINENT, confirmed=True)])
    assert census()["pins"] == 1
    pane.upsert([IMMINENT])
    assert census()["pins"] == 0


def test_choosing_a_client_centres_once_and_names_it(pane: MapPane, census: Census) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    seen = census()
    assert seen["centre"] == pytest.approx(COLUMBUS, abs=0.001)
    assert seen["labels"]["client imminent"] == 1
    assert seen["where"] == "Franklin County, Ohio · outlines only: no street file is set"


FILLED = """(() => {
  const [south, north] = Vigil.COUNTRY, map = Vigil.view.map, size = map.getSize();
  const low = map.latLngToContainerPoint(south), high = map.latLngToContainerPoint(north);
  return { shares: [(high.x - low.x) / size.x, (low.y - high.y) / size.y], zoom: map.getZoom() };
})()"""


@pytest.mark.parametrize("size", [(800, 500), (640, 320), (1000, 300)])
def test_with_nobody_chosen_the_country_fills_the_pane(
    pane: MapPane, ask: Ask, size: tuple[int, int], qtbot: QtBot
) -> None:
    pane.resize(*size)
    qtbot.waitUntil(lambda: ask("Vigil.view.map.getSize().x") == size[0], timeout=SOON)
    widest = max(ask(FILLED)["shares"])
    assert 2**-0.25 <= widest <= 1


def test_keys_leave_the_view_of_the_country_for_a_whole_zoom(
    pane: MapPane, ask: Ask, qtbot: QtBot
) -> None:
    pane.resize(1000, 300)
    qtbot.waitUntil(lambda: ask("Vigil.view.map.getSize().x") == 1000, timeout=SOON)
    assert ask(FILLED)["zoom"] % 1 != 0
    ask("(Vigil.view.map.zoomIn(), 1)")
    assert ask(FILLED)["zoom"] % 1 == 0


def test_a_calm_bar_that_takes_a_little_room_changes_no_zoom(
    pane: MapPane, census: Census, ask: Ask, qtbot: QtBot
) -> None:
    zooms: list[float] = []

    def is_tall(height: int) -> bool:
        return bool(ask("Vigil.view.map.getSize().y") == height)

    for height in (330, 250, 200):
        pane.resize(1000, height)
        qtbot.waitUntil(partial(is_tall, height), timeout=SOON)
        zooms.append(census()["zoom"])
    assert zooms[1] == zooms[0] > zooms[2]


def test_it_never_moves_by_itself_after_the_operator_panned(
    pane: MapPane, census: Census, ask: Ask
) -> None:
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    census()
    ask("(Vigil.view.map.fire('dragstart'), Vigil.view.map.panBy([900, 300]), 1)")
    there = census()["centre"]
    pane.upsert([replace(IMMINENT, lat=41.5, tier=Tier.HIGH)])
    pane.select(IMMINENT.id)
    pane.set_theme("dark")
    pane.select(MANY[3].id)
    assert census()["centre"] == there


def test_a_client_found_elsewhere_is_followed_while_nobody_panned(
    pane: MapPane, census: Census
) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    census()
    pane.upsert([replace(IMMINENT, lat=41.4993, lon=-81.6944)])
    assert census()["centre"] == pytest.approx((41.4993, -81.6944), abs=0.001)


def test_a_client_chosen_before_it_is_known_is_centred_when_it_comes(
    pane: MapPane, census: Census
) -> None:
    pane.select(IMMINENT.id)
    census()
    pane.show_marks([IMMINENT])
    assert census()["centre"] == pytest.approx(COLUMBUS, abs=0.001)


def test_choosing_help_marks_it_and_moves_nothing(pane: MapPane, census: Census) -> None:
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    before = census()
    pane.select(MANY[1].id)
    after = census()
    assert after["centre"] == before["centre"]
    assert (after["client"], after["selected"]) == (IMMINENT.id, MANY[1].id)
    assert after["labels"]["help chosen"] == 1


def test_saying_the_client_again_keeps_what_is_pointed_out(
    pane: MapPane, census: Census, ask: Ask
) -> None:
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    pane.point_out(MANY[1].id)
    census()
    ask("(Vigil.view.map.fire('dragstart'), Vigil.view.map.panBy([900, 300]), 1)")
    there = census()["centre"]
    pane.select(IMMINENT.id)
    pane.point_out("a place that is not on the map")
    seen = census()
    assert (seen["client"], seen["selected"], seen["centre"]) == (IMMINENT.id, MANY[1].id, there)
    pane.point_out("")
    seen = census()
    assert (seen["client"], seen["selected"], seen["centre"]) == (IMMINENT.id, IMMINENT.id, there)


def test_no_label_lies_on_another(pane: MapPane, census: Census) -> None:
    near = [hospital(n, rank=n + 1, label=f"A rather long name {n}") for n in range(8)]
    crowd = [replace(mark, lat=COLUMBUS[0] + 0.0007 * n) for n, mark in enumerate(near)]
    pane.show_marks([IMMINENT, *crowd])
    pane.select(IMMINENT.id)
    boxes = census()["boxes"]
    assert len(boxes) > 4
    for one, two in combinations(boxes, 2):
        apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert apart, (one, two)


@pytest.mark.parametrize("theme", themes())
def test_it_wears_the_theme(pane: MapPane, census: Census, qtbot: QtBot, theme: str) -> None:
    pane.set_theme(theme)
    seen = census()
    assert (seen["theme"], seen["land"]) == (theme, themes()[theme]["land"])
    at = QPoint(round(400 * pane.devicePixelRatio()), round(5 * pane.devicePixelRatio()))
    qtbot.waitUntil(
        lambda: pane.grab().toImage().pixelColor(at).name().upper() == themes()[theme]["abroad"],
        timeout=SOON,
    )


def test_the_map_has_every_theme_of_the_window() -> None:
    assert list(themes()) == [theme.value for theme in Theme]


def test_the_text_size_reaches_the_page(pane: MapPane, ask: Ask) -> None:
    before = ask("window.innerWidth")
    pane.set_scale(2.0)
    assert ask("window.innerWidth") == before / 2


def test_a_theme_that_does_not_exist_is_refused(pane: MapPane) -> None:
    with pytest.raises(KeyError):
        pane.set_theme("sepia")


def test_a_label_is_text_whatever_it_holds(pane: MapPane, ask: Ask, census: Census) -> None:
    hostile = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>"
    pane.show_marks([replace(IMMINENT, label=hostile), hospital(1, label=hostile, rank=1)])
    pane.select(IMMINENT.id)
    assert census()["labels"]["client imminent"] == 1
    said = ask("Array.from(document.querySelectorAll('.word.client span')).map(e => e.textContent)")
    assert said == [hostile]
    assert ask("[document.images.length, document.title]") == [0, ""]


def test_a_click_on_a_mark_picks_it(pane: MapPane, census: Census, qtbot: QtBot) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    census()
    with qtbot.waitSignal(pane.picked, timeout=SOON) as told:
        QTest.mouseClick(
            surface(pane),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(400, 250),
        )
    assert told.args == [IMMINENT.id]


def test_the_keys_move_and_zoom_it(pane: MapPane, census: Census, qtbot: QtBot) -> None:
    assert pane.web is not None
    pane.activateWindow()
    pane.web.setFocus()
    before = census()
    QTest.keyClick(surface(pane), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(census()["centre"][1] > before["centre"][1] + 1), timeout=SOON)
    QTest.keyClick(surface(pane), Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: census()["zoom"] == floor(before["zoom"] + 1.5), timeout=SOON)


def kill_page(pane: MapPane) -> None:
    assert pane.web is not None
    os.kill(pane.web.process, signal.SIGKILL)


def test_a_killed_page_comes_back_with_its_marks(
    pane: MapPane, census: Census, qtbot: QtBot
) -> None:
    pane.set_theme("dark")
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    before = census()
    told: list[str] = []
    pane.told.connect(told.append)
    with qtbot.waitSignals([pane.lost, pane.drawn], timeout=SOON):
        kill_page(pane)
    assert pane.is_full
    after = census()
    for name in ("clients", "help", "client", "theme", "zoom"):
        assert after[name] == before[name], name
    assert after["centre"] == pytest.approx(before["centre"], abs=0.001)
    assert told == ["The map stopped and is back. Nothing is lost."]


def test_while_the_page_is_gone_the_simple_map_shows_the_same_place(
    pane: MapPane, census: Census, qtbot: QtBot
) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    zoom = census()["zoom"]
    with qtbot.waitSignal(pane.lost, timeout=SOON):
        kill_page(pane)
    assert not pane.is_full
    assert pane.simple.isVisible()
    look = pane.simple.look
    assert (look.lat, look.lon) == pytest.approx(COLUMBUS, abs=0.001)
    assert look.zoom == zoom


def test_a_page_that_keeps_dying_is_left_alone_until_asked(pane: MapPane, qtbot: QtBot) -> None:
    pane.show_marks([IMMINENT])
    for _turn in range(OFTEN - 1):
        with qtbot.waitSignals([pane.lost, pane.drawn], timeout=SOON):
            kill_page(pane)
    with qtbot.waitSignal(pane.lost, timeout=SOON):
        kill_page(pane)
    button = pane.findChild(QWidget, "mapRetry")
    assert button is not None
    assert button.isVisible()
    with qtbot.waitSignal(pane.drawn, timeout=SOON):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert question(pane, qtbot)("Vigil.view.census().clients") == 1


def test_before_it_is_started_it_has_no_engine(page: MapPage, qtbot: QtBot) -> None:
    pane = MapPane(lambda: page)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_marks([IMMINENT])
    assert pane.web is None
    assert not pane.is_full
    pane.close_map()


def test_what_was_said_before_the_page_opened_is_on_it(page: MapPage, qtbot: QtBot) -> None:
    pane = MapPane(lambda: page)
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    pane.set_theme("contrast")
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    with qtbot.waitSignal(pane.drawn, timeout=SOON):
        pane.start()
    seen = question(pane, qtbot)("Vigil.view.census()")
    assert (seen["clients"], seen["help"], seen["theme"]) == (1, 5, "contrast")
    assert seen["centre"] == pytest.approx(COLUMBUS, abs=0.001)
    pane.close_map()


def test_it_opens_while_another_workspace_is_in_front(page: MapPage, qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(800, 500)
    pane = MapPane(lambda: page)
    stack.addWidget(QWidget())
    stack.addWidget(pane)
    stack.show()
    with qtbot.waitSignal(pane.drawn, timeout=SOON):
        pane.start()
    pane.show_marks([IMMINENT, *MANY])
    pane.select(IMMINENT.id)
    stack.setCurrentWidget(pane)
    qtbot.waitUntil(pane.isVisible)
    census = partial(question(pane, qtbot), "Vigil.view.census()")
    qtbot.waitUntil(lambda: census()["zoom"] == 13, timeout=SOON)
    assert census()["centre"] == pytest.approx(COLUMBUS, abs=0.001)
    pane.close_map()


def test_a_page_that_cannot_be_built_leaves_the_simple_map(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    pane = MapPane(lambda: build_page(tmp_path))
    qtbot.addWidget(pane)
    pane.show()
    pane.show_marks([IMMINENT])
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(pane.told, timeout=SOON) as told:
        pane.start()
    assert told.args == ["This machine shows the simple map. It has the same places."]
    assert pane.simple.isVisible()
    pane.close_map()


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root):
            continue
        said = QAccessible.queryAccessibleInterface(widget)
        if said is None or not said.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return found


def test_nothing_that_takes_the_focus_is_nameless(pane: MapPane, qtbot: QtBot) -> None:
    assert surface(pane).focusPolicy() != Qt.FocusPolicy.NoFocus
    assert nameless(pane) == []
    with qtbot.waitSignal(pane.lost, timeout=SOON):
        kill_page(pane)
    assert pane.simple.isVisibleTo(pane)
    assert nameless(pane) == []


def test_the_page_says_what_it_is_to_a_screen_reader(ask: Ask) -> None:
    said = ask(
        "((at) => [at.getAttribute('role'), at.getAttribute('aria-label'), at.tabIndex])"
        "(Vigil.view.map.getContainer())"
    )
    assert said == [
        "application",
        "Map. Arrow keys move it, plus and minus zoom. The list beside it says more.",
        0,
    ]
