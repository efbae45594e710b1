"""How the checklists are gone through when nobody plays by hand: what is done at each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from console.domain.protocol.escalation import SkipCode

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """What is done at a step, one time that it is come to.

    Attributes:
        begin: another checklist, which is begun first.
        fields: what is filled in, by the id of its field: a code, words, ``now``, ``in 24 h``.
        answer: the key of the answer that is pressed; with none the step is done as it is.
        skip: why the step is skipped instead, a code.
        na: which of the step's own reasons says that it does not apply.
        says: how the refusal begins that has to come; empty, and none may come.
    """

    begin: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    answer: str | None = None
    skip: str = ""
    na: str = ""
    says: str = ""


NOT_HERE = Move(skip=SkipCode.NOT_APPLICABLE)
"""What is done at a step that does not apply."""

Script: TypeAlias = Mapping[str, Sequence[Move]]
"""By step (``P00.a4``) what is done time after time; the last move counts on."""


def script_of(table: Mapping[str, Mapping[str, Row | Sequence[Row]]]) -> Script:
    """Return what a file says, by checklist and step; see ``moves``."""
    return {
        f"{protocol}.{step}": moves(given)
        for protocol, steps in table.items()
        for step, given in steps.items()
    }


def moves(given: Row | Sequence[Row]) -> tuple[Move, ...]:
    """Return what is done at one step, from a row for each time or from one for all of them.

    In one row ``then`` is the answer when the step comes again, and ``says`` is of the first time.

    Raises:
        TypeError: a row names something that is no part of a move.
    """
    if not isinstance(given, Mapping):
        return tuple(Move(**row) for row in given)
    row = dict(given)
    then = row.pop("then", row.get("answer"))
    first = Move(**row)
    return first, replace(first, answer=then, begin="", says="")
