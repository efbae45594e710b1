"""What needs a lead now: everything that nobody else will come to by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from gettext import gettext as _
from gettext import ngettext

from console.domain.board import Board
from console.domain.care.case import Case, Lateness
from console.domain.care.landing import dispatch, facts_open
from console.domain.care.limits import Limits
from console.domain.ids import CaseId
from console.domain.seen.owed import Owed, OwedKind, When, owed
from console.domain.seen.queue import lateness, since, waits
from console.domain.tier import Tier
from console.words import labels
from console.words.aftercare import said
from console.words.aftercare.owed import what, who
from console.words.refusals import staff_name

MOST = 40
"""So many overdue or stuck things are named one by one; the rest is counted."""


class Sort(IntEnum):
    """Why it needs a lead, the most pressing first."""

    CALL = 1
    WAITS = 2
    CLOCK = 3
    DISPATCH = 4
    PLACE = 5
    FOLLOW_UP = 6
    AFTERCARE = 7
    QUARANTINE = 8


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs a lead.

    Attributes:
        case: the open case to go to; ``None`` where there is none.
        since: from when on it is counted.
        thing: what it is known by in aftercare, if it is owed there.
    """

    sort: Sort
    who: str
    what: str
    since: datetime | None = None
    tier: Tier | None = None
    case: CaseId | None = None
    thing: str = ""

    @property
    def key(self) -> str:
        """What it is known by while the board changes around it."""
        which = self.what if self.sort is Sort.CLOCK else self.thing
        return f"{self.sort}:{self.case}:{self.who}:{which}"

    def spoken(self, now: datetime) -> str:
        """Return the whole line as a screen reader says it."""
        parts = (
            self.who,
            labels.tier(self.tier) if self.tier is not None else "",
            self.what,
            labels.age(now - self.since) if self.since is not None else "",
        )
        return ", ".join(part for part in parts if part)


def needs(board: Board, limits: Limits, now: datetime) -> list[Need]:
    """Return everything that needs a lead at ``now``, the most pressing first."""
    found = [need for case in board.cases.values() for need in _of_case(board, case, limits, now)]
    found += _aftercare(board, limits, now)
    if board.quarantined:
        count = len(board.quarantined)
        words = ngettext(
            "{n} event could not be read and is kept",
            "{n} events could not be read and are kept",
            count,
        )
        found.append(Need(Sort.QUARANTINE, _("Quarantine"), words.format(n=count)))
    return sorted(found, key=lambda need: (need.sort, -(need.tier or 0), need.since or now))


def _of_case(board: Board, case: Case, limits: Limits, now: datetime) -> Iterator[Need]:
    client = board.client_of(case)
    who = client.short_name if client is not None else _("Unknown caller")
    owner = staff_name(board, board.owner(case))
    if case.help_asked_at is not None and case.help_answered_by is None:
        words = _("{owner} calls you").format(owner=owner)
        yield Need(Sort.CALL, who, words, case.help_asked_at, case.rank, case.id)
    late = lateness(case, limits, now)
    if waits(case) and (late > Lateness.IN_TIME or case.rank >= Tier.HIGH):
        words = _("nobody has this")
        if case.owner is not None:
            words = _("{owner} has not looked since {time}")
            words = words.format(owner=owner, time=f"{since(case).astimezone():%H:%M}")
        if late:
            words = f"{words} · {labels.lateness(late)}"
        yield Need(Sort.WAITS, who, words, since(case), case.rank, case.id)
    for run in case.escalations:
        protocol = board.protocol_of(run) if run.running else None
        for step in protocol.steps if protocol is not None else ():
            if step.id in run.missed and step.id not in run.settled:
                words = _("clock ran out: {step} · {owner}").format(step=step.text, owner=owner)
                yield Need(Sort.CLOCK, who, words, run.opened.get(step.id), case.rank, case.id)
    sent, missing = dispatch(case), facts_open(case)
    if sent is not None and missing:
        words = f"{labels.still_open(missing)} · {owner}"
        yield Need(Sort.DISPATCH, who, words, sent.at, case.rank, case.id)
    if case.owner is not None and case.rank >= Tier.HIGH:
        yield from _place(case, who, owner, now)


def _place(case: Case, who: str, owner: str, now: datetime) -> Iterator[Need]:
    """Yield that nobody knows, or only knew long ago, where somebody at high risk is."""
    if case.place is None:
        words = _("nobody knows where they are · {owner}").format(owner=owner)
        yield Need(Sort.PLACE, who, words, case.opened_at, case.rank, case.id)
    elif case.place.stale(now):
        age = labels.age(case.place.age(now))
        words = _("location is {age} old · {owner}").format(age=age, owner=owner)
        yield Need(Sort.PLACE, who, words, case.opened_at, case.rank, case.id)


def _aftercare(board: Board, limits: Limits, now: datetime) -> Iterator[Need]:
    """Yield what is overdue, or stuck, of all that is owed after a landing; the gravest of it."""
    here, rules = now.astimezone(), limits.after
    found = [one for one in owed(board, here, rules) if one.stuck or _late(one, here)]
    for one in found[:MOST]:
        state = _("overdue") if _late(one, here) else _("stuck")
        words = f"{said.kind(one.kind)} {state} · {what(board, one, rules)}"
        sort = Sort.FOLLOW_UP if one.kind is OwedKind.FOLLOW_UP else Sort.AFTERCARE
        since = one.due if _late(one, here) else None
        yield Need(sort, who(board, one), words, since, one.tier, None, one.key)
    if len(found) > MOST:
        words = _("{n} more are overdue or stuck").format(n=len(found) - MOST)
        yield Need(Sort.AFTERCARE, _("Aftercare"), words, thing="more")


def _late(one: Owed, here: datetime) -> bool:
    return one.when(here) is When.OVERDUE


def aftercare(board: Board, limits: Limits, now: datetime) -> tuple[int, int]:
    """Return how much of what is owed after a landing is overdue, and how much is stuck."""
    here = now.astimezone()
    found = owed(board, here, limits.after)
    return sum(_late(one, here) for one in found), sum(one.stuck for one in found)
