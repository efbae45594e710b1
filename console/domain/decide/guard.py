"""The questions that come before every rule: does it exist, and may this person do it."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.domain.refused import (
    NeedsRole,
    NoSuchClient,
    NotOpen,
    NotSignedIn,
    NotWithThem,
    NotYours,
    Refused,
)

LEADS = (Role.SHIFT_LEAD, Role.CLINICIAN_ON_CALL, Role.CLINICAL_LEAD)
"""Who may act in a case that somebody else owns."""


def worker(board: Board, asked: Asked) -> Staff:
    """Return the member of staff who asks."""
    found = board.staff.get(asked.by)
    if found is None or found.disabled:
        raise Refused(NotSignedIn())
    return found


def one_of(board: Board, asked: Asked, *roles: Role) -> None:
    """Let only staff with one of ``roles`` pass, and the system itself."""
    if asked.by == SYSTEM:
        return
    if not worker(board, asked).is_(*roles):
        raise Refused(NeedsRole(roles))


def open_case(board: Board, case: CaseId) -> Case:
    """Return an open case."""
    found = board.cases.get(case)
    if found is None:
        raise Refused(NotOpen())
    return found


def my_case(board: Board, case: CaseId, asked: Asked) -> Case:
    """Return an open case that whoever asks may work on: the owner, or a lead beside them."""
    found = open_case(board, case)
    person = worker(board, asked)
    if found.owner != asked.by and not person.is_(*LEADS):
        raise Refused(NotYours(board.owner(found), taken=found.owner is not None))
    return found


def their_client(board: Board, client: ClientId, asked: Asked) -> Client:
    """Return a client whose record whoever asks may write in.

    The owner of their open case may, and leads and clinicians may without one.
    """
    person = worker(board, asked)
    found = board.clients.get(client)
    if found is None:
        raise Refused(NoSuchClient())
    if person.is_(*LEADS):
        return found
    case = board.open_case_of(client)
    if case is None:
        raise Refused(NotWithThem())
    if case.owner != asked.by:
        raise Refused(NotYours(board.owner(case), taken=case.owner is not None))
    return found
