import csv
import stat
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.domain.events import RecordRead
from console.domain.ids import CaseId, ClientId
from console.reports.pdf import NotPrinted
from console.reports.written import Format, Listing
from console.ui.review.aside.finder import Picked
from console.ui.review.aside.span import read
from console.ui.review.save import NotSaved, Saved, Wish, save
from console.ui.review.workspace import ReviewWorkspace
from console.ui.widgets.saving import documents
from tests.conftest import NOON
from tests.ui.review.keys import bind, key, press
from tests.ui.review.ward import ORTIZ, Ward


def saved(review: ReviewWorkspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: review.banner.property("tone") == "well", timeout=60_000)


def test_the_shift_report_is_saved_as_csv(
    review: ReviewWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    bind(review)
    press(review, "shift_report")
    assert review.panel.since.hasFocus()
    assert Path(review.panel.file.text()).parent == documents()
    assert Path(review.panel.file.text()).suffix == ".pdf"
    review.panel.csv.setChecked(True)
    assert Path(review.panel.file.text()).suffix == ".csv"
    file = tmp_path / "shift.csv"
    review.panel.file.setText(str(file))
    key(review, Qt.Key.Key_Return)
    assert not review.panel.isVisible()
    saved(review, qtbot)
    assert review.banner.text == f"Saved as {file}."
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "Shift report"
    assert any("Answered in 20 s" in row for row in rows)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_told_of_one_client_is_saved_as_csv_and_that_it_was_read(
    review: ReviewWorkspace, ward: Ward, tmp_path: Path, qtbot: QtBot
) -> None:
    bind(review)
    review.aside.finder.pick(Picked("Dana Reyes", client=ClientId("dana")))
    press(review, "disclosures")
    assert review.panel.title.text() == "Disclosures · Dana Reyes"
    assert Path(review.panel.file.text()).name.startswith("vigil-disclosures-")
    assert "dana" not in review.panel.file.text().lower()
    assert read(review.panel.until) - read(review.panel.since) == Listing.DISCLOSURES.kept
    review.panel.csv.setChecked(True)
    file = tmp_path / "told.csv"
    review.panel.file.setText(str(file))
    key(review, Qt.Key.Key_Return)
    saved(review, qtbot)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][1].startswith("Dana Reyes, from ")
    told = [row for row in rows if row[0] == "To be accounted for" and "512(j)" in row[-2]]
    assert told
    assert {row[2] for row in told} == {"Dana Reyes"}
    assert RecordRead(None, ClientId("dana")) in ward.events


def test_the_part_2_record_of_everybody_is_saved_as_a_pdf(
    review: ReviewWorkspace, ward: Ward, tmp_path: Path, qtbot: QtBot
) -> None:
    bind(review)
    press(review, "part2")
    assert review.panel.title.text() == "Part 2 record · all clients"
    file = tmp_path / "part2.pdf"
    review.panel.file.setText(str(file))
    key(review, Qt.Key.Key_Return)
    saved(review, qtbot)
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages)
    assert "Part 2 record" in text
    assert RecordRead(None, None) in ward.events


def test_a_counsellor_saves_no_list_of_what_was_told(ward: Ward, qtbot: QtBot) -> None:
    bridge = ward.bridge(ORTIZ)
    review = ReviewWorkspace(bridge, ward.press)
    qtbot.addWidget(review)
    review.told(Listing.DISCLOSURES)
    assert not review.panel.isVisibleTo(review)
    assert list(review.offers("disclosures")) == []
    bridge.close()


def test_the_command_bar_offers_the_lists_of_what_was_told(review: ReviewWorkspace) -> None:
    assert [one.words for one in review.offers("disclos")] == ["Disclosures"]
    assert [one.words for one in review.offers("part 2")] == ["Part 2 record"]


