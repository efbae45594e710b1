"""Gate G3: the override form of 45 CFR 164.512(j), checked as a whole (CONTENT section 2; S18)."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.decide.gates.after import excused
from console.domain.decide.gates.here import Here
from console.domain.protocol.escalation import Outcome, Settled
from console.domain.protocol.protocol import Gate, How, Step
from console.domain.refused import NeedsOverride, NeedsSentence, Refused

TICKS = ("override.serious", "override.imminent", "override.necessary", "override.able")
RATIONALE = "override.rationale"
WORDS = ("override.facts", "override.source", "override.state_law", "override.minimum")
FORM = (*TICKS, RATIONALE, *WORDS)
SENTENCE = 3
"""How many words make a sentence, at the least."""
GOES_ON = frozenset({How.NEXT, How.STEP, How.REPLACE})


def check(here: Here) -> None:
    """Let the form pass only whole, and nothing pass that rests on a form nobody filled in.

    Raises:
        Refused: a part is missing, or the form itself.
    """
    answer = here.answer
    if answer is not None and answer.how not in GOES_ON:
        return
    if Gate.G3 in here.step.gates:
        if not excused(here.case, here.step, answer, here.values, here.asked.at):
            _whole(here)
    elif answer is not None and Gate.G3 in answer.gates and not done(here.board, here.case):
        raise Refused(NeedsOverride())


def _whole(here: Here) -> None:
    given = next((value for value in here.values if value.field == RATIONALE), None)
    known = here.case.answers.get(RATIONALE)
    said = given or (known.value if known is not None else None)
    if said is None or len(said.shown.split()) < SENTENCE:
        raise Refused(NeedsSentence())


def done(board: Board, case: Case) -> bool:
    """Whether the override form of this case is complete, and its gate was passed."""
    return any(
        settled.outcome is Outcome.DONE
        and step is not None
        and Gate.G3 in step.gates
        and not _turned_back(step, settled)
        for run in case.escalations
        for name, settled in run.settled.items()
        for step in (board.protocol_of(run).step(name),)
    ) and all(_said(case, field) for field in FORM)


def _turned_back(step: Step, settled: Settled) -> bool:
    """Whether the answer went on with consent instead."""
    answer = step.answer(settled.answer) if settled.answer is not None else None
    return answer is not None and answer.how not in GOES_ON


def _said(case: Case, field: str) -> bool:
    found = case.answers.get(field)
    return found is not None and bool(found.value.shown.strip())
