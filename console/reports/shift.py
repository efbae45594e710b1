"""The report of one shift: a value, computed from the journal and nothing else.

It holds codes, numbers, the names of staff and the text of checklist steps: never a
client's name, place or words.  Staff appear by what they carried, so that somebody can
ask how they are; there are no talk times and no ranking.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.care.case import Ending, Lateness
from console.domain.care.contact import ContactKind
from console.domain.protocol.escalation import SkipCode
from console.domain.tier import Tier

WITHIN_S = (15, 20, 30)
"""The thresholds that answer times are counted by (988 grants, NENA-STA-020.1; 30 is ours)."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``since`` up to, not including, ``until``; both aware."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Whether ``at`` lies in the period."""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Integrity:
    """What the check of the journal found.

    Attributes:
        head: the digest of the last entry.
        sealed_to: up to which entry a seal covers it.
        faults: how many places are not as they were written.
    """

    entries: int
    head: str
    sealed_to: int | None
    faults: int = 0


@dataclass(frozen=True, slots=True)
class KindCount:
    """The contacts of one kind, by the highest tier that their case came to."""

    kind: ContactKind
    tiers: tuple[tuple[Tier, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.tiers)


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls that rang in the period.

    Attributes:
        within: for each threshold in seconds, how many were answered by then.
        abandoned: the caller hung up before anybody answered.
        dropped: lost in the middle.
    """

    rang: int
    answered: int
    within: tuple[tuple[int, int], ...]
    abandoned: int
    dropped: int
    slowest: timedelta | None

    def share(self, within_s: int) -> float | None:
        """The share of all calls that rang which were answered within ``within_s`` seconds."""
        return dict(self.within)[within_s] / self.rang if self.rang else None


@dataclass(frozen=True, slots=True)
class Waits:
    """Some waits, summed up; ``None`` when there were none."""

    count: int
    mean: timedelta | None
    longest: timedelta | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Some times, summed up; all ``None`` when there were none.

    Attributes:
        p50, p95: the nearest rank: a time that was measured, never one between two.
    """

    count: int
    mean: timedelta | None = None
    p50: timedelta | None = None
    p95: timedelta | None = None
    longest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Dispatches:
    """The dispatches of a period.

    Attributes:
        sent: how often a 911 centre was dialled.
        waiting: of how many nobody has confirmed the arrival yet.
        landed_unseen: cases that landed without one: a lead ended the search.
        arrival: from dialling to arrival.
    """

    sent: int = 0
    waiting: int = 0
    landed_unseen: int = 0
    arrival: Spread = Spread(0)


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that a review looks at.

    Attributes:
        seq: the entry that says so.
        case: the number that people call the case by.
        by: the name of the member of staff.
        what: the text of a step, or nothing.
    """

    seq: int
    at: datetime
    case: int
    by: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that was skipped, with its coded reason."""

    noted: Noted
    code: SkipCode


@dataclass(frozen=True, slots=True)
class TierChange:
    """A tier that a person set other than the rule suggested, or than it had been set before."""

    noted: Noted
    suggested: Tier | None
    before: Tier | None
    tier: Tier


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure: its legal basis; whom and what stands in the case's own record."""

    noted: Noted
    basis: str


@dataclass(frozen=True, slots=True)
class Late:
    """An entry about something earlier."""

    noted: Noted
    happened: datetime


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A case that was open at the end of the period.

    Attributes:
        owner: who answers for it: the lead, while it is not ``taken``.
        waiting: how long somebody has had to come to it; ``None`` when somebody is with it.
    """

    number: int
    tier: Tier
    opened: datetime
    owner: str
    taken: bool
    waiting: timedelta | None
    lateness: Lateness
    open_checklists: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A follow-up that was promised and not yet kept."""

    number: int
    due: datetime
    tier: Tier
    tries: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What one member of staff carried, so that somebody can ask how they are.

    Attributes:
        high: cases taken, landed or helped with that came to high; ``imminent`` likewise.
    """

    name: str
    taken: int
    high: int
    imminent: int
    landed: int
    help_asked: int
    help_given: int
    follow_ups: int


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """Everything that the next shift and a review want to know of one shift.

    Attributes:
        leads: who led, in the order of sitting down.
        landed: how the cases that closed in the period ended.
        high_to_human: from the arrival of a high contact to somebody who has it.
        help_answered: from the help key to the lead who came.
        imminent: declarations of imminent risk.
        dispatches: calls to 911 centres, and how long until somebody reached the person.
        overrides: steps behind gate G3 (45 CFR 164.512(j)) that were passed.
    """

    journal: str
    practice: bool
    period: Period
    leads: tuple[str, ...]
    integrity: Integrity
    contacts: tuple[KindCount, ...]
    calls: Calls
    high_to_human: Waits
    opened: int
    landed: tuple[tuple[Ending, int], ...]
    ceilings_crossed: int
    help_asked: int
    help_answered: Waits
    dispatches: Dispatches
    imminent: tuple[Noted, ...]
    skipped: tuple[Skipped, ...]
    missed: tuple[Noted, ...]
    overrides: tuple[Noted, ...]
    tiers: tuple[TierChange, ...]
    told: tuple[Told, ...]
    late: tuple[Late, ...]
    handed_on: tuple[HandedOn, ...]
    follow_ups: tuple[Owed, ...]
    carried: tuple[Carried, ...]

    @property
    def closed(self) -> int:
        """How many cases landed."""
        return sum(count for _, count in self.landed)
