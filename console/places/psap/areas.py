"""Which areas hold a point, and which come near it; an index over polygons with holes.

A polygon is cut into slabs of latitude, each with the edges that reach into it, so a question
looks at a few edges of a few polygons however long the border is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, pi, radians, sin
from typing import Final

import numpy as np
import numpy.typing as npt

from console.domain.place.facility import Area, FacilityId
from console.domain.place.point import METRES_A_DEGREE, Point
from console.places.outlines import HALF_TURN, STEEPEST, TURN, border_m, degrees_around, turned
from console.places.psap.shape import Part, parts_of

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

EDGES_A_SLAB: Final = 24
MOST_SLABS: Final = 4_096
HAIR_M: Final = 0.01  # so near to a border is on it
BEARINGS: Final = 24
"""On how many points of a circle it is looked whether an area holds them."""
BEARING: Final = np.array(
    [(sin(2 * pi * n / BEARINGS), cos(2 * pi * n / BEARINGS)) for n in range(BEARINGS)]
).T
RIMS: Final = (1.0, 0.5)
"""At which shares of its radius a circle is looked at."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How an area lies to a point.

    Attributes:
        inside: the point lies in it, or on its border.
        border_m: how far its nearest border is, as far as was looked; else infinite.
    """

    area: FacilityId
    inside: bool
    border_m: float


class Areas:
    """The areas of all 911 centres that have one."""

    def __init__(self, areas: Mapping[FacilityId, Area]) -> None:
        self._ids: list[FacilityId] = []
        self._parts: list[_Slabs] = []
        for name, one in areas.items():
            for part in parts_of(one):
                self._ids.append(name)
                self._parts.append(_Slabs(part))
        boxes = [part.box for part in self._parts]
        self._box = np.array(boxes, dtype=np.float64).reshape(-1, 4).T.copy()

    def __len__(self) -> int:
        return len(set(self._ids))

    def around(self, point: Point, metres: float) -> tuple[Reach, ...]:
        """Return every area that holds ``point`` or comes within ``metres`` of it.

        Those that hold it come first, the deepest inside before the others; then the nearest.
        """
        wide, tall = degrees_around(point, metres)
        found: dict[FacilityId, Reach] = {}
        for lon in turned(point.lon, wide):
            for index in self._near(lon, point.lat, wide, tall):
                name, part = self._ids[index], self._parts[index]
                border = part.border_m(lon, point.lat, tall)
                inside = border < HAIR_M or part.holds(lon, point.lat)
                if not inside and border > metres:
                    continue
                before = found.get(name)
                if before is not None:
                    inside, border = inside or before.inside, min(border, before.border_m)
                found[name] = Reach(name, inside, border)
        return tuple(sorted(found.values(), key=_order))

    def cover(self, point: Point, metres: float) -> bool:
        """Whether areas hold every point looked at of the circle: on its rim and half way there.

        One area need not hold them all.
        """
        lons, lats = _circle(point, metres)
        wide, tall = degrees_around(point, metres + HAIR_M)  # more than degrees are rounded by
        for lon in turned(point.lon, wide):
            for index in self._near(lon, point.lat, wide, tall):
                bare = ~self._parts[index].hold(lons, lats)
                lons, lats = lons[bare], lats[bare]
                if len(lons) == 0:
                    return True
        return False

    def _near(self, lon: float, lat: float, wide: float, tall: float) -> Iterable[int]:
        """Return the parts whose boxes, grown by ``wide`` and ``tall`` degrees, hold the point."""
        west, south, east, north = self._box
        hit = (west - wide <= lon) & (lon <= east + wide)
        hit &= (south - tall <= lat) & (lat <= north + tall)
        return [int(part) for part in np.flatnonzero(hit)]


class _Slabs:
    """One polygon with its holes, by slabs of latitude."""

    def __init__(self, part: Part) -> None:
        rings = [np.array(ring, dtype=np.float64) for ring in part]
        edges = np.concatenate([np.hstack((ring[:-1], ring[1:])) for ring in rings])
        low, high = edges[:, 1::2].min(axis=1), edges[:, 1::2].max(axis=1)
        west, south = edges[:, 0].min(), low.min()
        self.box = (west, south, edges[:, 0].max(), high.max())
        self._south = float(south)
        self._count = min(MOST_SLABS, 1 + len(edges) // EDGES_A_SLAB)
        self._height = max((float(high.max()) - self._south) / self._count, 1e-12)
        first, last = self._slab(low), self._slab(high)
        many = last - first + 1
        edge = np.repeat(np.arange(len(edges)), many)
        start = np.repeat(np.cumsum(many) - many, many)
        slab = np.repeat(first, many) + np.arange(len(edge)) - start
        order = np.argsort(slab, kind="stable")
        cuts = np.searchsorted(slab[order], np.arange(1, self._count))
        self._edges = edges.T.copy()
        self._in = np.split(edge[order], cuts)

    def _slab(self, lat: Floats) -> Numbers:
        number = np.floor((lat - self._south) / self._height)
        return np.clip(number, 0, self._count - 1).astype(np.int64)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a ray from the point crosses the borders an odd number of times."""
        edges = self._edges[:, self._looked_at(lat, lat)]
        edges = edges[:, (edges[1] > lat) != (edges[3] > lat)]
        return bool(np.count_nonzero(lon < _crossed(edges, lat)) % 2)

    def hold(self, lons: Floats, lats: Floats) -> Mask:
        """Return which of some points it holds, each as ``holds`` tells.

        An edge is only tried with the points between the latitudes of its ends.
        """
        west, south, east, north = self.box
        held: Mask = (west <= lons) & (lons <= east) & (south <= lats) & (lats <= north)
        at = np.flatnonzero(held)
        if len(at) == 0:
            return held
        at = at[np.argsort(lats[at])]
        lon, lat = lons[at], lats[at]
        edges = self._edges[:, self._looked_at(float(lat[0]), float(lat[-1]))]
        first = np.searchsorted(lat, np.minimum(edges[1], edges[3]))
        many = np.searchsorted(lat, np.maximum(edges[1], edges[3])) - first
        edge = np.repeat(np.arange(len(many)), many)
        one = np.repeat(first - np.cumsum(many) + many, many) + np.arange(len(edge))
        crossed = lon[one] < _crossed(edges[:, edge], lat[one])
        held[at] = np.bincount(one[crossed], minlength=len(at)) % 2 == 1
        return held

    def border_m(self, lon: float, lat: float, tall: float) -> float:
        """Return how far the nearest border is, of those within ``tall`` degrees of latitude."""
        edges = self._edges[:, self._looked_at(lat - tall, lat + tall)]
        if edges.shape[1] == 0:
            return float("inf")
        return border_m(edges, lon, lat)

    def _looked_at(self, south: float, north: float) -> Numbers:
        """Return the numbers of the edges in the slabs between two latitudes."""
        first, last = (
            min(max(floor((lat - self._south) / self._height), 0), self._count - 1)
            for lat in (south, north)
        )
        if first == last:
            return self._in[first]
        return np.unique(np.concatenate(self._in[first : last + 1]))


