"""Reading a landing out of what was answered, and saying what it still lacks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from console.domain.care.case import Case, Ending, Landing, NoNext, PlanLook
from console.domain.errors import LandingPart
from console.domain.ids import EscalationId
from console.domain.private import Private
from console.domain.protocol.escalation import open_required
from console.domain.protocol.protocol import Kind, Protocol
from console.domain.tier import Tier

E = TypeVar("E", bound=StrEnum)

SENT = frozenset(
    {
        Ending.MOBILE_CRISIS,
        Ending.EMS_MEDICAL,
        Ending.ACTIVE_RESCUE_CONSENTED,
        Ending.ACTIVE_RESCUE_INVOLUNTARY,
        Ending.POLICE_WELFARE_CHECK,
    }
)
"""Endings in which somebody was sent to the person, and must have reached them."""

WITH_SOMEBODY = SENT | {
    Ending.VOLUNTARY_ED,
    Ending.VOLUNTARY_CRISIS_CENTRE,
    Ending.CLINICIAN_TOOK_OVER,
    Ending.HANDOFF_988,
    Ending.HANDOFF_OTHER,
    Ending.SUPPORT_PERSON_TOOK_OVER,
}
"""Endings in which somebody else has the person now, and must be named."""

DIALLED, SEEN, END_REASON = "psap.dialled_at", "responder.contact_at", "tier.end_reason"


def was_dispatched(case: Case) -> bool:
    """Whether a 911 centre was called in this case."""
    return DIALLED in case.answers or _code(case, "psap.call") == "already"


def searched_for(landing: Landing) -> bool:
    """Whether the landing says that the person was never reached, and who looks for them.

    Only a lead may end a case so while responders are out.
    """
    return landing.ending is Ending.UNREACHED_CLOSED and landing.who_has_them is not None


def lacks(case: Case, landing: Landing, *, now: datetime | None = None) -> tuple[LandingPart, ...]:
    """Return what keeps ``landing`` from being a landing; "dispatched" alone never is one.

    Args:
        case: the case to be closed.
        landing: how it is said to have ended.
        now: to see that the next contact is still to come, if given.
    """
    missing = []
    if case.ringing:
        missing.append(LandingPart.RINGING)
    if case.tier is None:
        missing.append(LandingPart.TIER_SET)
    if not _responders(case, landing):
        missing.append(LandingPart.RESPONDERS)
    named = landing.ending in WITH_SOMEBODY or landing.tier_at_end is Tier.IMMINENT
    if named and landing.who_has_them is None:
        missing.append(LandingPart.WHO_HAS_THEM)
    if not _next(landing, now):
        missing.append(LandingPart.NEXT_CONTACT)
    if case.tier is not None and landing.tier_at_end < case.rank and END_REASON not in case.answers:
        missing.append(LandingPart.LOWER_REASON)
    return tuple(missing)


def _responders(case: Case, landing: Landing) -> bool:
    """Whether everybody who was sent is known to have reached the person (P05 d1, P24 b5)."""
    if was_dispatched(case):
        return landing.responders_confirmed is True and SEEN in case.answers
    return landing.ending not in SENT or landing.responders_confirmed is True


def _next(landing: Landing, now: datetime | None) -> bool:
    """Whether the next contact is agreed, or there is a reason why none is."""
    if landing.next_contact is not None:
        return now is None or landing.next_contact > now
    if landing.no_next is NoNext.NO_RISK:
        return landing.tier_at_end is Tier.LOW
    return landing.no_next is not None


def open_clocks(case: Case, protocols: Mapping[EscalationId, Protocol]) -> tuple[str, ...]:
    """Return the required gates and timers of running escalations that nobody has settled.

    Args:
        case: the case to be closed.
        protocols: the protocol of each run, by the id of the run.
    """
    return tuple(
        step.text
        for run in case.escalations
        if run.running
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
    sent = was_dispatched(case) or ending in SENT
    return Landing(
        ending,
        Tier[tier.upper()],
        plan,
        (SEEN in case.answers) if sent else None,
        _time(case, "followup.due"),
        _member(case, "followup.none_because", NoNext),
        _who(case),
    )


def _who(case: Case) -> Private[str] | None:
    """Return who has the person now, as it was said last."""
    named = (case.answers.get(field) for field in ("handoff.to", "facility"))
    said = [answer for answer in named if answer is not None and answer.value.text is not None]
    return max(said, key=lambda answer: answer.at).value.text if said else None


def _time(case: Case, field: str) -> datetime | None:
    """Return a time that was written as ISO 8601; without a zone it is UTC."""
    code = _code(case, field)
    try:
        found = datetime.fromisoformat(code) if code else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found is not None else None


def _code(case: Case, field: str) -> str | None:
    found = case.answers.get(field)
    return found.value.code if found is not None else None


def _member(case: Case, field: str, of: type[E]) -> E | None:
    code = _code(case, field)
    return next((member for member in of if member == code), None)
