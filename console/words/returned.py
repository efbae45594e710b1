"""What a 911 centre sent back, in words."""

from collections.abc import Iterator
from datetime import datetime
from gettext import gettext as _

from console.domain.care.case import Case
from console.domain.place.returned import Returned, Unit, latest

INCIDENT, UNIT, ETA, UPDATE = "psap.incident", "responder.unit", "psap.eta", "psap.update"
"""The fields of a dispatch for which it is offered; that they reached the person never is."""


def title(said: Returned) -> str:
    """Return who sent it, and their number of the incident."""
    if not said.incident:
        return _("Sent back by {agency}").format(agency=said.agency)
    return _("Sent back by {agency}: incident {n}").format(agency=said.agency, n=said.incident)


def units(said: Returned) -> str:
    """Return who is on the way, and since when."""
    return "; ".join(_unit(one) for one in said.units)


def _unit(one: Unit) -> str:
    times = (
        (_("sent {time}"), one.dispatched),
        (_("there {time}"), one.arrived),
        (_("expected {time}"), one.eta if one.arrived is None else None),
    )
    parts = [words.format(time=_clock(at)) for words, at in times if at is not None]
    return " ".join((one.name, ", ".join(parts) or one.status)).strip()


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"


def offers(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what it may be worth filling in: the field, and what the centre says for it.

    The minutes until somebody is there are counted from when it came (``since``).
    """
    said = latest(case.returned)
    if said is None:
        return
    now = case.returned[-1].at
    if said.incident:
        yield INCIDENT, said.incident
    if said.units:
        yield UNIT, ", ".join(one.name for one in said.units)
        yield UPDATE, units(said)
    waits = [one.eta for one in said.units if one.eta is not None and one.arrived is None]
    if waits and min(waits) > now:
        yield ETA, str(max(round((min(waits) - now).total_seconds() / 60), 1))


def since(case: Case) -> str:
    """Return from where an offer comes."""
    offered = case.returned[-1]
    said = latest(case.returned)
    agency = said.agency if said is not None else ""
    return _("sent back by {agency}, {time}").format(agency=agency, time=_clock(offered.at))


def differs(offered: str) -> str:
    """Return that the centre says something else than what a person wrote."""
    return _("the centre says {offered}").format(offered=offered)
