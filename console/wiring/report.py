"""The report of a shift, from the store to its pages."""

from datetime import UTC, datetime, tzinfo

from console.domain.ids import CaseId
from console.journal.entry import faults
from console.reports.case import case_document, case_report
from console.reports.document import Document
from console.reports.shift import Integrity, Period, ShiftReport
from console.reports.shift_document import shift_document
from console.reports.tally import shift_report
from console.store.journal import walk
from console.wiring.centre import Centre


def local_zone(centre: Centre) -> tzinfo:
    """Return the time zone of this station."""
    return centre.desk.now().astimezone().tzinfo or UTC


def integrity(centre: Centre) -> Integrity:
    """Return what a check of the whole journal finds now; reads every entry."""
    journal = centre.store.journal
    found = sum(1 for _fault in faults(walk(journal)))
    seq, head = journal.head()
    sealed = max((made.size for made in centre.store.seals.all()), default=None)
    return Integrity(seq, head, sealed, found)


def report_of(centre: Centre, since: datetime, until: datetime) -> ShiftReport:
    """Return the report of the time from ``since`` up to ``until``."""
    happened = (entry.happened for entry in walk(centre.store.journal))
    return shift_report(happened, Period(since, until), integrity(centre))


def shift_pages(centre: Centre, report: ShiftReport) -> Document:
    """Return the report as a document with this station's times."""
    return shift_document(report, local_zone(centre))


def case_pages(centre: Centre, case: CaseId) -> Document:
    """Return the timeline of a case as a document.

    Raises:
        ValueError: there is no such case.
    """
    entries = centre.store.history.of_case(case)
    report = case_report(case, (entry.happened for entry in entries), centre.desk.board)
    return case_document(report, integrity(centre), local_zone(centre))
