"""What is said of a facility beside its name: why it is shown, and what is not known of it."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import Final, assert_never

from console.domain.place.book import number_fresh
from console.domain.place.facility import Facility, FacilityKind, Service

FAR_KM: Final = 80.0
"""An hour by car; so far away nobody is sent without a call first."""
METRES_A_KM: Final = 1_000
UNCERTAIN_M: Final = 40_000
"""An error that large is no coarse point but doubt about the town (resources/geo/hospitals.py)."""


class Need(StrEnum):
    """What a facility must be recorded to have."""

    EMERGENCY = "emergency"
    PSYCHIATRIC = "psychiatric"
    PAEDIATRIC = "paediatric"


def has(facility: Facility, need: Need) -> bool | None:
    """Return whether the facility meets the need; nothing when its source does not say."""
    match need:
        case Need.EMERGENCY:
            return facility.emergency
        case Need.PSYCHIATRIC:
            return facility.psychiatric
        case Need.PAEDIATRIC:
            return facility.paediatric
        case _:
            assert_never(need)


def reasons(facility: Facility, need: Need | None, today: date | None, km: float) -> Iterator[str]:
    """Yield what speaks for a facility ``km`` away, and every gap in what is known of it."""
    if facility.invented:
        yield _("invented for practice")
    if facility.gone:
        yield _gone()
    if facility.error_m is not None and not facility.area:
        yield from _where(facility.error_m / METRES_A_KM, km)
    yield from _far(facility, km)
    yield from _care(facility, need)
    yield from _number(facility, today)
    yield _("data of {vintage}").format(vintage=facility.vintage or _("unknown date"))


def doubt(facility: Facility, km: float) -> str:
    """Return, for a short list, what must be asked first of a facility ``km`` away, if anything."""
    error_m = facility.error_m or 0
    if facility.gone:
        return _gone()
    if error_m >= UNCERTAIN_M:
        return _("place uncertain: call to ask")
    if error_m > km * METRES_A_KM:
        return _reach(error_m / METRES_A_KM, km)
    return next(_far(facility, km), "") if km >= FAR_KM else ""


def passed_over(nearer: int) -> str:
    """Return how many nearer facilities do not say whether they meet the need."""
    return ngettext(
        "{n} nearer place does not say whether it has this",
        "{n} nearer places do not say whether they have this",
        nearer,
    ).format(n=nearer)


def _gone() -> str:
    return _("not in the newest list: call to ask")


def _far(facility: Facility, km: float) -> Iterator[str]:
    """Yield what to ask of somebody who has to come out, or to whom somebody has to come far."""
    if facility.kind is FacilityKind.MOBILE_CRISIS:
        if km >= FAR_KM:
            yield _("{km} km away: call first, they may not come so far").format(km=round(km))
        else:
            yield _("ask whether they come to this place")
    elif facility.kind is not FacilityKind.PSAP and km >= FAR_KM:
        yield _("{km} km away: call first").format(km=round(km))


def _care(facility: Facility, need: Need | None) -> Iterator[str]:
    """Yield what is recorded of the care that is given there, and what of the need is not."""
    hospital = facility.kind is FacilityKind.HOSPITAL
    if facility.ward:
        yield _("long-term care or rehabilitation: call to ask for emergencies")
    elif hospital:
        yield _emergency(facility.emergency)
    yield from (_service(one) for one in Service if one in facility.services)
    if facility.psychiatric and not facility.services:
        yield _("psychiatric care recorded")
    elif need is Need.PSYCHIATRIC and not facility.psychiatric:
        yield _("psychiatric care not recorded")
    if facility.paediatric:
        yield _("children's hospital recorded") if hospital else _("care for children recorded")
    elif need is Need.PAEDIATRIC:
        yield _("care for children not recorded")


def _service(service: Service) -> str:
    return {
        Service.WALK_IN: _("walk-in for psychiatric emergencies recorded"),
        Service.ON_SITE: _("psychiatric emergencies seen on site"),
        Service.MOBILE: _("goes out to psychiatric emergencies"),
        Service.TEAM: _("crisis team recorded"),
    }[service]


def _where(error_km: float, km: float) -> Iterator[str]:
    """Yield how far the door may be from where the facility is shown."""
    if error_km * METRES_A_KM >= UNCERTAIN_M:
        far = _("place uncertain, up to about {km} km off: call to ask")
    else:
        far = _("place uncertain: middle of its ZIP code or town, up to about {km} km off")
    yield far.format(km=max(1, round(error_km)))
    if error_km > km:
        yield _reach(error_km, km)


def _reach(error_km: float, km: float) -> str:
    return _("may be anywhere up to {km} km away").format(km=round(km + error_km))


def _emergency(recorded: bool | None) -> str:
    match recorded:
        case True:
            return _("emergency department recorded")
        case False:
            return _("recorded as having no emergency department")
        case None:
            return _("no emergency department recorded: call to ask")
        case _:
            assert_never(recorded)


def _number(facility: Facility, today: date | None) -> Iterator[str]:
    if facility.phone is None:
        yield _("no number recorded")
    elif facility.verified_on is None:
        yield _("number not verified")
    elif today is not None and not number_fresh(facility.verified_on, today):
        days = (today - facility.verified_on).days
        yield _("number last verified {days} days ago: confirm it").format(days=days)
    else:
        yield _("number verified on {day}").format(day=facility.verified_on.isoformat())
