"""The formats by the names that ``console directory import`` knows them by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from console.domain.place.facility import Facility, FacilityKind
from console.places.hospitals import hospitals
from console.places.imports import (
    ems_hifld,
    free_csv,
    geojson,
    hospitals_cms,
    hospitals_hifld,
)
from console.places.imports.columns import Reading
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
    CSV = "csv"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read to its end: what it held, what was not taken, and the summary."""

    summary: Import
    facilities: tuple[Facility, ...]
    rejected: tuple[Rejected, ...]


def read(
    file_format: Format,
    path: Path,
    *,
    vintage: str = "",
    kind: FacilityKind | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """Yield the rows of a file one by one.

    ``kind`` and ``columns`` matter to ``csv`` and ``geojson`` only: what rows are that do not
    say, and which column holds a field.

    Raises:
        Unreadable: the file as a whole cannot be taken.
    """
    free = Reading(path.name, path.name.partition(".")[0], kind, columns, vintage)
    match file_format:
        case Format.HOSPITALS_HIFLD:
            yield from hospitals_hifld.read(path, vintage)
        case Format.HOSPITALS_CMS:
            places = hospitals_cms.Places(hospitals(), Towns())
            yield from hospitals_cms.read(path, places, vintage)
        case Format.EMS_HIFLD:
            yield from ems_hifld.read(path, vintage)
        case Format.PSAP_FCC:
            yield from fcc.read(path, vintage)
        case Format.PSAP_STA006:
            yield from sta006.read(path, datetime.now(UTC).date(), vintage)
        case Format.CSV:
            yield from free_csv.read(path, free)
        case Format.GEOJSON:
            yield from geojson.read(path, free)
        case _:
            assert_never(file_format)


def load(
    file_format: Format,
    path: Path,
    *,
    vintage: str = "",
    kind: FacilityKind | None = None,
    columns: Mapping[str, str] | None = None,
) -> Loaded:
    """Read a file to its end.

    Raises:
        Unreadable: the file as a whole cannot be taken.
    """
    rows = list(read(file_format, path, vintage=vintage, kind=kind, columns=columns))
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
