"""One hospital that several sources describe, as one facility."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from math import cos, hypot, radians
from typing import Final

from console.domain.place.facility import Facility, FacilityKind
from console.places.address import LEADING, plain
from console.places.outlines import METRES_A_DEGREE

SAME_PLACE_M: Final = 1_500.0
"""How far apart two geocoders may put one hospital: a large campus."""


def without_doubles(facilities: Iterable[Facility]) -> tuple[Facility, ...]:
    """Return the facilities with each hospital once, in the order of first mention.

    Hospitals of two different sources are one when the name is the same in one ZIP code, or
    street or telephone in one state, and they lie within 1.5 km, or within the error of the
    coarser one.  What is
    kept is the row whose number a person verified, else the one with the finer point, else the
    newer; what it does not say comes from the others, and its source names them all.
    """
    kept: list[list[Facility]] = []
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in facilities:
        keys = _keys(one)
        for index in (i for key in keys for i in by_key[key]):
            if _same(one, kept[index]):
                kept[index].append(one)
                break
        else:
            index = len(kept)
            kept.append([one])
        for key in keys:
            by_key[key].append(index)
    return tuple(_joined(rows) for rows in kept)


def _keys(one: Facility) -> list[tuple[str, ...]]:
    if one.kind is not FacilityKind.HOSPITAL or one.zip is None:
        return []
    keys: list[tuple[str, ...]] = []
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


def _joined(rows: Sequence[Facility]) -> Facility:
    if len(rows) == 1:
        return rows[0]
    best, *others = sorted(rows, key=_worth, reverse=True)
    said = {field.name: getattr(best, field.name) for field in fields(Facility)}
    for name in ("phone", "county_fips", "emergency", "psychiatric", "paediatric", "beds"):
        for other in others:
            if said[name] is None:
                said[name] = getattr(other, name)
    sources = dict.fromkeys(row.source for row in (best, *others))
    return replace(best, **{**said, "source": "; ".join(sources)})


def _worth(one: Facility) -> tuple[date, bool, str]:
    return (one.verified_on or date.min, one.error_m is None, one.vintage)
