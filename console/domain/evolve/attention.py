"""When the owner of a case has turned to what arrived in it."""

from dataclasses import replace
from datetime import datetime, timedelta

from console.domain.board import Board
from console.domain.care.case import Case, Lateness
from console.domain.events import (
    AlertClimbed,
    CallAnswered,
    CaseEvent,
    CaseIdentified,
    CaseReleased,
    CaseTaken,
    CeilingCrossed,
    ClockMissed,
    InstrumentScored,
    RunEvent,
    StatusReturned,
)
from console.domain.happened import Happened
from console.domain.seen.queue import waits

UNSEEN_FOR = timedelta(seconds=2)
"""What arrived so shortly before an act was not seen by whoever acted."""

OF_THEMSELVES = CeilingCrossed | AlertClimbed | ClockMissed | CaseReleased | StatusReturned
"""What happens without anybody reading the case."""


def turned_to(before: Board, after: Board, happened: Happened) -> Board:
    """Return ``after`` with all heard that the owner has turned to by acting in their case.

    To take a case is to turn to all of it; any other act, to what was there a moment before.
    """
    event = happened.event
    if not isinstance(
        event, CaseEvent | RunEvent | CallAnswered | CaseIdentified | InstrumentScored
    ):
        return after
    case = after.cases.get(event.case)
    if isinstance(event, OF_THEMSELVES) or case is None or case.owner != happened.by:
        return after
    if isinstance(event, CaseTaken):
        return after.with_case(_heard(case, happened.at))
    held = before.cases.get(event.case)
    if held is None or held.owner != happened.by or all(c.heard for c in case.contacts):
        return after
    return after.with_case(_heard(case, happened.at - UNSEEN_FOR))


def _heard(case: Case, until: datetime) -> Case:
    """Return ``case`` with what arrived up to ``until`` heard; in time again if nothing waits."""
    contacts = tuple(replace(c, heard=c.heard or c.arrived <= until) for c in case.contacts)
    case = replace(case, contacts=contacts)
    return case if waits(case) else replace(case, lateness=Lateness.IN_TIME, rung=None)
