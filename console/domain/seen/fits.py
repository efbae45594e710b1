"""Which protocols fit a case as it stands: their entry conditions, looked at together.

A protocol that fits is offered, never begun by itself: a person begins it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.people.client import Flag
from console.domain.protocol.condition import LOST, Condition, Sign
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Place, Protocol

ADULT_FROM = 18


@dataclass(frozen=True, slots=True)
class Fit:
    """A protocol that fits, and the first of its conditions that holds.

    Attributes:
        entry: the number of the entry since which it holds; 0 where it stands on record.
    """

    protocol: Protocol
    because: Condition
    entry: int


def fits(board: Board, case: Case, now: datetime) -> tuple[Fit, ...]:
    """Return what fits ``case`` at ``now`` and was not begun since; overlays come first.

    Args:
        board: the board.
        case: an open case.
        now: aware time, for ages and for what is due.
    """
    found = (_fit(board, case, board.usable(name), now) for name in sorted(board.protocols))
    held = [fit for fit in found if fit is not None]
    return tuple(sorted(held, key=lambda fit: fit.protocol.place is not Place.OVERLAY))


def _fit(board: Board, case: Case, protocol: Protocol | None, now: datetime) -> Fit | None:
    if protocol is None:
        return None
    runs = [run for run in case.escalations if run.protocol == protocol.id]
    begun = max((run.entry for run in runs), default=-1)
    if any(run.running for run in runs):
        return None
    for condition in protocol.enter:
        entry = _since(board, case, condition, now)
        if entry is not None and entry > begun and not _asked_there(case, condition, runs):
            return Fit(protocol, condition, entry)
    return None


def _asked_there(case: Case, condition: Condition, runs: Sequence[Escalation]) -> bool:
    """Whether the answer came while one of ``runs`` was worked on: it was taken care of there."""
    answer = case.answers.get(condition.field) if condition.sign is Sign.ANSWER else None
    worked = [how.at for run in runs for how in run.settled.values()]
    return answer is not None and bool(worked) and answer.at <= max(worked)


def _since(board: Board, case: Case, condition: Condition, now: datetime) -> int | None:
    """Return the entry since which ``condition`` holds, or ``None`` while it does not."""
    what = condition.what
    match condition.sign:
        case Sign.TIER:
            tier = case.tier
            return tier.entry if tier is not None and tier.tier.name.lower() == what else None
        case Sign.CONTACT:
            newest = case.contacts[-1]
            return newest.entry if newest.kind == what else None
        case Sign.ANSWER:
            answer = case.answers.get(condition.field)
            said = (answer.value.code or "").split(",") if answer is not None else ()
            return answer.entry if answer is not None and what in said else None
        case Sign.FLAG:
            return 0 if _flagged(board, case, what, now) else None
        case Sign.LINE:
            calls = (case.lost,) if what == LOST else case.ringing
            return max((call.entry for call in calls if call is not None), default=None)
        case Sign.PLACE:
            return 0 if _elsewhere(board, case) else None
        case Sign.FOLLOWUP:
            owed = board.follow_ups.values()
            due = any(one.client == case.client and one.due <= now for one in owed)
            return 0 if case.client is not None and due else None


def _flagged(board: Board, case: Case, flag: str, now: datetime) -> bool:
    client = board.client_of(case)
    if client is None:
        return False
    age = client.age(now.date())
    young = flag == Flag.MINOR and age is not None and age < ADULT_FROM
    return young or flag in client.flags


def _elsewhere(board: Board, case: Case) -> bool:
    """Whether they are in another state than the one in which they live, as far as we know."""
    client = board.client_of(case)
    here = case.place.location.state if case.place is not None else ""
    home = client.addresses[0].state if client is not None and client.addresses else ""
    return bool(here and home) and here.strip().upper() != home.strip().upper()
