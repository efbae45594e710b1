"""What a street file says that it holds, and why one cannot be used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Final

MOST_ZOOM: Final = 22
EVERYWHERE: Final = (-180.0, -85.06, 180.0, 85.06)
_LONGEST: Final = 160
_TAG: Final = re.compile(r"<[^>]*>")
_SPACE: Final = re.compile(r"\s+")


class TileSort(StrEnum):
    """How the streets are kept: as shapes that we draw, or as pictures."""

    VECTOR = "vector"
    RASTER = "raster"


class Why(StrEnum):
    """Why there are no streets to draw; the map's words say it."""

    UNSET = "unset"  # no file is named in the settings
    MISSING = "missing"  # no such file
    UNREADABLE = "unreadable"  # neither MBTiles nor PMTiles 3, or broken
    EMPTY = "empty"  # not one tile
    FOREIGN = "foreign"  # tiles of a sort, packing or zoom that the map cannot draw


class NoStreets(Exception):  # noqa: N818 -- the environment's no
    """The file cannot be used."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Tileset:
    """What the file holds.

    Attributes:
        least, most: Web Mercator zooms of its tiles.
        bounds: west, south, east, north in degrees.
        credit: whom to name for it, as plain text.
    """

    sort: TileSort
    least: int
    most: int
    bounds: tuple[float, float, float, float] = EVERYWHERE
    credit: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most <= MOST_ZOOM:
            raise NoStreets(Why.FOREIGN)


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile as it is served: its media type and its bytes, unpacked."""

    media: str
    body: bytes


def bounds(text: str) -> tuple[float, float, float, float]:
    """Return ``west,south,east,north`` as numbers; everywhere if that is not what it says."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return EVERYWHERE
    sound = all(map(isfinite, (west, south, east, north))) and west < east and south < north
    return (west, south, east, north) if sound else EVERYWHERE


def credit(text: str) -> str:
    """Return a line of thanks without its markup, short."""
    plain = _SPACE.sub(" ", _TAG.sub("", text)).replace("&copy;", "©").replace("&amp;", "&").strip()
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def number(about: Mapping[str, str], name: str) -> int | None:
    """Return a whole number of the metadata, or nothing."""
    text = about.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None  # noqa: PLR2004
