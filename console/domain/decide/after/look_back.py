"""Looking back at a hard case: a lead writes down what it taught."""

from console.domain.board import Board
from console.domain.commands import WriteLookBack
from console.domain.decide import guard
from console.domain.events import Event, LookBackWritten
from console.domain.happened import Asked
from console.domain.private import is_said
from console.domain.refused import AfterLacks, AfterPart, NeedsRole, Refused


def decide(board: Board, command: WriteLookBack, asked: Asked) -> tuple[Event, ...]:
    """Return that it was written, or refuse; what is not owed was written before.

    Raises:
        Refused: only a lead looks back, and says all five parts.
    """
    if not guard.worker(board, asked).is_(*guard.LEADS):
        raise Refused(NeedsRole(guard.LEADS))
    if command.case not in board.look_backs:
        return ()
    parts = (command.planned, command.happened, command.why, command.keep, command.change)
    if not all(is_said(part) for part in parts):
        raise Refused(AfterLacks(AfterPart.FIVE_PARTS))
    return (LookBackWritten(command.case, *parts, command.supported),)
