"""The registry of 911 centres of the Federal Communications Commission: no telephone numbers."""

from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Final

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.imports import fields
from console.places.imports.placing import misplaced
from console.places.imports.rows import Record, Rejected, Row, records, taken
from console.places.outlines import counties

NEEDED: Final = (
    "psap_id", "name", "state", "county_fips", "city", "status", "date_modified",
    "city_lat", "city_lon",
)  # fmt: skip
SOURCE: Final = "FCC 911 registry"
TOWN_M: Final = 10_000
"""How far a 911 centre may lie from the middle of the town that the registry names."""


def read(path: Path, vintage: str = "") -> Iterator[Row]:
    """Yield the primary and secondary centres, each at its town or at the middle of its county.

    A secondary centre, which only gets calls from a primary one, says so in its name too.
    Centres that the registry calls orphaned exist no more and are rejected.

    Raises:
        Unreadable: the file is not such a table.
    """
    yield from taken(records(path, NEEDED), lambda record: _centre(record, vintage))


def _centre(record: Record, vintage: str) -> Row:
    row = record.values
    name, county = fields.text(row["name"]), fields.county(row["county_fips"])
    status = row["status"].casefold()
    if name is None or not row["psap_id"]:
        return Rejected(record.line, _("has no name or no number in the registry"))
    if status not in {"primary", "secondary"}:
        return Rejected(record.line, _("is marked {status}").format(status=status or _("nothing")))
    placed = _placed(fields.point(row["city_lat"], row["city_lon"]), county, row["state"])
    if placed is None:
        return Rejected(record.line, _("cannot be placed: neither its town nor county is known"))
    at, error_m = placed
    return Facility(
        FacilityId(f"fcc:{row['psap_id']}"),
        FacilityKind.PSAP,
        name if status == "primary" else _("{name} (secondary)").format(name=name),
        at,
        SOURCE,
        fields.day(row["date_modified"]) or vintage,
        city=fields.text(row["city"]),
        state=fields.text(row["state"]),
        county_fips=county,
        error_m=error_m,
        primary=status == "primary",
    )


def _placed(at: Point | None, county: str | None, state: str) -> tuple[Point, int] | None:
    if at is not None and misplaced(at, state) is None:
        return at, TOWN_M
    if county is None or counties().name(county) is None:
        return None
    middle, corner_m = counties().middle(county)
    return middle, round(corner_m)
