"""Hospital General Information as CMS Care Compare publishes it: no coordinates, so joined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Final

from console.domain.place.candidate import Candidate
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.address import plain
from console.places.imports import fields
from console.places.imports.rows import Record, Rejected, Row, records, taken
from console.places.outlines import counties, county_at
from console.places.towns import Towns, metres

NEEDED: Final = (
    "facility id", "facility name", "address", "city/town", "state", "zip code",
    "county/parish", "telephone number", "hospital type", "emergency services",
)  # fmt: skip
SOURCE: Final = "CMS Hospital General Information; {basis}"
REACH: Final = 3
"""A point more than so many error radii away from the row's ZIP code is not this hospital's."""


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a row was placed, how, and how far off that may be."""

    at: Point
    basis: str
    error_m: int | None = None


class Places:
    """Where hospitals that we know already are, by number, telephone and name."""

    def __init__(self, known: Sequence[Facility], towns: Towns) -> None:
        self._towns = towns
        self._by: dict[tuple[str, ...], Facility] = {}
        for one in known:
            if one.kind is FacilityKind.HOSPITAL:
                for key in _keys(one.id, one.phone, one.name, one.zip or "").values():
                    self._by.setdefault(key, one)

    def position(self, row: Mapping[str, str]) -> _Position | None:
        """Return where a row's hospital is: that of a known one, else the middle of its ZIP."""
        code = fields.zip_code(row["zip code"]) or ""
        middle = self._middle(code)
        keys = _keys(
            f"cms:{row['facility id']}",
            fields.phone(row["telephone number"]),
            row["facility name"],
            code,
        )
        for basis, key in keys.items():
            known = self._by.get(key)
            if known is not None and _fits(known, middle):
                return _Position(known.at, _basis(basis), known.error_m)
        if middle is None:
            return None
        return _Position(middle.at, _("placed at the middle of its ZIP code"), middle.error_m)

    def state_fips(self, state: str) -> str | None:
        """Return the two digits of a state."""
        return next((fips for fips, known in self._towns.state_of.items() if known == state), None)

    def _middle(self, code: str) -> Candidate | None:
        row = self._towns.zips.get(code)
        return row.candidate() if row else None


def read(path: Path, places: Places, vintage: str = "") -> Iterator[Row]:
    """Yield the hospitals, each placed where ``places`` knows it or at the middle of its ZIP.

    The source of each says how it was placed.  A hospital keeps the id that it has among those
    that ship (``cms:`` and its certification number), so an import replaces it.

    Raises:
        Unreadable: the file is not such a table.
    """
    yield from taken(records(path, NEEDED), lambda record: _hospital(record, places, vintage))


def _hospital(record: Record, places: Places, vintage: str) -> Row:
    row = record.values
    name = fields.text(row["facility name"])
    if name is None or not row["facility id"]:
        return Rejected(record.line, _("has no name or no certification number"))
    position = places.position(row)
    if position is None:
        text = _("cannot be placed: ZIP code {zip} is not known")
        return Rejected(record.line, text.format(zip=row["zip code"] or _("(none)")))
    kind = row["hospital type"].upper()
    return Facility(
        FacilityId(f"cms:{row['facility id']}"),
        FacilityKind.HOSPITAL,
        name,
        position.at,
        SOURCE.format(basis=position.basis),
        vintage,
        fields.phone(row["telephone number"]),
        fields.text(row["address"]),
        fields.text(row["city/town"]),
        fields.text(row["state"]),
        fields.zip_code(row["zip code"]),
        _county(row, places) or county_at(position.at),
        fields.emergency(row["emergency services"], kind),
        "PSYCHIATRIC" in kind or None,
        "CHILDREN" in kind or None,
        error_m=position.error_m,
        ward=fields.SLOW.search(kind) is not None,
    )


def _county(row: Mapping[str, str], places: Places) -> str | None:
    """Return the county that the row names, if the outlines have exactly one of that name."""
    state = places.state_fips(row["state"])
    found = counties().named(row["county/parish"], state) if state else ()
    return found[0] if len(found) == 1 else None


def _keys(ident: str, phone: str | None, name: str, code: str) -> dict[str, tuple[str, ...]]:
    """Return what joins two rows, the surest first, each by the name of the basis."""
    keys: dict[str, tuple[str, ...]] = {"number": ("number", ident)}
    if code and phone:
        keys["phone"] = ("phone", phone, code)
    if code:
        keys["name"] = ("name", plain(name), code)
    return keys


def _basis(join: str) -> str:
    match join:
        case "number":
            return _("placed by certification number")
        case "phone":
            return _("placed by telephone and ZIP code")
        case _:
            return _("placed by name and ZIP code")


def _fits(known: Facility, middle: Candidate | None) -> bool:
    """Return whether a known hospital's point agrees with the ZIP code of the row."""
    if middle is None:
        return True
    there = Candidate("", known.at.lat, known.at.lon, middle.precision, 0, None, None, "")
    return metres(there, middle) <= REACH * middle.error_m
