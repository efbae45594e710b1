"""What must be readable without looking for it: the six clusters of the glance panel.

They always stand in the same place (CONTENT section 6, rule 5); these are their values.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.landing import of_dispatch
from console.domain.ids import EscalationId, StaffId, StepId
from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.client import Flag
from console.domain.people.staff import Role
from console.domain.place.location import Source
from console.domain.protocol.escalation import due_at

NEEDED_OF_PSAP = ("psap.incident", "psap.operator")
"""What must be known of every dispatch: the incident number and who took it."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the person is, and how far that may be trusted.

    Attributes:
        age: since when it is known to be true: the confirmation, else the statement.
        confirmed_by: who had it read back, and ``confirmed_at`` when.
    """

    line: str
    source: Source
    age: timedelta
    stale: bool
    unsure_m: float | None = None
    confirmed_by: StaffId | None = None
    confirmed_at: datetime | None = None


class NumberFrom(StrEnum):
    """Where a call-back number comes from."""

    SAID = "said"
    CALLER = "caller"
    ON_FILE = "on_file"


@dataclass(frozen=True, slots=True)
class CallBack:
    """How the person may be reached again.

    Attributes:
        allowed: whether they agreed; ``None`` when nobody has asked.
        rule: the code of the agreed way, as protocol P00 offers it.
    """

    number: str | None
    source: NumberFrom | None
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
class Centre911:
    """The 911 centre of this case, as far as it was called.

    Attributes:
        missing: the fields of a dispatch that are still open; empty before it was dialled.
    """

    name: str | None
    number: str | None
    dialled_at: str | None
    incident: str | None
    operator: str | None
    eta: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MayKnow:
    """Somebody of the circle, and whether they may be told anything today."""

    who: Supporter
    consent: ConsentState
    may: bool


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
    """The six clusters."""

    where: Where | None
    call_back: CallBack
    weapons: Weapons
    centre: Centre911
    may_know: tuple[MayKnow, ...]
    clocks: tuple[RunningClock, ...]


def glance(board: Board, case: Case, now: datetime) -> Glance:
    """Return the values of the glance panel for ``case`` at ``now``."""
    return Glance(
        _where(case, now),
        _call_back(board, case),
        _weapons(board, case),
        _centre(case),
        _may_know(board, case, now),
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


def _where(case: Case, now: datetime) -> Where | None:
    place = case.place
    if place is None:
        return None
    confirmed = place.confirmed
    return Where(
        place.line,
        place.location.source,
        place.age(now),
        place.stale(now),
        place.location.error_m,
        confirmed.by if confirmed is not None else None,
        confirmed.at if confirmed is not None else None,
    )


def _call_back(board: Board, case: Case) -> CallBack:
    number, source = _number(board, case)
    allowed = _shown(case, "callback.ok")
    return CallBack(
        number,
        source,
        {"yes": True, "no": False}.get(allowed or ""),
        _shown(case, "callback.rule"),
        _shown(case, "callback.code"),
    )


def _number(board: Board, case: Case) -> tuple[str | None, NumberFrom | None]:
    said = _shown(case, "callback.number")
    if said:
        return said, NumberFrom.SAID
    for contact in reversed(case.contacts):
        if contact.phone is not None and contact.phone.value:
            return contact.phone.value, NumberFrom.CALLER
    client = board.client_of(case)
    if client is not None and client.phones:
        return client.phones[0].number, NumberFrom.ON_FILE
    return None, None


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


def _centre(case: Case) -> Centre911:
    dialled = _shown(case, "psap.dialled_at")
    missing = tuple(field for field in NEEDED_OF_PSAP if of_dispatch(case, field) is None)
    return Centre911(
        _shown(case, "psap.name"),
        _shown(case, "psap.number"),
        dialled,
        _of_dispatch(case, "psap.incident"),
        _of_dispatch(case, "psap.operator"),
        _of_dispatch(case, "psap.eta"),
        missing if dialled is not None else (),
    )


def _may_know(board: Board, case: Case, now: datetime) -> tuple[MayKnow, ...]:
    """Return the circle, whoever may be told first; the day is that of ``now``."""
    client, today = board.client_of(case), now.date()
    circle = client.circle if client is not None else ()
    known = (MayKnow(who, who.consent(today), who.may_be_told(today)) for who in circle)
    return tuple(sorted(known, key=lambda one: not one.may))


def _of_dispatch(case: Case, field: str) -> str | None:
    found = of_dispatch(case, field)
    return found.value.shown if found is not None else None


def _shown(case: Case, field: str) -> str | None:
    found = case.answers.get(field)
    return (found.value.shown or None) if found is not None else None
