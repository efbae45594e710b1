"""The formats by the names that ``console directory import`` knows them by."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from console.domain.place.facility import Facility, FacilityKind
from console.places.hospitals import hospitals
from console.places.imports import ems_hifld, free_csv, geojson
from console.places.imports.columns import Reading
from console.places.imports.crisis import samhsa
from console.places.imports.hospitals import cms, hifld
from console.places.imports.psap import fcc, sta006
from console.places.imports.rows import Import, Rejected, Row, digest
from console.places.towns import Towns


class Format(StrEnum):
    """What a file of facilities is."""

    HOSPITALS_HIFLD = "hospitals-hifld"
    HOSPITALS_CMS = "hospitals-cms"
    EMS_HIFLD = "ems-hifld"
    PSAP_FCC = "psap-fcc"
    PSAP_STA006 = "psap-sta006"
    SAMHSA_MH = "samhsa-mh"
    CSV = "csv"
    GEOJSON = "geojson"


OFTEN = 1_000
"""After so many rows it is said how far the reading is."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read to its end: what it held, what was not taken, and the summary."""

    summary: Import
    facilities: tuple[Facility, ...]
    rejected: tuple[Rejected, ...]


def read(  # noqa: PLR0913 -- a file has many sides
    file_format: Format,
    path: Path,
    *,
    vintage: str = "",
    kind: FacilityKind | None = None,
    columns: Mapping[str, str] | None = None,
    source: str = "",
) -> Iterator[Row]:
    """Yield the rows of a file one by one.

    ``kind``, ``columns`` and ``source`` matter to ``csv`` and ``geojson`` only: what rows are
    that do not say, which column holds a field, and whose list it is (else the file's name), so
    that the next list of theirs takes its place whatever its file is called.

    Raises:
        Unreadable: the file as a whole cannot be taken.
    """
    scheme = source or path.name.partition(".")[0]
    free = Reading(source or path.name, scheme, kind, columns, vintage)
    match file_format:
        case Format.HOSPITALS_HIFLD:
            yield from hifld.read(path, vintage)
        case Format.HOSPITALS_CMS:
            places = cms.Places(hospitals(), Towns())
            yield from cms.read(path, places, vintage)
        case Format.EMS_HIFLD:
            yield from ems_hifld.read(path, vintage)
        case Format.PSAP_FCC:
            yield from fcc.read(path, vintage)
        case Format.PSAP_STA006:
            yield from sta006.read(path, datetime.now(UTC).date(), vintage)
        case Format.SAMHSA_MH:
            yield from samhsa.read(path, vintage)
        case Format.CSV:
            yield from free_csv.read(path, free)
        case Format.GEOJSON:
            yield from geojson.read(path, free)
        case _:
            assert_never(file_format)


def load(  # noqa: PLR0913 -- a file has many sides
    file_format: Format,
    path: Path,
    *,
    vintage: str = "",
    kind: FacilityKind | None = None,
    columns: Mapping[str, str] | None = None,
    source: str = "",
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Read a file to its end; ``progress`` is told every so often how many rows were read.

    Raises:
        Unreadable: the file as a whole cannot be taken.
    """
    rows = []
    for row in read(file_format, path, vintage=vintage, kind=kind, columns=columns, source=source):
        rows.append(row)
        if progress is not None and len(rows) % OFTEN == 0:
            progress(len(rows))
    facilities = tuple(row for row in rows if isinstance(row, Facility))
    rejected = tuple(row for row in rows if isinstance(row, Rejected))
    newest = max((one.vintage for one in facilities), default="")
    summary = Import(
        file_format,
        path.name,
        digest(path),
        vintage or newest,
        len(facilities),
        len(rejected),
    )
    return Loaded(summary, facilities, rejected)
