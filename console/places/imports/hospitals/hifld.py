"""Hospitals as HIFLD Open published them until August 2025 (Department of Homeland Security)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from console.domain.place.facility import Facility, FacilityKind
from console.places.imports.columns import Reading, facility
from console.places.imports.fields import SLOW
from console.places.imports.rows import Record, Row, records, taken

NEEDED: Final = ("id", "name", "type", "status", "latitude", "longitude", "trauma")
READING: Final = Reading("HIFLD Open hospitals", "hifld", FacilityKind.HOSPITAL)


def read(path: Path, vintage: str = "") -> Iterator[Row]:
    """Yield the open hospitals; closed ones are rejected as such.

    The layer has no emergency flag.  A designated trauma centre has an emergency department
    (American College of Surgeons, Resources for Optimal Care), any other row does not say.

    Raises:
        Unreadable: the file is not such a table.
    """
    reading = replace(READING, vintage=vintage)
    yield from taken(
        records(path, NEEDED), lambda record: _with_trauma(facility(record, reading), record)
    )


def _with_trauma(found: Row, record: Record) -> Row:
    trauma, kind = record.values["trauma"].upper(), record.values["type"].upper()
    if isinstance(found, Facility) and "LEVEL" in trauma and not SLOW.search(kind):
        return replace(found, emergency=True)
    return found
