"""What a street file holds, row by row."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

FINE: Final = 10_000_000
"""Coordinates are kept as whole numbers of this fraction of a degree: about a centimetre."""

Path = tuple[tuple[float, float], ...]
"""Latitudes and longitudes along a line."""


class Box(NamedTuple):
    """The bounding box of a file, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point lies in it."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def nearest(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to another one."""
        return min(max(lat, self.south), self.north), min(max(lon, self.west), self.east)

    def within(self, other: "Box") -> bool:
        """Return whether this box lies in another one."""
        return other.holds(self.south, self.west) and other.holds(self.north, self.east)


@dataclass(frozen=True, slots=True)
class Source:
    """Where streets come from.

    Attributes:
        format: ``osm-pbf`` or ``tiger``.
        vintage: the date of the data, as far as it is known, else empty.
        whole: it holds all of the land in its box, so that what came from inside it is replaced;
            counties are not such, for a city may lie in one and be none of it.
    """

    format: str
    name: str
    sha256: str
    vintage: str
    box: Box
    whole: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Door:
    """A house whose place is known; ``number`` without letters."""

    number: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a street along which the house numbers run from ``first`` to ``last``.

    Attributes:
        parity: 0 for even numbers, 1 for odd ones, 2 for both.
        path: from the first number to the last one.
    """

    first: int
    last: int
    parity: int
    path: Path


@dataclass(frozen=True, slots=True)
class Street:
    """One street, all of it that hangs together.

    Attributes:
        name: as its source writes it; ``pre``, ``base``, ``kind`` and ``post`` are its parts.
        pieces: what one wrong letter makes of its base.
    """

    name: str
    pre: str
    base: str
    kind: str
    post: str
    paths: tuple[Path, ...]
    doors: tuple[Door, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    pieces: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A point at which two streets meet, by their positions in the list of streets."""

    one: int
    other: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """Roads for cars, as arrays of bytes of the machine.

    Attributes:
        edges: ``tail, head`` of each edge as unsigned 32-bit numbers.
        seconds: how long each edge takes from tail to head, and back; infinite where one may not.
        spots: ``lat, lon`` of points along the edges, by latitude.
        spot_edges: on which edge each spot lies; ``spot_shares``: how far along, 0 to 1.
        nodes: ``lat, lon`` of each node.
    """

    nodes: bytes
    edges: bytes
    seconds: bytes
    spots: bytes
    spot_edges: bytes
    spot_shares: bytes


@dataclass(frozen=True, slots=True)
class StreetData:
    """Everything that one file brings."""

    source: Source
    streets: tuple[Street, ...]
    crossings: tuple[Crossing, ...] = ()
    graph: RoadGraph | None = None


class Found(NamedTuple):
    """A street as a search finds it; ``south`` to ``east`` is its bounding box."""

    id: int
    name: str
    pre: str
    base: str
    kind: str
    post: str
    south: float
    west: float
    north: float
    east: float
    source: int


def packed(path: Iterable[tuple[float, float]]) -> bytes:
    """Return a line as bytes, four for each latitude and each longitude."""
    whole = array("i")
    for lat, lon in path:
        whole.append(round(lat * FINE))
        whole.append(round(lon * FINE))
    return whole.tobytes()


def unpacked(data: bytes) -> Path:
    """Return the line that ``packed`` wrote."""
    whole = array("i", data)
    return tuple((whole[n] / FINE, whole[n + 1] / FINE) for n in range(0, len(whole), 2))
