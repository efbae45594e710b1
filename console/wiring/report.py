"""The report of a shift and the check of the journal, from the store to their values."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from console.domain.ids import ClientId
from console.journal.entry import Fault, faults
from console.reports.after.followups import FollowUpsReport, follow_ups_report
from console.reports.shift import Integrity, Period, ShiftReport
from console.reports.tally import shift_report
from console.reports.told.accounting import Accounting, accounting
from console.store.journal import walk
from console.wiring.centre import Centre


@dataclass(frozen=True, slots=True)
class Found:
    """What a check of the whole journal found; the faults stand in order."""

    entries: int
    head: str
    sealed_to: int | None
    faults: tuple[Fault, ...]


def local_zone(centre: Centre) -> tzinfo:
    """Return the time zone of this station."""
    return centre.desk.now().astimezone().tzinfo or UTC


def checked(centre: Centre) -> Found:
    """Check the chain, the words, the seals and what this station has witnessed."""
    store = centre.store
    seals = store.seals.all()
    found = [*faults(walk(store.journal)), *store.seal_faults()]
    seq, head = store.journal.head()
    sealed = max((made.size for made in seals), default=None)
    return Found(seq, head, sealed, tuple(sorted(found, key=lambda fault: fault.seq)))


def integrity(centre: Centre) -> Integrity:
    """Return what ``checked`` finds, as a report says it."""
    found = checked(centre)
    return Integrity(found.entries, found.head, found.sealed_to, len(found.faults))


def report_of(centre: Centre, since: datetime, until: datetime) -> ShiftReport:
    """Return the report of the time from ``since`` up to ``until``."""
    happened = (entry.happened for entry in walk(centre.store.journal))
    return shift_report(happened, Period(since, until), integrity(centre))


def disclosures_of(
    centre: Centre, since: datetime, until: datetime, client: ClientId | None
) -> Accounting:
    """Return what was told from ``since`` up to ``until``, of ``client`` or of everybody."""
    happened = (entry.happened for entry in walk(centre.store.journal))
    return accounting(happened, Period(since, until), integrity(centre), client)


def follow_ups_of(centre: Centre, since: datetime, until: datetime) -> FollowUpsReport:
    """Return the report of the follow-ups that were due from ``since`` up to ``until``."""
    happened = (entry.happened for entry in walk(centre.store.journal))
    until = until.astimezone(local_zone(centre))  # in which the days end
    rules = centre.desk.limits.after
    return follow_ups_report(happened, Period(since, until), integrity(centre), rules)
