"""Everything that knows where things are, put together once and shared by all panes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from console.domain.place.book import Book, Room, with_book
from console.domain.place.candidate import Candidate
from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.store.trouble import StoreTrouble
from console.wiring.geocoder import Geocoder
from console.wiring.streets import LocalStreets
from console.words.place import book as words

if TYPE_CHECKING:  # geopy and numpy take a third of a second, which no window start should wait for
    from console.places.gazetteer import Gazetteer
    from console.places.nearest import Near, Nearest
    from console.places.psap.answer import Answer
    from console.places.psap.centres import Centres
    from console.places.reasons import Need
    from console.places.streets.isochrone import Isochrone


class LocalPlaces:
    """Places of this machine alone: the shipped hospitals, and what was imported.

    Safe to use from any thread.  The tables are read at the first question, and again when the
    journal says that another list was brought in.

    Args:
        imported: returns the directory as it is stored now.
        now: returns the time, for the age of a number and of a count of free places.
        book: returns what was found out by calling, as the journal has it now.
        streets: the street file; without it there are no streets and no roads.
        geocoder: the organisation's own, on another machine; asked on purpose only.
    """

    def __init__(
        self,
        imported: Callable[[], Sequence[Facility]],
        now: Callable[[], datetime],
        book: Callable[[], Book] = Book,
        streets: Path | None = None,
        geocoder: Geocoder | None = None,
    ) -> None:
        self._imported = imported
        self._now = now
        self._book = book
        self.streets = LocalStreets(streets) if streets is not None else None
        self._geocoder = geocoder
        self._lock = Lock()
        self._gazetteer: Gazetteer | None = None
        self._lists = 0
        self._held: tuple[tuple[Facility, ...], Nearest, Centres] | None = None

    def all(self) -> tuple[Facility, ...]:
        """Return every facility that is known."""
        return self._read()[0]

    def lists(self) -> tuple[Facility, ...]:
        """Return the rows of every list as they lie there, read anew and not joined."""
        from console.places.hospitals import hospitals  # noqa: PLC0415 -- see above

        return (*hospitals(), *self._imported())

    def hospitals(self) -> Sequence[Facility]:
        """Return all hospitals, for the map."""
        return [f for f in self.all() if f.kind is FacilityKind.HOSPITAL]

    def near(
        self,
        point: Point,
        kinds: Sequence[FacilityKind] = (),
        n: int = 10,
        need: "Need | None" = None,
    ) -> "Sequence[Near]":
        """Return the nearest ``n`` facilities of ``kinds`` (empty: any), nearest first."""
        index = self._read()[1]
        today = self._now().astimezone().date()
        found = index.nearest(point, kinds or None, n, need, today=today)
        rooms = self._book().rooms
        told = [self._with_room(one, rooms.get(one.facility.id)) for one in found]
        return self.streets.with_minutes(point, told) if self.streets is not None else told

    def _known(self, facility: Facility) -> Facility:
        return with_book(facility, self._book())

    def _with_room(self, near: "Near", room: Room | None) -> "Near":
        if room is None:
            return near
        return replace(near, reasons=(words.room(room, self._now()), *near.reasons), room=room)

    def answer(self, point: Point, error_m: float = 0.0) -> "Answer":
        """Return every 911 centre that may answer for the circle, and why."""
        town = self._read_gazetteer().town_at(point)
        return self._read()[2].answer(point, error_m, town)

    def locate(self, text: str) -> Sequence[Candidate]:
        """Return where ``text`` may be, likeliest first.

        A street file that cannot be read is as good as none: the ZIP code or the town is found
        all the same, and its note says that no street was looked up.
        """
        try:
            return self._read_gazetteer().candidates(text)
        except StoreTrouble:
            return self._without_streets().candidates(text)

    def outside(self) -> tuple[str, str] | None:
        """Return who may be asked on another machine, and the warning; nothing when nobody."""
        return (self._geocoder.host, self._geocoder.warning) if self._geocoder else None

    def locate_outside(self, text: str) -> tuple[Sequence[Candidate], str]:
        """Ask the organisation's geocoder: the words leave this machine.

        Returns what it finds, and a sentence where that is nothing.
        """
        return self._geocoder.locate(text) if self._geocoder is not None else ((), "")

    def isochrones(
        self, point: Point, minutes: Sequence[int] = (5, 10, 15)
    ) -> "Sequence[Isochrone]":
        """Return the land that a car reaches in so many minutes, the farthest first.

        Estimates; nothing where no roads are on file.
        """
        return self.streets.isochrones(point, minutes) if self.streets is not None else ()

    def timezone(self, point: Point) -> str | None:
        """Return the time zone at ``point``, an IANA name."""
        return self._read_gazetteer().timezone_at(point)

    def _read_gazetteer(self) -> "Gazetteer":
        from console.places.gazetteer import Gazetteer  # noqa: PLC0415 -- see above

        with self._lock:
            if self._gazetteer is None:
                self._gazetteer = Gazetteer(streets=self.streets.file if self.streets else None)
            return self._gazetteer

    def _without_streets(self) -> "Gazetteer":
        from console.places.gazetteer import Gazetteer  # noqa: PLC0415 -- see above

        return Gazetteer()

    def _read(self) -> "tuple[tuple[Facility, ...], Nearest, Centres]":
        from console.places.hospitals import hospitals  # noqa: PLC0415 -- see above
        from console.places.imports.hospitals.doubles import without_doubles  # noqa: PLC0415 -- see above
        from console.places.nearest import Nearest  # noqa: PLC0415 -- see above
        from console.places.psap.centres import Centres  # noqa: PLC0415 -- see above

        lists = self._book().lists
        with self._lock:
            if self._held is None or self._lists != lists:
                self._lists = lists
                imported = tuple(self._imported())
                everything = tuple(without_doubles((*hospitals(), *imported)))
                self._held = (
                    everything,
                    Nearest(everything, self._known),
                    Centres(everything, self._known),
                )
            return self._held
