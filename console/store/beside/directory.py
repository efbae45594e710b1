"""The directory of facilities: what imports brought, and what their lists call verified.

The numbers that people of ours called stand in the journal (``domain.place.book``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind, Service
from console.domain.place.point import Point
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable

_KEPT = t.facilities.c
_BOOK = t.verified_numbers.c
_COLUMNS = tuple(column.name for column in t.facilities.columns)
_FIELDS = tuple(f.name for f in fields(Facility))
_PLAIN = tuple(name for name in _FIELDS if name in _COLUMNS)
_VERIFY = t.upsert(t.verified_numbers)
_KINDS = {kind.value: kind for kind in FacilityKind}
_SPLIT: dict[str, Sequence[ColumnElement[Any]]] = {
    "at": (_KEPT.lat, _KEPT.lon),
    "phone": (func.coalesce(_BOOK.number, _KEPT.phone),),
    "verified_on": (_BOOK.verified_on,),
    "verified_by": (_BOOK.verified_by,),
}
"""The fields that do not lie in the column of their name."""
_ALL = (
    select(*(column for name in _FIELDS for column in _SPLIT.get(name) or (_KEPT[name],)))
    .outerjoin(t.verified_numbers, _BOOK.facility == _KEPT.id)
    .order_by(_KEPT.id)
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an import changed.

    Attributes:
        rows: how many facilities the source has now.
        added: how many of them it did not have before.
        vanished: which its newest list names no more; they are kept, and say so.
        changed: how many are not as they were.
    """

    rows: int
    added: int
    vanished: tuple[FacilityId, ...]
    changed: int = 0


class Directory:
    """All facilities.  Every method raises ``StoreTrouble``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replace(self, source: str, facilities: Iterable[Facility]) -> Replaced:
        """Take ``facilities`` for all that ``source`` lists now, or change nothing.

        How a row was placed or joined may stand behind a semicolon of its own source.  What the
        source had before and lists no more is kept and marked; for which places such a centre
        answers is not, because the new list says that.  A number that a list calls verified
        stays with its facility until a later day is said.  Of two facilities with one id, the
        last one counts.
        """
        brought = {found.id: _of(source, found) for found in facilities}
        rows = {name: _row(found) for name, found in brought.items()}
        with reachable(), writing(self._engine).begin() as connection:
            old = _held(connection, source)
            vanished = sorted(
                name for name, row in old.items() if name not in rows and not row["gone"]
            )
            if rows:
                named = [{"which": name} for name in rows]
                connection.execute(
                    delete(t.facilities).where(_KEPT.id == bindparam("which")), named
                )
                connection.execute(insert(t.facilities), list(rows.values()))
            if vanished:
                gone = update(t.facilities).where(_KEPT.id == bindparam("which"))
                connection.execute(
                    gone.values(gone=True, area=None), [{"which": name} for name in vanished]
                )
            _verified(connection, brought.values())
        changed = sum(name in old and old[name] != row for name, row in rows.items())
        return Replaced(len(rows), len(rows.keys() - old.keys()), tuple(vanished), changed)

    def all(self) -> Sequence[Facility]:
        """Return every facility, in the order of their ids, with its verified number if any."""
        with reachable(), self._engine.connect() as connection:
            return tuple(_facility(row) for row in connection.execute(_ALL).all())

    def sources(self) -> Sequence[tuple[str, str, int]]:
        """Return every source with its newest vintage and how many facilities it brought."""
        kept = t.facilities.c
        query = select(kept.source, func.max(kept.vintage), func.count()).group_by(kept.source)
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(kept.source)).all()
        return tuple((row[0], row[1], row[2]) for row in rows)


def _of(source: str, found: Facility) -> Facility:
    """Return the facility as one of ``source``, with how it was placed if that stands there."""
    return found if _origin(found.source) == source else replace(found, source=source)


def _origin(source: str) -> str:
    return source.partition(";")[0]


def _held(connection: Connection, source: str) -> dict[FacilityId, dict[str, Any]]:
    """Return the rows that a source brought before."""
    query = select(t.facilities).where(
        (_KEPT.source == source) | _KEPT.source.startswith(f"{source};", autoescape=True)
    )
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def _verified(connection: Connection, brought: Iterable[Facility]) -> None:
    """Keep the numbers that a list calls verified, where it says so of the latest day."""
    held = connection.execute(select(_BOOK.facility, _BOOK.verified_on)).all()
    days: dict[str, date] = {row[0]: row[1] for row in held}
    newer = [
        {
            "facility": one.id,
            "number": one.phone,
            "verified_on": one.verified_on,
            "verified_by": one.verified_by or one.source,
        }
        for one in brought
        if one.phone and one.verified_on and days.get(one.id, date.min) < one.verified_on
    ]
    if newer:
        connection.execute(_VERIFY, newer)


def _row(facility: Facility) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(facility, name) for name in _PLAIN}
    return row | {
        "kind": facility.kind.value,
        "lat": facility.at.lat,
        "lon": facility.at.lon,
        "services": ",".join(sorted(facility.services)) or None,
        "area": facility.area.shape if facility.area is not None else None,
    }


def _facility(row: Sequence[Any]) -> Facility:
    """Return a row of ``_ALL``: the fields of a facility in their order, its place as two."""
    name, kind, called, lat, lon, *rest, gone, ward, services, area, primary = row
    more = (
        *rest,
        bool(gone),
        bool(ward),
        _services(services) if services else frozenset(),
        Area(bytes(area)) if area is not None else None,
        None if primary is None else bool(primary),
    )
    return Facility(FacilityId(name), _KINDS[kind], called, Point(lat, lon), *more)


@cache
def _services(names: str) -> frozenset[Service]:
    return frozenset(map(Service, names.split(",")))
