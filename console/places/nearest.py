"""Which help is nearest to a point, by the length of the shortest line on the WGS 84 ellipsoid."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, sqrt
from sys import float_info
from typing import Final

import numpy as np
import numpy.typing as npt

from console.domain.place.book import Room
from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.places.reasons import Need, has, passed_over, reasons
from console.places.ruler import km

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

EQUATOR_KM: Final = 6378.137
FLATTENING: Final = 1 / 298.257223563
SQUARED_ECCENTRICITY: Final = FLATTENING * (2 - FLATTENING)
SHARPEST_KM: Final = EQUATOR_KM * (1 - SQUARED_ECCENTRICITY)
"""The smallest radius of curvature of WGS 84: along the meridian at the equator."""
HAIR_KM: Final = 1e-6
"""More than the rounding of the sums below, a millimetre."""


@dataclass(frozen=True, slots=True)
class Near:
    """One facility, how far away it is, and what speaks for it or is not known of it.

    ``km`` is a geodesic distance as a bird flies, not a way by road; ``room`` what it said last
    of how many people it can take; ``minutes`` an estimate of how long a car takes, nothing where
    there is no road graph.
    """

    facility: Facility
    km: float
    reasons: tuple[str, ...]
    room: Room | None = None
    minutes: float | None = None


class Nearest:
    """An index over facilities; building it takes some 3 us each, asking 75,000 under 1 ms.

    The straight line through the earth between two points (a dot product apart) bounds the
    geodesic: it is never longer, and by Schur's theorem the geodesic is at most the arc over it
    on the sharpest curve that the ellipsoid has.  So the facilities whose straight line is not
    longer than the longest that the n best could still need are measured exactly, all others
    are surely farther.  At 100 km that margin is a metre.

    Args:
        known: returns a facility with what people of ours found out about its number.
    """

    def __init__(
        self,
        facilities: Sequence[Facility],
        known: Callable[[Facility], Facility] | None = None,
    ) -> None:
        self._facilities = tuple(facilities)
        self._known = known
        kinds = np.array([list(FacilityKind).index(f.kind) for f in self._facilities], dtype=int)
        self._rows = {kind: np.flatnonzero(kinds == n) for n, kind in enumerate(FacilityKind)}
        self._hospital = kinds == list(FacilityKind).index(FacilityKind.HOSPITAL)
        self._needs = {need: _recorded(self._facilities, need) for need in Need}
        degrees = np.array([(f.at.lat, f.at.lon) for f in self._facilities], dtype=np.float64)
        self._at = _cartesian(degrees.reshape(-1, 2))
        self._every = np.arange(len(self._facilities))

    def __len__(self) -> int:
        return len(self._facilities)

    def nearest(
        self,
        point: Point,
        kinds: Collection[FacilityKind] | None = None,
        n: int = 10,
        need: Need | None = None,
        *,
        today: date | None = None,
    ) -> tuple[Near, ...]:
        """Return the ``n`` nearest facilities of some ``kinds`` (all, if none are named).

        With a ``need`` only those recorded to meet it; every pick then says how many nearer
        ones do not say.  Equal distances are ordered by how sure the place is, then by name.
        ``today`` tells how old a verified number is.
        """
        rows = self._of(kinds)
        squares = self._squared(point, rows)
        needs = None if need is None else self._needs[need][rows]
        close = _candidates(squares, n, None if needs is None else needs == 1)
        found = [(km(point, self._facilities[rows[i]].at), int(rows[i]), i) for i in close]
        found.sort(key=lambda one: (one[0], *self._order(one[1])))
        none = squares[:0]
        silent = none if needs is None else squares[(needs < 0) & self._hospital[rows]]
        return tuple(
            self._near(self._one(row), away, need, today, int((silent < squares[i]).sum()))
            for away, row, i in found[:n]
        )

    def _of(self, kinds: Collection[FacilityKind] | None) -> Numbers:
        """Return the facilities of some kinds, or all."""
        if kinds is None:
            return self._every
        return np.concatenate([self._rows[kind] for kind in {*kinds}] or [self._every[:0]])

    def _squared(self, point: Point, rows: Numbers) -> Floats:
        """Return the squares of the straight lines in kilometres, one for each of the rows."""
        here = _cartesian(np.array([(point.lat, point.lon)]))[:, 0]
        at = self._at if rows is self._every else self._at[:, rows]
        total = np.zeros(len(rows))
        for theirs, ours in zip(at, here, strict=True):
            away = theirs - ours
            away *= away
            total += away
        return total

    def _order(self, index: int) -> tuple[int, str, int]:
        one = self._facilities[index]
        return one.error_m or 0, one.name, index

    def _one(self, index: int) -> Facility:
        facility = self._facilities[index]
        return self._known(facility) if self._known is not None else facility

    def _near(
        self, facility: Facility, away: float, need: Need | None, today: date | None, silent: int
    ) -> Near:
        said = tuple(reasons(facility, need, today, away))
        return Near(facility, away, (*said, passed_over(silent)) if silent else said)


def _candidates(squares: Floats, n: int, wanted: Mask | None) -> list[int]:
    """Return every one of the wanted that can be one of the ``n`` nearest by geodesic."""
    some = squares if wanted is None else np.where(wanted, squares, np.inf)
    if n < 1 or len(some) == 0:
        return []
    last = float(np.partition(some, n - 1)[n - 1]) if n <= len(some) else inf
    limit = min((_longest_km(sqrt(last)) + HAIR_KM) ** 2, float_info.max)  # never the unwanted
    return [int(i) for i in np.flatnonzero(some <= limit)]


def _longest_km(chord_km: float) -> float:
    """Return how long a geodesic over a straight line through the earth can be at most."""
    half = chord_km / (2 * SHARPEST_KM)
    return float(2 * SHARPEST_KM * np.arcsin(half)) if half < 1 else float("inf")


def _cartesian(degrees: Floats) -> Floats:
    """Return points of the ellipsoid in kilometres from the centre of the earth, one a column."""
    lat, lon = np.radians(degrees).T
    across = EQUATOR_KM / np.sqrt(1 - SQUARED_ECCENTRICITY * np.sin(lat) ** 2)
    return np.stack(
        (
            across * np.cos(lat) * np.cos(lon),
            across * np.cos(lat) * np.sin(lon),
            across * (1 - SQUARED_ECCENTRICITY) * np.sin(lat),
        )
    )


def _recorded(facilities: Sequence[Facility], need: Need) -> npt.NDArray[np.int8]:
    """Return 1 for yes, 0 for no and -1 for not said, one for each facility."""
    said = {True: 1, False: 0, None: -1}
    return np.array([said[has(facility, need)] for facility in facilities], dtype=np.int8)
