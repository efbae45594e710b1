from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.ids import StaffId
from console.domain.people.staff import Role, Staff
from console.journal.port import Unreachable
from console.ui.signin.door import Door, wait_after
from console.ui.signin.screen import BORDER, SignIn
from console.ui.signin.setup import FirstAnswers, Missing, SetUp
from tests.conftest import Clock
from tests.ui.centre import LEAD, ME, STAFF
from tests.ui.reach import nameless

PINS = {ME: "271828", LEAD: "314159"}


class Pins:
    """Knows two PINs."""

    def check(self, staff: StaffId, secret: str) -> bool:
        return PINS.get(staff) == secret


@pytest.fixture
def door(clock: Clock) -> Iterator[Door]:
    door = Door(Pins(), clock)
    yield door
    door.close()


@pytest.fixture
def screen(dressed: object, door: Door, qtbot: QtBot) -> SignIn:
    gone = Staff(StaffId("gone"), "A. Gone", frozenset({Role.COUNSELLOR}), disabled=True)
    screen = SignIn((*STAFF, gone), door, centre="Lighthouse VIOP", practice=True)
    qtbot.addWidget(screen)
    screen.resize(1024, 700)
    screen.show()
    screen.activateWindow()
    return screen


def choose(screen: SignIn, name: str) -> None:
    (item,) = screen.list.findItems(name, Qt.MatchFlag.MatchStartsWith)
    screen.list.setCurrentItem(item)


def try_pin(screen: SignIn, pin: str) -> None:
    QTest.keyClicks(screen.secret, pin)
    QTest.keyClick(screen.secret, Qt.Key.Key_Return)


def test_the_right_pin_signs_in(screen: SignIn, qtbot: QtBot) -> None:
    choose(screen, "J. Ortiz")
    with qtbot.waitSignal(screen.signed_in) as signed:
        try_pin(screen, PINS[ME])
    assert signed.args == [ME, False]


def test_a_shift_lead_is_asked_whether_they_lead_and_others_are_not(
    screen: SignIn, qtbot: QtBot
) -> None:
    choose(screen, "J. Ortiz")
    assert not screen.leads.isVisible()
    choose(screen, "M. Okafor")
    assert screen.leads.isVisible()
    QTest.keyClick(screen.leads, Qt.Key.Key_Space)
    with qtbot.waitSignal(screen.signed_in) as signed:
        try_pin(screen, PINS[LEAD])
    assert signed.args == [LEAD, False]


def test_who_is_disabled_is_not_in_the_list(screen: SignIn) -> None:
    assert screen.list.findItems("A. Gone", Qt.MatchFlag.MatchStartsWith) == []


def test_a_wrong_pin_is_said_calmly_and_typed_again(screen: SignIn, qtbot: QtBot) -> None:
    choose(screen, "J. Ortiz")
    try_pin(screen, "000000")
    qtbot.waitUntil(lambda: screen.told.text() == "That PIN is not right. Try once more.")
    assert screen.secret.text() == ""
    with qtbot.waitSignal(screen.signed_in):
        try_pin(screen, PINS[ME])


