"""The acted lead of a practice: leads the shift from another desk, and comes when called."""

from datetime import datetime

from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import AnswerHelp, DoStep, SignIn
from console.domain.decide.gates.closing import COSIGN
from console.domain.ids import CaseId, StaffId


class ActedLead:
    """Somebody who leads, played by the program."""

    def __init__(self, desk: Desk, who: StaffId) -> None:
        """Sit at ``desk``, a desk of the practice store that nobody else uses, as ``who``."""
        self._desk, self._who = desk, who

    def come_in(self) -> None:
        """Lead the shift, before anybody calls."""
        self._desk.do(SignIn(leads=True), self._who)

    def calls(self) -> dict[CaseId, datetime]:
        """Return the cases that wait for the lead, and since when; as far as the desk has read."""
        return {
            case.id: case.help_asked_at
            for case in self._desk.board.cases.values()
            if case.help_asked_at is not None and case.help_answered_by is None
        }

    def come_to(self, case: CaseId) -> None:
        """Come to ``case``, and co-sign where that alone is left to do.

        Raises:
            Refused: somebody else came first.
        """
        self._desk.do(AnswerHelp(case), self._who)
        hand = cosign(self._desk.board, self._desk.board.cases[case])
        if hand is not None:
            self._desk.do(hand, self._who)

    def come(self) -> int:
        """Read the journal and come to every call; return the number of the last entry then.

        Raises:
            Refused: somebody else came first.
        """
        self._desk.catch_up()
        for case in self.calls():
            self.come_to(case)
        return self._desk.head[0]


def cosign(board: Board, case: Case) -> DoStep | None:
    """Return the co-sign that ``case`` waits for, and for nothing else; nothing otherwise."""
    for run in case.escalations:
        steps = board.protocol_of(run).steps
        left = [step for step in steps if step.id not in run.settled] if run.running else []
        if len(left) == 1 and any(field.id == COSIGN for field in left[0].fields):
            return DoStep(case.id, run.id, left[0].id, fresh_run(), "signed")
    return None
