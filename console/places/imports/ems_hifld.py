"""EMS stations as HIFLD Open and the USGS National Structures published them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from console.domain.place.facility import FacilityKind
from console.places.imports import geojson
from console.places.imports.columns import Reading, facility
from console.places.imports.rows import Row, records, taken

NEEDED: Final = ("name", "city", "state")
READING: Final = Reading("HIFLD Open EMS stations", "hifld-ems", FacilityKind.EMS)


def read(path: Path, vintage: str = "") -> Iterator[Row]:
    """Yield the stations of the layer's CSV or GeoJSON.

    Raises:
        Unreadable: the file is not such a table.
    """
    reading = replace(READING, vintage=vintage)
    if geojson.is_json(path):
        yield from geojson.read(path, reading)
        return
    yield from taken(records(path, NEEDED), lambda record: facility(record, reading))
