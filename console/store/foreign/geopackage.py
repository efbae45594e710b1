"""The features of a GeoPackage (OGC 12-128r19), row by row; their shapes stay as they lie there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

MAGIC: Final = b"SQLite format 3\x00"
_SAFE: Final = (
    "PRAGMA trusted_schema=OFF",  # nothing that the file brings along is run
    "PRAGMA cell_size_check=ON",
    "PRAGMA query_only=ON",
)


class NoGeoPackage(Exception):  # noqa: N818 -- it is what the file is
    """The file is no database, is damaged, or holds no layer of these names."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One table of features.

    Attributes:
        srs: the reference system as EPSG knows it, for example 4326; 0 when it is another's.
    """

    name: str
    shape: str
    srs: int


@dataclass(frozen=True, slots=True)
class Feature:
    """One row: its number, what its columns say by lower-case name, and its shape."""

    number: int
    values: Mapping[str, str]
    shape: bytes | None


def is_database(path: Path) -> bool:
    """Whether the file starts as a SQLite database does.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def layer(path: Path, names: Sequence[str]) -> Layer:
    """Return the first layer of ``names`` that is there and not empty; else one that is there.

    Raises:
        NoGeoPackage: there is none, or the file is not one.
    """
    with closing(_open(path)) as base:
        there = [found for name in names if (found := _layer(base, name)) is not None]
        filled = [found for found in there if _run(base, _count(found))[0][0]]
    if not there:
        raise NoGeoPackage(", ".join(names))
    return (filled or there)[0]


def features(path: Path, wanted: Layer) -> Iterator[Feature]:
    """Yield the features of a layer in the order of their rows.

    Raises:
        NoGeoPackage: the file is damaged.
    """
    with closing(_open(path)) as base:
        cursor = base.cursor()
        try:
            cursor.execute(f"SELECT rowid, * FROM {_quoted(wanted.name)} ORDER BY rowid")  # noqa: S608 -- quoted
            names = [column[0].lower() for column in cursor.description]
            at = names.index(wanted.shape.lower(), 1)
            for row in cursor:
                said = {
                    name: _text(value)
                    for n, (name, value) in enumerate(zip(names, row, strict=True))
                    if n not in {0, at}
                }
                shape = row[at]
                yield Feature(int(row[0]), said, bytes(shape) if shape is not None else None)
        except sqlcipher3.dbapi2.Error as damage:
            raise NoGeoPackage(str(damage)) from None


def _layer(base: Any, name: str) -> Layer | None:  # noqa: ANN401 -- a connection, untyped
    found = _run(
        base,
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id"
        " FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
        " JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'"
        " WHERE lower(g.table_name) = lower(?)",
        name,
    )
    if not found:
        return None
    table, column, whose, number = found[0]
    return Layer(str(table), str(column), int(number) if str(whose).upper() == "EPSG" else 0)


def _count(one: Layer) -> str:
    return f"SELECT EXISTS (SELECT 1 FROM {_quoted(one.name)})"  # noqa: S608 -- quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _open(path: Path) -> Any:  # noqa: ANN401 -- a connection, untyped
    """Open the file to be read only; it is never the file of our own database."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        base = sqlcipher3.dbapi2.connect(uri, uri=True)
    except sqlcipher3.dbapi2.Error as no:
        raise NoGeoPackage(str(no)) from None
    for pragma in _SAFE:
        _run(base, pragma)
    return base


def _run(base: Any, statement: str, *given: object) -> list[tuple[Any, ...]]:  # noqa: ANN401
    try:
        return list(base.execute(statement, given).fetchall())
    except sqlcipher3.dbapi2.Error as damage:
        base.close()
        raise NoGeoPackage(str(damage)) from None


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value).strip()
