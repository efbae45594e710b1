"""A point on the earth."""

from dataclasses import dataclass

LATITUDE_LIMIT, LONGITUDE_LIMIT = 90.0, 180.0
METRES_A_DEGREE = 111_320.0
"""Of latitude, on a sphere; what is near enough lies on a flat map with this scale."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS 84 degrees, north and east positive.

    Raises:
        ValueError: the degrees are not on the earth.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (abs(self.lat) <= LATITUDE_LIMIT and abs(self.lon) <= LONGITUDE_LIMIT):
            raise ValueError(f"{self.lat}, {self.lon} is not on the earth")
