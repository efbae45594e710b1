"""A case as it stood when it was closed, for a hand-off that is made afterwards."""

from collections.abc import Iterable
from dataclasses import replace

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.events import CaseClosed, FollowUpBegun, FollowUpEnded, FollowUpTried
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId

AFTERWARDS = FollowUpTried | FollowUpBegun | FollowUpEnded


def standing(board: Board, case: CaseId, happened: Iterable[Happened]) -> tuple[Board, Case] | None:
    """Return ``case`` and the board that it stands on: with the record of the client as of now.

    Args:
        board: as it is now.
        case: which case, open or closed.
        happened: every entry of it and of the cases that were joined with it, in order.
    """
    if case in board.cases:
        return board, board.cases[case]
    then = replace(board, cases={})
    for one in happened:
        if isinstance(one.event, CaseClosed) and one.event.case == case:
            break
        if not isinstance(one.event, AFTERWARDS | CaseClosed):
            then = evolve(then, one)
    found = then.cases.get(case)
    return (then, found) if found is not None else None
