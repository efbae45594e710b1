"""A file of streets, read into what the street file keeps of it."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from console.domain.place.facility import Facility
from console.places.imports.rows import Import, Rejected, Unreadable, digest
from console.places.streets.gather import gathered
from console.places.streets.graph import road_graph
from console.places.streets.osm import Extract, extract
from console.store.streets.rows import Box, Source, StreetData

OSM: str = "osm-pbf"

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
        raise Unreadable(
            _("{file} holds no street with a name. Nothing was changed.").format(file=path.name)
        )
    said(_("laying the road graph"))
    graph = road_graph(found)
    sha256, vintage = digest(path), vintage or found.vintage
    source = Source(OSM, path.name, sha256, vintage, _box(found))
    rejected = tuple(found.rejected)
    summary = Import(OSM, path.name, sha256, vintage, len(streets), len(rejected))
    return StreetsRead(StreetData(source, streets, crossings, graph), (), rejected, summary)


def _box(found: Extract) -> Box:
    lats = [lat for way in found.ways for lat in way.at[::2]]
    lons = [lon for way in found.ways for lon in way.at[1::2]]
    return Box(min(lats), min(lons), max(lats), max(lons))
