"""The one place where a command becomes events or is refused."""

from console.domain.board import Board
from console.domain.care.limits import Limits
from console.domain.commands import (
    AnswerCall,
    AnswerHelp,
    AskForHelp,
    CloseCase,
    Command,
    ConfirmLocation,
    DoStep,
    EndCall,
    IdentifyClient,
    MergeCases,
    RankCase,
    ReceiveContact,
    RecordDisclosure,
    ReleaseCase,
    SetTier,
    SkipStep,
    SplitContact,
    StartEscalation,
    StateLocation,
    TakeCase,
    TryFollowUp,
    UndoStep,
    UsePlanPart,
    WatchClocks,
    WriteNote,
)
from console.domain.decide import cases, centre, clocks, contacts, runs
from console.domain.events import Event
from console.domain.happened import Asked

_DEFAULT = Limits()


def decide(
    board: Board, command: Command, asked: Asked, limits: Limits = _DEFAULT
) -> tuple[Event, ...]:
    """Return what happens when ``command`` is given to a centre in state ``board``.

    An empty tuple means that there is nothing to do: the asked-for state holds
    already, so asking twice is harmless.

    Raises:
        Refused: the rules do not allow it.
    """
    match command:
        case WatchClocks():
            return clocks.decide(board, asked, limits)
        case (
            ReceiveContact()
            | AnswerCall()
            | EndCall()
            | IdentifyClient()
            | MergeCases()
            | SplitContact()
        ):
            return contacts.decide(board, command, asked, limits)
        case (
            TakeCase()
            | ReleaseCase()
            | RankCase()
            | SetTier()
            | StateLocation()
            | ConfirmLocation()
            | WriteNote()
            | UsePlanPart()
            | AskForHelp()
            | AnswerHelp()
            | RecordDisclosure()
            | CloseCase()
            | TryFollowUp()
        ):
            return cases.decide(board, command, asked)
        case StartEscalation() | DoStep() | SkipStep() | UndoStep():
            return runs.decide(board, command, asked)
        case _:
            return centre.decide(board, command, asked)
