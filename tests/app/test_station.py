"""One workplace from the first start to leaving, on a real embedded database."""

import threading
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.app.faults import sentence
from console.app.station import FIRST, Station
from console.desk.desk import Desk
from console.desk.fresh import fresh_case, private
from console.domain.care.case import Rung
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import ReceiveContact, RecordStaff, TakeCase
from console.domain.ids import SYSTEM, CaseId, ContactId, StaffId, StationId
from console.domain.people.staff import Role, Staff
from console.domain.tier import Tier
from console.ui.signin.screen import SignIn
from console.ui.signin.setup import FirstAnswers, SetUp
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import Centre
from tests.app.conftest import Opens

PATIENCE_MS = 30_000

ANA = StaffId("ana")
PIN = "271828"


def works_here(centre: Centre) -> None:
    record = Staff(ANA, "Ana Reyes", frozenset({Role.COUNSELLOR}))
    centre.do(RecordStaff(ANA, private(record)), SYSTEM)
    centre.store.credentials.set(ANA, PIN)


def a_case(
    centre: Centre, number: int, tier: Tier = Tier.MODERATE, ago: timedelta = timedelta(0)
) -> CaseId:
    """Let somebody write to the line, by way of another station."""
    case = fresh_case()
    suggestion = Suggestion(tier, Rule.TEXT_WAITING)
    command = ReceiveContact(
        ContactId(f"c-{number}"), case, ContactKind.TEXT, "sms", suggestion, said=private("hello")
    )
    door = Desk(centre.store.journal, StationId("door"), lambda: centre.desk.now() - ago)
    door.do(command, SYSTEM)
    return case


def at_a_case(station: Station, qtbot: QtBot) -> ConsoleWindow:
    """Open the window for Ana, and let it stand at a case."""
    works_here(station.centre)
    window = station.open(ANA, leads=False)
    case, bridge = a_case(station.centre, 1), station.bridge
    assert bridge is not None
    qtbot.waitUntil(lambda: case in bridge.board.cases, timeout=PATIENCE_MS)
    bridge.select(case)
    return window


def test_a_new_centre_is_set_up_and_opens_for_its_first_administrator(
    opens: Opens, qtbot: QtBot
) -> None:
    station = opens()
    screen = station.begin()
    assert isinstance(screen, SetUp)
    screen.answered.emit(FirstAnswers("Test Centre", "A. Admin", PIN, leads=True))
    window = station.window
    assert isinstance(window, ConsoleWindow)
    board = station.centre.desk.board
    assert board.staff[FIRST].roles == {Role.ADMINISTRATOR, Role.SHIFT_LEAD}
    assert station.settings.organisation == "Test Centre"
    qtbot.waitUntil(lambda: FIRST in station.centre.desk.board.present, timeout=PATIENCE_MS)


def test_the_next_start_asks_for_the_pin_and_lets_only_the_right_one_in(
    opens: Opens, qtbot: QtBot
) -> None:
    station = opens()
    works_here(station.centre)
    screen = station.begin()
    assert isinstance(screen, SignIn)
    QTest.keyClicks(screen.secret, "999999")
    QTest.keyClick(screen.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.told.text()), timeout=PATIENCE_MS)
    assert screen.told.text() == "That PIN is not right. Try once more."
    with qtbot.waitSignal(station.opened, timeout=PATIENCE_MS):
        QTest.keyClicks(screen.secret, PIN)
        QTest.keyClick(screen.secret, Qt.Key.Key_Return)
    assert isinstance(station.window, ConsoleWindow)


def test_whoever_comes_back_looks_at_their_own_case(opens: Opens) -> None:
    station = opens()
    works_here(station.centre)
    a_case(station.centre, 1)
    mine = a_case(station.centre, 2)
    station.centre.do(TakeCase(mine), ANA)
    station.open(ANA, leads=False)
    assert station.bridge is not None
    assert station.bridge.case is not None
    assert station.bridge.case.id == mine


