"""The one place where a command becomes events or is refused."""

from console.domain.board import Board
from console.domain.care.limits import Limits
from console.domain.commands import (
    AfterCommand,
    CaseCommand,
    Command,
    ContactCommand,
    FollowUpCommand,
    InstrumentCommand,
    PeopleCommand,
    RunCommand,
    WatchClocks,
    WriteLookBack,
)
from console.domain.decide import cases, centre, clocks, contacts, instruments, people, runs
from console.domain.decide.after import begun, followups, look_back
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
    if isinstance(command, WatchClocks):
        return clocks.decide(board, asked, limits)
    if isinstance(command, ContactCommand):
        return contacts.decide(board, command, asked, limits)
    if isinstance(command, CaseCommand):
        return cases.decide(board, command, asked, limits.after)
    if isinstance(command, FollowUpCommand):
        return followups.decide(board, command, asked, limits.after)
    if isinstance(command, WriteLookBack):
        return look_back.decide(board, command, asked)
    if isinstance(command, AfterCommand):
        return begun.decide(board, command, asked, limits.after)
    if isinstance(command, PeopleCommand):
        return people.decide(board, command, asked)
    if isinstance(command, InstrumentCommand):
        return instruments.decide(board, command, asked)
    if isinstance(command, RunCommand):
        done = runs.decide(board, command, asked)
        return (*done, *followups.concerns(board, done, asked))
    return centre.decide(board, command, asked)
