"""The directory of facilities: what imports brought, and the numbers that we called ourselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select

from console.domain.ids import StaffId
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable

_COLUMNS = tuple(column.name for column in t.facilities.columns)
_PLAIN = tuple(f.name for f in fields(Facility) if f.name in _COLUMNS)
_VERIFY = t.upsert(t.verified_numbers)
_KINDS = {kind.value: kind for kind in FacilityKind}
_BOOK = t.verified_numbers.c
_ALL = (
    select(
        *(t.facilities.c[name] for name in _COLUMNS[: _COLUMNS.index("phone")]),
        func.coalesce(_BOOK.number, t.facilities.c.phone),
        *(t.facilities.c[name] for name in _COLUMNS[_COLUMNS.index("address") : -2]),
        _BOOK.verified_on,
        _BOOK.verified_by,
        t.facilities.c.invented,
        t.facilities.c.error_m,
    )
    .outerjoin(t.verified_numbers, _BOOK.facility == t.facilities.c.id)
    .order_by(t.facilities.c.id)
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an import changed.

    Attributes:
        rows: how many facilities the source has now.
        added: how many of them it did not have before.
        vanished: which it had before and has no longer.
    """

    rows: int
    added: int
    vanished: tuple[FacilityId, ...]


class Directory:
    """All facilities.  Every method raises ``StoreTrouble``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replace(self, source: str, facilities: Iterable[Facility]) -> Replaced:
        """Put ``facilities`` in place of all that ``source`` brought before, or change nothing.

        Verified numbers stay with their facility, even while it is gone from its source.
        Of two facilities with one id, the last one counts.
        """
        rows = {found.id: _row(replace(found, source=source)) for found in facilities}
        kept = t.facilities.c
        with reachable(), writing(self._engine).begin() as connection:
            before = connection.execute(select(kept.id).where(kept.source == source)).scalars()
            old = frozenset(FacilityId(found) for found in before)
            connection.execute(delete(t.facilities).where(kept.source == source))
            if rows:
                connection.execute(insert(t.facilities), list(rows.values()))
        return Replaced(len(rows), len(rows.keys() - old), tuple(sorted(old - rows.keys())))

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

    def verify(self, facility: FacilityId, number: str, on: date, by: StaffId) -> bool:
        """Note that ``by`` called ``number`` and it was right; false if it is not listed."""
        row = {"facility": facility, "number": number, "verified_on": on, "verified_by": by}
        there = select(t.facilities.c.id).where(t.facilities.c.id == facility)
        with reachable(), writing(self._engine).begin() as connection:
            if connection.execute(there).first() is None:
                return False
            connection.execute(_VERIFY, row)
        return True


def _row(facility: Facility) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(facility, name) for name in _PLAIN}
    return row | {"kind": facility.kind.value, "lat": facility.at.lat, "lon": facility.at.lon}


def _facility(row: Sequence[Any]) -> Facility:
    """Return a row of ``_ALL``: the fields of a facility in their order, its place as two."""
    name, kind, called, lat, lon, *rest = row
    return Facility(FacilityId(name), _KINDS[kind], called, Point(lat, lon), *rest)
