"""The roads and the water of a vector tile (Mapbox Vector Tile 2), for the simple map.

It knows the layers by the same names as the page (``streets.js``), and believes nothing.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeAlias

Line: TypeAlias = list[tuple[float, float]]
"""Corners from the tile's north-west one; its sides are 1 long."""


class Way(StrEnum):
    """What a line or an area is, as wide and as coloured as it is drawn."""

    WATER = "water"
    MINOR = "minor"
    STREET = "street"
    MAIN = "main"
    MOTORWAY = "motorway"


WATER: Final = frozenset({"water", "water_polygons", "ocean"})
ROADS: Final = frozenset({"transportation", "roads", "streets"})
SORTS: Final[Mapping[str, Way]] = {
    **dict.fromkeys(("motorway", "trunk", "highway"), Way.MOTORWAY),
    **dict.fromkeys(("primary", "secondary", "major_road"), Way.MAIN),
    **dict.fromkeys(("tertiary", "medium_road"), Way.STREET),
    **dict.fromkeys(("minor", "minor_road", "residential", "unclassified"), Way.MINOR),
    **dict.fromkeys(("living_street", "busway", "street"), Way.MINOR),
}
_LINES, _AREAS = 2, 3
_MOVE, _DRAW, _CLOSE = 1, 2, 7
_VARINT, _LONG, _BYTES, _SHORT = 0, 1, 2, 5

Span: TypeAlias = tuple[int, int]
"""From where to where in the bytes of the tile."""


def ways(body: bytes) -> dict[Way, list[Line]]:
    """Return what there is of each sort.

    Raises:
        ValueError: the tile is broken.
    """
    found: dict[Way, list[Line]] = {}
    try:
        for field, wire, value in _fields(body, (0, len(body))):
            if field == 3 and wire == _BYTES:  # noqa: PLR2004 -- the format's number of a layer
                _layer(body, value, found)
    except (IndexError, ZeroDivisionError, OverflowError, UnicodeDecodeError) as broken:
        raise ValueError from broken
    return found


def _layer(body: bytes, span: Span, found: dict[Way, list[Line]]) -> None:
    name, extent = "", 4096
    features: list[Span] = []
    keys: list[str] = []
    values: list[str] = []
    for field, wire, value in _fields(body, span):
        match field, wire:
            case 1, 2:
                name = _text(body, value)
                if name not in WATER and name not in ROADS:
                    return
            case 2, 2:
                features.append(value)
            case 3, 2:
                keys.append(_text(body, value))
            case 4, 2:
                values.append(_value(body, value))
            case 5, 0:
                extent = value[0]
            case _:
                pass
    for feature in features:
        sort, shape, tags = _feature(body, feature)
        way = _way(name, sort, {keys[k]: values[v] for k, v in _pairs(tags)})
        if way is not None:
            found.setdefault(way, []).extend(_lines(body, shape, 1 / extent))


def _pairs(tags: list[int]) -> Iterator[tuple[int, int]]:
    return zip(tags[::2], tags[1::2], strict=True)


def _way(layer: str, sort: int, said: Mapping[str, str]) -> Way | None:
    """Return what a feature is; what it says more closely counts first."""
    if layer in WATER:
        return Way.WATER if sort == _AREAS else None
    if sort != _LINES:
        return None
    named = (said.get(key, "") for key in ("kind_detail", "class", "kind", "pmap:kind"))
    return next((SORTS[one] for one in named if one in SORTS), None)


def _feature(body: bytes, span: Span) -> tuple[int, Span, list[int]]:
    """Return whether it is lines or areas, where its shape is, and its tags."""
    sort, shape, tags = 0, (0, 0), list[int]()
    for field, wire, value in _fields(body, span):
        match field, wire:
            case 2, 2:
                tags = list(_numbers(body, value))
            case 3, 0:
                sort = value[0]
            case 4, 2:
                shape = value
            case _:
                pass
    return sort, shape, tags


def _lines(body: bytes, shape: Span, unit: float) -> Iterator[Line]:
    numbers = list(_numbers(body, shape))
    at = x = y = 0
    line: Line = []
    while at < len(numbers):
        act, times = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if act == _CLOSE:
            line.append(line[0])
            continue
        if act not in {_MOVE, _DRAW} or at + 2 * times > len(numbers):
            raise ValueError
        for _step in range(times):
            x += (numbers[at] >> 1) ^ -(numbers[at] & 1)
            y += (numbers[at + 1] >> 1) ^ -(numbers[at + 1] & 1)
            at += 2
            if act == _MOVE:
                if len(line) > 1:
                    yield line
                line = []
            line.append((x * unit, y * unit))
    if len(line) > 1:
        yield line


def _value(body: bytes, span: Span) -> str:
    """Return a value that is text; another one names no road."""
    for field, wire, value in _fields(body, span):
        if field == 1 and wire == _BYTES:
            return _text(body, value)
    return ""


def _text(body: bytes, span: Span) -> str:
    return body[span[0] : span[1]].decode()


def _fields(body: bytes, span: Span) -> Iterator[tuple[int, int, Span]]:
    """Yield field, wire and value: a number stands first in its pair, bytes are a span."""
    at, end = span
    while at < end:
        key, at = _number(body, at)
        wire = key & 7
        value = (0, 0)
        if wire == _VARINT:
            number, at = _number(body, at)
            value = (number, 0)
        elif wire == _BYTES:
            length, at = _number(body, at)
            value = (at, at + length)
            at += length
        elif wire in {_LONG, _SHORT}:
            at += 8 if wire == _LONG else 4
        else:
            raise ValueError
        if at > end:
            raise ValueError
        yield key >> 3, wire, value


def _numbers(body: bytes, span: Span) -> Iterator[int]:
    at, end = span
    while at < end:
        number, at = _number(body, at)
        yield number


def _number(body: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = body[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 -- the bit that says that more follows
            return number, at
        shift += 7
        if shift > 63:  # noqa: PLR2004 -- no number of the format is longer
            raise ValueError