def test_after_five_wrong_tries_even_the_right_pin_waits(
    screen: SignIn, door: Door, clock: Clock, qtbot: QtBot
) -> None:
    choose(screen, "J. Ortiz")
    for _try in range(5):
        screen.told.clear()
        try_pin(screen, "000000")
        qtbot.waitUntil(lambda: screen.told.text() != "")
    wait = "That PIN is not right. Wait 2 seconds, or ask the administrator for a new one."
    assert screen.told.text() == wait
    with qtbot.waitSignal(door.stopped), qtbot.assertNotEmitted(door.busy):
        try_pin(screen, PINS[ME])
    clock.forward(timedelta(seconds=2))
    with qtbot.waitSignal(screen.signed_in):
        try_pin(screen, PINS[ME])


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (12, 256), (13, 300), (99, 300)]
)
def test_the_wait_doubles_up_to_five_minutes(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == timedelta(seconds=seconds)


class Away:
    """Knows nobody while the database is away."""

    def __init__(self) -> None:
        self.trouble: Exception | None = Unreachable()

    def check(self, staff: StaffId, secret: str) -> bool:
        if self.trouble is not None:
            raise self.trouble
        return PINS.get(staff) == secret


def test_a_database_that_is_away_is_said_and_no_try_is_counted(clock: Clock, qtbot: QtBot) -> None:
    away = Away()
    door = Door(away, clock)
    busy: list[bool] = []
    door.busy.connect(busy.append)
    for _try in range(6):
        with qtbot.waitSignal(door.stopped) as stopped:
            door.knock(ME, PINS[ME])
        assert stopped.args == ["The database does not answer. Try again in a moment."]
    assert busy == [True, False] * 6
    away.trouble = None
    with qtbot.waitSignal(door.passed):
        door.knock(ME, PINS[ME])
    door.close()


def test_a_fault_of_ours_is_not_hidden_and_the_next_try_works(clock: Clock, qtbot: QtBot) -> None:
    away = Away()
    away.trouble = LookupError("no vault")
    door = Door(away, clock)
    busy: list[bool] = []
    door.busy.connect(busy.append)
    with qtbot.captureExceptions() as caught:
        door.knock(ME, PINS[ME])
        qtbot.waitUntil(lambda: caught != [])
    assert ([str(found[1]) for found in caught], busy) == (["no vault"], [True, False])
    away.trouble = None
    with qtbot.waitSignal(door.passed):
        door.knock(ME, PINS[ME])
    door.close()


def hints(screen: SignIn) -> list[str]:
    return [found.text() for found in screen.findChildren(QLabel) if "any PIN" in found.text()]


def test_practice_says_that_any_pin_opens_and_a_live_centre_does_not(
    screen: SignIn, door: Door, qtbot: QtBot
) -> None:
    live = SignIn(STAFF, door)
    qtbot.addWidget(live)
    assert (hints(screen), hints(live)) == (["Practice: any PIN opens."], [])


def test_the_rows_lie_inside_the_border_of_the_list(screen: SignIn) -> None:
    screen.list.setFocus()
    list_, inside = screen.list, screen.list.viewport().geometry()
    assert (inside.top(), list_.height() - 1 - inside.bottom()) == (BORDER, BORDER)
    rows = [list_.visualItemRect(list_.item(at)) for at in range(list_.count())]
    assert max(row.bottom() for row in rows) < inside.height()


def test_a_digit_typed_over_the_list_begins_the_pin(screen: SignIn) -> None:
    choose(screen, "J. Ortiz")
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_2)
    assert (screen.secret.text(), screen.secret.hasFocus()) == ("2", True)


def test_the_pin_can_not_be_read(screen: SignIn) -> None:
    QTest.keyClicks(screen.secret, "2718")
    assert "2718" not in screen.secret.displayText()


def test_everything_on_the_first_screen_has_a_name(screen: SignIn) -> None:
    assert nameless(screen) == []
    screen.secret.setAccessibleName("")
    assert nameless(screen) == ["QLineEdit ''"]


@pytest.fixture
def set_up(dressed: object, qtbot: QtBot) -> SetUp:
    made = SetUp(
        (
            Missing("Hospitals", "6 052, CMS 2022", ""),
            Missing("EMS stations", "", "console directory import ems-hifld FILE"),
        )
    )
    qtbot.addWidget(made)
    made.resize(1024, 760)
    made.show()
    return made


def fill(made: SetUp, secret: str, again: str) -> None:
    for line, text in (
        (made.centre, "Lighthouse VIOP"),
        (made.name, "M. Okafor"),
        (made.secret, secret),
        (made.again, again),
    ):
        line.clear()
        QTest.keyClicks(line, text)
    QTest.keyClick(made.again, Qt.Key.Key_Return)


def test_the_first_start_hands_over_what_was_typed(set_up: SetUp, qtbot: QtBot) -> None:
    with qtbot.waitSignal(set_up.answered) as answered:
        fill(set_up, "271828", "271828")
    assert answered.args == [FirstAnswers("Lighthouse VIOP", "M. Okafor", "271828", leads=True)]


@pytest.mark.parametrize(
    ("secret", "again", "said"),
    [
        ("1234", "1234", "Choose at least six figures or letters that are not easy to guess."),
        ("123456", "123456", "Choose at least six figures or letters that are not easy to guess."),
        ("271828", "271829", "The two are not the same. Type the second one again."),
    ],
)
def test_a_pin_that_will_not_do_is_said_and_nothing_is_handed_over(
    set_up: SetUp, secret: str, again: str, said: str, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(set_up.answered):
        fill(set_up, secret, again)
    assert set_up.told.text() == said


def test_everything_in_the_set_up_has_a_name(set_up: SetUp) -> None:
    assert nameless(set_up) == []
