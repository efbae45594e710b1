"""How the board changes once something has happened.  Nothing is refused here."""

from dataclasses import replace

from console.domain.board import Board
from console.domain.events import (
    AfterEvent,
    CaseEvent,
    CaseIdentified,
    CasesMerged,
    CentreEvent,
    ContactEvent,
    InstrumentEvent,
    PeopleEvent,
    StepDone,
    StepTried,
)
from console.domain.evolve import after, cases, centre, contacts, instruments, people, runs
from console.domain.evolve.attention import turned_to
from console.domain.happened import Happened


def evolve(board: Board, happened: Happened) -> Board:
    """Return the board as it stands once ``happened`` is part of the journal."""
    event, before = happened.event, board
    if isinstance(event, CaseEvent):
        board = cases.evolve(board, happened, event)
    elif isinstance(event, ContactEvent):
        board = contacts.evolve(board, happened, event)
        if isinstance(event, CasesMerged):
            board = after.joined(board, event)
        elif isinstance(event, CaseIdentified):
            board = after.identified(board, event, before.cases[event.case].client)
    elif isinstance(event, PeopleEvent):
        board = people.evolve(board, happened, event)
    elif isinstance(event, CentreEvent):
        board = centre.evolve(board, happened, event)
    elif isinstance(event, InstrumentEvent):
        board = instruments.evolve(board, happened, event)
    elif isinstance(event, AfterEvent):
        board = after.evolve(board, happened, event)
    else:
        board = runs.evolve(board, happened, event)
        if isinstance(event, StepDone | StepTried):
            board = after.noted(board, happened, event)
    return replace(turned_to(before, board, happened), seq=happened.seq)
