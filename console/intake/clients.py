"""Enrolling clients from files, merged by identifier; nothing is dropped in silence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.client import Address, Client, Identifier
from console.domain.place.point import Point
from console.intake.enrol import csv_rows, fhir
from console.intake.enrol.merge import merged
from console.intake.enrol.record import Record, Rejected
from console.intake.strict.fault import Unreadable

_NAMES = UUID("5b0c8f5e-3c64-4a9b-9f55-7d2f0a6c1e03")
_SHOWN_OF_DIGEST = 16
_LARGEST = fhir.LARGEST


class Located(Protocol):
    """A place that a text may mean: the middle and the radius of a circle, in metres."""

    @property
    def at(self) -> Point: ...
    @property
    def error_m(self) -> float: ...


Locate = Callable[[str], Sequence[Located]]


class Became(IntEnum):
    """What became of a client; what happened first to a new one is that they were added."""

    SAME = 0
    CHANGED = 1
    ADDED = 2


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import.

    Attributes:
        same: clients of whom the files said nothing new.
        rejected: what was not taken.
        left_out: what of something that was taken was not.
    """

    added: tuple[ClientId, ...]
    changed: tuple[ClientId, ...]
    same: tuple[ClientId, ...]
    rejected: tuple[Rejected, ...]
    left_out: tuple[Rejected, ...]


def import_files(
    desk: Desk, format_: str, files: Sequence[Path], locate: Locate | None = None
) -> Imported:
    """Write down the clients in ``files``.

    Args:
        desk: where they are written; one entry a client who is new or has changed.
        format_: ``fhir`` or ``csv``.
        files: read together, so that one may hold what belongs to a client of another.
        locate: where an address is, likeliest first, for those without coordinates.

    Raises:
        Busy: other stations were first every time; what was written so far stays.
        Unreachable: the journal cannot be written; what was written so far stays.
    """
    desk.catch_up()
    today = desk.now().astimezone().date()
    rejected: list[Rejected] = []
    left_out: list[Rejected] = []
    read = _fhir if format_ == "fhir" else _csv
    records = read(files, today, rejected, left_out)
    outcome: dict[ClientId, Became] = {}
    index = _index(desk.board.clients.values())
    for record in records:
        said = _identified(index, record, rejected)
        if said is None:
            continue
        known = desk.board.clients.get(said.id)
        client = _placed(merged(known, said, today), locate)
        done = desk.do(RecordClient(client.id, private(client), record.source), SYSTEM)
        for identifier in client.identifiers:
            index.setdefault(identifier, set()).add(client.id)
        now = Became.SAME if not done.happened else Became.CHANGED if known else Became.ADDED
        outcome[client.id] = max(now, outcome.get(client.id, Became.SAME))
    return Imported(
        _which(outcome, Became.ADDED),
        _which(outcome, Became.CHANGED),
        _which(outcome, Became.SAME),
        tuple(rejected),
        tuple(left_out),
    )


def _which(outcome: Mapping[ClientId, Became], became: Became) -> tuple[ClientId, ...]:
    return tuple(client for client, was in outcome.items() if was is became)


def _index(clients: Iterable[Client]) -> dict[Identifier, set[ClientId]]:
    index: dict[Identifier, set[ClientId]] = {}
    for client in clients:
        for identifier in client.identifiers:
            index.setdefault(identifier, set()).add(client.id)
    return index


def _fhir(
    files: Sequence[Path], today: date, rejected: list[Rejected], left_out: list[Rejected]
) -> list[Record]:
    found: list[fhir.Found] = []
    for file in files:
        raw = _bytes(file, rejected)
        if raw is None:
            continue
        try:
            inside = fhir.resources(file.name, _source("fhir", raw), raw)
        except Unreadable as unreadable:
            rejected.append(Rejected(file.name, "", str(unreadable)))
            continue
        if not inside:
            rejected.append(Rejected(file.name, "", _("There is no FHIR resource in it.")))
        found.extend(inside)
    return fhir.records(found, today, rejected, left_out)


def _csv(
    files: Sequence[Path], _today: date, rejected: list[Rejected], _left_out: list[Rejected]
) -> list[Record]:
    made: list[Record] = []
    for file in files:
        raw = _bytes(file, rejected)
        if raw is None:
            continue
        try:
            made.extend(csv_rows.rows(file.name, _source("csv", raw), raw, rejected))
        except Unreadable as unreadable:
            rejected.append(Rejected(file.name, "", str(unreadable)))
    return made


def _bytes(file: Path, rejected: list[Rejected]) -> bytes | None:
    try:
        if file.stat().st_size <= _LARGEST:
            return file.read_bytes()
        reason = _("The file is too large; at most {n} MB are taken.").format(n=_LARGEST >> 20)
    except OSError:
        reason = _("The file cannot be opened; check its name and who may read it.")
    rejected.append(Rejected(file.name, "", reason))
    return None


def _source(format_: str, raw: bytes) -> str:
    return f"{format_}:{sha256(raw).hexdigest()[:_SHOWN_OF_DIGEST]}"


def _identified(
    index: Mapping[Identifier, set[ClientId]], record: Record, rejected: list[Rejected]
) -> Client | None:
    """Return the client of a record under the id that they have here, a new one if need be."""
    said = record.client
    ids = {id_ for identifier in said.identifiers for id_ in index.get(identifier, ())}
    if len(ids) > 1:
        reason = _(
            "Its identifiers belong to two clients who are enrolled; find out which is right."
        )
        rejected.append(Rejected(record.file, record.resource, reason))
        return None
    return replace(said, id=ids.pop() if ids else _name(said.identifiers[0]))


def _name(identifier: Identifier) -> ClientId:
    return ClientId(str(uuid5(_NAMES, f"{identifier.system}|{identifier.value}")))


def _placed(client: Client, locate: Locate | None) -> Client:
    if locate is None:
        return client
    return replace(client, addresses=tuple(_on_map(one, locate) for one in client.addresses))


def _on_map(address: Address, locate: Locate) -> Address:
    """Return ``address`` with a place on the map, if it has none and one can be found."""
    if address.at is not None:
        return address
    parts = (address.line, address.city, f"{address.state} {address.zip}".strip())
    likeliest = next(iter(locate(", ".join(part for part in parts if part))), None)
    if likeliest is None:
        return address
    return replace(address, at=likeliest.at, error_m=float(likeliest.error_m))