def test_a_second_window_on_the_same_machine_works_and_says_who_has_the_door(
    opens: Opens, qtbot: QtBot
) -> None:
    first = opens()
    works_here(first.centre)
    first.open(ANA, leads=False)
    assert first.backstage is not None
    backstage = first.backstage
    qtbot.waitUntil(lambda: bool(backstage.address), timeout=PATIENCE_MS)
    taken = backstage.address.removeprefix("http://")
    second = opens("desk-2", taken)
    window = second.open(ANA, leads=False)
    qtbot.waitUntil(lambda: taken in window.calm.text, timeout=PATIENCE_MS)
    assert "another Vigil" in window.calm.text
    case = a_case(first.centre, 1)
    assert second.bridge is not None
    bridge = second.bridge
    qtbot.waitUntil(lambda: case in bridge.board.cases, timeout=PATIENCE_MS)


def test_two_windows_of_one_station_seal_the_same_journal_without_a_fault(opens: Opens) -> None:
    first, second = opens(), opens()
    works_here(first.centre)
    sealers = [one.centre.store.sealer(one.centre.desk.now) for one in (first, second)]
    for sealer in sealers:
        sealer.look(0)  # both have begun, and neither knows of the other's seal
    sealed = [sealer.now() for sealer in sealers]
    assert sealed[0] is not None
    assert first.centre.store.status().sealed_to == sealed[0].size


def test_a_fault_of_ours_is_said_in_the_window(opens: Opens) -> None:
    station = opens()
    works_here(station.centre)
    station.own_fault()  # before there is a window, nobody can be told
    window = station.open(ANA, leads=False)
    station.own_fault()
    assert window.calm.text == sentence()


def test_what_is_written_about_the_client_takes_the_maps_place_meanwhile(
    opens: Opens, qtbot: QtBot
) -> None:
    window = at_a_case(opens(), qtbot)
    ground = window.slots["map"]
    window.bindings.run("circle")
    assert ground.isHidden()
    window.bindings.run("note")
    assert not ground.isHidden()


def test_nothing_of_a_station_works_on_once_it_is_closed(opens: Opens, qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    station = opens()
    works_here(station.centre)
    station.open(ANA, leads=False)
    backstage = station.backstage
    assert backstage is not None
    qtbot.waitUntil(lambda: bool(backstage.address), timeout=PATIENCE_MS)
    station.close()
    station.window = None
    assert {thread.name for thread in set(threading.enumerate()) - before} == set()
    assert ANA not in station.centre.desk.board.present


def test_practice_lets_everybody_in(opens: Opens, qtbot: QtBot) -> None:
    station = opens(practice=True)
    station.centre.do(
        RecordStaff(ANA, private(Staff(ANA, "Ana Reyes", frozenset({Role.COUNSELLOR}))))
    )
    screen = station.begin()
    assert isinstance(screen, SignIn)
    with qtbot.waitSignal(station.opened, timeout=PATIENCE_MS):
        QTest.keyClicks(screen.secret, "1")
        QTest.keyClick(screen.secret, Qt.Key.Key_Return)


def test_contacts_come_in_and_clocks_run_while_nobody_has_signed_in(
    opens: Opens, qtbot: QtBot
) -> None:
    station = opens()
    works_here(station.centre)
    assert isinstance(station.begin(), SignIn)
    backstage, bridge = station.backstage, station.bridge
    assert backstage is not None
    assert bridge is not None
    qtbot.waitUntil(lambda: bool(backstage.address), timeout=PATIENCE_MS)
    late = a_case(station.centre, 1, Tier.HIGH, ago=timedelta(hours=1))
    qtbot.waitUntil(lambda: late in bridge.board.cases, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bridge.board.cases[late].rung is Rung.ON_CALL, timeout=PATIENCE_MS)
    station.open(ANA, leads=False)
    assert station.backstage is backstage
    assert station.bridge is not bridge
    case = a_case(station.centre, 2)
    screen = station.bridge
    assert screen is not None
    qtbot.waitUntil(lambda: case in screen.board.cases, timeout=PATIENCE_MS)


def test_the_call_card_has_the_whole_column_while_it_is_read(opens: Opens, qtbot: QtBot) -> None:
    window = at_a_case(opens(), qtbot)
    journal = window.slots["journal"]
    before = journal.height()
    window.bindings.run("call_card")
    assert journal.isHidden()
    window.bindings.run("call_card")
    assert not journal.isHidden()
    qtbot.waitUntil(lambda: journal.height() == before, timeout=PATIENCE_MS)