def test_a_cases_timeline_is_saved_as_a_pdf_that_can_be_read(
    review: ReviewWorkspace, ward: Ward, rescued: CaseId, tmp_path: Path, qtbot: QtBot
) -> None:
    bind(review)
    review.open_case(rescued)
    qtbot.waitUntil(lambda: review.case.opened(rescued))
    press(review, "export")
    assert review.panel.file.hasFocus()
    case = review.case.case
    assert case is not None
    assert Path(review.panel.file.text()).name == f"vigil-case-{case.number}.pdf"
    file = tmp_path / "case.pdf"
    review.panel.file.setText(str(file))
    key(review, Qt.Key.Key_Return)
    saved(review, qtbot)
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages)
    assert f"Case {case.number} · Dana Reyes" in text
    assert "Supervisor decision on involuntary help" in text
    assert [path.name for path in tmp_path.glob("*case*")] == ["case.pdf"]


def test_without_a_case_nothing_is_exported(review: ReviewWorkspace, qtbot: QtBot) -> None:
    bind(review)
    with qtbot.waitSignal(review._bridge.refused) as said:  # noqa: SLF001 -- whom it tells
        press(review, "export")
    assert said.args == ["Choose an entry first; its case is what is exported."]
    assert not review.panel.isVisible()


def test_a_file_that_is_there_is_replaced_only_by_a_second_press(
    review: ReviewWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    bind(review)
    file = tmp_path / "shift.csv"
    file.write_text("mine", encoding="utf-8")
    press(review, "shift_report")
    review.panel.csv.setChecked(True)
    review.panel.file.setText(str(file))
    key(review, Qt.Key.Key_Return)
    assert review.panel.isVisible()
    assert review.panel.lacks.text() == ("shift.csv is there already. Enter once more replaces it.")
    assert file.read_text(encoding="utf-8") == "mine"
    key(review, Qt.Key.Key_Return)
    saved(review, qtbot)
    assert file.read_text(encoding="utf-8-sig").startswith("Shift report")


def test_escape_leaves_the_strip_and_saves_nothing(review: ReviewWorkspace, tmp_path: Path) -> None:
    bind(review)
    review.journal.table.setFocus()
    press(review, "shift_report")
    review.panel.file.setText(str(tmp_path / "shift.csv"))
    key(review, Qt.Key.Key_Escape)
    assert not review.panel.isVisible()
    assert review.journal.table.hasFocus()
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Name a file."),
        ("gone/shift.pdf", "There is no folder"),
        (".", "is a folder. Name a file in it."),
    ],
)
def test_what_is_in_the_way_is_said_before_anything_is_made(
    review: ReviewWorkspace, tmp_path: Path, name: str, said: str
) -> None:
    review.report()
    review.panel.file.setText(str(tmp_path / name) if name else "")
    key(review, Qt.Key.Key_Return)
    assert review.panel.isVisible()
    assert said in review.panel.lacks.text()


def test_a_shift_that_ends_before_it_begins_is_not_saved(review: ReviewWorkspace) -> None:
    review.report()
    review.panel.until.setDateTime(review.panel.since.dateTime().addSecs(-60))
    key(review, Qt.Key.Key_Return)
    assert review.panel.lacks.text() == "The time ends before it begins. Mend the times."


def wish(file: Path, *, replace: bool = False) -> Wish:
    return Wish(file, Format.PDF, NOON, NOON, replace)


def test_a_file_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"mine")
    found = save(lambda: b"new", wish(file))
    assert isinstance(found, NotSaved)
    assert file.read_bytes() == b"mine"
    assert save(lambda: b"new", wish(file, replace=True)) == Saved(file)
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_gone_is_said_calmly(tmp_path: Path) -> None:
    file = tmp_path / "gone" / "a.pdf"
    found = save(lambda: b"new", wish(file))
    assert found == NotSaved(
        f"{file} cannot be written: no such file or directory. Choose another place."
    )


def test_a_machine_without_a_printer_of_pdf_says_what_else_there_is(tmp_path: Path) -> None:
    def made() -> bytes:
        raise NotPrinted

    found = save(made, wish(tmp_path / "a.pdf"))
    assert found == NotSaved("No PDF can be made on this machine. Save it as CSV.")
    assert list(tmp_path.iterdir()) == []
