"""A PostgreSQL with PostGIS as Debian installs them, a peer where it is."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import chown, rmtree

import psycopg

from console.domain.place.facility import Facility, FacilityId
from console.domain.place.point import Point
from console.places.bench import TEN

INSTALLED = Path("/usr/lib/postgresql")
SHARE = Path("/usr/share/postgresql")
USER = "postgres"
HERE = "ST_MakePoint(%s, %s)::geography"
NEAREST = f"""
SELECT id FROM (SELECT id, at FROM place ORDER BY at <-> {HERE} LIMIT {2 * TEN}) AS near
ORDER BY ST_Distance(at, {HERE}), id LIMIT {TEN}
"""  # noqa: S608 -- of constants; the index orders by a sphere, the distance is of the ellipsoid
HOLDING = "SELECT id FROM area WHERE ST_Covers(shape, ST_SetSRID(ST_MakePoint(%s, %s), 4326))"
WITHIN = f"SELECT id FROM area WHERE ST_DWithin(shape::geography, {HERE}, %s)"  # noqa: S608

Ask = Callable[[Point], list[FacilityId]]


@dataclass(frozen=True)
class Gis:
    """Questions to a PostgreSQL with PostGIS."""

    connection: psycopg.Connection

    def nearest_ten(self, facilities: Sequence[Facility]) -> Ask:
        """Return a question for the nearest ten, by a GiST index, refined on the ellipsoid."""
        self.connection.execute("CREATE TEMP TABLE given (id text, lon float8, lat float8)")
        with self.connection.cursor().copy("COPY given FROM STDIN") as copy:
            for one in facilities:
                copy.write_row((one.id, one.at.lon, one.at.lat))
        self.connection.execute(
            "CREATE TABLE place AS SELECT id, ST_MakePoint(lon, lat)::geography AS at FROM given"
        )
        self.connection.execute("CREATE INDEX ON place USING gist (at)")
        self.connection.execute("VACUUM ANALYZE place")
        return lambda at: self._ask(NEAREST, (at.lon, at.lat, at.lon, at.lat))

    def load(self, facilities: Sequence[Facility]) -> None:
        """Load areas, with an index on the shapes, and one on them as they lie on the earth."""
        self.connection.execute("CREATE TABLE area (id text, shape geometry)")
        self.connection.cursor().executemany(
            "INSERT INTO area VALUES (%s, ST_GeomFromWKB(%s, 4326))",
            [(one.id, one.area.shape) for one in facilities if one.area is not None],
        )
        self.connection.execute("CREATE INDEX ON area USING gist (shape)")
        self.connection.execute("CREATE INDEX ON area USING gist ((shape::geography))")
        self.connection.execute("VACUUM ANALYZE area")

    def holding(self, at: Point) -> list[FacilityId]:
        """Return the areas that hold a point."""
        return self._ask(HOLDING, (at.lon, at.lat))

    def within(self, metres: float, at: Point) -> list[FacilityId]:
        """Return the areas that come within some metres of a point."""
        return self._ask(WITHIN, (at.lon, at.lat, metres))

    def _ask(self, question: str, values: tuple[float, ...]) -> list[FacilityId]:
        rows = self.connection.execute(question.encode(), values, prepare=True)
        return [FacilityId(name) for (name,) in rows]


@contextmanager
def postgis() -> Iterator[Gis | None]:
    """Run a PostgreSQL with PostGIS, or nothing where it is not installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="vigil-gis-"))
    user = USER if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        chown(folder, user)
    data = folder / "data"
    own = f"-k {folder} -c listen_addresses= -c fsync=off"
    try:
        _run(user, programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync")
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", own, "start")
        try:
            with psycopg.connect(host=str(folder), user=USER, autocommit=True) as connection:
                connection.execute("CREATE EXTENSION postgis")
                yield Gis(connection)
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        rmtree(folder)


def installed() -> bool:
    """Whether a PostgreSQL with PostGIS is on this machine."""
    return _programs() is not None


def _programs() -> Path | None:
    """Return the folder of the programs of the newest PostgreSQL that has PostGIS."""
    have = [
        int(folder.name)
        for folder in INSTALLED.glob("[0-9]*")
        if (SHARE / folder.name / "extension" / "postgis.control").is_file()
    ]
    return INSTALLED / str(max(have)) / "bin" if have else None


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user
    )
