"""A case as it stood when it was closed, for a hand-off that is made afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.events import CaseClosed, FollowUpBegun, FollowUpEnded, FollowUpTried
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId

AFTERWARDS = FollowUpTried | FollowUpBegun | FollowUpEnded


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, and the board that it stands on: with the record of the client as of now.

    Attributes:
        ended: when it was closed; ``None`` while it is open.
    """

    board: Board
    case: Case
    ended: datetime | None = None


def standing(board: Board, case: CaseId, happened: Iterable[Happened]) -> Standing | None:
    """Return how ``case`` stands, or stood at its end; ``None`` where there is none.

    Args:
        board: as it is now.
        case: which case, open or closed.
        happened: every entry of it and of the cases that were joined with it, in order.
    """
    if case in board.cases:
        return Standing(board, board.cases[case])
    then, ended = replace(board, cases={}), None
    for one in happened:
        if isinstance(one.event, CaseClosed) and one.event.case == case:
            ended = one.at
            break
        if not isinstance(one.event, AFTERWARDS | CaseClosed):
            then = evolve(then, one)
    found = then.cases.get(case)
    return Standing(then, found, ended) if found is not None else None
