"""Writing the street file: what a source brought goes, what it brings now comes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from console.store.streets.rows import Box, Source, Street, StreetData, Stretch, packed

OF_STREETS: Final = (
    ("path", "street"),
    ("door", "street"),
    ("stretch", "street"),
    ("crossing", "one"),
)
OF_SOURCES: Final = (
    ("street", "source"),
    ("spelling", "source"),
    ("graph", "source"),
    ("source", "id"),
)


def remove(connection: Any, source: Source) -> int:  # noqa: ANN401 - sqlcipher3 has no types
    """Remove what the same file, or one inside its box, brought; return how many there were."""
    rows = connection.execute(
        "SELECT id, format, name, south, west, north, east FROM source"
    ).fetchall()
    old = [
        row[0]
        for row in rows
        if row[1] == source.format
        and (row[2] == source.name or (source.whole and Box(*row[3:]).within(source.box)))
    ]
    forget(connection, old)
    return len(old)


def forget(connection: Any, sources: Sequence[int]) -> None:  # noqa: ANN401 - see above
    """Remove all that some files brought, by their numbers."""
    for ident in sources:
        for table, key in OF_STREETS:
            connection.execute(
                f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM street WHERE source = ?)",  # noqa: S608
                (ident,),
            )
        for table, key in OF_SOURCES:
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (ident,))  # noqa: S608


def write(connection: Any, data: StreetData, said: Callable[[int, int], None]) -> None:  # noqa: ANN401 - see above
    """Write everything that one file brings; ``said`` is told how many streets are written."""
    of = data.source
    cursor = connection.execute(
        "INSERT INTO source (format, name, sha256, vintage, south, west, north, east)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (of.format, of.name, of.sha256, of.vintage, *of.box),
    )
    source = cursor.lastrowid
    (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM street").fetchone()
    for n, street in enumerate(data.streets):
        _street(connection, source, first + n, street)
        said(n + 1, len(data.streets))
    both = [(c.one, c.other, c) for c in data.crossings]
    both += [(c.other, c.one, c) for c in data.crossings]
    connection.executemany(
        "INSERT INTO crossing VALUES (?, ?, ?, ?)",
        [(first + one, first + other, c.lat, c.lon) for one, other, c in both],
    )
    if (g := data.graph) is not None:
        connection.execute(
            "INSERT INTO graph VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, g.nodes, g.edges, g.seconds, g.spots, g.spot_edges, g.spot_shares),
        )


def _street(connection: Any, source: int, ident: int, street: Street) -> None:  # noqa: ANN401 - see above
    points = [point for path in street.paths for point in path]
    points += [(door.lat, door.lon) for door in street.doors]
    lats, lons = zip(*points, strict=True)
    box = min(lats), min(lons), max(lats), max(lons)
    connection.execute(
        "INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ident, source, street.name, street.pre, street.base, street.kind, street.post, *box),
    )
    connection.executemany(
        "INSERT INTO path VALUES (?, ?)", [(ident, packed(path)) for path in street.paths]
    )
    connection.executemany(
        "INSERT INTO door VALUES (?, ?, ?, ?)",
        [(ident, door.number, door.lat, door.lon) for door in street.doors],
    )
    connection.executemany(
        "INSERT INTO stretch VALUES (?, ?, ?, ?, ?, ?, ?)", _stretches(ident, street.stretches)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)",
        [(piece, street.base, source) for piece in street.pieces],
    )


def _stretches(street: int, stretches: Sequence[Stretch]) -> Iterator[tuple[object, ...]]:
    for one in stretches:
        low, high = sorted((one.first, one.last))
        yield street, low, high, one.first, one.last, one.parity, packed(one.path)
