"""One hospital that several sources describe, as one facility."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from gettext import gettext as _
from math import cos, hypot, radians
from typing import Final

from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import METRES_A_DEGREE
from console.places.address import LEADING, plain

SAME_PLACE_M: Final = 1_500.0
"""How far apart two geocoders may put one hospital: a large campus."""


def without_doubles(facilities: Iterable[Facility]) -> tuple[Facility, ...]:
    """Return the facilities with each hospital once, in the order of first mention.

    Hospitals of two different sources are one when the name is the same in one ZIP code, or
    street or telephone in one state, and they lie within 1.5 km, or within the error of the
    coarser one.  What is
    kept is the row whose number a person verified, else one that its list still names, else the
    one with the finer point, else the newer; what it does not say comes from the others, and its
    source names them all and what they were joined by.

    A ward for long-term care or rehabilitation is joined by its name alone: street and telephone
    are those of the building around it.  Where one row of a place is such a ward, no emergency
    flag of the others is trusted.
    """
    kept: list[list[Facility]] = []
    joins: list[list[str]] = []
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in facilities:
        keys = _keys(one)
        for key, index in [(by, i) for by in keys for i in by_key[by]]:
            if _same(one, kept[index]):
                kept[index].append(one)
                joins[index].append(key[0])
                break
        else:
            index = len(kept)
            kept.append([one])
            joins.append([])
        for key in keys:
            by_key[key].append(index)
    return tuple(_joined(rows, by) for rows, by in zip(kept, joins, strict=True))


def _keys(one: Facility) -> list[tuple[str, ...]]:
    if one.kind is not FacilityKind.HOSPITAL or one.zip is None:
        return []
    keys: list[tuple[str, ...]] = []
    if one.ward:
        return [("name", plain(one.name), one.zip)]
    if one.address and one.address[:1].isdigit():  # not by ZIP: it is in doubt where the town is
        street = (LEADING.get(word, word) for word in plain(one.address).split()[:3])
        keys.append(("street", *street, one.state or one.zip))
    if one.phone:
        keys.append(("phone", one.phone, one.state or one.zip))
    return [*keys, ("name", plain(one.name), one.zip)]


def _same(one: Facility, rows: Sequence[Facility]) -> bool:
    """Return whether ``one`` is what ``rows`` of other sources are."""
    if any(_origin(one) == _origin(other) for other in rows):
        return False
    other = rows[0]
    reach = max(SAME_PLACE_M, one.error_m or 0, other.error_m or 0)
    tall = (one.at.lat - other.at.lat) * METRES_A_DEGREE
    wide = (one.at.lon - other.at.lon) * METRES_A_DEGREE * cos(radians(one.at.lat))
    return hypot(tall, wide) <= reach


def _origin(one: Facility) -> str:
    """Return the source without how the row was placed."""
    return one.source.partition(";")[0]


def _joined(rows: Sequence[Facility], joins: Sequence[str]) -> Facility:
    if len(rows) == 1:
        return rows[0]
    best, *others = sorted(rows, key=_worth, reverse=True)
    said = {field.name: getattr(best, field.name) for field in fields(Facility)}
    for name in ("phone", "county_fips", "emergency", "psychiatric", "paediatric", "beds"):
        for other in others:
            if said[name] is None:
                said[name] = getattr(other, name)
    said["ward"] = any(row.ward for row in rows)
    if said["ward"]:
        said["emergency"] = None
    parts = [*dict.fromkeys(row.source for row in (best, *others)), *map(_basis, _once(joins))]
    return replace(best, **{**said, "source": "; ".join(parts)})


def _once(joins: Sequence[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(joins))


def _basis(join: str) -> str:
    match join:
        case "street":
            return _("joined by street and state")
        case "phone":
            return _("joined by telephone and state")
        case _:
            return _("joined by name and ZIP code")


def _worth(one: Facility) -> tuple[date, bool, bool, str]:
    return (one.verified_on or date.min, not one.gone, one.error_m is None, one.vintage)
