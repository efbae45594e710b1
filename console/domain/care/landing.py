"""Reading a landing out of what was answered, and saying what it still lacks."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from console.domain.care.case import Case, Ending, Landing, NoNext, PlanLook, unheard
from console.domain.ids import EscalationId
from console.domain.private import Private
from console.domain.protocol.escalation import (
    Answered,
    EndedBy,
    Escalation,
    Outcome,
    open_required,
)
from console.domain.protocol.protocol import Kind, Place, Protocol, Step
from console.domain.tier import Tier

E = TypeVar("E", bound=StrEnum)


class LandingPart(StrEnum):
    """What a landing can lack."""

    TIER_SET = "tier_set"
    RESPONDERS = "responders"
    NEXT_CONTACT = "next_contact"
    WHO_HAS_THEM = "who_has_them"
    OPEN_STEPS = "open_steps"
    LOWER_REASON = "lower_reason"
    RINGING = "ringing"
    LOST = "lost"
    UNREAD = "unread"
    CLOSING = "closing"
    CONSULT = "consult"
    NEXT_TOO_LATE = "next_too_late"
    TRIES = "tries"
    UNTOLD = "untold"
    FORM = "form"
    COSIGN = "cosign"


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
CALLED, OUTCOME = "psap.call", "responder.outcome"
INCIDENT, OPERATOR, ETA = "psap.incident", "psap.operator", "psap.eta"
FACTS = (INCIDENT, OPERATOR)


def dispatch(case: Case) -> Answered | None:
    """Return what says that a 911 centre was called, of several calls the newest."""
    dialled, called = case.answers.get(DIALLED), case.answers.get(CALLED)
    found = []
    if dialled is not None and dialled.value.shown.strip():
        found.append(dialled)
    if called is not None and called.value.code == "already":
        found.append(called)
    return max(found, key=lambda answer: answer.entry, default=None)


def was_dispatched(case: Case) -> bool:
    """Whether a 911 centre was called in this case."""
    return dispatch(case) is not None


def of_dispatch(case: Case, field: str) -> Answered | None:
    """Return what was written in ``field`` about the newest dispatch; an older one tells nothing.

    Where nobody was dispatched, whatever stands there is returned.
    """
    found, sent = case.answers.get(field), dispatch(case)
    if found is None or not found.value.shown.strip():
        return None
    return None if sent is not None and found.entry < sent.entry else found


def facts_open(case: Case) -> tuple[str, ...]:
    """Return which facts of our newest call to a 911 centre nobody has written down.

    The incident number, and the name or badge of who took it (PRODUCT, capability 13).  What
    somebody else called in has them too, but not for us.
    """
    sent = dispatch(case)
    if sent is None or sent.value.field != DIALLED:
        return ()
    return tuple(field for field in FACTS if of_dispatch(case, field) is None)


def seen(case: Case) -> Answered | None:
    """Return the time at which whoever was sent last reached the person, once that is known."""
    met, outcome = of_dispatch(case, SEEN), of_dispatch(case, OUTCOME)
    if met is None or outcome is None or outcome.value.code != "not_found":
        return met
    return met if met.entry > outcome.entry else None


def unconfirmed(case: Case) -> Answered | None:
    """Return the newest dispatch while nobody knows that it has reached the person."""
    return dispatch(case) if seen(case) is None else None


def searched_for(landing: Landing) -> bool:
    """Whether the landing says that the person was never reached, and who looks for them.

    Only a lead may end a case so while responders are out.
    """
    return landing.ending is Ending.UNREACHED_CLOSED and _named(landing)


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
    missing += _unread(case)
    if case.duties.consult:
        missing.append(LandingPart.CONSULT)
    if case.tier is None:
        missing.append(LandingPart.TIER_SET)
    if not _responders(case, landing):
        missing.append(LandingPart.RESPONDERS)
    named = landing.ending in WITH_SOMEBODY or landing.tier_at_end is Tier.IMMINENT
    if named and not _named(landing):
        missing.append(LandingPart.WHO_HAS_THEM)
    if not _next(landing, now):
        missing.append(LandingPart.NEXT_CONTACT)
    lower = case.tier is not None and landing.tier_at_end < case.rank
    reason = case.answers.get(END_REASON)
    if lower and (reason is None or not reason.value.shown.strip()):
        missing.append(LandingPart.LOWER_REASON)
    return tuple(missing)


def _unread(case: Case) -> Iterator[LandingPart]:
    """Yield what somebody would be left alone with: a lost call, or words that nobody has read."""
    if case.lost is not None:
        yield LandingPart.LOST
    if any(c not in {case.lost, *case.ringing} for c in unheard(case)):
        yield LandingPart.UNREAD


def _named(landing: Landing) -> bool:
    """Whether somebody is named who has the person now."""
    who = landing.who_has_them
    return who is not None and (who.value is None or bool(who.value.strip()))


def _responders(case: Case, landing: Landing) -> bool:
    """Whether everybody who was sent is known to have reached the person (P05 d1, P24 b5)."""
    if was_dispatched(case):
        return landing.responders_confirmed is True and seen(case) is not None
    return landing.ending not in SENT or landing.responders_confirmed is True


def _next(landing: Landing, now: datetime | None) -> bool:
    """Whether the next contact is agreed, or there is a reason why none is."""
    if landing.next_contact is not None:
        return now is None or landing.next_contact > now
    if landing.no_next is NoNext.NO_RISK:
        return landing.tier_at_end is Tier.LOW
    return landing.no_next is not None


def open_clocks(
    case: Case, protocols: Mapping[EscalationId, Protocol], *, searching: bool = False
) -> tuple[str, ...]:
    """Return the required gates and timers of running escalations that nobody has settled.

    In a call to a 911 centre that was dialled, every timer counts, opened or not.

    Args:
        case: the case to be closed.
        protocols: the protocol of each run, by the id of the run.
        searching: a lead ends a search that found nobody: no arrival is waited for.
    """
    return tuple(
        step.text
        for run in case.escalations
        if run.running
        for step in open_required(protocols[run.id], run)
        if _holds_open(step, run, _dialled(protocols[run.id], run), searching=searching)
    )


def _holds_open(step: Step, run: Escalation, dialled: bool, *, searching: bool) -> bool:
    """Whether ``step`` keeps the case open; ``dialled``: a 911 centre was called in its run."""
    if step.kind is Kind.TIMER:
        arrival = dialled or any(field.id == SEEN for field in step.fields)
        return not (searching and arrival) and (dialled or step.id in run.opened)
    return step.id in run.opened and (bool(step.gates) or step.kind is Kind.GATE)


def _dialled(protocol: Protocol, run: Escalation) -> bool:
    return any(
        step.id in run.settled and run.settled[step.id].outcome is Outcome.DONE
        for step in protocol.steps
        if any(field.id == DIALLED for field in step.fields)
    )


def closing_list(case: Case, protocols: Mapping[EscalationId, Protocol]) -> Escalation | None:
    """Return the closing list of the case: one that runs, or was the last list to be completed.

    One that a new main list has ended, or that came before it, is no closing list any more.

    Args:
        case: the case to be closed.
        protocols: the protocol of each run, by the id of the run.
    """
    over = {EndedBy.REPLACED, EndedBy.LEFT}
    newest = None
    for run in sorted(case.escalations, key=lambda run: run.entry):
        place = protocols[run.id].place
        if place is Place.CLOSING:
            newest = None if run.ended in over else run
        elif place in {Place.START, Place.MAIN} and not run.overlay:
            newest = newest if newest is not None and newest.running else None
    return newest


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
        (seen(case) is not None) if sent else None,
        _time(case, "followup.due"),
        _member(case, "followup.none_because", NoNext),
        _who(case),
    )


def _who(case: Case) -> Private[str] | None:
    """Return who has the person now, as it was said last."""
    named = (case.answers.get(field) for field in ("handoff.to", "facility"))
    said = [
        answer
        for answer in named
        if answer is not None and answer.value.text is not None and answer.value.shown.strip()
    ]
    return max(said, key=lambda answer: answer.entry).value.text if said else None


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
