"""The outlines of the counties, and which county a point lies in.

The outlines are Census cartographic boundaries of 2017 at 1:10 million, so a border is true
to some 300 m and Connecticut still has its old counties.  Near a border ask ``within``, which
names every county that the error circle touches.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from math import cos, radians
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from console.domain.place.point import METRES_A_DEGREE, Point

Floats = npt.NDArray[np.float64]

GEO: Final = Path(__file__).parents[2] / "resources" / "geo"
COUNTIES: Final = GEO / "counties.topo.json.gz"
STATES: Final = GEO / "states.topo.json.gz"

COAST_M: Final = 2_000.0  # piers and beaches lie outside of the simplified coast
TURN: Final = 360.0
HALF_TURN: Final = 180.0
STEEPEST: Final = 0.01  # cosine of the latitude at which a degree of longitude stops to matter


class Outlines:
    """The areas of one layer of a TopoJSON file, each known by its id, for example ``39049``.

    An area is one or more parts; a point is in a part when a ray from it crosses the part's
    edges an odd number of times, so holes need no care.
    """

    def __init__(self, topology: dict[str, Any], layer: str) -> None:
        arcs = _arcs(topology)
        ids: list[str] = []
        rings: list[list[Floats]] = []
        self._names: dict[str, str] = {}
        for geometry in topology["objects"][layer]["geometries"]:
            self._names[geometry["id"]] = geometry["properties"]["name"]
            for part in _parts(geometry):
                ids.append(geometry["id"])
                rings.append([_ring(arcs, ring) for ring in part])
        self._ids = ids
        self._edges = [
            np.concatenate([np.hstack((r[:-1], r[1:])) for r in part]).T.copy() for part in rings
        ]
        self._box = np.array(
            [(*e[:2].min(axis=1), *e[:2].max(axis=1)) for e in self._edges], dtype=np.float64
        ).T.copy()

    @classmethod
    def load(cls, path: Path, layer: str) -> Self:
        """Read the layer of a gzipped TopoJSON file."""
        return cls(json.loads(gzip.decompress(path.read_bytes())), layer)

    def __len__(self) -> int:
        return len(self._names)

    def name(self, area: str) -> str | None:
        """Return what the area is called, for example ``Franklin``."""
        return self._names.get(area)

    def named(self, name: str, within: str) -> tuple[str, ...]:
        """Return the areas called ``name`` whose ids start with ``within``."""
        wanted = name.casefold()
        return tuple(
            area
            for area, called in self._names.items()
            if area.startswith(within) and called.casefold() == wanted
        )

    def middle(self, area: str) -> tuple[Point, float]:
        """Return the middle of the box around an area and the metres to the box's corner."""
        boxes = self._box[:, [index for index, name in enumerate(self._ids) if name == area]]
        west, south = boxes[:2].min(axis=1)
        east, north = boxes[2:].max(axis=1)
        lat, lon = (south + north) / 2, (west + east) / 2
        tall = (north - south) / 2 * METRES_A_DEGREE
        wide = (east - west) / 2 * METRES_A_DEGREE * np.cos(np.radians(lat))
        return Point(float(lat), float(lon)), float(np.hypot(tall, wide))

    def at(self, point: Point) -> str | None:
        """Return the area that ``point`` lies in, or nothing out at sea."""
        for part in self._near(point.lon, point.lat, 0.0, 0.0):
            if _inside(self._edges[part], point.lon, point.lat):
                return self._ids[part]
        return None

    def within(self, point: Point, metres: float) -> tuple[str, ...]:
        """Return every area that comes within ``metres`` of ``point``, nearest first."""
        wide, tall = degrees_around(point, metres)
        nearest: dict[str, float] = {}
        for lon in turned(point.lon, wide):
            for part in self._near(lon, point.lat, wide, tall):
                edges = self._edges[part]
                away = 0.0 if _inside(edges, lon, point.lat) else border_m(edges, lon, point.lat)
                if away <= metres:
                    area = self._ids[part]
                    nearest[area] = min(away, nearest.get(area, away))
        return tuple(sorted(nearest, key=lambda area: (nearest[area], area)))

    def _near(self, lon: float, lat: float, wide: float, tall: float) -> Iterable[int]:
        """Return the parts whose boxes, grown by ``wide`` and ``tall`` degrees, hold the point."""
        west, south, east, north = self._box
        hit = (west - wide <= lon) & (lon <= east + wide)
        hit &= (south - tall <= lat) & (lat <= north + tall)
        return [int(part) for part in np.flatnonzero(hit)]


