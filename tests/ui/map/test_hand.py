"""What the keys do with the map: move it, list it, print it; with the page and without."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.places.page import MapPage
from console.ui.map.area import Area, AreaKind
from console.ui.map.hand import MapHand, Means, Noting
from console.ui.map.help_table import HelpRow
from console.ui.map.pane import MapPane
from console.ui.map.paper import scale_bar
from console.ui.map.twin import away
from tests.ui.map.conftest import COLUMBUS, IMMINENT, SOON, Ask, hospital, person

Census = Callable[[], dict[str, Any]]
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ROW = HelpRow("h1", "Hospital 1", "emergency", "614-555-0100", "1.6 km")
UNKNOWN = Area("psap", AreaKind.UNKNOWN, "no 911 centre is known here")

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    QStandardPaths.setTestModeEnabled(False)
    return tmp_path


def hand_of(pane: MapPane, *, practice: bool = False) -> MapHand:
    def keep(mark: str, made: Callable[[Noting], str]) -> None:
        pane.say(made(lambda: pane.setProperty("noted", mark)))

    return MapHand(pane, Means(lambda: None, lambda: [ROW], keep, lambda: NOON, practice))


@pytest.fixture
def simple(qtbot: QtBot) -> MapPane:
    """A map whose page never came."""
    pane = MapPane(lambda: MapPage("", {}))
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    pane.simple.show()
    return pane


def test_the_keys_move_the_page_wherever_the_focus_is(
    pane: MapPane, census: Census, qtbot: QtBot
) -> None:
    handlers = hand_of(pane).handlers()
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    home = census()
    steps = {"map_west": (1, -1), "map_east": (1, 1), "map_north": (0, 1), "map_south": (0, -1)}
    for name, (axis, sign) in steps.items():
        before = census()["centre"]
        handlers[name]()
        after = census()["centre"]
        assert (after[axis] - before[axis]) * sign > 0.001
        assert after[1 - axis] == pytest.approx(before[1 - axis], abs=1e-5)
    handlers["map_in"]()
    assert census()["zoom"] == home["zoom"] + 1
    handlers["map_out"]()
    handlers["map_out"]()
    assert census()["zoom"] == home["zoom"] - 1
    handlers["map_home"]()
    seen = census()
    assert (seen["zoom"], seen["centre"]) == (home["zoom"], pytest.approx(home["centre"], abs=1e-4))


def test_after_a_key_moved_it_the_map_stays_there(pane: MapPane, census: Census) -> None:
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    census()
    hand_of(pane).handlers()["map_east"]()
    there = census()["centre"]
    pane.upsert([replace(IMMINENT, lat=41.5)])
    assert census()["centre"] == there


def test_the_key_of_the_marks_opens_and_closes(pane: MapPane, census: Census) -> None:
    handlers = hand_of(pane).handlers()
    before = census()["legend"]
    handlers["map_legend"]()
    assert census()["legend"] is not before
    handlers["map_legend"]()
    assert census()["legend"] is before


def test_the_keys_move_the_simple_map_too(simple: MapPane) -> None:
    handlers = hand_of(simple).handlers()
    before = simple.simple.look
    handlers["map_east"]()
    handlers["map_in"]()
    after = simple.simple.look
    assert (after.lon > before.lon, after.zoom) == (True, before.zoom + 1)
    simple.show_marks([IMMINENT])
    simple.select(IMMINENT.id)
    handlers["map_west"]()
    handlers["map_home"]()
    assert (simple.simple.look.lat, simple.simple.look.lon) == COLUMBUS


def test_everything_on_the_map_is_listed_nearest_first(simple: MapPane) -> None:
    hand = hand_of(simple)
    simple.show_marks(
        [hospital(3), hospital(1, rank=1), IMMINENT, replace(person("luis"), lat=41.0)]
    )
    simple.show_areas([UNKNOWN, Area("a", AreaKind.PSAP, "Franklin County 911")])
    simple.select(IMMINENT.id)
    hand.handlers()["map_list"]()
    model = hand.twin.model
    said = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert said == [
        "no 911 centre is known here",
        "Answers here, by its area: Franklin County 911",
        "here · Imminent · Dana R. · not confirmed · within 2 km",
        "1.4 km NW · Hospital 1 · hospital",
        "3.4 km N · Hospital 3 · hospital",
        "116 km N · Dana R. · not confirmed · within 2 km",
    ]
    assert hand.twin.title.text().startswith("6 on the map, nearest to Dana R. first.")


def test_enter_on_the_list_goes_to_the_place_and_escape_leaves_it(
    simple: MapPane, qtbot: QtBot
) -> None:
    hand = hand_of(simple)
    simple.show_marks([IMMINENT, hospital(1)])
    simple.select(IMMINENT.id)
    simple.activateWindow()
    hand.toggle_list()
    QTest.keyClick(hand.twin.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(simple.picked, timeout=SOON) as told:
        QTest.keyClick(hand.twin.list, Qt.Key.Key_Return)
    assert told.args == ["h1"]
    assert hand.twin.isHidden()
    assert (simple.simple.look.lat, simple.pointed_out) == (hospital(1).lat, "h1")
    hand.toggle_list()
    QTest.keyClick(hand.twin, Qt.Key.Key_Escape)
    assert hand.twin.isHidden()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ((40.0, -83.0), "here"),
        ((41, -83), "111 km N"),
        ((40, -82.9), "8.5 km E"),
        ((39.95, -83.06), "7.6 km SW"),
    ],
)
def test_how_far_and_where(other: tuple[float, float], said: str) -> None:
    assert away((40.0, -83.0), other) == said


def test_across_the_date_line_is_near(simple: MapPane) -> None:
    hand = hand_of(simple)
    far, near = (
        replace(hospital(1), id="far", lat=52, lon=-170),
        replace(hospital(1), lat=52, lon=179.9),
    )
    simple.show_marks([far, near, replace(IMMINENT, lat=52.0, lon=-179.9)])
    simple.select(IMMINENT.id)
    hand.toggle_list()
    assert [mark.id for row in range(3) if (mark := hand.twin.model.mark(row))] == [
        "dana",
        "h1",
        "far",
    ]


def words_on(file: Path) -> str:
    said = PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text()
    return " ".join(normalize("NFKC", said).split())  # a font may join f and i


def printed(pane: MapPane, folder: Path, qtbot: QtBot, *, practice: bool = False) -> Path:
    hand = hand_of(pane, practice=practice)
    told: list[str] = []
    pane.told.connect(told.append)
    hand.handlers()["map_print"]()
    qtbot.waitUntil(lambda: any("The map is in" in words for words in told), timeout=SOON)
    (file,) = folder.rglob("vigil-map-*.pdf")
    return file


def test_a_printed_map_says_who_how_sure_what_is_near_and_what_it_is_not_for(
    pane: MapPane, documents: Path, qtbot: QtBot, census: Census
) -> None:
    pane.set_theme("dark")
    pane.show_marks([IMMINENT, hospital(1, rank=1)])
    pane.show_areas([UNKNOWN])
    pane.select(IMMINENT.id)
    file = printed(pane, documents, qtbot, practice=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(r"vigil-map-\d{8}-\d{6}\.pdf", file.name)
    said = words_on(file)
    for words in (
        "Case map · PRACTICE, all invented", "Dana R. · address not confirmed, within 2 km",
        "Not for navigation", "no 911 centre is known here", "Hospital 1", "614-555-0100", "1.6 km",
    ):  # fmt: skip
        assert words in said
    assert census()["theme"] == "dark"


def test_the_simple_map_is_printed_as_well(simple: MapPane, documents: Path, qtbot: QtBot) -> None:
    simple.show_marks([replace(IMMINENT, confirmed=True)])
    simple.select(IMMINENT.id)
    assert "Dana R. · address confirmed" in words_on(printed(simple, documents, qtbot))


def test_without_a_person_nothing_is_printed(simple: MapPane, documents: Path) -> None:
    told: list[str] = []
    simple.told.connect(told.append)
    hand_of(simple).print_map()
    assert told == ["Choose a person whose place is known, then print the map."]
    assert list(documents.rglob("*.pdf")) == []


def test_the_scale_is_a_round_length_that_fits() -> None:
    assert scale_bar(10, 300) == (2_000, 200)
    assert scale_bar(0.5, 300) == (100, 200)
    assert scale_bar(1_000_000, 300) == (500_000, 0.5)


def test_areas_are_drawn_named_and_counted_where_they_overlap(
    pane: MapPane, census: Census, ask: Ask
) -> None:
    def box(west: float) -> tuple[tuple[tuple[float, float], ...], ...]:
        east = west + 0.2
        return (((39.9, west), (40.0, west), (40.0, east), (39.9, east), (39.9, west)),)

    one = Area("one", AreaKind.PSAP, "Franklin 911", 0, box(-83.1))
    two = Area("two", AreaKind.PSAP, "Columbus 911", 1, box(-83.0))
    pane.show_marks([IMMINENT])
    pane.select(IMMINENT.id)
    pane.show_areas([one])
    ask(f"(Vigil.view.centre({COLUMBUS[0]}, {COLUMBUS[1]}, 11), 1)")
    seen = census()
    assert (seen["areas"], seen["labels"]["area psap"], seen["note"]) == (["one"], 1, "")
    pane.show_areas([one, two])
    seen = census()
    assert (seen["areas"], seen["labels"]["area psap"]) == (["one", "two"], 2)
    assert seen["note"] == "more than one 911 centre may answer here (2): ask which"
    pane.show_areas([UNKNOWN])
    assert census()["note"] == "no 911 centre is known here"
    pane.show_areas([])
    assert (census()["areas"], census()["note"]) == ([], "")
