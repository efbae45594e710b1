"""What needs somebody, read off the board: what ``alerts`` decides over.

Everything here has an answer for any case whatever: one odd case must never silence the rest.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.domain.board import LEAD_ON_CALL, Board
from console.domain.care.case import Case, unheard
from console.domain.care.contact import Contact, ContactKind, LineState
from console.domain.care.landing import unconfirmed
from console.domain.ids import StaffId
from console.domain.people.staff import Role
from console.domain.seen.queue import since, waits
from console.domain.tier import Tier
from console.voice.alerts import Concern, Declared, Help, OutOfReach, Seat, Unconfirmed, Waiting

UNCONFIRMED_AFTER = timedelta(minutes=10)
"""How long after the call to a 911 centre the silence is spoken of (CONTENT, P24 step 9)."""

OWNER_FIRST = timedelta(minutes=2)
"""How long what came to a colleague's case, and is not high, is for that colleague alone.

Our own default, for the clinical lead to set: whoever writes back and forth with a client
must not make every station speak at each message.
"""

_LEADING = {Role.SHIFT_LEAD, Role.CLINICIAN_ON_CALL, Role.CLINICAL_LEAD}


def seat(board: Board, me: StaffId | None) -> Seat:
    """Return who sits at a station, as far as alerts go.

    A station without anybody, or locked, hears arrivals.  Whoever may lead or is a
    clinician hears what is for the lead, whether they lead or not: the lead may be away.
    While no lead is signed in, every station hears it: it must reach somebody.
    """
    mine = (case for case in board.cases.values() if me is not None and case.owner == me)
    speaking = any(
        contact.call_id is not None and contact.line is LineState.OPEN
        for case in mine
        for contact in case.contacts
    )
    return Seat(lead=board.lead == LEAD_ON_CALL or _leads(board, me), with_client=speaking)


def _leads(board: Board, me: StaffId | None) -> bool:
    here = board.present.get(me) if me is not None else None
    if here is None:
        return False
    record = board.staff.get(here.staff)
    return here.leads or (record is not None and not _LEADING.isdisjoint(record.roles))


def concerns(
    board: Board, me: StaffId | None, now: datetime, *, reachable: bool = True
) -> tuple[Concern, ...]:
    """Return everything that needs somebody ``now``; ``reachable``: the database answers."""
    found = [concern for case in board.cases.values() for concern in _of(board, case, me, now)]
    return tuple(found) if reachable else (*found, OutOfReach())


def _of(board: Board, case: Case, me: StaffId | None, now: datetime) -> Iterator[Concern]:
    tier = _tier(case)
    if waits(case) and not _left_to_owner(board, case, me, now):
        kind = _newest(case)
        yield Waiting(case.id, kind, tier, since(case), case.lateness, case.rung)
    if case.tier is not None and case.tier.tier is Tier.IMMINENT and case.tier.by != me:
        yield Declared(case.id)
    waiting = case.help_asked_at is not None and case.help_answered_by is None
    if case.help_asked_at is not None and waiting and (case.owner != me or case.duties.paged):
        yield Help(case.id, tier, case.help_asked_at, case.duties.paged)
    sent = unconfirmed(case)
    if sent is not None and now - sent.at >= UNCONFIRMED_AFTER:
        yield Unconfirmed(case.id, sent.at, mine=case.owner == me)


def _left_to_owner(board: Board, case: Case, me: StaffId | None, now: datetime) -> bool:
    """Whether a colleague who is here has the case, and has had no time yet to look at it."""
    if case.owner in {None, me} or case.owner not in board.present:
        return False
    calling = case.ringing or case.lost is not None
    return not calling and _tier(case) < Tier.HIGH and now - since(case) < OWNER_FIRST


def _tier(case: Case) -> Tier:
    """Return its rank; a case of which nothing at all is known counts as high."""
    return case.rank if case.contacts or case.word is not None else Tier.HIGH


def _newest(case: Case) -> ContactKind:
    """Return what came last of what nobody has heard: a phone before everything."""
    lost = (case.lost,) if case.lost is not None else ()
    came: tuple[Contact, ...] = case.ringing or lost or unheard(case) or case.contacts
    newest = max(came, key=lambda contact: contact.entry, default=None)
    return newest.kind if newest is not None else ContactKind.MESSAGE