def rings_of(path: Path, layer: str) -> Iterator[tuple[str, list[list[Floats]]]]:
    """Yield each area of a layer with its parts, each the outer ring and then the holes."""
    topology = json.loads(gzip.decompress(path.read_bytes()))
    arcs = _arcs(topology)
    for geometry in topology["objects"][layer]["geometries"]:
        yield geometry["id"], [[_ring(arcs, ring) for ring in part] for part in _parts(geometry)]


@cache
def counties() -> Outlines:
    """Return the counties that ship with the program; read once, about a tenth of a second."""
    return Outlines.load(COUNTIES, "counties")


def county_at(point: Point) -> str | None:
    """Return the five-digit FIPS code of the county that ``point`` lies in.

    A point up to 2 km off a coast belongs to the nearest county; farther out there is none.
    """
    return counties().at(point) or next(iter(counties().within(point, COAST_M)), None)


def counties_within(point: Point, metres: float) -> tuple[str, ...]:
    """Return the FIPS codes of all counties that the error circle touches, nearest first."""
    return counties().within(point, metres) or counties().within(point, COAST_M)[:1]


def _arcs(topology: dict[str, Any]) -> list[Floats]:
    """Return the arcs in degrees: the file holds them as steps on a grid of integers."""
    raw = topology["arcs"]
    lengths = np.array([len(arc) for arc in raw])
    steps = np.fromiter(
        chain.from_iterable(chain.from_iterable(raw)), dtype=np.float64, count=2 * lengths.sum()
    ).reshape(-1, 2)
    ends = np.cumsum(lengths)
    summed = np.cumsum(steps, axis=0)
    before = np.vstack((np.zeros((1, 2)), summed[ends[:-1] - 1]))
    grid = summed - np.repeat(before, lengths, axis=0)
    degrees = grid * topology["transform"]["scale"] + topology["transform"]["translate"]
    return np.split(degrees, ends[:-1])


def _parts(geometry: dict[str, Any]) -> list[list[list[int]]]:
    match geometry["type"]:
        case "Polygon":
            return [geometry["arcs"]]
        case "MultiPolygon":
            return list(geometry["arcs"])
        case _:
            return []


def _ring(arcs: list[Floats], numbers: list[int]) -> Floats:
    """Join arcs to a closed ring; a number below zero is an arc run backwards."""
    return np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers])


def degrees_around(point: Point, metres: float) -> tuple[float, float]:
    """Return how many degrees of longitude and of latitude reach so far from a point."""
    tall = metres / METRES_A_DEGREE
    return min(HALF_TURN, tall / max(cos(radians(point.lat)), STEEPEST)), tall


def turned(lon: float, wide: float) -> Iterator[float]:
    """Yield the longitude, and a full turn on where the 180th meridian is within ``wide``."""
    yield lon
    if lon + wide > HALF_TURN:
        yield lon - TURN
    if lon - wide < -HALF_TURN:
        yield lon + TURN


def _inside(edges: Floats, lon: float, lat: float) -> bool:
    x1, y1, x2, y2 = edges
    crosses = (y1 > lat) != (y2 > lat)
    x1, y1, x2, y2 = x1[crosses], y1[crosses], x2[crosses], y2[crosses]
    return bool(np.count_nonzero(lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)) % 2)


def border_m(edges: Floats, lon: float, lat: float) -> float:
    """Return how far the point is from the nearest edge, on the plane that touches it there."""
    wide = METRES_A_DEGREE * max(cos(radians(lat)), STEEPEST)
    x1, x2 = (edges[0] - lon) * wide, (edges[2] - lon) * wide
    y1, y2 = (edges[1] - lat) * METRES_A_DEGREE, (edges[3] - lat) * METRES_A_DEGREE
    along_x, along_y = x2 - x1, y2 - y1
    length = along_x**2 + along_y**2
    share = np.divide(
        -(x1 * along_x + y1 * along_y), length, out=np.zeros_like(x1), where=length > 0
    )
    share = np.clip(share, 0.0, 1.0)
    return float(np.sqrt(((x1 + share * along_x) ** 2 + (y1 + share * along_y) ** 2).min()))
