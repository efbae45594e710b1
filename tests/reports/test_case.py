"""The timeline of a case."""

from dataclasses import replace
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from console.domain.care.case import Ending
from console.domain.events import NoteWritten, case_of
from console.domain.ids import CaseId
from console.domain.private import Private
from console.domain.tier import Tier
from console.reports.case import case_document, case_report
from console.reports.document import Facts, Timeline
from console.reports.pdf import pdf
from tests.reports.conftest import MARKER, Acted

CASE = CaseId("case-c1")
NEW_YORK = ZoneInfo("America/New_York")


def test_a_case_report_is_every_entry_of_the_case_in_order(shift: Acted) -> None:
    entries = [one for one in shift.happened if case_of(one.event) == CASE]
    report = case_report(CASE, entries, shift.desk.board)
    assert [line.seq for line in report.lines] == [one.seq for one in entries]
    assert report.number == entries[0].seq
    assert report.client == f"Dana {MARKER}"
    assert report.highest is Tier.IMMINENT
    assert report.landing is not None
    assert report.landing.ending is Ending.EMS_MEDICAL
    facts = case_document(report, shift.integrity(), NEW_YORK).blocks[1]
    assert isinstance(facts, Facts)
    assert dict(facts.facts)["Tier at start"] == "◆ Imminent"
    assert dict(facts.facts)["Tier at end"] == "● Moderate"


def test_a_clock_or_a_rule_has_no_author(shift: Acted) -> None:
    entries = [one for one in shift.happened if case_of(one.event) == CASE]
    report = case_report(CASE, entries, shift.desk.board)
    authors = {line.by for line in report.lines}
    assert authors == {"", "Ana Haddad", "Lea Okafor"}


def test_an_open_case_says_that_it_is_open(shift: Acted) -> None:
    case = CaseId("case-c5")
    entries = [one for one in shift.happened if case_of(one.event) == case]
    report = case_report(case, entries, shift.desk.board)
    document = case_document(report, shift.integrity(), NEW_YORK)
    (facts,) = (block for block in document.blocks if isinstance(block, Facts))
    assert report.landing is None
    assert facts.facts == (("Highest tier", "▲ High"), ("State", "open"))


def test_the_timeline_has_a_heading_for_each_day_where_the_reader_is(shift: Acted) -> None:
    entries = [one for one in shift.happened if case_of(one.event) == CASE]
    report = case_report(CASE, entries, shift.desk.board)
    days = []
    for zone in (NEW_YORK, ZoneInfo("Pacific/Auckland")):
        document = case_document(report, shift.integrity(), zone)
        (timeline,) = (block for block in document.blocks if isinstance(block, Timeline))
        days.append([heading for heading, _ in timeline.days])
    assert days == [["Sunday 1 March 2026"], ["Monday 2 March 2026"]]


def test_a_case_report_prints_what_was_said(shift: Acted) -> None:
    entries = [one for one in shift.happened if case_of(one.event) == CASE]
    document = case_document(
        case_report(CASE, entries, shift.desk.board), shift.integrity(40), NEW_YORK
    )
    paper = PdfReader(BytesIO(pdf(document)))
    text = " ".join(page.extract_text() for page in paper.pages)
    for said in (f"{MARKER} hospital", "Skipped: Ask about weapons", "no time", "Lea Okafor"):
        assert said in text


def test_words_that_were_erased_are_a_dash(shift: Acted) -> None:
    entries = [one for one in shift.happened if case_of(one.event) == CASE]
    erased = [
        replace(one, event=replace(one.event, text=Private(None, "")))
        if isinstance(one.event, NoteWritten)
        else one
        for one in entries
    ]
    report = case_report(CASE, erased, shift.desk.board)
    (note,) = (line for line in report.lines if line.title.startswith("Note"))
    assert note.title == "Note: —"


def test_a_case_without_an_entry_was_never_opened(shift: Acted) -> None:
    with pytest.raises(ValueError, match="never opened"):
        case_report(CaseId("nobody"), (), shift.desk.board)
