"""The street file: written whole or not at all, asked for streets by name."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlite

from console.store.streets.rows import (
    Box,
    Crossing,
    Door,
    Found,
    RoadGraph,
    Source,
    StreetData,
    Stretch,
    unpacked,
)
from console.store.streets.rows import Path as Line
from console.store.streets.write import forget, remove, write
from console.store.trouble import StoreTrouble, Why, why_of

FILE: Final = "streets.db"
VERSION: Final = 1
WAIT_S: Final = 5.0
CACHE_KIB: Final = 16_384
MOST: Final = 200
"""So many streets of one name are looked at, at most."""

TABLES: Final = """
CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, format TEXT NOT NULL, name TEXT NOT NULL,
 sha256 TEXT NOT NULL, vintage TEXT NOT NULL, south REAL NOT NULL, west REAL NOT NULL,
 north REAL NOT NULL, east REAL NOT NULL) STRICT;
CREATE TABLE street (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL,
 pre TEXT NOT NULL, base TEXT NOT NULL, kind TEXT NOT NULL, post TEXT NOT NULL,
 south REAL NOT NULL, west REAL NOT NULL, north REAL NOT NULL, east REAL NOT NULL) STRICT;
CREATE INDEX street_base ON street (base);
CREATE TABLE path (street INTEGER NOT NULL, path BLOB NOT NULL) STRICT;
CREATE INDEX path_street ON path (street);
CREATE TABLE door (street INTEGER NOT NULL, number INTEGER NOT NULL, lat REAL NOT NULL,
 lon REAL NOT NULL) STRICT;
CREATE INDEX door_street ON door (street, number);
CREATE TABLE stretch (street INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
 first INTEGER NOT NULL, last INTEGER NOT NULL, parity INTEGER NOT NULL, path BLOB NOT NULL)
 STRICT;
CREATE INDEX stretch_street ON stretch (street, low);
CREATE TABLE crossing (one INTEGER NOT NULL, other INTEGER NOT NULL, lat REAL NOT NULL,
 lon REAL NOT NULL) STRICT;
CREATE INDEX crossing_both ON crossing (one, other);
CREATE TABLE spelling (piece TEXT NOT NULL, base TEXT NOT NULL, source INTEGER NOT NULL,
 PRIMARY KEY (piece, base, source)) STRICT, WITHOUT ROWID;
CREATE TABLE graph (source INTEGER PRIMARY KEY, nodes BLOB NOT NULL, edges BLOB NOT NULL,
 seconds BLOB NOT NULL, spots BLOB NOT NULL, spot_edges BLOB NOT NULL, spot_shares BLOB NOT NULL)
 STRICT;
