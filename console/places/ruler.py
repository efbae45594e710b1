"""How far two points are apart as a bird flies."""

from typing import Final

from geopy.distance import geodesic

from console.domain.place.point import Point

RULER: Final = geodesic()
"""Measures on WGS 84; one for all questions, as making it takes as long as measuring with it."""


def km(one: Point, other: Point) -> float:
    """Return the kilometres of the shortest line between two points on the ellipsoid."""
    return float(RULER.measure((one.lat, one.lon), (other.lat, other.lon)))
