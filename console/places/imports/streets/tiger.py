"""Census TIGER/Line address ranges (ADDRFEAT), county by county: streets of the whole country.

Coordinates are NAD 83, which differs from WGS 84 by a metre or two.
"""

import re
import struct
import warnings
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import shapefile

from console.places.imports.rows import Rejected, Unreadable
from console.places.imports.streets.osm import Extract, Way
from console.store.streets.rows import Stretch

NAME: Final = re.compile(r"tl_(?P<year>\d{4})_(?P<county>\d{5})_addrfeat", re.IGNORECASE)
NEEDED: Final = frozenset({"FULLNAME", "LFROMHN", "LTOHN", "RFROMHN", "RTOHN"})
SIDES: Final = (("LFROMHN", "LTOHN", "PARITYL"), ("RFROMHN", "RTOHN", "PARITYR"))
SAID_EVERY: Final = 2_000
LARGEST: Final = 2**29
"""Bytes of a county, unpacked; that of Los Angeles has a tenth."""
BROKEN: Final = (
    shapefile.ShapefileException, struct.error, zipfile.BadZipFile, zlib.error, OSError, ValueError,
    LookupError, shapefile.PossiblyCorruptFileHeader,
)  # fmt: skip
"""What the reader raises over a file that is not what it says."""


def county_and_year(path: Path) -> tuple[str, str]:
    """Return what the file's name says: its county as it is shown, and the year of the data."""
    found = NAME.search(path.name)
    if found is None:
        return path.name, ""
    return _("county {fips}").format(fips=found["county"]), found["year"]


def ranges(path: Path, said: Callable[[int], None] = lambda _n: None) -> Extract:
    """Read a shapefile (``.shp`` beside its ``.dbf``, or the ``.zip`` of both) to its end.

    Raises:
        Unreadable: it is not there, is no such file, or ends too early.
    """
    if not path.is_file():
        raise Unreadable(_("{file} cannot be read: it is not there.").format(file=path.name))
    if _unpacked(path) > LARGEST:
        text = _("{file} unpacks to more than {n} MB, which no county does. Copy it again.")
        raise Unreadable(text.format(file=path.name, n=LARGEST // 2**20))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", shapefile.PossiblyCorruptFileHeader)
            with shapefile.Reader(str(path)) as reader:
                return _read(path, reader, said)
    except BROKEN as problem:
        text = _(
            "{file} is no shapefile with its .dbf beside it, or ends too early. Copy it again."
        )
        raise Unreadable(text.format(file=path.name)) from problem


def _unpacked(path: Path) -> int:
    """Return how many bytes a ``.zip`` says that it holds; of another file none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(one.file_size for one in archive.infolist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return 0


def _read(path: Path, reader: Any, said: Callable[[int], None]) -> Extract:  # noqa: ANN401 - pyshp's
    if not {field[0] for field in reader.fields} >= NEEDED:
        text = _("{file} has no address ranges. Use the county's ADDRFEAT file, with its .dbf.")
        raise Unreadable(text.format(file=path.name))
    found, nodes = Extract(), dict[tuple[float, float], int]()
    for n, one in enumerate(reader.iterShapeRecords()):
        _take(found, nodes, n + 1, one)
        if n % SAID_EVERY == 0:
            said(n)
    return found


def _take(found: Extract, nodes: dict[tuple[float, float], int], line: int, one: Any) -> None:  # noqa: ANN401 - pyshp's
    record: Mapping[str, Any] = one.record.as_dict()
    name = str(record["FULLNAME"] or "").strip()
    points = [(float(lat), float(lon)) for lon, lat in (point[:2] for point in one.shape.points)]
    if not name:
        found.rejected.append(Rejected(line, _("has no name")))
        return
    if len(points) < 2 or not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points):  # noqa: PLR2004 - a line on the earth
        found.rejected.append(Rejected(line, _("is no line on the earth")))
        return
    refs, at = array("q"), array("d")
    for point in points:
        refs.append(nodes.setdefault(point, len(nodes)))
        at.extend(point)
    way = Way({"highway": "road", "name": name}, refs, at)
    found.ways.append(way)
    for side in SIDES:
        found.laid.extend((way, stretch) for stretch in _side(found, line, record, side, points))


def _side(
    found: Extract,
    line: int,
    record: Mapping[str, Any],
    side: tuple[str, str, str],
    points: list[tuple[float, float]],
) -> Iterator[Stretch]:
    first, last = (str(record.get(key) or "").strip() for key in side[:2])
    if not first and not last:
        return
    if not (first.isdecimal() and last.isdecimal()):
        text = _("house numbers “{first}” to “{last}” are not understood")
        found.rejected.append(Rejected(line, text.format(first=first[:20], last=last[:20])))
        return
    both = record.get(side[2]) == "B" or int(first) % 2 != int(last) % 2
    yield Stretch(int(first), int(last), 2 if both else int(first) % 2, tuple(points))
