"""Reading a landing out of what was answered, and saying what it still lacks."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from console.domain.care.case import Case, Ending, Landing, NoNext, PlanLook
from console.domain.errors import LandingPart
from console.domain.ids import EscalationId
from console.domain.protocol.escalation import open_required
from console.domain.protocol.protocol import Kind, Place, Protocol
from console.domain.tier import Tier

E = TypeVar("E", bound=StrEnum)

WITH_SOMEBODY = frozenset(
    {
        Ending.VOLUNTARY_ED,
        Ending.VOLUNTARY_CRISIS_CENTRE,
        Ending.MOBILE_CRISIS,
        Ending.EMS_MEDICAL,
        Ending.ACTIVE_RESCUE_CONSENTED,
        Ending.ACTIVE_RESCUE_INVOLUNTARY,
        Ending.POLICE_WELFARE_CHECK,
        Ending.CLINICIAN_TOOK_OVER,
        Ending.HANDOFF_988,
        Ending.HANDOFF_OTHER,
        Ending.SUPPORT_PERSON_TOOK_OVER,
    }
)
"""Endings in which somebody else has the person now, and must be named."""


def was_dispatched(case: Case) -> bool:
    """Whether a 911 centre was called in this case."""
    return "psap.dialled_at" in case.answers


def lacks(case: Case, landing: Landing) -> tuple[LandingPart, ...]:
    """Return what keeps ``landing`` from being a landing; "dispatched" alone never is one."""
    missing = []
    if case.tier is None:
        missing.append(LandingPart.TIER_SET)
    if was_dispatched(case) and landing.responders_confirmed is not True:
        missing.append(LandingPart.RESPONDERS)
    if landing.ending in WITH_SOMEBODY and landing.who_has_them is None:
        missing.append(LandingPart.WHO_HAS_THEM)
    if landing.next_contact is None and landing.no_next is None:
        missing.append(LandingPart.NEXT_CONTACT)
    return tuple(missing)


def open_clocks(case: Case, protocols: Mapping[EscalationId, Protocol]) -> tuple[str, ...]:
    """Return the required gates and timers of running escalations that nobody has settled.

    Args:
        case: the case to be closed.
        protocols: the protocol of each run, by the id of the run.
    """
    return tuple(
        step.text
        for run in case.escalations
        if run.running and protocols[run.id].place is not Place.CLOSING
        for step in open_required(protocols[run.id], run)
        if (step.gates or step.kind in {Kind.GATE, Kind.TIMER}) and step.id in run.opened
    )


def drafted(case: Case) -> Landing | None:
    """Return the landing that the answers of the closing protocol make, once there is enough.

    What it lacks beyond that is for ``lacks`` to say.
    """
    ending = _member(case, "disposition", Ending)
    plan = _member(case, "plan.looked_at", PlanLook)
    tier = _code(case, "tier.end")
    if ending is None or plan is None or tier is None or tier.upper() not in Tier.__members__:
        return None
    when = _code(case, "followup.due")
    seen = case.answers.get("responder.contact_at")
    who = case.answers.get("handoff.to") or case.answers.get("facility")
    return Landing(
        ending,
        Tier[tier.upper()],
        plan,
        (seen is not None) if was_dispatched(case) else None,
        datetime.fromisoformat(when) if when else None,
        _member(case, "followup.none_because", NoNext),
        who.value.text if who is not None else None,
    )


def _code(case: Case, field: str) -> str | None:
    found = case.answers.get(field)
    return found.value.code if found is not None else None


def _member(case: Case, field: str, of: type[E]) -> E | None:
    code = _code(case, field)
    return next((member for member in of if member == code), None)
