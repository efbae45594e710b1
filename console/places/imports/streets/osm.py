"""An extract of OpenStreetMap as a PBF file: its streets, house numbers, roads and stations."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import osmium

from console.places.imports.rows import Rejected, Unreadable
from console.places.streets.names import digits
from console.store.streets.rows import Stretch

KEYS: Final = ("highway", "addr:housenumber", "addr:interpolation", "amenity", "emergency")
KEPT: Final = frozenset(
    (*KEYS, "name", "alt_name", "name_1", "official_name", "ref", "oneway", "junction", "maxspeed",
     "access", "motor_vehicle", "addr:street", "addr:city", "addr:state", "addr:postcode", "phone",
     "contact:phone", "operator")
)  # fmt: skip
NOT_THERE: Final = frozenset({"proposed", "construction", "raceway", "platform", "abandoned"})
SAID_EVERY: Final = 5_000
FIRST_DAY: Final = datetime(2005, 1, 1, tzinfo=UTC)
"""No date of OpenStreetMap is older; extracts that were stripped of dates say 1970."""


@dataclass(frozen=True, slots=True)
class Way:
    """A road: the numbers of its nodes, and where they are, latitude and longitude in turn."""

    tags: Mapping[str, str]
    refs: "array[int]"
    at: "array[float]"

    @property
    def points(self) -> list[tuple[float, float]]:
        """Where its nodes are."""
        return list(zip(self.at[::2], self.at[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class House:
    """A house number with the name of its street, empty where nobody wrote it."""

    street: str
    number: int
    lat: float
    lon: float


@dataclass(slots=True)
class Extract:
    """What an extract holds that matters here.

    Attributes:
        lines: ways along which house numbers run: even, odd or all.
        numbers: house numbers and streets of the nodes of such ways, by the node's number.
        laid: stretches of house numbers with the road that they are along.
        stations: tags and place of each fire and ambulance station, by its id.
        signals: the nodes with traffic lights.
        vintage: the newest change in it, empty if it says nothing of dates.
    """

    ways: list[Way] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    lines: list[Way] = field(default_factory=list)
    numbers: dict[int, tuple[int, str]] = field(default_factory=dict)
    laid: list[tuple[Way, Stretch]] = field(default_factory=list)
    stations: dict[str, tuple[Mapping[str, str], tuple[float, float]]] = field(default_factory=dict)
    signals: set[int] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)
    vintage: str = ""


def extract(path: Path, said: Callable[[int], None] = lambda _n: None) -> Extract:
    """Read a PBF file to its end; ``said`` is told how many things were looked at.

    Raises:
        Unreadable: the file is not there, is no such file, or ends too early.
    """
    if not path.is_file():
        raise Unreadable(_("{file} cannot be read: it is not there.").format(file=path.name))
    found, newest = Extract(), FIRST_DAY
    try:
        with osmium.io.Reader(osmium.io.File(str(path), "pbf")) as reader:
            stamp = reader.header().get("osmosis_replication_timestamp")
        source = osmium.FileProcessor(osmium.io.File(str(path), "pbf")).with_locations()
        for n, one in enumerate(source.with_filter(osmium.filter.KeyFilter(*KEYS))):
            newest = max(newest, _take(found, one))
            if n % SAID_EVERY == 0:
                said(n)
    except (RuntimeError, OSError, osmium.InvalidLocationError) as problem:
        raise Unreadable(
            _("{file} is no OpenStreetMap extract (PBF), or ends too early. Copy it again.").format(
                file=path.name
            )
        ) from problem
    numbered = {ref for line in found.lines for ref in line.refs}
    found.rejected = [one for one in found.rejected if one.line not in numbered]
    found.vintage = stamp[:10] or (newest.date().isoformat() if newest > FIRST_DAY else "")
    return found


def _take(found: Extract, one: Any) -> datetime:  # noqa: ANN401 - a node, way or relation
    """Take what matters of a thing, and return when it was last changed."""
    tags = {tag.k: tag.v for tag in one.tags if tag.k in KEPT}
    if one.is_node():
        _node(found, one, tags)
    elif one.is_way():
        _way(found, one, tags)
    changed: datetime = one.timestamp
    return changed


def _node(found: Extract, one: Any, tags: Mapping[str, str]) -> None:  # noqa: ANN401 - see above
    if tags.get("highway") == "traffic_signals":
        found.signals.add(one.id)
    if not one.location.valid():
        return
    at = one.location.lat, one.location.lon
    _house(found, tags, at, one.id, _node_number)
    if _is_station(tags):
        found.stations[f"node/{one.id}"] = tags, at


def _way(found: Extract, one: Any, tags: Mapping[str, str]) -> None:  # noqa: ANN401 - see above
    refs, at = array("q"), array("d")
    for node in one.nodes:
        if node.location.valid():
            refs.append(node.ref)
            at.extend((node.lat, node.lon))
    way = Way(tags, refs, at)
    if len(refs) < 2:  # noqa: PLR2004 - a line
        return
    if tags.get("highway", "proposed") not in NOT_THERE:
        found.ways.append(way)
    if tags.get("addr:interpolation") in {"even", "odd", "all"}:
        found.lines.append(way)
        return
    centre = sum(at[::2]) / len(refs), sum(at[1::2]) / len(refs)
    _house(found, tags, centre, one.id)
    if _is_station(tags):
        found.stations[f"way/{one.id}"] = tags, centre


def _node_number(found: Extract, ident: int, number: int, street: str) -> None:
    found.numbers[ident] = number, street


def _house(
    found: Extract,
    tags: Mapping[str, str],
    at: tuple[float, float],
    ident: int,
    note: Callable[[Extract, int, int, str], None] | None = None,
) -> None:
    said = tags.get("addr:housenumber")
    if said is None:
        return
    number, street = digits(said), tags.get("addr:street", "")
    if number is None:
        text = _("house number “{number}” is not understood")
        found.rejected.append(Rejected(ident, text.format(number=said[:20])))
        return
    if note is not None:
        note(found, ident, number, street)
    if street:
        found.houses.append(House(street, number, *at))
    else:
        found.rejected.append(Rejected(ident, _("house number without a street")))


def _is_station(tags: Mapping[str, str]) -> bool:
    return tags.get("amenity") == "fire_station" or tags.get("emergency") == "ambulance_station"


def names_of(way: Way) -> Iterator[str]:
    """Yield every name that a road goes by, numbers of routes too."""
    for key in ("name", "alt_name", "name_1", "official_name", "ref"):
        for name in way.tags.get(key, "").split(";"):
            if stripped := name.strip():
                yield stripped
