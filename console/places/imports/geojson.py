"""GeoJSON of facilities (RFC 7946): points with properties; the line is the feature's number."""

from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

from console.places.imports.columns import Reading, facility
from console.places.imports.rows import (
    Record,
    Rejected,
    Row,
    Unreadable,
    clean,
    document,
    first_byte,
    taken,
)

POSITION = 2


def is_json(path: Path) -> bool:
    """Whether the file starts as JSON does, and as no table.

    Raises:
        Unreadable: it cannot be read.
    """
    return first_byte(path) in {b"{", b"["}


def read(path: Path, reading: Reading) -> Iterator[Row]:
    """Yield the facilities; properties have the names that columns of a CSV file may have.

    Raises:
        Unreadable: the file is no GeoJSON collection of features.
    """
    found = document(path, _("no GeoJSON"))
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise Unreadable(_("{file} holds no collection of features.").format(file=path.name))
    every = (_record(number, feature) for number, feature in enumerate(features, start=1))
    yield from taken(every, lambda record: facility(record, reading))


def _record(number: int, feature: Any) -> Record | Rejected:  # noqa: ANN401 - JSON
    if not isinstance(feature, dict):
        return Rejected(number, _("is no feature"))
    geometry = feature.get("geometry") or {}
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return Rejected(number, _("is no point"))
    position = geometry.get("coordinates")
    if not isinstance(position, list) or len(position) < POSITION:
        return Rejected(number, _("has no usable latitude and longitude"))
    said = feature.get("properties") or {}
    if not isinstance(said, dict):
        return Rejected(number, _("has no properties"))
    values = {str(name).lower(): _text(value) for name, value in said.items()}
    if "id" in feature:
        values.setdefault("id", _text(feature["id"]))
    return Record(number, {**values, "lon": _text(position[0]), "lat": _text(position[1])})


def _text(value: object) -> str:
    """Return a value of JSON as a table would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return clean(str(value))
