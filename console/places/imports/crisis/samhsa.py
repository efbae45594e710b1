"""Mental-health facilities as SAMHSA lists them, with the codes of what they do in a crisis.

Of the codes of a row four say what is done for somebody in a crisis: ``WI`` (psychiatric
emergency walk-in), ``PEON`` (the same on site), ``PEOFF`` (off site: somebody comes out) and
``CIT`` (a crisis intervention team).  One that comes out is a mobile crisis team; one that does
anything else of these is a crisis centre; one that does both is both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Final

from console.domain.place.facility import Facility, FacilityId, FacilityKind, Service
from console.domain.place.point import Point
from console.places.address import plain
from console.places.imports import fields
from console.places.imports.placing import misplaced, placed, town_of
from console.places.imports.rows import Record, Rejected, Row, records
from console.places.outlines import county_at

NEEDED: Final = ("name1", "whole_adress", "phone", "service_code_info")
SOURCE: Final = "SAMHSA mental-health directory"
CODES: Final[Mapping[str, Service]] = {
    "WI": Service.WALK_IN,
    "PEON": Service.ON_SITE,
    "PEOFF": Service.MOBILE,
    "CIT": Service.TEAM,
}
AGES: Final = frozenset({"CHLD", "YAD", "ADLT", "SNR"})
NUMBERS: Final = ("phone", "intake1", "intake2", "intake1a", "intake2a")
END: Final = re.compile(r"^(?P<street>.*?)[\s,]+(?P<state>[A-Z]{2})\s+(?P<zip>\d{5})(?:-\d{4})?$")


def read(path: Path, vintage: str = "") -> Iterator[Row]:
    """Yield the crisis services.

    A row without coordinates is kept at the middle of its ZIP code or town, with how far off
    that may be.  A row that names no crisis service is rejected as such.

    Raises:
        Unreadable: the file is not such a table.
    """
    first: dict[FacilityId, int] = {}
    for record in records(path, NEEDED):
        if isinstance(record, Rejected):
            yield record
            continue
        for row in _services(record, vintage):
            if isinstance(row, Facility) and first.setdefault(row.id, record.line) != record.line:
                text = _("is the same as line {line}")
                yield Rejected(record.line, text.format(line=first[row.id]))
                break
            yield row


@dataclass(frozen=True, slots=True)
class _Where:
    """A row's address, and where that is."""

    street: str | None
    city: str | None
    state: str | None
    zip: str | None
    at: Point
    error_m: int | None
    basis: str


def _services(record: Record, vintage: str) -> Iterator[Row]:
    row = record.values
    codes = frozenset(row["service_code_info"].replace("*", " ").split())
    services = frozenset(service for code, service in CODES.items() if code in codes)
    name = ", ".join(part for key in ("name1", "name2") if (part := fields.text(row.get(key, ""))))
    where = _where(row) if name and services else None
    if not name:
        yield Rejected(record.line, _("has no name"))
    elif not services:
        yield Rejected(record.line, _("names no crisis service"))
    elif where is None:
        yield Rejected(record.line, _("cannot be placed: neither its ZIP code nor town is known"))
    else:
        one = _facility(name, row, where, codes, vintage)
        one = replace(one, services=services)
        if services != {Service.MOBILE}:
            yield one
        if Service.MOBILE in services:
            kind = FacilityKind.MOBILE_CRISIS
            yield replace(one, id=FacilityId(f"{one.id}:mobile"), kind=kind)


def _facility(
    name: str, row: Mapping[str, str], where: _Where, codes: frozenset[str], vintage: str
) -> Facility:
    numbers = (fields.phone(row.get(key, "")) for key in NUMBERS)
    told = "\n".join(row.get(key, "") for key in ("name1", "name2", "whole_adress", "street2"))
    return Facility(
        FacilityId(f"samhsa:{sha256(told.encode()).hexdigest()[:12]}"),
        FacilityKind.CRISIS_CENTRE,
        name,
        where.at,
        f"{SOURCE}; {where.basis}" if where.basis else SOURCE,
        vintage,
        next((number for number in numbers if number is not None), None),
        where.street,
        where.city,
        where.state,
        where.zip,
        county_at(where.at),
        psychiatric=True,
        paediatric=("CHLD" in codes) if codes & AGES else None,
        error_m=where.error_m,
    )


def _where(row: Mapping[str, str]) -> _Where | None:
    whole = fields.text(row["whole_adress"]) or ""
    found = END.match(whole)
    street, state, code = (
        (found["street"], found["state"], found["zip"]) if found else (whole, None, None)
    )
    city = town_of(code)
    if city and plain(street).endswith(plain(city)):
        street = " ".join(street.split()[: -len(city.split())]).rstrip(",")
    at = fields.point(row.get("latitude", ""), row.get("longitude", ""))
    if at is not None and misplaced(at, state) is None:
        return _Where(street or None, city, state, code, at, None, "")
    coarse = placed(code, None, None)
    if coarse is None:
        return None
    return _Where(street or None, city, state, code, coarse.at, coarse.error_m, coarse.basis)
