"""What is said of a facility beside its name: why it is shown, and what is not known of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import Final, assert_never

from console.domain.place.facility import Facility, FacilityKind

NUMBER_OLD_AFTER: Final = timedelta(days=90)  # PRODUCT.md, capability 8 and FIELD-NOTES, Places
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
    """Yield what speaks for the facility, ``km`` away, and every gap in what is known of it."""
    if facility.error_m:
        yield from _where(facility.error_m / METRES_A_KM, km)
    if facility.invented:
        yield _("invented for practice")
    if facility.kind is FacilityKind.HOSPITAL:
        yield _emergency(facility.emergency)
    if facility.psychiatric:
        yield _("psychiatric care recorded")
    elif need is Need.PSYCHIATRIC:
        yield _("psychiatric care not recorded")
    if facility.paediatric:
        yield _("children's hospital recorded")
    elif need is Need.PAEDIATRIC:
        yield _("care for children not recorded")
    yield from _number(facility, today)
    yield _("data of {vintage}").format(vintage=facility.vintage or _("unknown date"))


def doubt(facility: Facility, km: float) -> str:
    """Return, for a short list, how unsure the place of a facility ``km`` away is, if it is."""
    error_m = facility.error_m or 0
    if error_m >= UNCERTAIN_M:
        return _("place uncertain: call to ask")
    return _reach(error_m / METRES_A_KM, km) if error_m > km * METRES_A_KM else ""


def passed_over(nearer: int) -> str:
    """Return how many nearer facilities do not say whether they meet the need."""
    return ngettext(
        "{n} nearer place does not say whether it has this",
        "{n} nearer places do not say whether they have this",
        nearer,
    ).format(n=nearer)


def _where(error_km: float, km: float) -> Iterator[str]:
    """Yield how far the door may be from where the facility is shown."""
    if error_km * METRES_A_KM >= UNCERTAIN_M:
        far = _("place uncertain, up to about {km} km off: call to ask")
    else:
        far = _("shown at the middle of its ZIP code or town, up to about {km} km off")
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
    elif today is not None and today - facility.verified_on > NUMBER_OLD_AFTER:
        days = (today - facility.verified_on).days
        yield _("number last verified {days} days ago: confirm it").format(days=days)
    else:
        yield _("number verified on {day}").format(day=facility.verified_on.isoformat())
