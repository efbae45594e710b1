"""A situation that a client can bring: what arrives, what the hands do, and what stands afterwards.

A file in this folder is one situation (TOML).  Everybody in it is invented: the people of the
practice shift, and those of ``people.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from console.domain.people.client import Client
from console.practice.people import client_of, number_of
from console.practice.script import Script, script_of
from console.practice.shift import MRN, load_shift

FOLDER = Path(__file__).parent
USUAL, PEOPLE = FOLDER / "usual.toml", FOLDER / "people.toml"
NOT_STORIES = frozenset({USUAL.stem, PEOPLE.stem})
SENDERS = {
    "call": "practice-phones",
    "text": "practice-texts",
    "message": "practice-messages",
    "third_party": "practice-messages",
    "mood": "practice-app",
    "assessment": "practice-app",
    "missed_session": "practice-schedule",
}
BY_PHONE = frozenset({"call", "text", "third_party"})

Table = Mapping[str, Any]


@dataclass(frozen=True)
class Arrival:
    """Something that reaches the line, as its sender posts it.

    Attributes:
        before: the step before which it comes; empty, and it is there from the start.
    """

    sender: str
    event: Table
    before: str = ""


@dataclass(frozen=True)
class Before:
    """What is done before a step.

    Attributes:
        go: another checklist that runs, which is gone to first, once.
        keys: acts whose keys are pressed each time, after which something must be written.
    """

    go: str = ""
    keys: tuple[str, ...] = ()


NOTHING = Before()


@dataclass(frozen=True)
class Told:
    """A disclosure as it has to stand in the journal."""

    step: str
    who: str
    recipient: str
    basis: str
    sud: bool = False


@dataclass(frozen=True)
class Stands:
    """What must stand once the case has landed.

    Attributes:
        tiers: at the start and at the end.
        ran: every checklist that was begun, in order; ``beside`` those that ran beside others.
        told: every disclosure, in order.
        lead: how often the lead was called; ``on_call`` the clinician on call.
        skipped: the steps that were skipped, each with its code.
        follow_up_h: how soon we reach out again, in hours; ``because`` why not at all.
    """

    ending: str
    tiers: tuple[str, str]
    ran: tuple[str, ...]
    beside: tuple[str, ...]
    told: tuple[Told, ...]
    lead: int
    on_call: int
    skipped: Mapping[str, str]
    follow_up_h: int
    because: str


@dataclass(frozen=True)
class Story:
    """One situation.

    Attributes:
        begin: the checklist that is begun, as it is offered.
        hands: what is done at each step; ``before`` what is done before some of them.
    """

    name: str
    title: str
    client: Client | None
    begin: str
    arrivals: tuple[Arrival, ...]
    hands: Script
    before: Mapping[str, Before]
    stands: Stands


def names() -> tuple[str, ...]:
    """Return the names of all situations."""
    return tuple(
        sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem not in NOT_STORIES)
    )


@cache
def people(today: date) -> Mapping[str, Client]:
    """Return everybody whom a situation may be about."""
    rows = _read(PEOPLE)["client"]
    own = tuple(client_of(row, today, MRN) for row in rows)
    return {client.id: client for client in (*load_shift(1, today).clients, *own)}


def load(name: str, today: date) -> Story:
    """Return the situation ``name`` as it is played on ``today``."""
    table = _read(FOLDER / f"{name}.toml")
    client = people(today)[table["client"]] if "client" in table else None
    before = dict(_before(table["hands"]))
    return Story(
        name,
        table["title"],
        client,
        table["begin"],
        tuple(_arrival(row, client) for row in table["arrives"]),
        {**script_of(_read(USUAL)), **script_of(table["hands"])},
        before,
        _stands(table["stands"]),
    )


def _read(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _before(hands: Table) -> Iterator[tuple[str, Before]]:
    """Take what is done before a step out of its row, and yield it."""
    for protocol, steps in hands.items():
        for step, row in steps.items():
            if isinstance(row, dict):
                yield f"{protocol}.{step}", Before(row.pop("go", ""), tuple(row.pop("keys", ())))


def _arrival(row: Table, client: Client | None) -> Arrival:
    kind = row["kind"]
    event: dict[str, Any] = {
        "kind": kind,
        "client": _told(row, client),
        "body": {**row.get("body", {}), **({"text": row["text"]} if "text" in row else {})},
    }
    if kind == "call":
        event["call"] = {"event": row["call"], "call_id": row.get("line", "one")}
    return Arrival(SENDERS[kind], event, row.get("before", ""))


def _told(row: Table, client: Client | None) -> Table:
    """Return what a sender knows of the client: the line a number, our own parts the chart."""
    if row["kind"] in BY_PHONE:
        number = number_of(row["phone"]) if "phone" in row else ""
        return {"phone": number or (client.phones[0].number if client is not None else "")}
    assert client is not None
    return {"identifiers": [{"system": i.system, "value": i.value} for i in client.identifiers]}


def _stands(table: Table) -> Stands:
    return Stands(
        table["ending"],
        (table["tiers"][0], table["tiers"][1]),
        tuple(table["ran"]),
        tuple(table.get("beside", ())),
        tuple(_disclosures(table.get("told", ()))),
        table.get("lead", 0),
        table.get("on_call", 0),
        table.get("skipped", {}),
        table.get("follow_up_h", 0),
        table.get("because", ""),
    )


def _disclosures(rows: Sequence[Sequence[str]]) -> Iterator[Told]:
    for step, who, recipient, basis, *rest in rows:
        yield Told(step, who, recipient, basis, rest == ["sud"])