"""


class StreetFile:
    """Streets of every file that was imported.  Safe to use from any thread.

    Every method raises ``StoreTrouble``.  Nothing about a client is ever written here.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = Lock()
        self._held: Any = None

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None

    def sources(self) -> tuple[Source, ...]:
        """Return every file that streets came from."""
        rows = self._ask(
            "SELECT format, name, sha256, vintage, south, west, north, east FROM source ORDER BY id"
        )
        return tuple(_source(row) for row in rows)

    def source(self, ident: int) -> Source | None:
        """Return the file that has this number here."""
        rows = self._ask(
            "SELECT format, name, sha256, vintage, south, west, north, east FROM source"
            " WHERE id = ?",
            ident,
        )
        return _source(rows[0]) if rows else None

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Return how many streets, house numbers and crossings each file brought, by its name."""
        rows = self._ask(
            "SELECT name, (SELECT count(*) FROM street WHERE source = s.id),"
            " (SELECT count(*) FROM door JOIN street t ON t.id = street WHERE t.source = s.id)"
            " + (SELECT count(*) FROM stretch JOIN street t ON t.id = street"
            " WHERE t.source = s.id),"
            " (SELECT count(*) / 2 FROM crossing JOIN street t ON t.id = one"  # from both sides
            " WHERE t.source = s.id)"
            " FROM source s ORDER BY id"
        )
        return {name: (streets, doors, crossings) for name, streets, doors, crossings in rows}

    def named(self, base: str) -> tuple[Found, ...]:
        """Return the streets whose name has this base."""
        return tuple(
            Found(*row)
            for row in self._ask(
                "SELECT id, name, pre, base, kind, post, south, west, north, east, source"
                " FROM street WHERE base = ? LIMIT ?",
                base,
                MOST,
            )
        )

    def spelt(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """Return the bases of which some misspelling is one of ``pieces``."""
        marks = ", ".join("?" * len(pieces))
        rows = self._ask(
            f"SELECT DISTINCT base FROM spelling WHERE piece IN ({marks}) LIMIT {MOST}",  # noqa: S608
            *pieces,
        )
        return tuple(base for (base,) in rows)

    def paths(self, street: int) -> tuple[Line, ...]:
        """Return the lines of a street."""
        return tuple(
            unpacked(data)
            for (data,) in self._ask("SELECT path FROM path WHERE street = ?", street)
        )

    def doors(self, street: int, number: int) -> tuple[Door, ...]:
        """Return the known houses of a street next to a number, on its side: two at most.

        A house with that very number stands alone.
        """
        sql = "SELECT number, lat, lon FROM door WHERE street = ? AND number"
        if exact := self._ask(f"{sql} = ? LIMIT 1", street, number):
            return (Door(*exact[0]),)
        side = f"{sql} {{}} ? AND number % 2 = ? ORDER BY number {{}} LIMIT 1"
        rows = self._ask(side.format("<", "DESC"), street, number, number % 2)
        rows += self._ask(side.format(">", "ASC"), street, number, number % 2)
        return tuple(Door(*row) for row in rows)

    def stretches(self, street: int, number: int) -> tuple[Stretch, ...]:
        """Return the stretches of a street that hold this house number."""
        rows = self._ask(
            "SELECT first, last, parity, path FROM stretch WHERE street = ? AND low <= ?"
            " AND high >= ? AND parity IN (2, ?)",
            street, number, number, number % 2,
        )  # fmt: skip
        return tuple(
            Stretch(first, last, parity, unpacked(path)) for first, last, parity, path in rows
        )

    def crossings(self, ones: Sequence[int], others: Sequence[int]) -> tuple[Crossing, ...]:
        """Return where a street of ``ones`` meets one of ``others``, by their ids."""
        if not ones or not others:
            return ()
        marks = ", ".join("?" * len(ones)), ", ".join("?" * len(others))
        rows = self._ask(
            "SELECT one, other, lat, lon FROM crossing"  # noqa: S608 - question marks
            f" WHERE one IN ({marks[0]}) AND other IN ({marks[1]}) LIMIT {MOST}",
            *ones,
            *others,
        )
        return tuple(Crossing(*row) for row in rows)

    def graphs(self) -> tuple[tuple[int, Box], ...]:
        """Return the numbers of the files that brought roads, which are never used again."""
        rows = self._ask(
            "SELECT source.id, south, west, north, east FROM source"
            " JOIN graph ON graph.source = source.id ORDER BY source.id"
        )
        return tuple((row[0], Box(*row[1:])) for row in rows)

    def graph(self, source: int) -> RoadGraph | None:
        """Return the roads that a file brought."""
        rows = self._ask(
            "SELECT nodes, edges, seconds, spots, spot_edges, spot_shares FROM graph"
            " WHERE source = ?",
            source,
        )
        return RoadGraph(*rows[0]) if rows else None

    def replace(
        self, data: StreetData, said: Callable[[int, int], None] = lambda _n, _of: None
    ) -> int:
        """Put ``data`` in place of what the same file, or one inside its box, brought before.

        All of it is written, or nothing is.  ``said`` is told how many streets are written.

        Returns:
            How many files were replaced.
        """
        with _troubled(), self._lock:
            if not self.file.exists():
                self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.file.touch(mode=0o600)
            with _whole(self._connection()) as connection:
                gone = remove(connection, data.source)
                write(connection, data, said)
        return gone

    def remove(self, name: str) -> tuple[Source, ...]:
        """Remove all that the files of this name brought, and return which there were."""
        gone = tuple(one for one in self.sources() if one.name == name)
        if gone:
            with _troubled(), self._lock, _whole(self._connection()) as connection:
                rows = connection.execute("SELECT id FROM source WHERE name = ?", (name,))
                forget(connection, [ident for (ident,) in rows.fetchall()])
        return gone

    def _ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._held is None and not self.file.exists():
            return []
        with _troubled(), self._lock:
            rows: list[tuple[Any, ...]] = self._connection().execute(sql, values).fetchall()
            return rows

    def _connection(self) -> Any:  # noqa: ANN401 - sqlcipher3 says nothing of its types
        if self._held is None:
            connection = sqlite.connect(
                str(self.file), timeout=WAIT_S, isolation_level=None, check_same_thread=False
            )
            try:
                _made(connection)
            except BaseException:
                connection.close()
                raise
            self._held = connection
        return self._held


def _source(row: tuple[Any, ...]) -> Source:
    brought, name, sha256, vintage, *box = row
    return Source(brought, name, sha256, vintage, Box(*box))


def _made(connection: Any) -> None:  # noqa: ANN401 - see above
    """Bring an empty file to today's version.

    Raises:
        StoreTrouble: a newer version of this program wrote the file.
    """
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreTrouble(Why.NEWER)
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE;{TABLES}PRAGMA user_version={VERSION};COMMIT;")


@contextmanager
def _whole(connection: Any) -> Iterator[Any]:  # noqa: ANN401 - see above
    """Write all of something, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _troubled() -> Iterator[None]:
    """Turn what SQLite says into ``StoreTrouble``."""
    try:
        yield
    except sqlite.Error as error:
        raise StoreTrouble(why_of(error) or Why.DAMAGED) from None
    except OSError:
        raise StoreTrouble(Why.READ_ONLY) from None
