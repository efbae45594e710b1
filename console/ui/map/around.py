"""What lies around the chosen person: how far a car gets, and for where 911 centres answer."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject

from console.domain.place.point import Point
from console.places.psap.answer import Answer
from console.ui.bridge import Bridge
from console.ui.map.area import Area, AreaKind
from console.ui.map.pane import MapPane

if TYPE_CHECKING:  # numpy, which no window start should wait for
    from console.places.streets.isochrone import Isochrone

MINUTES: Final = (5, 10, 15)


@runtime_checkable
class KnowsRoads(Protocol):
    """Places that have a road graph, perhaps."""

    def isochrones(self, point: Point, minutes: Sequence[int]) -> "Sequence[Isochrone]":
        """Return the land that a car reaches, the farthest first; nothing without roads."""


class Around(QObject):
    """Keeps the areas on the map as the chosen person and what is pointed out are.

    The car's minutes are shown when they are asked for: they cover much of the map.
    """

    def __init__(self, bridge: Bridge, map_pane: MapPane, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._map = bridge, map_pane
        self._reach: tuple[Area, ...] = ()
        self._centres: tuple[Area, ...] = ()
        self._place: tuple[Point, float] | None = None
        self._from: Point | None = None
        self.reaching = False
        bridge.changed.connect(self._look)
        bridge.selected.connect(lambda _case: self._look())
        map_pane.pointed.connect(lambda _mark: self._measure())

    def toggle_reach(self) -> None:
        """Show how far a car gets from what is pointed out, or show it no more."""
        self.reaching = not self.reaching
        self._measure(again=True)

    def _look(self) -> None:
        """Ask who answers for the place of the chosen person, once a place."""
        case = self._bridge.case
        place = case.place.location if case is not None and case.place is not None else None
        at = place.at if place is not None else None
        asked = (at, place.error_m or 0.0) if place is not None and at is not None else None
        if asked != self._place:
            self._place, self._centres = asked, ()
            places = self._bridge.room.places
            if asked is not None:
                point, error_m = asked
                self._bridge.ask(
                    lambda: tuple(centres(places.answer(point, error_m))),
                    lambda found: self._answered(asked, found),
                )
            self._show()
        self._measure()

    def _answered(self, asked: tuple[Point, float], found: tuple[Area, ...]) -> None:
        if asked == self._place:
            self._centres = found
            self._show()

    def _measure(self, *, again: bool = False) -> None:
        """Ask how far a car gets from what is pointed out, else from the person."""
        mark = self._map.mark(self._map.pointed_out)
        at = Point(mark.lat, mark.lon) if mark is not None else None
        if at is None and self._place is not None:
            at = self._place[0]
        if at == self._from and not again:
            return
        self._from, self._reach = at, ()
        self._show()
        if not self.reaching:
            return
        places = self._bridge.room.places
        if at is None:
            self._map.say(_("Choose a person, or a place of help, to see how far a car gets."))
        elif isinstance(places, KnowsRoads):
            self._bridge.ask(
                lambda: places.isochrones(at, MINUTES), lambda found: self._measured(at, found)
            )
        else:
            self._roadless()

    def _measured(self, at: Point, found: "Sequence[Isochrone]") -> None:
        if at != self._from or not self.reaching:
            return
        self._reach = tuple(reaches(found))
        if not self._reach:
            self._roadless()
        self._show()

    def _roadless(self) -> None:
        self._map.say(_("No roads are on file here, so nobody can say how far a car gets."))

    def _show(self) -> None:
        self._map.show_areas((*self._reach, *self._centres))


def reaches(found: "Sequence[Isochrone]") -> Iterator[Area]:
    """Yield the land reached, the farthest first as it was given."""
    for one in found:
        if one.rings:
            yield Area(
                f"reach {one.minutes}",
                AreaKind.REACH,
                _("{n} estimated car minutes").format(n=one.minutes),
                MINUTES.index(one.minutes) if one.minutes in MINUTES else 0,
                one.rings,
            )


def centres(answer: Answer) -> Iterator[Area]:
    """Yield for where the 911 centres answer that may answer here; and what nobody knows."""
    from console.places.psap.shape import parts_of  # noqa: PLC0415 -- numpy, as above

    if not answer.hits:
        yield Area("psap", AreaKind.UNKNOWN, _("no 911 centre is known here"))
    elif not answer.complete:
        partly = _("for part of the circle no 911 centre is known")
        yield Area("psap", AreaKind.UNKNOWN, partly)
    for order, hit in enumerate(answer.hits):
        facility = hit.facility
        if facility.area is None:
            continue
        rings = tuple(
            tuple((lat, lon) for lon, lat in ring)
            for part in parts_of(facility.area)
            for ring in part
        )
        yield Area(f"psap {facility.id}", AreaKind.PSAP, facility.name, order, rings)
