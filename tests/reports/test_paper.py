"""Reports as paper, CSV and JSON."""

import csv
import json
import subprocess
import sys
from datetime import timedelta
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO, StringIO
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from console.domain.events import case_of
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.reports.case import case_report
from console.reports.document import Document, Facts, Figure, Figures, Moment, Table, Timeline
from console.reports.markup import html
from console.reports.pdf import NotPrinted, pdf
from console.reports.plain import json_text
from console.reports.sheet import csv_text
from console.reports.shift import Integrity, ShiftReport
from console.reports.shift_document import integrity_line, shift_document
from console.reports.tally import shift_report
from console.reports.written import Format, case_file, shift_file
from tests.reports.conftest import MARKER, SHIFT, Acted

NEW_YORK = ZoneInfo("America/New_York")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30) | st.lists(
    st.sampled_from(("<b>", "</td>", "&lt;", "&", '"', "'", "</style>", "}", "\\", "=1", "é"))
).map("".join)


@pytest.fixture
def report(shift: Acted) -> ShiftReport:
    return shift_report(shift.happened, SHIFT, shift.integrity(40))


def words_of(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


class Cells(HTMLParser):
    """The text of every cell of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td" and not attrs:
            self._inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


def test_a_shift_report_is_a_tagged_pdf_with_language_title_and_page_numbers(
    report: ShiftReport,
) -> None:
    made = pdf(shift_document(report, NEW_YORK))
    paper = PdfReader(BytesIO(made))
    root = paper.root_object
    marked = root["/MarkInfo"]
    assert isinstance(marked, DictionaryObject)
    assert marked["/Marked"] == BooleanObject(value=True)
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en"
    about = root["/Metadata"].get_object()
    assert isinstance(about, StreamObject)
    assert b"pdfuaid:part" in about.get_data()
    assert paper.metadata is not None
    assert paper.metadata.title == "Shift report"
    pages = [page.extract_text() for page in paper.pages]
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in text


def test_a_shift_report_holds_its_figures_and_no_word_about_a_client(report: ShiftReport) -> None:
    text = words_of(pdf(shift_document(report, NEW_YORK)))
    for said in ("Sunday 1 March 2026", "07:00 to 15:00 EST", "33.3", "Ask about weapons"):
        assert said in text
    assert MARKER not in text
    assert MARKER not in csv_text(shift_document(report, NEW_YORK))


def test_practice_is_written_on_every_page(report: ShiftReport) -> None:
    paper = PdfReader(BytesIO(pdf(shift_document(report, NEW_YORK))))
    assert len(paper.pages) > 1
    for page in paper.pages:
        assert "PRACTICE" in page.extract_text()


def test_a_journal_that_is_not_whole_is_said_first() -> None:
    seal = integrity_line(Integrity(1200, "ab" * 32, 1100, faults=2))
    assert not seal.whole
    assert seal.text.startswith("The journal is not whole: 2 places. Do not rely on this report.")


def test_a_whole_journal_names_its_length_seal_and_head() -> None:
    seal = integrity_line(Integrity(48_213, "ab" * 32, 48_200))
    assert seal.whole
    assert seal.text == (
        "Journal whole: 48\u202f213 entries · sealed to 48\u202f200 · last digest abababababababab"
    )


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2).map(tuple), min_size=1, max_size=3))
def test_any_text_in_a_cell_is_shown_as_it_is(rows: list[tuple[str, str]]) -> None:
    page = Cells()
    page.feed(html(Document("T", "", (Table("t", ("a", "b"), tuple(rows)),)), ""))
    assert page.cells == [cell for row in rows for cell in row]


@given(TEXTS)
def test_any_title_stays_within_the_line_at_the_foot_of_the_page(title: str) -> None:
    page = html(Document(title, "", ()), "")
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert "<" not in style
    assert style.count("{") == style.count("}") == 3
    assert style.count('"') % 2 == 0


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4))
def test_csv_gives_back_what_went_in_and_no_cell_is_a_formula(rows: list[tuple[str, ...]]) -> None:
    text = csv_text(Document("T", "S", (Table("t", ("h",), tuple(rows)),)))
    read = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read[:2] == [["T", "S"], ["t", "h"]]
    assert [[cell.removeprefix("'") for cell in row] for row in read[2:]] == [
        ["t", *(cell.removeprefix("'") for cell in row)] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)


def test_json_holds_the_whole_report_in_plain_values(report: ShiftReport) -> None:
    said = json.loads(json_text(report))
    assert said["period"] == {
        "since": "2026-03-01T12:00:00.000000Z",
        "until": "2026-03-01T20:00:00.000000Z",
    }
    assert said["calls"]["within"] == [[15, 1], [20, 1], [30, 2]]
    assert said["high_to_human"] == {"count": 3, "mean": 34.0, "longest": 90.0}
    assert said["skipped"][0]["code"] == "no_time"


def test_a_pdf_that_takes_too_long_is_an_answer_and_leaves_no_process() -> None:
    with pytest.raises(NotPrinted):
        pdf(Document("T", "", ()), timedelta(milliseconds=1))


def test_the_printer_opens_no_address() -> None:
    asked: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        page = (
            f'<!DOCTYPE html><html lang="en"><head><title>T</title><link rel="stylesheet" '
            f'href="{here}/a.css"><style>@import url({here}/b.css)</style></head>'
            f'<body><p style="background:url({here}/c.png)">'
            f'<img src="{here}/d.png" alt="d"> words</p></body></html>'
        )
        made = subprocess.run(
            (sys.executable, "-m", "console.reports.press"),
            input=page.encode(),
            capture_output=True,
            check=True,
        )
        server.shutdown()
    assert asked == []
    assert "words" in words_of(made.stdout)


def test_every_sort_of_block_is_printed() -> None:
    document = Document(
        "Café ▲ Zürich",
        "Straße · niño",
        (
            Figures((Figure("Name", "17 s", "note"),)),
            Facts("Facts", (("Ended", "well"),)),
            Table("Empty", ("a",), (), none="Nothing here."),
            Table("Tiers", ("a",), ((Tier.HIGH,),)),
            Timeline("Day", (("Monday", (Moment("12:00:00", "Arrived", "how", "Ana"),)),)),
        ),
    )
    text = words_of(pdf(document))
    wanted = {"Café", "Straße · niño", "17 s", "well", "Nothing here.", "▲ High", "Arrived", "how"}
    assert {said for said in wanted if said in text} == wanted


def test_a_report_is_saved_in_each_format(report: ShiftReport, shift: Acted) -> None:
    made = {kind: shift_file(report, kind, NEW_YORK) for kind in Format}
    assert made[Format.PDF].startswith(b"%PDF-1.")
    assert made[Format.CSV].startswith(b"\xef\xbb\xbfShift report,")
    assert json.loads(made[Format.JSON])["journal"] == "journal-1"
    case = CaseId("case-c5")
    entries = [one for one in shift.happened if case_of(one.event) == case]
    told = case_report(case, entries, shift.desk.board)
    saved = case_file(told, shift.integrity(), Format.CSV, NEW_YORK).decode()
    assert saved.startswith(f"\ufeffCase {told.number} · Evan {MARKER},")
