"""What needs somebody, read off the board: what ``alerts`` decides over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.domain.board import LEAD_ON_CALL, Board
from console.domain.care.case import Case
from console.domain.care.contact import LineState
from console.domain.care.landing import was_dispatched
from console.domain.ids import StaffId
from console.domain.queue import since, waits
from console.domain.tier import Tier
from console.voice.alerts import Concern, Declared, Help, OutOfReach, Seat, Unconfirmed, Waiting

UNCONFIRMED_AFTER = timedelta(minutes=10)
"""How long after the call to a 911 centre the silence is spoken of (CONTENT, P24 step 9)."""


def seat(board: Board, me: StaffId | None) -> Seat:
    """Return who sits at a station, as far as alerts go.

    A station without anybody, or locked, hears arrivals.  While no lead is signed in,
    every station hears what is for the lead: it must reach somebody.
    """
    mine = (case for case in board.cases.values() if me is not None and case.owner == me)
    speaking = any(
        contact.call_id is not None and contact.line is LineState.OPEN
        for case in mine
        for contact in case.contacts
    )
    return Seat(lead=board.lead in {me, LEAD_ON_CALL}, with_client=speaking)


def concerns(
    board: Board, me: StaffId | None, now: datetime, *, reachable: bool = True
) -> tuple[Concern, ...]:
    """Return everything that needs somebody ``now``; ``reachable``: the database answers."""
    found = [concern for case in board.cases.values() for concern in _of(case, me, now)]
    return tuple(found) if reachable else (*found, OutOfReach())


def _of(case: Case, me: StaffId | None, now: datetime) -> Iterator[Concern]:
    if waits(case):
        newest = (case.ringing or case.contacts)[-1]
        yield Waiting(case.id, newest.kind, case.rank, since(case), case.lateness, case.rung)
    if case.tier is not None and case.tier.tier is Tier.IMMINENT and case.tier.by != me:
        yield Declared(case.id)
    if case.help_asked_at is not None and case.help_answered_by is None and case.owner != me:
        yield Help(case.id, case.rank)
    if was_dispatched(case) and "responder.contact_at" not in case.answers:
        sent = case.answers["psap.dialled_at"].at
        if now - sent >= UNCONFIRMED_AFTER:
            yield Unconfirmed(case.id, sent, mine=case.owner == me)
