"""A file of streets, read into what the street file keeps of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Final

from console.domain.place.facility import Facility
from console.places.imports.rows import Import, Rejected, Unreadable, digest
from console.places.imports.streets.ems_osm import stations
from console.places.imports.streets.gather import gathered
from console.places.imports.streets.graph import road_graph
from console.places.imports.streets.osm import Extract, extract
from console.places.imports.streets.tiger import county_and_year, ranges
from console.store.streets.rows import Box, Source, StreetData

OSM: Final = "osm-pbf"
TIGER: Final = "tiger"

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class StreetsRead:
    """A file that was read to its end.

    Attributes:
        stations: fire and ambulance stations in it.
        summary: what the journal says of it; its rows are streets and stations.
    """

    data: StreetData
    stations: tuple[Facility, ...]
    rejected: tuple[Rejected, ...]
    summary: Import


def read_osm(path: Path, vintage: str = "", said: Said = lambda _text: None) -> StreetsRead:
    """Read an extract of OpenStreetMap.

    Raises:
        Unreadable: it is no such file, ends too early, or holds no street with a name.
    """
    found = extract(path, lambda n: said(_("{n} roads and houses read").format(n=n)))
    said(_("putting streets together"))
    streets, crossings = gathered(found)
    if not any(street.paths for street in streets):
        raise _nameless(path)
    said(_("laying the road graph"))
    graph = road_graph(found)
    vintage = vintage or found.vintage
    rows = tuple(stations(found, path.name, vintage))
    taken = tuple(row for row in rows if isinstance(row, Facility))
    rejected = (*found.rejected, *(row for row in rows if isinstance(row, Rejected)))
    source = Source(OSM, path.name, digest(path), vintage, _box(found), whole=True)
    data = StreetData(source, streets, crossings, graph)
    return StreetsRead(data, taken, rejected, _summary(source, len(streets) + len(taken), rejected))


def read_tiger(path: Path, vintage: str = "", said: Said = lambda _text: None) -> StreetsRead:
    """Read the address ranges of a county.

    Raises:
        Unreadable: it is no such file, ends too early, or holds no street with a name.
    """
    found = ranges(path, lambda n: said(_("{n} stretches of street read").format(n=n)))
    said(_("putting streets together"))
    streets, crossings = gathered(found)
    if not streets:
        raise _nameless(path)
    county, year = county_and_year(path)
    source = Source(TIGER, county, digest(path), vintage or year, _box(found))
    rejected = tuple(found.rejected)
    data = StreetData(source, streets, crossings)
    return StreetsRead(data, (), rejected, _summary(source, len(streets), rejected))


def _nameless(path: Path) -> Unreadable:
    return Unreadable(
        _("{file} holds no street with a name. Nothing was changed.").format(file=path.name)
    )


def _summary(source: Source, rows: int, rejected: Sequence[Rejected]) -> Import:
    return Import(source.format, source.name, source.sha256, source.vintage, rows, len(rejected))


def _box(found: Extract) -> Box:
    lats = [lat for way in found.ways for lat in way.at[::2]]
    lons = [lon for way in found.ways for lon in way.at[1::2]]
    return Box(min(lats), min(lons), max(lats), max(lons))
