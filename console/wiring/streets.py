"""The streets and roads of this machine, read when they are first asked for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from console.domain.place.facility import FacilityKind
from console.domain.place.point import Point
from console.store.streets.file import StreetFile
from console.store.trouble import StoreTrouble

if TYPE_CHECKING:  # numpy, which no window start should wait for
    from console.places.nearest import Near
    from console.places.streets.isochrone import Isochrone
    from console.places.streets.roads import Roads

COMING = frozenset({FacilityKind.EMS, FacilityKind.MOBILE_CRISIS})
"""Help that comes to the person; people are taken to all other help."""


class LocalStreets:
    """What was imported of streets.  Safe to use from any thread.

    A file that cannot be read is as good as none: minutes are then not said.
    """

    def __init__(self, file: Path) -> None:
        self.file = StreetFile(file)
        self._lock = Lock()
        self._roads: dict[int, Roads] = {}

    def with_minutes(self, point: Point, found: "Sequence[Near]") -> "Sequence[Near]":
        """Return ``found`` with the minutes of a car where the roads of both ends are on file.

        From the point to a house; from a team's station to the point.
        """
        roads = self._roads_at(point)
        if roads is None:
            return found
        took = dict[str, float | None]()
        for towards in (False, True):
            some = [one.facility for one in found if (one.facility.kind in COMING) is towards]
            minutes = roads.minutes(point, [f.at for f in some], towards=towards)
            took.update(zip((f.id for f in some), minutes, strict=True))
        return [replace(one, minutes=took[one.facility.id]) for one in found]

    def isochrones(self, point: Point, minutes: Sequence[int]) -> "Sequence[Isochrone]":
        """Return the land that a car reaches in so many minutes, the farthest first.

        Estimates; nothing where no roads are on file.
        """
        from console.places.streets.isochrone import isochrones  # noqa: PLC0415 -- see above

        roads = self._roads_at(point)
        return isochrones(roads, point, minutes) if roads is not None else ()

    def _roads_at(self, point: Point) -> "Roads | None":
        """Return the roads around a point; those of one city are kept at a time."""
        from console.places.streets.roads import Roads  # noqa: PLC0415 -- see above

        try:
            there = [n for n, box in self.file.graphs() if box.holds(point.lat, point.lon)]
            with self._lock:
                for number in there:
                    if number not in self._roads and (graph := self.file.graph(number)):
                        self._roads = {number: Roads(graph)}
                    if number in self._roads:
                        return self._roads[number]
        except StoreTrouble:
            return None
        return None
