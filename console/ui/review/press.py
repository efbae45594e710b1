"""What review asks of the printing room: reports, the check of the whole journal, files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.domain.ids import CaseId, ClientId
from console.journal.entry import Fault
from console.reports.shift import Period, ShiftReport
from console.reports.written import Format, Listing


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the whole journal found.

    Attributes:
        entries: how many there are.
        sealed_to: up to which entry a seal covers it; ``None`` before the first seal.
        faults: every place that is not as it was written, lowest number first.
    """

    entries: int
    sealed_to: int | None
    faults: tuple[Fault, ...] = ()

    @property
    def first(self) -> Fault | None:
        """The first bad entry."""
        return self.faults[0] if self.faults else None


class Press(Protocol):
    """Everything here takes its time: it reads the whole journal, or prints."""

    def shift(self, since: datetime, until: datetime) -> ShiftReport:
        """Return the report of the time from ``since`` up to ``until`` (aware).

        Raises:
            Unreachable: the database cannot be read now.
        """

    def check(self) -> Checked:
        """Check the chain, the words, the seals and what this station has witnessed.

        Raises:
            Unreachable: the database cannot be read now.
        """

    def shift_file(self, report: ShiftReport, kind: Format) -> bytes:
        """Return the file of a shift report.

        Raises:
            NotPrinted: no PDF could be made on this machine.
            Unreachable: the database cannot be read now.
        """

    def told_file(
        self, listing: Listing, period: Period, client: ClientId | None, kind: Format
    ) -> bytes:
        """Return the file of what was told in ``period``, of ``client`` or of everybody.

        Raises:
            NotPrinted: no PDF could be made on this machine.
            Unreachable: the database cannot be read now.
        """

    def case_file(self, case: CaseId, kind: Format) -> bytes:
        """Return the file of a case's timeline.

        Raises:
            NotPrinted: no PDF could be made on this machine.
            Unreachable: the database cannot be read now.
            ValueError: there is no such case.
        """
