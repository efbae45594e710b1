"""Everything that knows where things are, put together once and shared by all panes."""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point

if TYPE_CHECKING:  # geopy and numpy take a third of a second, which no window start should wait for
    from console.places.gazetteer import Gazetteer
    from console.places.nearest import Near, Nearest
    from console.places.psap import PsapHit
    from console.places.reasons import Need
    from console.places.towns import Candidate


class LocalPlaces:
    """Places of this machine alone: the shipped hospitals, and what was imported.

    Safe to use from any thread.  The tables are read at the first question.

    Args:
        imported: returns the directory as it is stored now.
        today: returns the local day, for the age of a number.
    """

    def __init__(
        self, imported: Callable[[], Sequence[Facility]], today: Callable[[], date]
    ) -> None:
        self._imported = imported
        self._today = today
        self._lock = Lock()
        self._gazetteer: Gazetteer | None = None
        self._held: tuple[tuple[Facility, ...], Nearest] | None = None

    def refresh(self) -> None:
        """Forget what was read: the directory has changed."""
        with self._lock:
            self._held = None

    def all(self) -> tuple[Facility, ...]:
        """Return every facility that is known."""
        return self._read()[0]

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
        return index.nearest(point, kinds or None, n, need, today=self._today())

    def psap_hits(self, point: Point, error_m: float = 0.0) -> "tuple[PsapHit, ...]":
        """Return every 911 centre that may answer for the circle; empty when none is known."""
        from console.places.psap import psaps_for  # noqa: PLC0415 -- see above

        return psaps_for(point, self.all(), error_m)

    def psaps(self, point: Point, error_m: float = 0.0) -> Sequence[Facility]:
        """Return the facilities of ``psap_hits``."""
        return [hit.facility for hit in self.psap_hits(point, error_m)]

    def psaps_known(self, point: Point, error_m: float = 0.0) -> bool:
        """Whether every county that the circle touches has a 911 centre on file."""
        from console.places.psap import all_counties_known  # noqa: PLC0415 -- see above

        return all_counties_known(point, self.all(), error_m)

    def locate(self, text: str) -> "Sequence[Candidate]":
        """Return where ``text`` may be, likeliest first."""
        return self._read_gazetteer().candidates(text)

    def timezone(self, point: Point) -> str | None:
        """Return the time zone at ``point``, an IANA name."""
        return self._read_gazetteer().timezone_at(point)

    def _read_gazetteer(self) -> "Gazetteer":
        from console.places.gazetteer import Gazetteer  # noqa: PLC0415 -- see above

        with self._lock:
            if self._gazetteer is None:
                self._gazetteer = Gazetteer()
            return self._gazetteer

    def _read(self) -> "tuple[tuple[Facility, ...], Nearest]":
        from console.places.hospitals import hospitals  # noqa: PLC0415 -- see above
        from console.places.imports.doubles import without_doubles  # noqa: PLC0415 -- see above
        from console.places.nearest import Nearest  # noqa: PLC0415 -- see above

        with self._lock:
            if self._held is None:
                imported = tuple(self._imported())
                everything = tuple(without_doubles((*hospitals(), *imported)))
                self._held = everything, Nearest(everything)
            return self._held
