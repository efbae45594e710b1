"""How far a car gets in so many minutes, as outlines that a map can draw."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
import numpy.typing as npt

from console.domain.place.point import METRES_A_DEGREE, Point
from console.places.streets.roads import Roads

Mask = npt.NDArray[np.bool_]
Ring = tuple[tuple[float, float], ...]
"""Latitudes and longitudes; the last point is the first one."""

CELL_M: Final = 120.0
"""How fine the outline is; every road that is reached lies at least so far inside it, nearly."""
SMALLEST: Final = 6
"""Of fewer cells no hole is drawn: a block without a road is no place that cannot be reached."""
BITE: Final = 0.25
"""How much of each side a rounded corner takes away at its end."""


@dataclass(frozen=True, slots=True)
class Isochrone:
    """The land that a car reaches within some minutes: an estimate.

    Attributes:
        rings: outlines, to be filled by the even-odd rule: a ring inside another one is a hole.
    """

    minutes: int
    rings: tuple[Ring, ...]


def isochrones(
    roads: Roads, point: Point, minutes: Sequence[int], *, towards: bool = False
) -> tuple[Isochrone, ...]:
    """Return the land reached from a point (from which it is reached, if ``towards``).

    One for each of ``minutes``, the longest first so that they can be drawn in this order; none
    where no road is near.
    """
    start = roads.spot(point)
    if start is None or not minutes:
        return ()
    spots, seconds = roads.spot_seconds(start, 60.0 * max(minutes), towards=towards)
    wide = METRES_A_DEGREE * cos(radians(point.lat))
    cells = np.stack(
        (
            np.floor((spots[:, 0] - point.lat) * METRES_A_DEGREE / CELL_M),
            np.floor((spots[:, 1] - point.lon) * wide / CELL_M),
        ),
        axis=1,
    ).astype(np.int64)
    found = []
    for limit in sorted(minutes, reverse=True):
        reached = cells[seconds <= 60.0 * limit]
        rings = tuple(_on_earth(ring, point, wide) for ring in _rings(reached))
        found.append(Isochrone(limit, rings))
    return tuple(found)


def _rings(cells: npt.NDArray[np.int64]) -> Iterator[list[tuple[float, float]]]:
    """Yield the outlines of cells and of their neighbours, row and column in turn."""
    if not len(cells):
        return
    low = cells.min(axis=0) - 2
    mask = np.zeros(cells.max(axis=0) - low + 3, dtype=np.bool_)
    rows, columns = (cells - low).T
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            mask[rows + down, columns + right] = True
    for ring in _outlines(mask):
        if _area(ring) < 0 and -_area(ring) < SMALLEST:
            continue
        yield [(row + low[0], column + low[1]) for row, column in _rounded(ring)]


def _outlines(mask: Mask) -> Iterator[list[tuple[int, int]]]:
    """Yield the borders of what is true, corner by corner, with what is true on the left."""
    ahead: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row, column in np.argwhere(mask).tolist():
        if not mask[row - 1, column]:
            ahead[row, column].append((row, column + 1))
        if not mask[row, column + 1]:
            ahead[row, column + 1].append((row + 1, column + 1))
        if not mask[row + 1, column]:
            ahead[row + 1, column + 1].append((row + 1, column))
        if not mask[row, column - 1]:
            ahead[row + 1, column].append((row, column))
    while ahead:
        start = next(iter(ahead))
        ring, at = [start], start
        while True:
            on = ahead[at].pop()
            if not ahead[at]:
                del ahead[at]
            if on == start:
                break
            ring.append(on)
            at = on
        yield ring


def _area(ring: Sequence[tuple[int, int]]) -> float:
    """Return the area of a ring in cells, below zero for a hole."""
    rows, columns = np.array(ring, dtype=np.float64).T
    return float((columns * np.roll(rows, -1) - np.roll(columns, -1) * rows).sum() / 2)


def _rounded(ring: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return a ring with its corners cut, without points in the middle of a straight side."""
    found: list[tuple[float, float]] = []
    for n, (row, column) in enumerate(ring):
        before, after = ring[n - 1], ring[(n + 1) % len(ring)]
        if (row - before[0], column - before[1]) == (after[0] - row, after[1] - column):
            continue
        found.extend(
            (row + (other[0] - row) * BITE, column + (other[1] - column) * BITE)
            for other in (before, after)
        )
    return found


def _on_earth(ring: Sequence[tuple[float, float]], point: Point, wide: float) -> Ring:
    there = [
        (
            round(point.lat + row * CELL_M / METRES_A_DEGREE, 6),
            round(point.lon + column * CELL_M / wide, 6),
        )
        for row, column in ring
    ]
    return (*there, there[0])
