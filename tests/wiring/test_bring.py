"""The window brings a list in as the command line does: one entry, by whoever did it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.stock import StationStock
from console.domain.events import DirectoryImported
from console.domain.ids import StaffId
from console.journal.history import Wanted
from console.settings import Settings
from console.ui.directory.stock import Came, NotTaken, Stopped, Wish, stopped
from console.wiring.centre import Centre, open_centre

ME = StaffId("okafor")
HEAD = "id,name,phone,zip\n"
ROWS = "1,North Team,614-555-0100,43215\n2,South Team,614-555-0101,43207\n"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    with open_centre(Settings(tmp_path / "data")) as made:
        yield made


def wish(file: Path) -> Wish:
    return Wish("csv", file, "mobile_crisis", "2026-02", "Our teams")


def teams(centre: Centre) -> dict[str, bool]:
    return {one.name: one.gone for one in centre.places.all() if one.source.startswith("Our teams")}


def imports(centre: Centre) -> list[tuple[str, DirectoryImported]]:
    found = centre.store.history.find(Wanted(kinds=("directory.imported",)))
    events = [(entry.happened.by, entry.happened.event) for entry in reversed(found)]
    return [(by, event) for by, event in events if isinstance(event, DirectoryImported)]


def quiet(_rows: int) -> None:
    return


def test_a_list_comes_in_and_its_newer_one_takes_its_place(centre: Centre, tmp_path: Path) -> None:
    stock, file = StationStock(centre, None), tmp_path / "teams.csv"
    file.write_text(HEAD + ROWS + "x\n")
    told: list[int] = []
    bad = "has 1 values where the first line names 4 columns"
    assert stock.bring(wish(file), ME, told.append) == Came(2, 2, 0, (), ((4, bad),))
    assert told == [3]
    assert teams(centre) == {"North Team": False, "South Team": False}
    file.write_text(HEAD + "1,North Crisis Team,614-555-0100,43215\n")
    assert stock.bring(wish(file), ME, quiet) == Came(1, 0, 1, ("South Team",))
    assert teams(centre) == {"North Crisis Team": False, "South Team": True}
    said = [(by, event.rows, event.rejected, event.sources) for by, event in imports(centre)]
    assert said == [(ME, 2, 1, ("Our teams",)), (ME, 1, 0, ("Our teams",))]
    (found,) = (one for one in stock.held().lists if one.source == "Our teams")
    assert found.brought is not None
    assert (found.count, found.gone, found.brought.by) == (2, 1, ME)


def test_what_is_stopped_or_holds_nothing_or_is_no_list_changes_nothing(
    centre: Centre, tmp_path: Path
) -> None:
    stock, file = StationStock(centre, None), tmp_path / "teams.csv"
    before = centre.desk.head

    def stop(_rows: int) -> None:
        raise Stopped

    file.write_text(HEAD + ROWS)
    assert stock.bring(wish(file), ME, stop) == NotTaken(stopped())
    file.write_text(HEAD + "x\n")
    empty = stock.bring(wish(file), ME, quiet)
    assert isinstance(empty, Came)
    assert (empty.rows, len(empty.rejected)) == (0, 1)
    file.write_bytes(b"\x1f\x8bno gzip")
    assert isinstance(stock.bring(wish(file), ME, quiet), NotTaken)
    gone = stock.bring(wish(tmp_path / "none.csv"), ME, quiet)
    assert isinstance(gone, NotTaken)
    assert gone.why.startswith("none.csv cannot be read")
    assert (teams(centre), centre.desk.head) == ({}, before)
