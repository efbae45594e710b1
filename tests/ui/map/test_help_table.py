"""The list that says in words what the map shows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.ui.map.help_table import HelpRow, HelpTable
from tests.ui.map.conftest import SOON

NEAR = HelpRow("a", "Grant Medical Center", "emergency", "614 555 9000", "1.6 km")
TEAM = HelpRow(
    "b", "Mobile crisis team", "comes to the person", "", "4.0 km",
    invented=True, warning="number never confirmed",
)  # fmt: skip
FAR = HelpRow("c", "OSU East", "emergency", "614 555 3000", "5.2 km")


@pytest.fixture
def table(qtbot: QtBot) -> HelpTable:
    table = HelpTable()
    qtbot.addWidget(table)
    table.resize(300, 400)
    table.show_rows([NEAR, TEAM, FAR], "estimated car minutes")
    table.show()
    return table


def seen(table: HelpTable) -> list[str]:
    return [label.text() for label in table.findChildren(QLabel) if label.isVisible()]


def test_everything_of_a_row_is_on_the_screen(table: HelpTable) -> None:
    assert seen(table)[:2] == ["HELP NEAR HERE", "estimated car minutes"]
    words = [
        *("Grant Medical Center", "1.6 km", "emergency", "614 555 9000"),
        *("Mobile crisis team", "4.0 km", "comes to the person", "no number"),
        *("invented for practice", "number never confirmed"),
        *("OSU East", "5.2 km", "emergency", "614 555 3000"),
    ]
    assert sorted(seen(table)[2:]) == sorted(words)


def test_more_rows_than_there_is_room_for_are_all_shown(table: HelpTable, qtbot: QtBot) -> None:
    table.resize(300, 160)
    many = [replace(NEAR, id=str(n), name=f"Hospital {n}") for n in range(30)]
    qtbot.waitUntil(table.list.isVisible)
    table.show_rows(many)
    qtbot.waitUntil(table.list.verticalScrollBar().isVisible)
    assert table.list.count() == len(many)
    assert [text for text in seen(table) if text.startswith("Hospital")] == [
        row.name for row in many
    ]


def test_a_row_is_read_aloud_whole() -> None:
    assert TEAM.spoken() == (
        "Mobile crisis team, invented for practice, 4.0 km, comes to the person, "
        "no number known, number never confirmed"
    )


def test_the_list_says_its_rows_to_a_screen_reader(table: HelpTable) -> None:
    rows = [
        table.list.item(at).data(Qt.ItemDataRole.AccessibleTextRole)
        for at in range(table.list.count())
    ]
    assert rows == [row.spoken() for row in (NEAR, TEAM, FAR)]


def test_the_keys_walk_the_list_nearest_first(table: HelpTable, qtbot: QtBot) -> None:
    picked: list[str] = []
    table.choose("a")
    table.picked.connect(picked.append)
    for _ in range(3):
        QTest.keyClick(table.list, Qt.Key.Key_Down)
    assert picked == ["b", "c"]
    with qtbot.waitSignal(table.called, timeout=SOON) as told:
        QTest.keyClick(table.list, Qt.Key.Key_Return)
    assert told.args == ["c"]


def test_new_rows_keep_the_chosen_place_and_say_nothing(table: HelpTable) -> None:
    table.choose("c")
    picked: list[str] = []
    table.picked.connect(picked.append)
    table.show_rows([FAR, NEAR])
    assert (table.chosen(), picked) == ("c", [])
    table.show_rows([NEAR])
    assert (table.chosen(), picked) == ("", [])


def test_an_empty_list_says_why(table: HelpTable) -> None:
    table.show_empty("No place is known for this person.")
    assert seen(table)[-1] == "No place is known for this person."
    assert not table.list.isVisible()


def test_long_names_are_not_cut_and_rows_do_not_overlap(table: HelpTable) -> None:
    long = HelpRow("l", "The Ohio State University Wexner Medical Center East Campus", *"dpk")
    table.show_rows([long, NEAR])
    name = table.findChildren(QLabel, "helpName")[0]
    assert name.height() >= name.heightForWidth(name.width())
    first, second = (table.list.visualItemRect(table.list.item(at)) for at in (0, 1))
    assert first.bottom() < second.top()
    assert first.height() > second.height()


def test_nothing_that_takes_the_focus_is_nameless(table: HelpTable) -> None:
    focusable = [
        widget
        for widget in table.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]
    assert focusable == [table.list]
    said = QAccessible.queryAccessibleInterface(table.list)
    assert said.text(QAccessible.Text.Name) == "Help near here, nearest first"
