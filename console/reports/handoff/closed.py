"""A case as it stood when it was closed, for a hand-off that is made afterwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.events import (
    CaseClosed,
    CasesMerged,
    ContactSplit,
    FollowUpBegun,
    FollowUpEnded,
    FollowUpTried,
)
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import CaseId

AFTERWARDS = FollowUpTried | FollowUpBegun | FollowUpEnded

OfCase = Callable[[CaseId], Iterable[Happened]]
"""Gives every entry of a case and of the cases that were joined with it, in order."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, and the board that it stands on: with the record of the client as of now.

    Attributes:
        ended: when it was closed; ``None`` while it is open.
    """

    board: Board
    case: Case
    ended: datetime | None = None


def standing(board: Board, case: CaseId, of_case: OfCase) -> Standing | None:
    """Return how ``case`` stands, or stood at its end; ``None`` where there is none.

    A case that was joined with another is that other one.
    """
    if case in board.cases:
        return Standing(board, board.cases[case])
    then, ended = replace(board, cases={}), None
    for one in _thread(case, of_case):
        event = one.event
        if isinstance(event, CasesMerged) and event.gone == case:
            return standing(board, event.into, of_case)
        if isinstance(event, CaseClosed) and event.case == case:
            ended = one.at
            break
        if not isinstance(event, AFTERWARDS | CaseClosed):
            then = evolve(then, one)
    found = then.cases.get(case)
    return Standing(then, found, ended) if found is not None else None


def _thread(case: CaseId, of_case: OfCase) -> tuple[Happened, ...]:
    """Return all that made ``case``: with what came before of a case that it was taken out of."""
    found = {one.seq: one for one in of_case(case)}
    for one in tuple(found.values()):
        event = one.event
        if isinstance(event, ContactSplit) and event.into == case:
            found |= {
                other.seq: other for other in _thread(event.case, of_case) if other.seq < one.seq
            }
    return tuple(found[seq] for seq in sorted(found))
