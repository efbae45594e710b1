"""Gate G7: what a case must show before it closes (CONTENT section 2, P32).

Every telling has its record, every telling against a will its override form, and a case that was
high, overridden or skipped in has the hand of a lead, which is their own act and not a name.
"""

from collections.abc import Iterator

from console.domain.board import Board
from console.domain.care.case import Case, Ending
from console.domain.care.disclosure import Basis
from console.domain.care.landing import LandingPart, was_dispatched
from console.domain.decide import guard
from console.domain.decide.gates import after, override, slips
from console.domain.decide.gates.here import Here
from console.domain.decide.gates.telling import FAMILIES
from console.domain.protocol.escalation import Escalation, Outcome, Settled
from console.domain.protocol.protocol import Gate, How, Kind, Step
from console.domain.refused import (
    NeedsCosign,
    NeedsHandOfLead,
    NothingRecorded,
    Refused,
    SomebodyWasTold,
    Untold,
)
from console.domain.tier import Tier

COSIGN, COMPLETE = "sl_cosign", "disclosures_complete"
DIALLED = "psap.dialled_at"
NO_FORM = {
    "accepts_help": frozenset({"yes"}),
    after.ATTEMPT: frozenset({"yes"}),
    "psap.consent": frozenset({"agreed", "emergency"}),
}
"""Answers with which telling for a threat to life is not against a will."""
AGREED = {"accepts_help": frozenset({"yes"}), "psap.consent": frozenset({"agreed"})}
"""Answers by which they agreed to the help that came."""
NOBODY_THERE = frozenset({How.RETURN, How.STAY})


def check(here: Here) -> None:
    """Let nobody say that what is missing is there.

    Raises:
        Refused: says what is missing.
    """
    for value in here.values:
        if value.field == COSIGN:
            cosign(here, value.code or "")
        elif value.field == COMPLETE:
            complete(here, value.code or "")


def cosign(here: Here, said: str) -> None:
    """Let only a lead sign, and nobody wave a signature away that is due."""
    if said == "signed" and not guard.worker(here.board, here.asked).is_(*guard.LEADS):
        raise Refused(NeedsHandOfLead(here.step.id))
    if said == "not_needed" and cosign_is_due(here.board, here.case):
        raise Refused(NeedsCosign(here.step.id))


def complete(here: Here, said: str) -> None:
    """Let the disclosures count as complete only once each telling has its record.

    That the 911 centre had it from others counts where nobody here has called it.
    """
    told, dialled = here.case.duties.told, here.case.answers.get(DIALLED)
    if said == "none_made" and (told or was_dispatched(here.case)):
        raise Refused(SomebodyWasTold())
    if said == "by_others" and (told or dialled is not None):
        raise Refused(SomebodyWasTold())
    missing = untold(here.board, here.case)
    if missing:
        raise Refused(Untold(missing))
    if said == "recorded" and not told:
        raise Refused(NothingRecorded())


def cosign_is_due(board: Board, case: Case) -> bool:
    """Whether the case was high, a will or the law was overstepped, or a required step skipped."""
    if max(case.rank, case.peak) >= Tier.HIGH or override.RATIONALE in case.answers:
        return True
    if slips.happened(case):
        return True
    return any(
        settled.outcome is Outcome.SKIPPED and step is not None and step.required
        for run in case.escalations
        for name, settled in run.settled.items()
        for step in (board.protocol_of(run).step(name),)
    )


def signed(board: Board, case: Case) -> bool:
    """Whether a lead has signed with their own hand, where that is due and a list asks for it."""
    asks = any(
        field.id == COSIGN
        for found in board.closing
        for step in found.steps
        for field in step.fields
    )
    if not asks or not cosign_is_due(board, case):
        return True
    hand = case.answers.get(COSIGN)
    person = board.staff.get(hand.by) if hand is not None else None
    by_lead = person is not None and bool(person.roles & {*guard.LEADS})
    return hand is not None and hand.value.code == "signed" and by_lead


def lacks(board: Board, case: Case, ending: Ending) -> tuple[LandingPart, ...]:
    """Return what gate G7 still misses before the case may close with ``ending``."""
    missing = {
        LandingPart.UNTOLD: bool(untold(board, case)),
        LandingPart.FORM: without_form(board, case, ending),
        LandingPart.COSIGN: not signed(board, case),
    }
    return tuple(part for part, so in missing.items() if so)


def untold(board: Board, case: Case) -> tuple[str, ...]:
    """Return the lists in which somebody was told and no record says so, by their titles."""
    return tuple(
        dict.fromkeys(
            board.protocol_of(run).title for run in case.escalations if _untold(board, case, run)
        )
    )


def without_form(board: Board, case: Case, ending: Ending) -> bool:
    """Whether somebody was told, or sent, against a will without the override form.

    An attempt, over by now or not, needs no form, nor does help that they agreed to (S11); but
    a rescue that is said to be without consent is not one that they agreed to.
    """
    against = ending is Ending.ACTIVE_RESCUE_INVOLUNTARY
    threat = any(told.basis == Basis.THREAT_512J for told in case.duties.told)
    said = ((name, case.answers.get(name)) for name in NO_FORM)
    yes = {name: found.value.code for name, found in said if found is not None}
    free = any(
        code in NO_FORM[name] and not (against and code in AGREED.get(name, ()))
        for name, code in yes.items()
    )
    return (threat or against) and not (free or override.done(board, case))


def _untold(board: Board, case: Case, run: Escalation) -> bool:
    if slips.unrecorded(case, run):
        return True
    records = [told for told in case.duties.told if told.basis != Basis.NONE]
    by_hand = (told for told in records if told.run is None and told.entry > run.entry)
    if next(by_hand, None) or any(told.run == run.id for told in records):
        return False
    return any(True for _step in _telling(board, case, run))


def _telling(board: Board, case: Case, run: Escalation) -> Iterator[Step]:
    """Yield the steps of ``run`` in which somebody outside was told something."""
    for step in board.protocol_of(run).steps:
        settled = run.settled.get(step.id)
        if settled is None or settled.outcome is not Outcome.DONE or _nobody(step, settled):
            continue
        hands_over = step.kind is Kind.HANDOFF
        filtered = Gate.G4 in step.gates and Gate.G3 not in step.gates
        dialled = any(field.id == DIALLED for field in step.fields)
        if dialled or ((hands_over or filtered) and _named(case, run, step)):
            yield step


def _named(case: Case, run: Escalation, step: Step) -> bool:
    """Whether somebody was told: where a step may also tell nobody, whom it names says so."""
    open_ended = any(field.id.endswith(".basis") and not field.required for field in step.fields)
    if not open_ended:
        return True
    asked = {family.who for family in FAMILIES} & {field.id for field in step.fields}
    known = (case.answers.get(name) for name in asked)
    return any(found is not None and found.entry >= run.entry for found in known)


def _nobody(step: Step, settled: Settled) -> bool:
    """Whether the answer says that nobody was told: it turns back, or the gate is not its own."""
    answer = step.answer(settled.answer) if settled.answer is not None else None
    if answer is None:
        return False
    elsewhere = any(Gate.G4 in other.gates for other in step.answers)
    return answer.how in NOBODY_THERE or (elsewhere and Gate.G4 not in answer.gates)
