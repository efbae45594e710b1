"""What lies around the chosen person: car minutes when asked for, and who answers 911."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.journal.memory import MemoryJournal
from console.places.page import MapPage
from console.places.psap.answer import Answer, FoundBy, PsapHit
from console.places.psap.shape import area
from console.places.streets.isochrone import Isochrone
from console.ui.bridge import Bridge
from console.ui.map.area import Area, AreaKind
from console.ui.map.around import Around, centres
from console.ui.map.pane import MapPane
from console.ui.room import Room
from tests.ui.centre import COLUMBUS, FewPlaces, MemoryDrafts, MemoryHistory, arrive, dana, enrol
from tests.ui.centre import facilities as invented
from tests.ui.map.conftest import hospital

RING = ((39.9, -83.1), (40.0, -83.1), (40.0, -82.9), (39.9, -83.1))
ROADLESS = "No roads are on file here, so nobody can say how far a car gets."


class CityPlaces(FewPlaces):
    """A city with roads and one 911 centre that has an area."""

    def __init__(self) -> None:
        super().__init__(invented())
        self.roads = True
        self.asked: list[Point] = []

    def isochrones(self, point: Point, minutes: Sequence[int]) -> Sequence[Isochrone]:
        self.asked.append(point)
        far = sorted(minutes, reverse=True)
        return tuple(Isochrone(n, (RING,)) for n in far) if self.roads else ()

    def answer(self, point: Point, error_m: float = 0.0) -> Answer:  # noqa: ARG002
        return Answer((hit(centre("one")),), complete=True)


def hit(one: Facility) -> PsapHit:
    return PsapHit(one, FoundBy.POLYGON)


def centre(name: str) -> Facility:
    found = next(one for one in invented() if one.kind is FacilityKind.PSAP)
    ring = tuple((lon, lat) for lat, lon in RING)
    return replace(found, id=type(found.id)(name), name=name, area=area([(ring,)]))


@pytest.fixture
def places() -> CityPlaces:
    return CityPlaces()


@pytest.fixture
def room(memory: MemoryJournal, places: CityPlaces) -> Room:
    return Room(MemoryHistory(memory), MemoryDrafts(), places)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[MapPane]:
    pane = MapPane(lambda: MapPage("", {}))
    qtbot.addWidget(pane)
    yield pane
    pane.close_map()


def chosen(desk: Desk, bridge: Bridge, qtbot: QtBot) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    bridge.select(case)


def test_who_answers_for_the_chosen_person_is_on_the_map(
    desk: Desk, bridge: Bridge, pane: MapPane, qtbot: QtBot
) -> None:
    _around = Around(bridge, pane, pane)
    assert list(pane.areas) == []
    chosen(desk, bridge, qtbot)
    qtbot.waitUntil(lambda: len(pane.areas) == 1)
    assert list(pane.areas) == [Area("psap one", AreaKind.PSAP, "one", 0, (RING,))]
    bridge.select(None)
    assert list(pane.areas) == []


def test_car_minutes_come_when_they_are_asked_for_and_go_again(
    desk: Desk, bridge: Bridge, pane: MapPane, places: CityPlaces, qtbot: QtBot
) -> None:
    around = Around(bridge, pane, pane)
    chosen(desk, bridge, qtbot)
    qtbot.waitUntil(lambda: len(pane.areas) == 1)
    assert places.asked == []
    around.toggle_reach()
    qtbot.waitUntil(lambda: len(pane.areas) == 4)
    assert [(one.label, one.order) for one in pane.areas[:3]] == [
        ("15 estimated car minutes", 2),
        ("10 estimated car minutes", 1),
        ("5 estimated car minutes", 0),
    ]
    assert places.asked == [COLUMBUS]
    around.toggle_reach()
    assert [one.kind for one in pane.areas] == [AreaKind.PSAP]


def test_minutes_are_those_from_a_place_that_is_pointed_out(
    desk: Desk, bridge: Bridge, pane: MapPane, places: CityPlaces, qtbot: QtBot
) -> None:
    around = Around(bridge, pane, pane)
    pane.show_marks([hospital(1)])
    chosen(desk, bridge, qtbot)
    around.toggle_reach()
    qtbot.waitUntil(lambda: len(places.asked) == 1)
    pane.point_out("h1")
    qtbot.waitUntil(lambda: len(places.asked) == 2)
    assert places.asked == [COLUMBUS, Point(hospital(1).lat, hospital(1).lon)]
    pane.point_out("")
    qtbot.waitUntil(lambda: places.asked[2:] == [COLUMBUS])


def test_without_roads_nothing_is_drawn_and_that_is_said(
    desk: Desk, bridge: Bridge, pane: MapPane, places: CityPlaces, qtbot: QtBot
) -> None:
    places.roads = False
    around = Around(bridge, pane, pane)
    chosen(desk, bridge, qtbot)
    with qtbot.waitSignal(pane.told) as told:
        around.toggle_reach()
    assert told.args == [ROADLESS]
    assert [one for one in pane.areas if one.kind is AreaKind.REACH] == []


def test_without_a_person_there_is_nowhere_to_drive_from(bridge: Bridge, pane: MapPane) -> None:
    told: list[str] = []
    pane.told.connect(told.append)
    Around(bridge, pane, pane).toggle_reach()
    assert told == ["Choose a person, or a place of help, to see how far a car gets."]


def test_what_nobody_knows_of_911_is_said_and_never_left_out() -> None:
    nobody = centres(Answer((), complete=False))
    assert [one.label for one in nobody] == ["no 911 centre is known here"]
    partly = [one.label for one in centres(Answer((hit(centre("one")),), complete=False))]
    assert partly == ["for part of the circle no 911 centre is known", "one"]
    both = list(centres(Answer((hit(centre("one")), hit(centre("two"))), complete=True)))
    assert [(one.label, one.order) for one in both] == [("one", 0), ("two", 1)]
    shapeless = replace(centre("one"), area=None)
    assert list(centres(Answer((hit(shapeless),), complete=True))) == []
