"""Lines on the ground: lengths, points along them and nearest points, in metres."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from console.domain.place.point import METRES_A_DEGREE
from console.store.streets.rows import Path


@dataclass(frozen=True, slots=True)
class Foot:
    """The point of a line that is nearest to another point.

    Attributes:
        along: metres from the beginning of the line.
        off: metres between the two points.
    """

    along: float
    off: float


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how many metres two near points are apart."""
    wide = METRES_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot((one[0] - other[0]) * METRES_A_DEGREE, (one[1] - other[1]) * wide)


def length(path: Path) -> float:
    """Return how long a line is."""
    return sum(apart(one, other) for one, other in pairwise(path))


def point_at(path: Path, along: float) -> tuple[float, float]:
    """Return the point of a line so many metres from its beginning; never beyond its ends."""
    left = max(along, 0.0)
    for one, other in pairwise(path):
        step = apart(one, other)
        if left <= step and step > 0:
            share = left / step
            return (
                one[0] + (other[0] - one[0]) * share,
                one[1] + (other[1] - one[1]) * share,
            )
        left -= step
    return path[-1]


def foot(path: Path, point: tuple[float, float]) -> Foot:
    """Return the nearest point of a line."""
    wide = METRES_A_DEGREE * cos(radians(point[0]))
    flat = [((lat - point[0]) * METRES_A_DEGREE, (lon - point[1]) * wide) for lat, lon in path]
    best, passed = Foot(0.0, hypot(*flat[0])), 0.0
    for (y, x), (to_y, to_x) in pairwise(flat):
        dy, dx = to_y - y, to_x - x
        step = hypot(dy, dx)
        share = min(max(-(y * dy + x * dx) / (step * step), 0.0), 1.0) if step > 0 else 0.0
        off = hypot(y + dy * share, x + dx * share)
        if off < best.off:
            best = Foot(passed + share * step, off)
        passed += step
    return best


def nearest(points: Iterable[tuple[float, float]], to: tuple[float, float]) -> tuple[float, float]:
    """Return the point that is nearest to another one."""
    return min(points, key=lambda point: apart(point, to))


def middle(paths: Sequence[Path]) -> tuple[tuple[float, float], float]:
    """Return the point on the lines that stands in their middle, and how far they reach from it."""
    points = [point for path in paths for point in path]
    lats, lons = [lat for lat, _lon in points], [lon for _lat, lon in points]
    at = nearest(points, ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2))
    if len(points) > 1 and len(paths) == 1:
        at = point_at(paths[0], length(paths[0]) / 2)
    return at, max(apart(at, point) for point in points)
