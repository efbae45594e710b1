"""Enrolling clients from files, merged by identifier; nothing is dropped in silence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import partial
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from console.desk.desk import Busy, Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.client import Address, Client, Identifier
from console.domain.place.point import Point
from console.domain.refused import RecordChanged, Refused
from console.intake.enrol import csv_rows, fhir
from console.intake.enrol.merge import merged
from console.intake.enrol.record import Record, Rejected
from console.intake.strict.wanted import NotAsWanted

_NAMES = UUID("5b0c8f5e-3c64-4a9b-9f55-7d2f0a6c1e03")
_SHOWN_OF_DIGEST = 16
_LARGEST = fhir.LARGEST
_LONGEST_PERMISSION = 200
_TRIES = 5


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
    desk: Desk,
    format_: str,
    files: Sequence[Path],
    locate: Locate | None = None,
    permission: str = "",
) -> Imported:
    """Write down the clients in ``files``.

    Args:
        desk: where they are written; one entry a client who is new or has changed.
        format_: ``fhir`` or ``csv``.
        files: read together, so that one may hold what belongs to a client of another.
        locate: where an address is, likeliest first, for those without coordinates.
        permission: what the centre holds to keep plans on their holders' form, in its words;
            it stands in the journal beside every plan that is taken by it.

    Raises:
        Busy: other stations were first every time; what was written so far stays.
        Unreachable: the journal cannot be written; what was written so far stays.
    """
    desk.catch_up()
    today = desk.now().astimezone().date()
    rejected: list[Rejected] = []
    left_out: list[Rejected] = []
    if format_ == "fhir":
        records = _fhir(files, today, rejected, left_out, plans=bool(permission.strip()))
    else:
        records = _csv(files, today, rejected)
    outcome: dict[ClientId, Became] = {}
    index = _index(desk.board.clients.values())
    for record in records:
        said = _identified(index, record, rejected)
        if said is None:
            continue
        source = _by(record, permission)
        stays: list[str] = []
        now = _written(desk, said, source, partial(_joined, locate, today, stays))
        left_out += [Rejected(record.file, record.resource, reason) for reason in stays]
        for identifier in desk.board.clients[said.id].identifiers:
            index.setdefault(identifier, set()).add(said.id)
        outcome[said.id] = max(now, outcome.get(said.id, Became.SAME))
    return Imported(
        _which(outcome, Became.ADDED),
        _which(outcome, Became.CHANGED),
        _which(outcome, Became.SAME),
        tuple(rejected),
        tuple(left_out),
    )


def _by(record: Record, permission: str) -> str:
    """Return where a record comes from; with the permission by which its plan was taken."""
    if record.client.plan is None or not permission.strip():
        return record.source
    words = " ".join(permission.split())[:_LONGEST_PERMISSION]
    return f"{record.source} · plan by permission: {words}"


def _joined(
    locate: Locate | None, today: date, stays: list[str], known: Client | None, said: Client
) -> Client:
    stays.clear()
    return _placed(merged(known, said, today, stays), locate)


def _written(
    desk: Desk, said: Client, source: str, join: Callable[[Client | None, Client], Client]
) -> Became:
    """Write down what a file says of a client, joined with the record as it is at that moment.

    Whoever changes the record meanwhile, at another desk, is not undone: it is joined again.
    """
    for _n in range(_TRIES):
        known = desk.board.clients.get(said.id)
        client = join(known, said)
        try:
            done = desk.do(RecordClient(said.id, private(client), source, upon=known), SYSTEM)
        except Refused as refused:
            if not isinstance(refused.reason, RecordChanged):
                raise
            continue
        if not done.happened:
            return Became.SAME
        return Became.CHANGED if known is not None else Became.ADDED
    raise Busy


def _which(outcome: Mapping[ClientId, Became], became: Became) -> tuple[ClientId, ...]:
    return tuple(client for client, was in outcome.items() if was is became)


def _index(clients: Iterable[Client]) -> dict[Identifier, set[ClientId]]:
    index: dict[Identifier, set[ClientId]] = {}
    for client in clients:
        for identifier in client.identifiers:
            index.setdefault(identifier, set()).add(client.id)
    return index


def _fhir(
    files: Sequence[Path],
    today: date,
    rejected: list[Rejected],
    left_out: list[Rejected],
    *,
    plans: bool,
) -> list[Record]:
    found: list[fhir.Found] = []
    for file in files:
        raw = _bytes(file, rejected)
        if raw is None:
            continue
        try:
            inside = fhir.resources(file.name, _source("fhir", raw), raw)
        except NotAsWanted as unreadable:
            rejected.append(Rejected(file.name, "", str(unreadable)))
            continue
        if not inside:
            rejected.append(Rejected(file.name, "", _("There is no FHIR resource in it.")))
        found.extend(inside)
    return fhir.records(found, today, rejected, left_out, plans=plans)


def _csv(files: Sequence[Path], today: date, rejected: list[Rejected]) -> list[Record]:
    made: list[Record] = []
    for file in files:
        raw = _bytes(file, rejected)
        if raw is None:
            continue
        try:
            made.extend(csv_rows.rows(file.name, _source("csv", raw), raw, today, rejected))
        except NotAsWanted as unreadable:
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
