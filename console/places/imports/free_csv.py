"""Any CSV file of facilities, with columns that can be guessed or are named."""

from collections.abc import Iterator
from pathlib import Path

from console.places.imports.columns import Reading, facility
from console.places.imports.rows import Row, records, taken


def read(path: Path, reading: Reading) -> Iterator[Row]:
    """Yield the facilities; ``reading.columns`` maps a field's name to the file's column.

    Raises:
        Unreadable: the file cannot be read, or lacks a column that ``reading`` names.
    """
    named = [column.lower() for column in (reading.columns or {}).values()]
    yield from taken(records(path, named), lambda record: facility(record, reading))
