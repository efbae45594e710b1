"""What is on file of places, by what it is good for, and what is not on file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from console.domain.events import DirectoryImported
from console.domain.happened import Happened
from console.domain.ids import StaffId, StationId
from console.domain.place.facility import Facility, FacilityKind


class Topic(StrEnum):
    """What lists are good for; each of them is on file, or it is said what follows."""

    PSAP = "psap"
    AREAS = "areas"
    HOSPITALS = "hospitals"
    EMS = "ems"
    CRISIS = "crisis"
    MOBILE = "mobile"
    INSTEAD = "instead"
    STREETS = "streets"
    ROADS = "roads"
    TILES = "tiles"


TOPICS: Final = {
    FacilityKind.PSAP: Topic.PSAP,
    FacilityKind.HOSPITAL: Topic.HOSPITALS,
    FacilityKind.EMS: Topic.EMS,
    FacilityKind.CRISIS_CENTRE: Topic.CRISIS,
    FacilityKind.MOBILE_CRISIS: Topic.MOBILE,
    FacilityKind.SHERIFF: Topic.INSTEAD,
    FacilityKind.WARNING_POINT: Topic.INSTEAD,
    FacilityKind.RELAY: Topic.INSTEAD,
}


@dataclass(frozen=True, slots=True)
class Brought:
    """One import, as the journal has it."""

    seq: int
    at: datetime
    by: StaffId
    station: StationId
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class OnFile:
    """One list, as far as it is good for one thing.

    Attributes:
        source: whose list it is.
        count: how many places of it, or streets, or stretches of road, or files of tiles.
        gone: how many of these its newest list no longer names.
        vintage: the newest date or year of its data; empty where nobody says.
        shipped: it came with the program, and nobody brought it in.
        numbers, crossings: house numbers and crossings, of streets only.
        brought: when and by whom; nothing where the journal does not say so of this list.
        broken: it is there and cannot be read, which is as good as nothing.
    """

    topic: Topic
    source: str
    count: int
    vintage: str = ""
    gone: int = 0
    invented: bool = False
    shipped: bool = False
    numbers: int = 0
    crossings: int = 0
    brought: Brought | None = None
    broken: bool = False


def lists(facilities: Iterable[Facility], imports: Sequence[Happened]) -> Iterator[OnFile]:
    """Yield every list of places, the largest first.

    A 911 centre with an area stands among the areas, any other among the centres that are shown
    by county and town.

    Args:
        facilities: the rows of every list, not joined into places.
        imports: the entries of the journal that name an import, in any order.
    """
    from console.places.hospitals import SOURCE  # noqa: PLC0415 -- numpy, which no window waits for

    brought = by_source(imports)
    rows: dict[tuple[Topic, str], list[Facility]] = defaultdict(list)
    for one in facilities:
        topic = TOPICS[one.kind] if one.area is None else Topic.AREAS
        rows[topic, origin(one)].append(one)
    for (topic, source), of_list in sorted(rows.items(), key=lambda item: -len(item[1])):
        yield OnFile(
            topic,
            source,
            len(of_list),
            max(one.vintage for one in of_list),
            sum(one.gone for one in of_list),
            invented=all(one.invented for one in of_list),
            shipped=source == SOURCE,
            brought=brought.get(source),
        )


def origin(facility: Facility) -> str:
    """Return whose list a row is of, without how it was placed or joined."""
    return facility.source.partition(";")[0]


def by_source(imports: Iterable[Happened]) -> dict[str, Brought]:
    """Return the newest import of each list that the journal names."""
    return {
        source: _brought(one, event) for one, event in _oldest(imports) for source in event.sources
    }


def by_digest(imports: Iterable[Happened]) -> dict[str, Brought]:
    """Return the newest import of each file, by the file's SHA-256."""
    return {event.sha256: _brought(one, event) for one, event in _oldest(imports)}


def _oldest(imports: Iterable[Happened]) -> Iterator[tuple[Happened, DirectoryImported]]:
    for one in sorted(imports, key=lambda one: one.seq):
        if isinstance(one.event, DirectoryImported):
            yield one, one.event


def _brought(one: Happened, event: DirectoryImported) -> Brought:
    return Brought(one.seq, one.at, one.by, one.station, event.rows, event.rejected)
