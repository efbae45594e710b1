"""The printing room of a station, as review asks for it."""

from datetime import datetime

from console.domain.ids import CaseId, ClientId
from console.reports.case import case_report
from console.reports.shift import Period, ShiftReport
from console.reports.written import Format, Listing, case_file, shift_file, told_file
from console.ui.review.press import Checked
from console.wiring.centre import Centre
from console.wiring.report import checked, disclosures_of, integrity, local_zone, report_of


class StationPress:
    """Reads the whole journal, or prints; every method takes its time."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def shift(self, since: datetime, until: datetime) -> ShiftReport:
        """Return the report of the time from ``since`` up to ``until``."""
        return report_of(self._centre, since, until)

    def check(self) -> Checked:
        """Check the chain, the words, the seals and what this station has witnessed."""
        found = checked(self._centre)
        return Checked(found.entries, found.sealed_to, found.faults)

    def shift_file(self, report: ShiftReport, kind: Format) -> bytes:
        """Return the file of a shift report."""
        return shift_file(report, kind, local_zone(self._centre))

    def told_file(
        self, listing: Listing, period: Period, client: ClientId | None, kind: Format
    ) -> bytes:
        """Return the file of what was told in ``period``, of ``client`` or of everybody."""
        told = disclosures_of(self._centre, period.since, period.until, client)
        return told_file(listing, told, kind, local_zone(self._centre))

    def case_file(self, case: CaseId, kind: Format) -> bytes:
        """Return the file of a case's timeline."""
        centre = self._centre
        entries = centre.store.history.of_case(case)
        report = case_report(case, (entry.happened for entry in entries), centre.desk.board)
        return case_file(report, integrity(centre), kind, local_zone(centre))
