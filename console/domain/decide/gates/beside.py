"""Who must stand beside whoever passes a gate (CONTENT, gates G2 and G7)."""

from console.domain.care.case import Case
from console.domain.decide import guard
from console.domain.decide.gates import after, closing, override
from console.domain.decide.gates.here import Here
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Answer, Gate, How, Kind, Step
from console.domain.refused import AdvisedAgainst, NeedsLeadBeside, NeedsTheirYes, Refused

CONSENT, NONE_NEEDED, NATURE = "psap.consent", "emergency", "psap.nature"
NEEDS_CONSENT = frozenset({"imminent", "welfare"})
"""What a 911 centre is told of only with consent or the override form (45 CFR 164.512(j))."""


def check(here: Here) -> None:
    """Let a step be settled only by whom, and with what, its gates ask for.

    Raises:
        Refused: says who or what is missing.
    """
    lead = guard.worker(here.board, here.asked).is_(*guard.LEADS)
    if supervised(here.step, here.answer):
        agreed(here, lead=lead)
    override.check(here)
    closing.check(here)
    medical(here)


def supervised(step: Step, answer: Answer | None) -> bool:
    """Whether gate G2 stands before the step, or before this answer alone.

    To come back with nothing done takes nobody's word.
    """
    if answer is not None and Gate.G2 in answer.gates:
        return True
    returns = answer is not None and answer.how is How.RETURN
    return not returns and step.kind is Kind.GATE and Gate.G2 in step.gates


def agreed(here: Here, *, lead: bool) -> None:
    """Let the gate of the supervisor's decision be passed only with a lead, and their word.

    In an attempt nobody waits for them: the consultation is owed instead.

    Args:
        here: the step.
        lead: whether a lead settles it.

    Raises:
        Refused: no lead has come since the run, or the one that called it, was begun; or
            they advise against it.
    """
    case, step = here.case, here.step
    came = case.help_answered_by is not None and case.help_answered_in >= _since(case, here.run)
    now = here.asked.at
    attempt = after.attempt(case, now, here.values)
    if not came and not lead and not attempt:
        raise Refused(after.unless_old(case, now, NeedsLeadBeside(step.id)))
    given = {value.field: value.code for value in here.values}
    # What was advised before somebody was dying was not advised of this.
    earlier = case.answers.get(after.ADVICE) if not attempt else None
    advice = given.get(after.ADVICE, earlier.value.code if earlier is not None else None)
    if advice == "disagrees":
        raise Refused(AdvisedAgainst(step.id))


def _since(case: Case, run: Escalation) -> int:
    """Return the entry since which a lead has to have come: one decision may take two lists."""
    caller = case.escalation(run.caller) if run.caller is not None else None
    return _since(case, caller) if caller is not None else run.entry


def medical(here: Here) -> None:
    """Let nobody pass an imminent risk off as an emergency that needs neither consent nor form.

    Raises:
        Refused: what the centre is told is an imminent risk, or a welfare check.
    """
    given = {value.field: value.code for value in here.values}
    now = here.asked.at
    if given.get(CONSENT) != NONE_NEEDED or after.attempt(here.case, now, here.values):
        return
    earlier = here.case.answers.get(NATURE)
    nature = given.get(NATURE, earlier.value.code if earlier is not None else None)
    if nature in NEEDS_CONSENT:
        raise Refused(after.unless_old(here.case, now, NeedsTheirYes()))
