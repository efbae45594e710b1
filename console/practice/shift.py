"""The practice shift: invented people in real places, and what reaches the line when."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient, RecordStaff
from console.domain.ids import SYSTEM, ClientId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.practice.people import client_of, staff_of

SHIFT = Path(__file__).parents[2] / "resources" / "practice" / "shift.toml"
MRN = "urn:vigil:practice:mrn"
"""The system of the record numbers of invented clients."""

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that reaches the line.

    Attributes:
        name: what it is called in this shift, for example ``03`` or ``07-answered``.
        after: how long after the start of the shift.
        sender: who posts it.
        about: the client it is about, for whoever looks on; the door is told less.
        event: the IntakeEvent but for ``version``, ``id``, ``sender`` and ``at``, which
            are given when it is posted.
    """

    name: str
    after: timedelta
    sender: str
    about: ClientId | None
    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PracticeShift:
    """Everything that a practice shift begins with.

    Attributes:
        player: whom the player sits down as.
        lead: who leads the shift.
        imminent: the client whose case is to be driven to a landing.
        beats: in the order of their times.
    """

    seed: int
    clients: tuple[Client, ...]
    staff: tuple[Staff, ...]
    beats: tuple[Beat, ...]
    player: StaffId
    lead: StaffId
    imminent: ClientId

    @property
    def senders(self) -> tuple[str, ...]:
        """Who posts anything, sorted."""
        return tuple(sorted({beat.sender for beat in self.beats}))


class UnsoundShift(Exception):  # noqa: N818 -- says what a scenario's author has to mend
    """The scenario cannot be played; the text says where and why."""


def load_shift(seed: int, today: date, file: Path = SHIFT) -> PracticeShift:
    """Return the shift in ``file`` as it is played on ``today``: same seed, same shift.

    Raises:
        UnsoundShift: the file cannot be read as a scenario.
    """
    try:
        table: Table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as unreadable:
        raise UnsoundShift(f"{file.name}: {unreadable}") from None
    try:
        clients = tuple(client_of(row, today, MRN) for row in table["client"])
        staff = tuple(staff_of(row) for row in table["staff"])
        enrolled = {client.id: client for client in clients}
        works = {person.id: person for person in staff}
        return PracticeShift(
            seed,
            clients,
            staff,
            _beats(table["arrival"], enrolled, seed),
            works[StaffId(table["player"])].id,
            works[StaffId(table["lead"])].id,
            enrolled[ClientId(table["imminent"])].id,
        )
    except KeyError as missing:
        raise UnsoundShift(f"{file.name}: {missing} is missing, or nobody is called so") from None
    except (TypeError, ValueError) as wrong:
        raise UnsoundShift(f"{file.name}: {wrong}") from None


class Cast(Protocol):
    """Who is on the stage: of a whole shift, or of one drill."""

    @property
    def clients(self) -> tuple[Client, ...]:
        """Who is enrolled."""

    @property
    def staff(self) -> tuple[Staff, ...]:
        """Who works."""

    @property
    def player(self) -> StaffId:
        """Whom the player sits down as."""

    @property
    def lead(self) -> StaffId:
        """Who leads; acted."""


def enrol(desk: Desk, cast: Cast) -> None:
    """Write down who works and who is enrolled; what is known already is left alone.

    Raises:
        Busy: other stations were first every time.
        Unreachable: the journal cannot be written.
    """
    administrators_first = sorted(cast.staff, key=lambda one: Role.ADMINISTRATOR not in one.roles)
    for person in administrators_first:
        desk.do(RecordStaff(person.id, private(person)), SYSTEM)
    for client in cast.clients:
        desk.do(RecordClient(client.id, private(client), "practice"), SYSTEM)


def _beats(
    rows: Sequence[Table], clients: Mapping[ClientId, Client], seed: int
) -> tuple[Beat, ...]:
    dice = random.Random(seed)  # noqa: S311 -- chance for a play, not for a secret
    beats = [
        beat for n, row in enumerate(rows, 1) for beat in _arrival(f"{n:02}", row, clients, dice)
    ]
    return tuple(sorted(beats, key=lambda beat: beat.after))


def _arrival(
    name: str, row: Table, clients: Mapping[ClientId, Client], dice: random.Random
) -> list[Beat]:
    moved = dice.uniform(-row.get("jitter", 0), row.get("jitter", 0))
    start = timedelta(seconds=max(0.0, round(row["at"] + moved, 1)))
    about = clients[ClientId(row["client"])] if "client" in row else None
    body = dict(row.get("body", {}))
    if "text" in row:
        body["text"] = dice.choice(row["text"])
    event = {"kind": row["kind"], "client": as_told(row, about), "body": body}
    of = about.id if about is not None else None
    if "call" not in row:
        return [Beat(name, start, row["sender"], of, event)]
    return [
        Beat(
            f"{name}-{call['event']}",
            start + after,
            row["sender"],
            of,
            {**event, "body": said, "call": call},
        )
        for after, said, call in _call(row)
    ]


def _call(row: Table) -> list[tuple[timedelta, Table, Table]]:
    """Return the events of one call: when after ringing, with what body, which event."""
    events: list[tuple[timedelta, Table, Table]] = []
    for what in ("ringing", "answered", "ended", "abandoned"):
        if what != "ringing" and what not in row:
            continue
        after = timedelta(seconds=row.get(what, 0))
        said = {"dropped": True} if what == "ended" and row.get("dropped") else {}
        events.append((after, said, {"event": what, "call_id": row["call"]}))
    return events


def as_told(row: Table, about: Client | None) -> Table:
    """Return what the sender knows of the client: a telephone its number, our own parts the chart.

    Somebody who writes about a client is known by their own number.
    """
    if row["kind"] in {"call", "text", "third_party"}:
        number = row.get("phone") or (about.phones[0].number if about is not None else None)
        if number is None:
            raise ValueError(f"the {row['kind']} at {row['at']} comes from nowhere")
        return {"phone": number}
    if about is None:
        raise ValueError(f"the {row['kind']} at {row['at']} is about nobody")
    return {"identifiers": [{"system": i.system, "value": i.value} for i in about.identifiers]}
