"""Crises that come again: the cases of one client in the last 7, 30 and 90 days.

What was tried and what is owed stands beside each, because the question of a repeated crisis
is what has not helped yet, never whose fault it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.after.rules import AfterRules
from console.domain.care.case import Case
from console.domain.ids import CaseId, ClientId
from console.domain.people.client import PastCase
from console.domain.tier import Tier

WINDOWS = (timedelta(days=7), timedelta(days=30), timedelta(days=90))
"""How far back is counted."""


@dataclass(frozen=True, slots=True)
class Crisis:
    """One case of a client: landed, or open still.

    Attributes:
        began: when the first contact came; ``landed`` when it was closed.
        at_start, at_end: the tiers; ``ending`` and ``plan`` are the codes of its landing.
        owed: whether a follow-up of it is owed still.
    """

    case: CaseId
    number: int
    began: datetime
    landed: datetime | None
    at_start: Tier | None
    at_end: Tier | None
    ending: str
    plan: str
    owed: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """The crises of one client, the newest first.

    Attributes:
        counts: how many began in the last 7, 30 and 90 days.
        flagged: whether so many came so soon that it is said out loud.
    """

    crises: tuple[Crisis, ...]
    counts: tuple[int, int, int]
    flagged: bool


def repeat(board: Board, client: ClientId | None, now: datetime, rules: AfterRules) -> Repeat:
    """Return the crises of ``client`` in the last 90 days."""
    if client is None:
        return Repeat((), (0, 0, 0), flagged=False)
    held = board.open_case_of(client)
    found = [_landed(board, past) for past in board.history.get(client, ())]
    if held is not None:
        found.insert(0, _open(held))
    kept = sorted(
        (one for one in found if now - one.began <= WINDOWS[-1]),
        key=lambda one: one.began,
        reverse=True,
    )
    week, month, quarter = (sum(now - one.began <= window for one in kept) for window in WINDOWS)
    lately = sum(now - one.began <= rules.repeat_in for one in kept)
    return Repeat(tuple(kept), (week, month, quarter), lately >= rules.repeat)


def _landed(board: Board, past: PastCase) -> Crisis:
    return Crisis(
        past.case,
        past.number,
        past.began,
        past.closed_at,
        past.at_start,
        past.tier,
        past.outcome,
        past.plan,
        past.case in board.follow_ups,
    )


def _open(case: Case) -> Crisis:
    start = case.tier_at_start
    return Crisis(case.id, case.number, case.opened_at, None, start, None, "", "", owed=False)
