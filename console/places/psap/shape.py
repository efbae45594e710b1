"""Areas as they come in files: well-known binary (OGC 06-103r4, ISO 13249-3) and GeoJSON.

What is kept is plain well-known binary of a multipolygon in WGS 84 degrees, little endian,
longitude first; what else a point had (height, measure) is left off.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from math import isfinite
from typing import Any, Final

from console.domain.place.facility import Area
from console.domain.place.point import LATITUDE_LIMIT, LONGITUDE_LIMIT

Ring = tuple[tuple[float, float], ...]
Part = tuple[Ring, ...]
"""The outer ring, then the holes."""

POLYGON, MULTIPOLYGON, COLLECTION = 3, 6, 7
EXTRA: Final = {0: 0, 1: 1, 2: 1, 3: 2}
"""How many numbers a point has beyond two, by the thousands of its type."""
EWKB_Z, EWKB_M, EWKB_SRID = 0x8000_0000, 0x4000_0000, 0x2000_0000
ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
LEAST: Final = 4  # corners of a ring: a triangle, closed
DEEPEST: Final = 4  # collections within collections
EMPTY: Final = 0x10


class BadShape(Exception):  # noqa: N818 -- it is what the shape is
    """The shape is no area that can be used."""


@dataclass(slots=True)
class _Bytes:
    """What is left to read."""

    data: bytes
    at: int = 0

    def take(self, form: str) -> tuple[Any, ...]:
        size = struct.calcsize(form)
        if self.at + size > len(self.data):
            raise BadShape(_("ends too early"))
        found = struct.unpack_from(form, self.data, self.at)
        self.at += size
        return found


def of_geopackage(blob: bytes) -> Area:
    """Return the area in the header and well-known binary of a GeoPackage (clause 2.1.3).

    Raises:
        BadShape: it is none, empty, or no polygon.
    """
    if len(blob) < 8 or blob[:2] != b"GP":  # noqa: PLR2004 -- the fixed header
        raise BadShape(_("is no geometry of a GeoPackage"))
    flags = blob[3]
    if flags & EMPTY:
        raise BadShape(_("is empty"))
    skip = ENVELOPES.get(flags >> 1 & 0b111)
    if skip is None:
        raise BadShape(_("is no geometry of a GeoPackage"))
    return of_wkb(blob[8 + skip :])


def of_wkb(data: bytes) -> Area:
    """Return the area in well-known binary.

    Raises:
        BadShape: it is none, or no polygon.
    """
    source = _Bytes(data)
    return area(tuple(_parts(source, 0)))


def of_geojson(geometry: object) -> Area:
    """Return the area of a GeoJSON geometry (RFC 7946).

    Raises:
        BadShape: it is none, or no polygon.
    """
    if not isinstance(geometry, dict):
        raise BadShape(_("has no area"))
    coordinates = geometry.get("coordinates")
    try:
        match geometry.get("type"):
            case "Polygon":
                return area((_json_part(coordinates),))
            case "MultiPolygon":
                return area(tuple(_json_part(part) for part in list(coordinates or ())))
            case _:
                raise BadShape(_("is no polygon"))
    except (TypeError, ValueError, IndexError):
        raise BadShape(_("has corners that are no numbers")) from None


def area(parts: Sequence[Part]) -> Area:
    """Return the area of some polygons, checked and closed.

    A ring of fewer than three corners holds nothing, so it is left off; with the outer one goes
    its part.

    Raises:
        BadShape: nothing is left, or a corner is not on the earth.
    """
    closed = tuple(tuple(_ring(ring) for ring in part) for part in parts if part)
    sound = [
        (part[0], *(hole for hole in part[1:] if len(hole) >= LEAST))
        for part in closed
        if len(part[0]) >= LEAST
    ]
    if not sound:
        raise BadShape(_("has no ring of three corners or more") if closed else _("is empty"))
    return Area(b"".join(_packed(sound)))


def parts_of(one: Area) -> tuple[Part, ...]:
    """Return the polygons of an area."""
    return tuple(_parts(_Bytes(one.shape), 0))


def joined(areas: Sequence[Area]) -> Area:
    """Return one area of all the polygons of some."""
    return area([part for one in areas for part in parts_of(one)])


def _parts(source: _Bytes, deep: int) -> Iterator[Part]:
    order = source.take("<B")[0]
    if order > 1 or deep > DEEPEST:
        raise BadShape(_("is no geometry"))
    end = "<" if order else ">"
    kind = source.take(f"{end}I")[0]
    extra = bool(kind & EWKB_Z) + bool(kind & EWKB_M)
    if kind & EWKB_SRID:
        source.take(f"{end}I")
    kind &= 0x0FFF_FFFF
    extra = extra or EXTRA.get(kind // 1000, 0)
    match kind % 1000:
        case 3:
            yield _polygon(source, end, 2 + extra)
        case 6 | 7:
            for _part in range(source.take(f"{end}I")[0]):
                yield from _parts(source, deep + 1)
        case _:
            raise BadShape(_("is no polygon"))


def _polygon(source: _Bytes, end: str, wide: int) -> Part:
    rings = []
    for _ring_number in range(source.take(f"{end}I")[0]):
        count = source.take(f"{end}I")[0]
        if count * wide * 8 > len(source.data):
            raise BadShape(_("ends too early"))
        flat = source.take(f"{end}{count * wide}d")
        rings.append(tuple(zip(flat[::wide], flat[1::wide], strict=True)))
    return tuple(rings)


def _json_part(rings: Any) -> Part:  # noqa: ANN401 -- JSON
    return tuple(tuple((float(at[0]), float(at[1])) for at in ring) for ring in rings)


def _ring(ring: Ring) -> Ring:
    closed = ring if ring and ring[0] == ring[-1] else (*ring, *ring[:1])
    for lon, lat in closed:
        if not (isfinite(lon) and isfinite(lat)):
            raise BadShape(_("has corners that are no numbers"))
        if abs(lat) > LATITUDE_LIMIT or abs(lon) > LONGITUDE_LIMIT:
            raise BadShape(_("has corners that are not on the earth: it is not in degrees"))
    return closed


def _packed(parts: Sequence[Part]) -> Iterator[bytes]:
    yield struct.pack("<BII", 1, MULTIPOLYGON, len(parts))
    for part in parts:
        yield struct.pack("<BII", 1, POLYGON, len(part))
        for ring in part:
            flat = [number for at in ring for number in at]
            yield struct.pack(f"<I{len(flat)}d", len(ring), *flat)
