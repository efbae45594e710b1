"""What a step says about where the person is, as commands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.commands import Command, ConfirmLocation, StateLocation
from console.domain.place.candidate import Candidate
from console.domain.place.location import Location, Placed, Source
from console.domain.place.whereabouts import plain
from console.domain.protocol.escalation import Value
from console.places.streets.meant import the_one


@dataclass(frozen=True, slots=True)
class Placing:
    """What was filled in about the location in one step.

    Attributes:
        moved: an address that is not the one held: it has to be found on the map anew.
    """

    given: Mapping[str, str]
    moved: str = ""

    def commands(
        self, case: Case, now: datetime, found: Sequence[Candidate] = ()
    ) -> Iterator[Command]:
        """Yield the location as it was said, and that it was read back.

        What did not change keeps its point on the map; a new address takes the one place
        that was ``found``, with all its doubt, and none where there are several or none.
        """
        held = case.place.location if case.place is not None else None
        said = self._said(held, now, found)
        if said is not None and said != held:
            yield StateLocation(case.id, private(said))
        read = said or held
        if self.given.get("read_back") == "yes" and read is not None:
            yield ConfirmLocation(case.id, Placed(read).line)

    def _said(
        self, held: Location | None, now: datetime, found: Sequence[Candidate]
    ) -> Location | None:
        if self.moved:
            return self._moved(now, found)
        if held is None:
            return None
        corrected = replace(
            held,
            unit=self._part("unit", held.unit),
            access=self._part("access", held.access),
            city=self._part("city", held.city),
            state=self._part("state", held.state),
            zip=self._part("zip", held.zip),
        )
        if corrected == held:
            return held
        return replace(corrected, source=self._source(), stated_at=now)

    def _moved(self, now: datetime, found: Sequence[Candidate]) -> Location:
        new = Location(
            self.moved,
            self._source(),
            now,
            unit=self._part("unit", ""),
            city=self._part("city", ""),
            state=self._part("state", ""),
            zip=self._part("zip", ""),
            access=self._part("access", ""),
        )
        one = the_one(found)
        if one is None:  # none, or a choice that is not ours to make
            return new
        return replace(one.taken(new), state=new.state or one.state or "")

    def _part(self, name: str, held: str) -> str:
        return self.given.get(name, held)

    def _source(self) -> Source:
        """Return who says so: whoever corrects what is on file says it now."""
        named = {str(source): source for source in Source if source is not Source.ON_FILE}
        return named.get(self.given.get("source", ""), Source.SAID)


def placing(case: Case, values: tuple[Value, ...]) -> Placing:
    """Return what ``values`` say about the location of ``case``."""
    given = {
        value.field.removeprefix("location."): value.shown.strip()
        for value in values
        if value.field.startswith("location.") and value.shown.strip()
    }
    address = given.get("address", "")
    held = case.place.location.address if case.place is not None else ""
    return Placing(given, address if address and plain(address) != plain(held) else "")
