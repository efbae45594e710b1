"""How fast the nearest help is found, with a plain geopy loop beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Final

from geopy.distance import geodesic

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point

SEED: Final = 988
SPREAD: Final = 0.5  # degrees around a facility: people live where hospitals are, roughly
TEN: Final = 10
PLACES: Final = 75_000
"""As many places of help as the country has, about: hospitals, ambulance stations, clinics."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one question took, in milliseconds, over ``asked`` questions."""

    what: str
    p50_ms: float
    p99_ms: float
    asked: int


def around(facilities: Sequence[Facility], count: int) -> list[Point]:
    """Return points near facilities, always the same ones."""
    random = Random(SEED)  # noqa: S311 - a benchmark's, not a secret's
    found = []
    for _ in range(count):
        at = random.choice(facilities).at
        lat = min(90.0, max(-90.0, at.lat + random.uniform(-SPREAD, SPREAD)))
        lon = (at.lon + random.uniform(-SPREAD, SPREAD) + 180.0) % 360.0 - 180.0
        found.append(Point(lat, lon))
    return found


def stationed(known: Sequence[Facility], count: int) -> Iterator[Facility]:
    """Yield ``count`` invented ambulance stations, near what is known."""
    for n, at in enumerate(around(known, count)):
        name = FacilityId(f"bench:station-{n}")
        kind = FacilityKind.EMS
        yield Facility(name, kind, f"Station {n} (invented)", at, "bench", "2026", invented=True)


def timed(what: str, ask: Callable[[Point], object], points: Sequence[Point]) -> Timing:
    """Ask once for each point and return how long that took."""
    took = []
    for at in points:
        start = perf_counter()
        ask(at)
        took.append((perf_counter() - start) * 1_000)
    took.sort()
    last = len(took) - 1
    return Timing(what, took[last // 2], took[round(last * 0.99)], len(took))


def by_loop(facilities: Sequence[Facility], at: Point) -> list[tuple[float, FacilityId]]:
    """Return the nearest ten the plain way: a geodesic to every facility, then sorted."""
    here = at.lat, at.lon
    every = ((geodesic(here, (one.at.lat, one.at.lon)).km, one.id) for one in facilities)
    return sorted(every)[:TEN]
