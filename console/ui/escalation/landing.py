"""Closing a case: what the closing list still lacks, by name."""

from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.protocol.protocol import Protocol
from console.ui.escalation.runs import CLOSING

NEEDED = ("disposition", "tier.end", "plan.looked_at")
"""The fields without which no landing can be made at all; the rest, ``landing.lacks`` names."""


def open_fields(board: Board, case: Case) -> tuple[str, ...]:
    """Return the labels of the fields that a landing is made of and that are not answered yet."""
    protocol = board.usable(CLOSING)
    missing = [name for name in NEEDED if name not in case.answers]
    return tuple(field_label(protocol, name) for name in missing)


def field_label(protocol: Protocol | None, name: str) -> str:
    """Return what a field is called in ``protocol``; its id where it is not in it."""
    steps = protocol.steps if protocol is not None else ()
    found = (field.label for step in steps for field in step.fields if field.id == name)
    return next(found, name)


def not_yet(board: Board, case: Case) -> str:
    """Return the sentence that says what the closing list still lacks."""
    named = ", ".join(open_fields(board, case))
    return _("Not landed yet. The closing list still needs: {fields}.").format(fields=named)
