from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import (
    AnswerCall,
    ConfirmLocation,
    EndCall,
    RecordStaff,
    StateLocation,
    TakeCase,
    WriteNote,
)
from console.domain.events import MapSaved
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId, StaffId
from console.domain.place.facility import FacilityKind
from console.domain.place.location import Location, Source
from console.places.nearest import Near
from console.ui.bridge import Bridge
from console.ui.map.mark import Mark, MarkKind
from console.ui.window.ground import header_note, help_row, near
from console.ui.window.window import ConsoleWindow
from tests.conftest import NOON, Clock
from tests.ui.centre import COLUMBUS, ME, FewPlaces, arrive, dana, enrol, facilities
from tests.ui.window.conftest import CTRL, press


def marks(window: ConsoleWindow) -> Mapping[str, Mark]:
    return window.ground.people


def names(window: ConsoleWindow) -> list[str]:
    rows = window.panes.help.list
    said = [
        str(rows.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(rows.count())
    ]
    return [words.split(",")[0] for words in said]


def test_the_help_near_the_chosen_person_is_listed_nearest_first(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    bridge.select(case)
    qtbot.waitUntil(lambda: len(names(window)) == 5)
    assert names(window) == [
        "Grant Park Hospital",
        "Station 7",
        "Mobile Crisis Team",
        "Crisis Centre East",
        "Riverside Hospital",
    ]


@pytest.mark.parametrize(
    ("brought_in", "note"),
    [
        (set(FacilityKind), "as the crow flies"),
        (set(FacilityKind) - {FacilityKind.PSAP}, "as the crow flies"),
        (set(FacilityKind) - {FacilityKind.EMS}, "as the crow flies · no EMS on file"),
        (
            {FacilityKind.HOSPITAL},
            "as the crow flies · no EMS, mobile crisis team, crisis centre on file",
        ),
    ],
)
def test_a_kind_of_help_that_nobody_brought_in_is_said(
    brought_in: set[FacilityKind], note: str
) -> None:
    places = FewPlaces([place for place in facilities() if place.kind in brought_in])
    assert header_note(near(places, COLUMBUS)) == note


def test_a_hospital_whose_town_is_in_doubt_is_listed_and_warns() -> None:
    place = replace(facilities()[0], error_m=45_000)
    assert help_row(Near(place, 3.0, ()), NOON).warning == "place uncertain: call to ask"
    assert help_row(Near(replace(place, error_m=None), 3.0, ()), NOON).warning == ""


def test_car_minutes_are_shown_and_said_as_estimates() -> None:
    driven = Near(facilities()[0], 3.0, (), minutes=6.6)
    assert header_note([driven]).startswith("≈ estimated car minutes · km as the crow flies")
    row = help_row(driven, NOON)
    assert (row.drive, row.distance) == ("7 min", "3.0 km")
    assert "3.0 km, about 7 min by car, estimated" in row.spoken()
    assert help_row(replace(driven, minutes=None), NOON).drive == ""


def test_a_person_is_a_circle_until_the_address_was_read_back(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    qtbot.waitUntil(lambda: f"case:{case}" in marks(window))
    before = marks(window)[f"case:{case}"]
    assert (before.kind, before.label, before.confirmed) == (MarkKind.CLIENT, "Dana R.", False)
    assert (before.lat, before.lon, before.error_m) == (COLUMBUS.lat, COLUMBUS.lon, 150.0)
    desk.do(ConfirmLocation(case), ME)
    qtbot.waitUntil(lambda: marks(window)[f"case:{case}"].confirmed)


@pytest.mark.parametrize("why", ["wide", "moving", "over", "old"])
def test_what_was_read_back_and_brings_nobody_to_the_door_stays_a_circle(  # noqa: PLR0913, PLR0917 -- a station
    window: ConsoleWindow, desk: Desk, clock: Clock, bridge: Bridge, qtbot: QtBot, why: str
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    desk.do(AnswerCall(ContactId("a")), SYSTEM)
    off = 3_100.0 if why == "wide" else 30.0
    here = Location("43215", Source.SAID, desk.now(), at=COLUMBUS, error_m=off)
    desk.do(StateLocation(case, private(replace(here, moving=why == "moving"))), ME)
    desk.do(ConfirmLocation(case), ME)
    if why == "over":
        desk.do(EndCall(ContactId("a")), SYSTEM)
    if why == "old":
        clock.forward(timedelta(days=89))
        desk.do(WriteNote(case, private("still here")), ME)
    qtbot.waitUntil(lambda: bridge.board == desk.board)
    mark = marks(window)[f"case:{case}"]
    assert (mark.error_m, mark.confirmed) == (off, False)


@pytest.mark.parametrize(
    ("vintage", "said"),
    [("2026-01-15", False), ("2022", True), ("2025-03-01", True), ("", True)],
)
def test_the_age_of_a_list_is_said_unless_it_is_new(vintage: str, said: bool) -> None:
    place = replace(facilities()[0], vintage=vintage, invented=False)
    detail = help_row(Near(place, 3.0, ()), NOON).detail
    assert (f"data of {vintage[:4] or 'unknown date'}" in detail) == said


def test_nobody_knows_yet_where_an_unknown_caller_is(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    bridge.select(case)
    assert names(window) == []
    (said,) = window.panes.help.findChildren(QLabel, "helpEmpty")
    assert said.text().startswith("Nobody knows yet where they are.")


def test_picking_a_person_on_the_map_chooses_their_case(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    window.panes.map.picked.emit(f"case:{case}")
    assert bridge.case is not None
    assert bridge.case.id == case


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are saved: a folder of the test's own."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", staticmethod(lambda _where: str(folder))
    )
    return folder


def print_by_key(
    window: ConsoleWindow, bridge: Bridge, desk: Desk, qtbot: QtBot
) -> tuple[CaseId, list[str]]:
    """Print the map of somebody while typing; return the case and what the map said."""
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    qtbot.waitUntil(lambda: f"case:{case}" in marks(window))
    bridge.select(case)
    qtbot.waitUntil(lambda: window.panes.map.chosen == f"case:{case}")
    said: list[str] = []
    window.panes.map.told.connect(said.append)
    press(window.panes.person, Qt.Key.Key_P, CTRL)
    return case, said


def maps_saved(bridge: Bridge, case: CaseId) -> list[tuple[StaffId, MapSaved]]:
    entries = (entry.happened for entry in bridge.room.history.of_case(case))
    return [(one.by, one.event) for one in entries if isinstance(one.event, MapSaved)]


def test_a_printed_map_is_an_entry_of_who_made_what_of_whom(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot, documents: Path
) -> None:
    case, said = print_by_key(window, bridge, desk, qtbot)
    qtbot.waitUntil(lambda: bool(said))
    (file,) = documents.iterdir()
    assert said == [f"The map is in {file}. Only you can read it."]
    assert file.stat().st_mode & 0o077 == 0
    client = ClientId("dana")
    assert maps_saved(bridge, case) == [(ME, MapSaved(case, client, "pdf"))]


def test_a_map_whose_making_cannot_be_written_down_is_not_saved(
    window: ConsoleWindow, desk: Desk, bridge: Bridge, qtbot: QtBot, documents: Path
) -> None:
    gone = replace(desk.board.staff[ME], disabled=True)
    desk.do(RecordStaff(ME, private(gone)), SYSTEM)
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    case, _said = print_by_key(window, bridge, desk, qtbot)
    qtbot.waitUntil(lambda: bool(refused))
    assert list(documents.iterdir()) == []
    assert maps_saved(bridge, case) == []
