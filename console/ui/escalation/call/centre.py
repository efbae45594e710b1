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
        self._spot: tuple[Point, float] | None = None
        self._found: tuple[Facility, ...] | None = None
        self._complete = False

    def look(self, case: Case | None) -> None:
        """Ask for the centres of where ``case`` is; once for each place."""
        spot = case.place.location.circle if case is not None and case.place else None
        if spot == self._spot:
            return
        self._spot, self._found = spot, None
        if spot is not None:
            places = self._bridge.room.places
            self._bridge.ask(
                lambda: (tuple(places.psaps(*spot)), places.psaps_known(*spot)),
                lambda answer: self._looked(spot, *answer),
            )

    def known(self) -> Mapping[str, Known]:
        """Return what can be filled in of the centre: only where exactly one may answer.

        Else both stay empty: a number that was right for another place is worse than none.
        """
        if self._found is None or len(self._found) != 1 or not self._complete:
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
        if len(said) > 1:
            said = [_("More than one may answer; ask for their town:"), *said]
        if not self._complete:
            said.append(_("Another county may answer here; its centre is not on file."))
        return "\n".join(said)

    def _looked(
        self, spot: tuple[Point, float], found: tuple[Facility, ...], complete: bool
    ) -> None:
        if spot == self._spot:
            self._found, self._complete = found, complete
            self._tell()


def _centre(one: Facility, now: datetime) -> str:
    number = labels.phone(one.phone) if one.phone else _("no number on file")
    number = number.replace(" ", "\N{NO-BREAK SPACE}")  # a number is read in one line
    if one.verified_on is None:
        age = _("number not verified")
    else:
        days = (now.astimezone().date() - one.verified_on).days
        age = _("verified {n} d ago").format(n=days)
    named = "invented" in one.name.casefold()
    invented = _("invented") if one.invented and not named else ""
    return " · ".join(part for part in (one.name, number, age, invented) if part)
