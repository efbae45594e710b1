"""What is known of the ground when a row is judged: ZIP codes and county outlines."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from console.domain.place.point import Point
from console.places.outlines import Outlines

Floats = npt.NDArray[np.float64]

EARTH_M: Final = 6_371_008.8
BORDER_M: Final = 5_000.0  # outlines are true to some 300 m; a pier or a bridge needs more


class Ground:
    """Answers where a ZIP code is, which county and state a point is in, and how far apart."""

    def __init__(self, codes: Sequence[Mapping[str, object]], counties: Outlines) -> None:
        self._counties = counties
        self._codes = {str(code["zip"]): code for code in codes}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for code in codes:
            votes[str(code["state"])][str(code["county_fips"])[:2]] += 1
        self._fips = {state: count.most_common(1)[0][0] for state, count in votes.items()}
        self._units = units([(_number(c, "lat"), _number(c, "lon")) for c in codes])
        self._order = list(self._codes.values())

    def code(self, zip_code: str) -> Mapping[str, object] | None:
        """Return the row of a ZIP code, if it is known and lies somewhere."""
        return self._codes.get(zip_code)

    def county(self, lat: float, lon: float) -> str:
        """Return the county of a point; nothing if it is more than 5 km off every county."""
        point = Point(lat, lon)
        near = self._counties.within(point, BORDER_M)
        return self._counties.at(point) or (near[0] if near else "")

    def in_state(self, lat: float, lon: float, state: str) -> bool:
        """Return whether a point is in a state or within 5 km of it."""
        near = self._counties.within(Point(lat, lon), BORDER_M)
        return any(county[:2] == self._fips.get(state) for county in near)

    def in_county(self, lat: float, lon: float, state: str, county: str) -> bool:
        """Return whether a point is in a county (three digits) of a state or 5 km from it."""
        near = self._counties.within(Point(lat, lon), BORDER_M)
        return f"{self._fips.get(state)}{county}" in near

    def cities(self) -> set[tuple[str, str]]:
        """Return the primary cities of the ZIP codes, in small letters, with their states."""
        return {(str(c["city"]).casefold(), str(c["state"])) for c in self._order}

    def nearest_code(self, lat: float, lon: float) -> Mapping[str, object]:
        """Return the ZIP code whose middle is nearest to a point."""
        return self._order[int(np.argmax(self._units @ units([(lat, lon)])[0]))]


def metres(lat: float, lon: float, code: Mapping[str, object]) -> float:
    """Return how far a point is from the middle of a ZIP code, on a sphere."""
    here, there = units([(lat, lon), (_number(code, "lat"), _number(code, "lon"))])
    return float(2 * EARTH_M * np.arcsin(min(1.0, float(np.linalg.norm(here - there)) / 2)))


def units(degrees: Sequence[tuple[float, float]]) -> Floats:
    """Return latitudes and longitudes as unit vectors, one a row."""
    lat, lon = np.radians(np.array(degrees, dtype=np.float64)).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _number(row: Mapping[str, object], column: str) -> float:
    return float(str(row[column]))
