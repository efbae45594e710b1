"""What must be readable without looking for it (CONTENT section 6, rule 5), where a rule says it.

Where they are, how to reach them again, whether there are weapons, which clocks run.  The other
corners of the glance panel, the 911 centre and the circle, are read where they stand.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.ids import EscalationId, StepId
from console.domain.people.client import Flag
from console.domain.people.staff import Role
from console.domain.place.location import Location, Placed, Source
from console.domain.place.whereabouts import Doubt, doubts, same_street
from console.domain.protocol.escalation import due_at


@dataclass(frozen=True, slots=True)
class Where:
    """Where the person is, and how far that may be trusted.

    Attributes:
        age: since when it is known to be true: the confirmation, else the statement.
        doubts: what to ask about before somebody is sent there.
        home: whether it is the address on file; ``None`` where that cannot be told.
        over_since: when the contact ended in which it was said: they may have gone since.
    """

    line: str
    source: Source
    age: timedelta
    stale: bool
    doubts: tuple[Doubt, ...] = ()
    home: bool | None = None
    over_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallBack:
    """How the person may be reached again.

    Attributes:
        allowed: whether they agreed; ``None`` when nobody has asked.
        rule: the code of the agreed way, as protocol P00 offers it.
    """

    number: str | None
    allowed: bool | None
    rule: str | None
    code_word: str | None


class Presence(StrEnum):
    """Whether something is there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Weapons:
    """Weapons as they were asked for in this case, and whether the record warns of them."""

    now: Presence
    asked_at: datetime | None
    on_record: bool

    @property
    def warn(self) -> bool:
        """Whether to warn: a yes, or a record against which nobody has said no."""
        return self.now is Presence.YES or (self.on_record and self.now is not Presence.NO)


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that runs in this case."""

    run: EscalationId
    step: StepId
    text: str
    due: datetime
    late: bool
    pages: Role | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What the rules make of a case for whoever glances at it.

    Attributes:
        offered: where a sender says that they are, newer than what stands there and not taken.
    """

    where: Where | None
    offered: Location | None
    call_back: CallBack
    weapons: Weapons
    clocks: tuple[RunningClock, ...]


def glance(board: Board, case: Case, now: datetime) -> Glance:
    """Return what is so in ``case`` at ``now``."""
    return Glance(
        _where(board, case, now),
        offered(case),
        _call_back(board, case),
        _weapons(board, case),
        clocks(board, case, now),
    )


def clocks(board: Board, case: Case, now: datetime) -> tuple[RunningClock, ...]:
    """Return the clocks that run in ``case``, what is due first in front."""
    found = []
    for run in case.escalations:
        if not run.running:
            continue
        for step in board.protocol_of(run).steps:
            due = due_at(step, run)
            if due is not None and step.id not in run.settled:
                found.append(RunningClock(run.id, step.id, step.text, due, now >= due, step.pages))
    return tuple(sorted(found, key=lambda clock: (clock.due, clock.run, clock.step)))


def offered(case: Case) -> Location | None:
    """Return where a sender says that they are, if that is news to what was taken last."""
    given = [c.place.value for c in case.contacts if c.place is not None and c.place.value]
    if not given:
        return None
    newest = max(given, key=lambda one: one.stated_at)
    taken = case.place
    if taken is None or (taken.confirmed is None and taken.location.source is Source.ON_FILE):
        return newest
    return newest if newest.stated_at > _known(taken) else None


def over_since(case: Case) -> datetime | None:
    """Return when the call ended in which the location was last said, if it has.

    A location that was said expires with the contact (CONTENT 4.6), also when somebody calls
    again: they may have gone since.  One on file, that nobody confirmed, is only old.
    """
    place = case.place
    if place is None or (place.confirmed is None and place.location.source is Source.ON_FILE):
        return None
    known = _known(place)
    ends = [c.ended_at for c in case.contacts if c.ended_at is not None and c.ended_at >= known]
    return min(ends, default=None)


def _known(place: Placed) -> datetime:
    """Return when the location was last known to be true."""
    return place.confirmed.at if place.confirmed is not None else place.location.stated_at


def _where(board: Board, case: Case, now: datetime) -> Where | None:
    place = case.place
    if place is None:
        return None
    return Where(
        place.line,
        place.location.source,
        place.age(now),
        place.stale(now),
        doubts(place.location),
        _home(board, case, place),
        over_since(case),
    )


def _home(board: Board, case: Case, place: Placed) -> bool | None:
    """Return whether they are at an address on file; ``None`` with no address to compare."""
    client = board.client_of(case)
    if client is None or not client.addresses or place.location.source is Source.ON_FILE:
        return None
    if not place.location.address:
        return None
    return any(same_street(place.line, address.line) for address in client.addresses)


def _call_back(board: Board, case: Case) -> CallBack:
    allowed = _shown(case, "callback.ok")
    return CallBack(
        _number(board, case),
        {"yes": True, "no": False}.get(allowed or ""),
        _shown(case, "callback.rule"),
        _shown(case, "callback.code"),
    )


def _number(board: Board, case: Case) -> str | None:
    """Return the number that they gave, else the one that they called from, else one on file."""
    said = _shown(case, "callback.number")
    if said:
        return said
    for contact in reversed(case.contacts):
        if contact.phone is not None and contact.phone.value:
            return contact.phone.value
    client = board.client_of(case)
    if client is not None and client.phones:
        return client.phones[0].number
    return None


def _weapons(board: Board, case: Case) -> Weapons:
    client = board.client_of(case)
    on_record = client is not None and Flag.WEAPONS in client.flags
    danger = case.answers.get("danger_now")
    asked = case.answers.get("weapons")
    if danger is not None and danger.value.code == "weapon":
        later = asked is not None and asked.at > danger.at
        asked = asked if later else danger
    if asked is None:
        return Weapons(Presence.NOT_ASKED, None, on_record)
    code = "yes" if asked.value.code == "weapon" else asked.value.code
    known = next((found for found in Presence if found == code), Presence.UNKNOWN)
    return Weapons(known, asked.at, on_record)


def _shown(case: Case, field: str) -> str | None:
    found = case.answers.get(field)
    return (found.value.shown or None) if found is not None else None
