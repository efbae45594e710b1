"""Which 911 centre is called for the place of a case, asked off the GUI thread."""

from collections.abc import Callable, Mapping
from datetime import datetime
from gettext import gettext as _

from console.domain.care.case import Case
from console.domain.place.facility import Facility
from console.domain.place.point import Point
from console.ui.bridge import Bridge
from console.ui.escalation.step.known import Known
from console.words import labels


class Centres:
    """Every centre that may answer for the place; never a guess where there is none."""

    def __init__(self, bridge: Bridge, found: Callable[[], None]) -> None:
        self._bridge = bridge
        self._tell = found
        self._point: Point | None = None
        self._found: tuple[Facility, ...] | None = None

    def look(self, case: Case | None) -> None:
        """Ask for the centres of where ``case`` is; once for each place."""
        point = case.place.location.at if case is not None and case.place is not None else None
        if point == self._point:
            return
        self._point, self._found = point, None
        if point is not None:
            places = self._bridge.room.places
            self._bridge.ask(lambda: tuple(places.psaps(point)), lambda c: self._looked(point, c))

    def known(self) -> Mapping[str, Known]:
        """Return what can be filled in of the centre: only where exactly one may answer."""
        if self._found is None or len(self._found) != 1:
            return {}
        only = self._found[0]
        since = _("for this place")
        facts = {"psap.name": Known(only.name, since)}
        if only.phone:
            facts["psap.number"] = Known(only.phone, since)
        return facts

    def words(self, case: Case, now: datetime) -> str:
        """Return whom to call, for the top of the card."""
        if case.place is None or case.place.location.at is None:
            return _("No place on the map yet: find out where they are, then the centre for it.")
        if self._found is None:
            return _("Looking for the 911 centre …")
        if not self._found:
            return _(
                "No 911 centre is known for this place. Ask the county sheriff or the state "
                "warning point for its ten-digit number, or use a relay service."
            )
        said = [_centre(one, now) for one in self._found]
        more = _("More than one may answer; ask for their town:")
        return "\n".join([more, *said] if len(said) > 1 else said)

    def _looked(self, point: Point, found: tuple[Facility, ...]) -> None:
        if point == self._point:
            self._found = found
            self._tell()


def _centre(one: Facility, now: datetime) -> str:
    number = labels.phone(one.phone) if one.phone else _("no number on file")
    if one.verified_on is None:
        age = _("number not verified")
    else:
        days = (now.astimezone().date() - one.verified_on).days
        age = _("verified {n} d ago").format(n=days)
    named = "invented" in one.name.casefold()
    invented = _("invented") if one.invented and not named else ""
    return " · ".join(part for part in (one.name, number, age, invented) if part)
