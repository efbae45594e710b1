"""What a review looks for: when, what, who, and how that is asked of the journal."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from gettext import gettext as _
from typing import Final

from console.domain.board import Board
from console.domain.ids import CaseId, ClientId, StaffId
from console.domain.tier import Tier
from console.journal.codec import UnknownKind
from console.journal.entry import Entry
from console.journal.history import Wanted

SHIFT: Final = timedelta(hours=12)
"""How far back a shift is thought to reach while nobody leads."""

WEEK: Final = timedelta(days=7)
UNREADABLE: Final = (UnknownKind, ValueError, LookupError, TypeError, AttributeError)
"""What reading an entry may raise that was written by a newer program, or changed by hand."""


class When(StrEnum):
    """The time that is looked at."""

    SHIFT = "shift"
    TODAY = "today"
    WEEK = "week"
    SPAN = "span"
    ALL = "all"


class Look(StrEnum):
    """What a lead looks at first."""

    SKIPPED = "skipped"
    MISSED = "missed"
    OVERRIDES = "overrides"
    TIERS = "tiers"
    LATE = "late"
    READ = "read"


class Group(StrEnum):
    """Kinds of entry that belong together."""

    ARRIVED = "arrived"
    CALLS = "calls"
    OWNER = "owner"
    TIER = "tier"
    PLACE = "place"
    NOTES = "notes"
    STEPS = "steps"
    CLOCKS = "clocks"
    HELP = "help"
    TOLD = "told"
    LANDED = "landed"
    AFTER = "after"
    STAFF = "staff"
    RECORDS = "records"
    PROTOCOLS = "protocols"
    DOOR = "door"
    JOURNAL = "journal"


KINDS: Final[Mapping[Group, frozenset[str]]] = {
    Group.ARRIVED: frozenset(
        {"contact.arrived", "contact.split", "cases.merged", "case.identified", "form.arrived"}
    ),
    Group.CALLS: frozenset({"call.answered", "call.ended", "status.returned"}),
    Group.OWNER: frozenset({"case.taken", "case.released"}),
    Group.TIER: frozenset({"tier.set", "case.ranked", "instrument.scored"}),
    Group.PLACE: frozenset({"location.offered", "location.stated", "location.confirmed"}),
    Group.NOTES: frozenset({"note.written", "plan.part_used", "plan.written"}),
    Group.STEPS: frozenset(
        {
            *("escalation.started", "escalation.ended", "step.done", "step.tried"),
            *("step.skipped", "steps.passed", "step.undone", "protocol.unfit", "step.readied"),
        }
    ),
    Group.CLOCKS: frozenset({"clock.missed", "ceiling.crossed", "alert.climbed"}),
    Group.HELP: frozenset(
        {
            *("help.asked", "help.answered", "role.paged"),
            *("consult.owed", "consult.written", "fallback.tried"),
        }
    ),
    Group.TOLD: frozenset(
        {
            *("disclosure.made", "packet.made", "map.saved", "oral.agreement_noted"),
            *("release.recorded", "release.revoked", "release.verified"),
            *("contact.barred", "bar.lifted", "programme.described"),
        }
    ),
    Group.LANDED: frozenset(
        {"case.closed", "follow.up_tried", "follow.up_begun", "follow.up_ended"}
    ),
    Group.AFTER: frozenset(
        {
            *("frequency.raised", "frequency.reviewed"),
            *("team.message_written", "team.message_given"),
            *("caring.planned", "caring.tried", "caring.stopped"),
            *("discharge.recorded", "visit.recorded", "discharge.closed"),
            *("referral.sent", "referral.moved"),
            *("look.back_owed", "look.back_written"),
        }
    ),
    Group.STAFF: frozenset({"signed.in", "signed.out", "staff.recorded"}),
    Group.RECORDS: frozenset(
        {"client.recorded", "record.read", "supporter.named", "directive.recorded"}
    ),
    Group.PROTOCOLS: frozenset(
        {"protocol.published", "protocol.approved", "changes.read", "instrument.loaded"}
    ),
    Group.DOOR: frozenset(
        {
            *("event.quarantined", "quarantine.resolved", "directory.imported"),
            "streets.removed",
            *("number.verified", "room.confirmed"),
        }
    ),
    Group.JOURNAL: frozenset({"journal.opened", "words.erased"}),
}
"""Every kind of entry stands in one group."""

LOOKS: Final[Mapping[Look, frozenset[str]]] = {
    Look.SKIPPED: frozenset({"step.skipped"}),
    Look.MISSED: frozenset({"clock.missed"}),
    Look.OVERRIDES: frozenset({"step.done"}),
    Look.TIERS: frozenset({"tier.set", "case.ranked"}),
    Look.LATE: frozenset({"note.written", "step.done"}),
    Look.READ: frozenset({"record.read"}),
}
WRITTEN_LATE: Final = '"happened_at":"'
"""Stands in the canonical body of an entry about something earlier, and in no other."""

BY_EYE: Final = frozenset({Look.OVERRIDES, Look.LATE})
"""What the kind alone does not tell: each entry of these kinds is looked at."""

TIERED: Final[Mapping[str, tuple[str, ...]]] = {
    "contact.arrived": ("suggestion", "tier"),
    "tier.set": ("tier",),
    "case.ranked": ("tier",),
    "case.closed": ("landing", "tier_at_end"),
}
"""Where each kind of entry that is about a tier names it."""

_TIERS: Final = frozenset(int(tier) for tier in Tier)


def when_words(value: When) -> str:
    """Return the words for a time."""
    return {
        When.SHIFT: _("This shift"),
        When.TODAY: _("Today"),
        When.WEEK: _("Last 7 days"),
        When.SPAN: _("From … to …"),
        When.ALL: _("Everything"),
    }[value]


def look_words(value: Look) -> str:
    """Return the words for what is looked at."""
    return {
        Look.SKIPPED: _("Skipped steps"),
        Look.MISSED: _("Missed clocks"),
        Look.OVERRIDES: _("Gates passed by override"),
        Look.TIERS: _("Tier changes"),
        Look.LATE: _("Late entries"),
        Look.READ: _("Records read"),
    }[value]


def group_words(value: Group) -> str:
    """Return the words for kinds of entry."""
    return {
        Group.ARRIVED: _("Contacts arriving"),
        Group.CALLS: _("Calls"),
        Group.OWNER: _("Taken, given back"),
        Group.TIER: _("Tier"),
        Group.PLACE: _("Location"),
        Group.NOTES: _("Notes, safety plan"),
        Group.STEPS: _("Steps"),
        Group.CLOCKS: _("Clocks and alerts"),
        Group.HELP: _("Help"),
        Group.TOLD: _("Disclosures"),
        Group.LANDED: _("Landings, follow-ups"),
        Group.AFTER: _("Aftercare"),
        Group.STAFF: _("Staff"),
        Group.RECORDS: _("Client records"),
        Group.PROTOCOLS: _("Protocols"),
        Group.DOOR: _("Directory, quarantine"),
        Group.JOURNAL: _("The journal itself"),
    }[value]


def shift_began(board: Board, now: datetime) -> datetime:
    """Return when this shift began: when who leads it sat down, else twelve hours ago."""
    leads = [present.since for present in board.present.values() if present.leads]
    return min(leads) if leads else now - SHIFT


def bounds(
    when: When, board: Board, now: datetime, span: tuple[datetime, datetime]
) -> tuple[datetime | None, datetime | None]:
    """Return from when, and until when, ``when`` looks; ``None`` is without a bound."""
    match when:
        case When.SHIFT:
            return shift_began(board, now), None
        case When.TODAY:
            return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0), None
        case When.WEEK:
            return now - WEEK, None
        case When.SPAN:
            return span
        case When.ALL:
            return None, None


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is looked for; of one sort any will do, and every sort that is named must hold."""

    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    client: ClientId | None = None
    case: CaseId | None = None
    staff: StaffId | None = None
    looks: frozenset[Look] = frozenset()
    groups: frozenset[Group] = frozenset()
    tiers: frozenset[Tier] = frozenset()

    @property
    def wanted(self) -> Wanted | None:
        """What to ask of the journal; ``None`` when no entry can be all of it."""
        asked = [
            frozenset().union(*(LOOKS[look] for look in self.looks)),
            frozenset().union(*(KINDS[group] for group in self.groups)),
            frozenset(TIERED) if self.tiers else frozenset(),
        ]
        named = [kinds for kinds in asked if kinds]
        kinds: frozenset[str] = frozenset.intersection(*named) if named else frozenset()
        if named and not kinds:
            return None
        return Wanted(
            self.case,
            self.client,
            self.staff,
            tuple(sorted(kinds)),
            self.since,
            self.until,
            self.words,
        )

    @property
    def by_eye(self) -> bool:
        """Whether the journal's answer must be looked at entry by entry."""
        return bool(self.tiers or self.looks & BY_EYE)

    def keeps(self, entry: Entry, overrides: Callable[[Entry], bool]) -> bool:
        """Whether ``entry``, which the journal gave, is looked for."""
        looked = not self.looks or any(_is(look, entry, overrides) for look in self.looks)
        return looked and (not self.tiers or tier_of(entry) in self.tiers)


def _is(look: Look, entry: Entry, overrides: Callable[[Entry], bool]) -> bool:
    if entry.kind not in LOOKS[look]:
        return False
    match look:
        case Look.OVERRIDES:
            return overrides(entry)
        case Look.LATE:
            return WRITTEN_LATE in entry.body
        case _:
            return True


def tier_of(entry: Entry) -> Tier | None:
    """Return the tier that ``entry`` is about, if it is about one and can be read.

    It looks at the body alone: making the event of each of 100 000 entries takes seconds.
    """
    at = TIERED.get(entry.kind)
    value: object = body_of(entry)
    for name in at or ():
        value = value.get(name) if isinstance(value, dict) else None
    return Tier(value) if at and isinstance(value, int) and value in _TIERS else None


def body_of(entry: Entry) -> Mapping[str, object]:
    """Return the body of ``entry``; empty when it cannot be read."""
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
