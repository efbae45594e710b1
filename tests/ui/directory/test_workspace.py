"""The directory is looked through by keys alone; what is not on file says what follows from it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.domain.commands import ConfirmRoom, NoteImport, VerifyNumber
from console.domain.ids import SYSTEM
from console.domain.place.facility import FacilityId
from console.store.trouble import StoreTrouble, Why
from console.ui import theme
from tests.ui.centre import ME
from tests.ui.directory.conftest import FewStock, Seat
from tests.ui.reach import nameless

GRANT = FacilityId("invented:grant-park-hospital")
BOTH = ("Grant Park Hospital", "Riverside Hospital")


def entries(seat: Seat) -> dict[str, tuple[str, ...]]:
    """What the shelf says: by title, how much, then every line."""
    return {
        entry.title: (entry.much, *(line.text for line in entry.lines))
        for entry in seat.workspace.shelf.entries
    }


def test_it_stands_under_its_key_and_every_gap_says_what_follows_and_what_mends_it(
    seat: Seat,
) -> None:
    seat.go()
    assert seat.workspace.looking.header.note.text() == "6 places"
    said = entries(seat)
    assert list(said) == [
        "911 centres, by county",
        "911 areas",
        "Hospitals",
        "EMS stations",
        "Crisis centres",
        "Mobile crisis teams",
        "Whom to reach instead of a 911 centre",
        "Streets",
        "Roads",
        "Streets on the map",
    ]
    assert said["911 areas"] == (
        "not on file",
        "The registry's candidates of the county are shown instead, to be asked.",
        "console directory import psap-sta006 FILE --practice",
    )
    assert said["Roads"] == (
        "not on file",
        "Distances are straight lines; no car minutes are estimated.",
        "console directory import osm-pbf FILE",
    )
    assert said["EMS stations"] == (
        "1 place",
        "invented",
        "data of 2026",
        "comes with practice",
    )


def test_without_a_registry_no_candidates_are_promised(seat: Seat, stock: FewStock) -> None:
    stock.places = tuple(one for one in stock.places if one.kind.value != "psap")
    seat.go()
    for title in ("911 centres, by county", "911 areas"):
        assert entries(seat)[title][1].endswith("the ladder is offered.")


def test_it_is_read_when_somebody_looks_and_again_after_an_import_alone(
    seat: Seat, stock: FewStock
) -> None:
    assert stock.reads == 0
    seat.go()
    assert stock.reads == 1
    seat.press("console")
    seat.desk.do(NoteImport("csv", "x", "2026", 1, 0, ("invented",)), SYSTEM)
    seat.desk.do(VerifyNumber(GRANT, "614 555 0190"), ME)
    seat.until(lambda: GRANT in seat.bridge.board.book.numbers)
    assert stock.reads == 1
    seat.press("directory")
    seat.until(lambda: stock.reads == 2)
    seat.press("console")
    seat.press("directory")
    assert stock.reads == 2


def test_a_place_is_found_and_opened_and_left_without_a_mouse(seat: Seat) -> None:
    seat.go()
    seat.look("columbus", BOTH[0])
    assert seat.workspace.looking.header.note.text() == "1 of 6 places"
    seat.key(Qt.Key.Key_Return)
    assert seat.shown == {
        "": "Grant Park Hospital",
        "Number": "+1 614 555 0190",
        "Checked": "⚠ number not verified: confirm it",
        "Kind": "hospital",
        "Address": "111 S Grant Ave, Columbus, OH 43215",
        "Point": "39.97120, -82.98880",
        "County": "39049",
        "Emergency": "recorded",
        "Psychiatric": "recorded",
        "Children": "not recorded: call to ask",
        "List": "invented",
        "Data": "⚠ data of 2022, about 4 years old",
        "Id": "invented:grant-park-hospital",
    }
    assert QApplication.focusWidget() is seat.workspace.page
    seat.key(Qt.Key.Key_Escape)
    assert seat.shown == {}
    assert QApplication.focusWidget() is seat.workspace.looking.list
    seat.key(Qt.Key.Key_Escape)
    seat.until(lambda: len(seat.found) == 6)
    assert QApplication.focusWidget() is seat.workspace.looking.line


def test_the_place_follows_the_arrow_keys(seat: Seat) -> None:
    seat.go()
    seat.look("hospital", *BOTH)
    seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Return)
    assert seat.shown[""] == BOTH[0]
    seat.workspace.looking.list.setFocus()
    seat.key(Qt.Key.Key_Down)
    assert seat.shown[""] == BOTH[1]


def test_letters_typed_into_the_list_go_on_where_the_search_is(seat: Seat) -> None:
    seat.go()
    seat.look("hos", *BOTH)
    seat.key(Qt.Key.Key_Down)
    seat.type("x")
    seat.until(lambda: seat.found == [])
    assert seat.workspace.looking.line.text() == "hosx"
    assert "Nothing of that name" in seat.workspace.looking.nothing.text()


def test_what_was_found_out_by_calling_stands_there_at_once(seat: Seat) -> None:
    seat.go()
    seat.look("grant", BOTH[0])
    seat.key(Qt.Key.Key_Return)
    seat.desk.do(VerifyNumber(GRANT, "614 555 0111"), ME)
    seat.desk.do(ConfirmRoom(GRANT, 3), ME)
    seat.until(lambda: "Room" in seat.shown)
    assert seat.shown["Number"] == "+1 614 555 0111"
    assert seat.shown["Checked"] == "verified today, by J. Ortiz"
    assert seat.shown["Room"] == "room for 3, just now: call to confirm"


def test_enter_on_a_list_finds_its_places(seat: Seat) -> None:
    seat.go()
    shelf = seat.workspace.shelf
    shelf.setFocus()
    for _n in range(10):
        if shelf.entries[shelf.currentRow()].title == "Mobile crisis teams":
            break
        seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.found == ["Mobile Crisis Team"])


def test_the_command_bar_looks_for_a_place(seat: Seat) -> None:
    seat.press("command_bar")
    seat.type("place grant")
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: seat.workspace.isVisible() and seat.found == [BOTH[0]])


def test_a_directory_that_cannot_be_read_says_so_and_is_tried_again(
    seat: Seat, stock: FewStock
) -> None:
    stock.trouble = StoreTrouble(Why.GONE)
    seat.press("directory")
    nothing = seat.workspace.looking.nothing
    seat.until(lambda: nothing.text().startswith("What is on file cannot be read now."))
    stock.trouble = None
    seat.press("console")
    seat.press("directory")
    seat.until(lambda: len(seat.found) == 6)


def test_a_screen_reader_hears_the_row_the_entry_and_the_place(seat: Seat) -> None:
    seat.go()
    seat.look("grant", BOTH[0])
    model = seat.workspace.looking.model
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Grant Park Hospital, hospital · Columbus, OH 43215 · "
        "emergency department · psychiatric, +1 614 555 0190, "
        "number not verified: confirm it, data of 2022"
    )
    assert seat.workspace.shelf.entries[1].spoken == (
        "911 areas: not on file. "
        "The registry's candidates of the county are shown instead, to be asked. "
        "console directory import psap-sta006 FILE --practice"
    )
    assert nameless(seat.workspace) == []
    seat.key(Qt.Key.Key_Return)
    assert nameless(seat.workspace) == []
    said = QAccessible.queryAccessibleInterface(seat.workspace.page)
    assert said is not None
    assert said.text(QAccessible.Text.Name).startswith(
        "Grant Park Hospital. +1 614 555 0190. number not verified: confirm it. Kind: hospital."
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("worn", list(theme.Theme))
def test_no_words_are_cut_at_any_size(seat: Seat, worn: theme.Theme, scale: float) -> None:
    seat.go()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, worn, scale)
    app.processEvents()
    seat.until(lambda: cut(seat.workspace.shelf) == [])
    seat.look("grant", BOTH[0])
    seat.key(Qt.Key.Key_Return)
    seat.until(
        lambda: len(labels_in(seat.workspace.page)) == 25
    )  # the head and its button, two for each fact
    seat.until(lambda: cut(seat.workspace.page) == [])


def cut(widget: QWidget) -> list[str]:
    return [words.text() for words in labels_in(widget) if too_low(words)]


def labels_in(widget: QWidget) -> list[QLabel]:
    return [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def too_low(words: QLabel) -> bool:
    wanted = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
    return words.height() < wanted or words.width() < words.minimumSizeHint().width()