def _crossed(edges: Floats, lat: float | Floats) -> Floats:
    """Return the longitudes at which edges cross a latitude, one for all or one for each."""
    x1, y1, x2, y2 = edges
    lons: Floats = x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
    return lons


def _circle(point: Point, metres: float) -> tuple[Floats, Floats]:
    """Return the longitudes and latitudes of points all around a circle and half way to there."""
    wide = METRES_A_DEGREE * max(cos(radians(point.lat)), STEEPEST)
    away = metres * np.array(RIMS)[:, None]
    lats = point.lat + (away * BEARING[1]).ravel() / METRES_A_DEGREE
    lons = point.lon + (away * BEARING[0]).ravel() / wide
    normal: Floats = (lons + HALF_TURN) % TURN - HALF_TURN
    return normal, np.clip(lats, -90.0, 90.0)


def _order(one: Reach) -> tuple[bool, float, str]:
    return not one.inside, -one.border_m if one.inside else one.border_m, one.area


def middle(area: Area) -> tuple[Point, float]:
    """Return a point of an area to show it at, and the metres from there to its farthest corner.

    It is the middle of mass of its largest polygon, or the corner nearest to that where the
    middle lies outside.
    """
    parts = parts_of(area)
    rings = [np.array(part[0], dtype=np.float64) for part in parts]
    largest = max(range(len(rings)), key=lambda n: abs(_size(rings[n])))
    ring = rings[largest]
    lon, lat = _mass(ring)
    if not _Slabs(parts[largest]).holds(lon, lat):
        lon, lat = ring[int(np.argmin(((ring - (lon, lat)) ** 2).sum(axis=1)))]
    every = np.concatenate(rings)
    tall = (every[:, 1] - lat) * METRES_A_DEGREE
    wide = (every[:, 0] - lon) * METRES_A_DEGREE * max(cos(radians(float(lat))), STEEPEST)
    return Point(float(lat), float(lon)), float(np.hypot(tall, wide).max())


def _size(ring: Floats) -> float:
    x, y = ring.T - ring[0][:, None]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2


def _mass(ring: Floats) -> Sequence[float]:
    x, y = ring.T - ring[0][:, None]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    total = float(cross.sum())
    if not total:
        return [float(n) for n in ring.mean(axis=0)]
    lon = float(((x[:-1] + x[1:]) * cross).sum()) / (3 * total)
    lat = float(((y[:-1] + y[1:]) * cross).sum()) / (3 * total)
    return [float(ring[0][0]) + lon, float(ring[0][1]) + lat]
