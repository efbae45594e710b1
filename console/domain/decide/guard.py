"""The questions that come before every rule: does it exist, and may this person do it."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.errors import NeedsRole, NotOpen, NotSignedIn, NotYours, Refused
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, CaseId
from console.domain.people.staff import Role, Staff

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
