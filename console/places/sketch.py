"""The states as rings on the Web Mercator square, for drawing without a web engine."""

import gzip
import json
from itertools import accumulate
from math import cos, log, pi, radians, sin
from pathlib import Path
from typing import Any, Final

from console.places.page import RESOURCES

EARTH_ROUND_M: Final = 40_075_016.686
HIGHEST: Final = 85.0  # the square ends there
TILE: Final = 256

Ring = tuple[tuple[float, float], ...]


def world(lat: float, lon: float) -> tuple[float, float]:
    """Return where a place lies on the square, 0..1 from its north-west corner."""
    sine = sin(radians(max(-HIGHEST, min(HIGHEST, lat))))
    return lon / 360 + 0.5, 0.5 - log((1 + sine) / (1 - sine)) / (4 * pi)


def metres_a_pixel(lat: float, zoom: int) -> float:
    """Return how many metres one pixel spans at a latitude and a zoom."""
    return EARTH_ROUND_M * cos(radians(lat)) / (TILE * float(1 << zoom))


def states(resources: Path = RESOURCES) -> tuple[Ring, ...]:
    """Return the outline of every part of every state; about 12 000 corners, 40 ms.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    packed = (resources / "geo" / "states.topo.json.gz").read_bytes()
    topology: dict[str, Any] = json.loads(gzip.decompress(packed))
    arcs = [_unpack(arc, topology["transform"]) for arc in topology["arcs"]]
    return tuple(
        _ring(arcs, numbers)
        for shape in topology["objects"]["states"]["geometries"]
        for part in ([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"])
        for numbers in part
    )


def _unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Return the corners of one arc, which the file holds as steps on a grid of integers."""
    (wide, tall), (west, south) = transform["scale"], transform["translate"]
    across = accumulate(step[0] for step in arc)
    up = accumulate(step[1] for step in arc)
    return tuple(world(y * tall + south, x * wide + west) for x, y in zip(across, up, strict=True))


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """Join arcs to a closed ring; a number below zero is an arc run backwards."""
    return tuple(
        corner
        for number in numbers
        for corner in (arcs[number] if number >= 0 else arcs[~number][::-1])
    )
