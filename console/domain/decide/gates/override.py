"""Gate G3: the override form of 45 CFR 164.512(j), checked as a whole (CONTENT section 2; S18)."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.protocol.escalation import Outcome, Settled
from console.domain.protocol.protocol import Gate, How, Step

TICKS = ("override.serious", "override.imminent", "override.necessary", "override.able")
RATIONALE, FACTS = "override.rationale", "override.facts"


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
    ) and all(_said(case, field) for field in (*TICKS, RATIONALE, FACTS))


def _turned_back(step: Step, settled: Settled) -> bool:
    """Whether the answer went on with consent instead."""
    answer = step.answer(settled.answer) if settled.answer is not None else None
    return answer is not None and answer.how not in {How.NEXT, How.STEP, How.REPLACE}


def _said(case: Case, field: str) -> bool:
    found = case.answers.get(field)
    return found is not None and bool(found.value.shown.strip())
