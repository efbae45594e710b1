"""A list is brought in from a file by keys, and nothing else has to wait for it."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM
from console.domain.people.staff import Role, Staff
from console.places.imports.formats import Format
from console.ui.directory.bring import FREE, formats
from console.ui.directory.stock import Came, NotTaken, Wish
from tests.ui.centre import ME
from tests.ui.directory.conftest import FewStock, Seat
from tests.ui.reach import nameless

CAME = Came(1_200, 3, 2, ("Old Station",), ((7, "has no name"), (9, "has no place")))


@pytest.fixture
def keeper(desk: Desk) -> None:
    """Whoever sits here keeps the directory too."""
    roles = frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR})
    desk.do(RecordStaff(ME, private(Staff(ME, "J. Ortiz", roles))), SYSTEM)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "stations.csv"
    made.write_text("id,name\n")
    return made


def ask(seat: Seat, file: Path, sort: str = "ems-hifld") -> None:
    """Open the form by its key and fill it in, up to the last Enter."""
    seat.go()
    seat.press("place_bring")
    asking = seat.workspace.asking
    assert not asking.isHidden()
    asking.sort.setCurrentIndex(asking.sort.findData(sort))
    asking.file.setFocus()
    seat.type(str(file))


def said(seat: Seat) -> str:
    return seat.workspace.came.said.text()


@pytest.mark.usefixtures("keeper")
def test_the_rows_so_far_are_said_and_everything_else_can_be_used(
    seat: Seat, stock: FewStock, file: Path
) -> None:
    ask(seat, file)
    assert nameless(seat.workspace) == []
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: said(seat) == "stations.csv: 1\u202f000 rows read …")
    seat.look("grant", "Grant Park Hospital")
    seat.press("place_bring")  # a second time leads to the one that runs
    assert seat.workspace.right.currentWidget() is seat.workspace.came
    stock.came = CAME
    stock.go_on.set()
    words = "1\u202f200 places taken: 3 new, 2 changed; 1 no longer listed; 2 not taken."
    seat.until(lambda: said(seat) == words)
    assert seat.workspace.came.lines.stringList() == [
        "line 7: has no name",
        "line 9: has no place",
        "no longer listed, kept and marked: Old Station",
    ]
    assert stock.wished == [(Wish("ems-hifld", file), ME)]
    seat.key(Qt.Key.Key_Escape)
    assert seat.workspace.right.currentWidget() is seat.workspace.shelf


@pytest.mark.usefixtures("keeper")
def test_a_file_that_is_not_taken_says_why_and_another_can_be_tried(
    seat: Seat, stock: FewStock, file: Path
) -> None:
    stock.came = NotTaken("stations.csv is not in this format: its first line names no column x.")
    stock.go_on.set()
    ask(seat, file)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: "not in this format" in said(seat))
    assert seat.workspace.came.list.isHidden()
    seat.press("place_bring")
    assert seat.workspace.asking.file.text() == str(file)


@pytest.mark.usefixtures("keeper")
def test_a_list_of_ones_own_is_asked_what_it_is_and_whose(
    seat: Seat, stock: FewStock, file: Path
) -> None:
    stock.came = Came(0)
    stock.go_on.set()
    ask(seat, file, "csv")
    asking = seat.workspace.asking
    asking.kind.setCurrentIndex(asking.kind.findData("mobile_crisis"))
    asking.source.setFocus()
    seat.type("Our teams")
    asking.vintage.setFocus()
    seat.type("2026-02")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: said(seat) == "No row of it is a place. Nothing was changed.")
    assert stock.wished == [(Wish("csv", file, "mobile_crisis", "2026-02", "Our teams"), ME)]


@pytest.mark.usefixtures("keeper")
def test_a_file_that_is_not_there_is_said_in_the_form(seat: Seat, tmp_path: Path) -> None:
    ask(seat, tmp_path / "none.csv")
    seat.key(Qt.Key.Key_Return)
    assert seat.workspace.asking.lacks.text() == f"There is no file {tmp_path / 'none.csv'}."
    seat.key(Qt.Key.Key_Escape)
    assert seat.workspace.right.currentWidget() is seat.workspace.shelf


def test_whoever_does_not_keep_the_directory_is_told_who_does(seat: Seat) -> None:
    seat.go()
    seat.press("place_bring")
    assert seat.workspace.asking.isHidden()
    assert seat.window.calm.words.text() == "This takes a shift lead or administrator."


@pytest.mark.usefixtures("keeper")
def test_closing_the_window_stops_it_before_it_writes(
    seat: Seat, stock: FewStock, file: Path
) -> None:
    ask(seat, file)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: "1\u202f000" in said(seat))
    seat.press("console")
    seat.window.close()
    stock.go_on.set()
    seat.until(lambda: stock.came == NotTaken("stopped"))


@pytest.mark.usefixtures("keeper")
def test_another_workspace_stops_nothing(seat: Seat, stock: FewStock, file: Path) -> None:
    ask(seat, file)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: "1\u202f000" in said(seat))
    seat.press("console")
    stock.came = CAME
    stock.go_on.set()
    seat.until(lambda: said(seat).startswith("1\u202f200 places taken"))


@pytest.mark.usefixtures("keeper")
def test_a_fault_of_ours_is_said_and_the_key_works_again(
    seat: Seat, stock: FewStock, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stock.go_on.set()
    ask(seat, file)
    with caplog.at_level(logging.CRITICAL):
        seat.key(Qt.Key.Key_Return)
        seat.until(lambda: said(seat).startswith("This did not work, by a fault of ours"))
    seat.press("place_bring")
    assert not seat.workspace.asking.isHidden()
    assert QApplication.focusWidget() is seat.workspace.asking.sort


def test_every_sort_of_file_that_the_command_line_takes_is_offered() -> None:
    assert set(formats()) == {one.value for one in Format}
    assert set(formats()) > FREE
