"""The hand of the acted lead: they co-sign when they were asked to, and everything else is done."""

from console.desk.fresh import fresh_run
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import DoStep
from console.domain.decide.gates.closing import COSIGN


def cosign(board: Board, case: Case) -> DoStep | None:
    """Return the co-sign that ``case`` waits for, and for nothing else; nothing otherwise."""
    for run in case.escalations:
        steps = board.protocol_of(run).steps
        left = [step for step in steps if step.id not in run.settled] if run.running else []
        if len(left) == 1 and any(field.id == COSIGN for field in left[0].fields):
            return DoStep(case.id, run.id, left[0].id, fresh_run(), "signed")
    return None
