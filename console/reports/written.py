"""A report as a file: the one call for the command line and the screen."""

from dataclasses import replace
from datetime import timedelta, tzinfo
from enum import StrEnum
from typing import assert_never

from console.reports.after.document import follow_ups_document
from console.reports.after.followups import FollowUpsReport
from console.reports.case import CaseReport, case_document
from console.reports.document import Document
from console.reports.pdf import pdf
from console.reports.plain import json_text
from console.reports.sheet import csv_text
from console.reports.shift import Integrity, ShiftReport
from console.reports.shift_document import shift_document
from console.reports.told.accounting import ACCOUNTED, PART2_KEPT, Accounting
from console.reports.told.document import disclosures_document, part2_document


class Format(StrEnum):
    """What a report can be saved as; the value is the file's ending."""

    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


class Listing(StrEnum):
    """The lists of what was told; the value is what the command line and a file call it."""

    DISCLOSURES = "disclosures"
    PART2 = "part2"

    @property
    def kept(self) -> timedelta:
        """How far back it reaches by itself."""
        return ACCOUNTED if self is Listing.DISCLOSURES else PART2_KEPT


def shift_file(report: ShiftReport, kind: Format, zone: tzinfo, language: str = "en") -> bytes:
    """Return the file of a shift report; a PDF takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    return _file(report, shift_document(report, zone, language), kind)


def case_file(
    report: CaseReport, integrity: Integrity, kind: Format, zone: tzinfo, language: str = "en"
) -> bytes:
    """Return the file of a case report; a PDF takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    return _file(report, case_document(report, integrity, zone, language), kind)


def follow_ups_file(
    report: FollowUpsReport, kind: Format, zone: tzinfo, language: str = "en"
) -> bytes:
    """Return the file of a report of follow-ups; a PDF takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    return _file(report, follow_ups_document(report, zone, language), kind)


def told_file(
    listing: Listing, report: Accounting, kind: Format, zone: tzinfo, language: str = "en"
) -> bytes:
    """Return the file of a list of what was told; a PDF takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    if listing is Listing.DISCLOSURES:
        return _file(report, disclosures_document(report, zone, language), kind)
    only = replace(report, told=report.part2)
    return _file(only, part2_document(report, zone, language), kind)


def _file(
    report: ShiftReport | CaseReport | FollowUpsReport | Accounting,
    document: Document,
    kind: Format,
) -> bytes:
    match kind:
        case Format.PDF:
            return pdf(document)
        case Format.CSV:
            return csv_text(document).encode()
        case Format.JSON:
            return json_text(report).encode()
        case _:
            assert_never(kind)
