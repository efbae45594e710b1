"""A look back after a hard case: planned, happened, why, keep, change (CONTENT, P33 and section 7).

It looks at the work and not at whose fault it was (S60), and outlives the case: a case lands
within hours, and there are days for looking back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from console.domain.care.case import Case, Ending
from console.domain.ids import CaseId, ClientId
from console.domain.protocol.protocol import Protocol
from console.domain.tier import Tier

HAPPENED: Final = "aar.happened"
"""The field that says what happened; once it is answered in the case, nothing more is owed."""

ASKS: Final = ("review.opened", "override.rationale", "attempt_in_progress")
"""Fields by which a look back is owed: somebody asked for it, an override, an attempt."""
NOTHING: Final = frozenset({"", "no", "unknown"})


@dataclass(frozen=True, slots=True)
class LookBack:
    """That a case is to be looked back at.

    Attributes:
        number: what people call the case.
        tier: at its end.
        due: aware.
    """

    case: CaseId
    number: int
    client: ClientId | None
    tier: Tier
    due: datetime


def is_owed(case: Case, ending: Ending, begun: Collection[Protocol]) -> bool:
    """Whether somebody has yet to look back at ``case`` when it lands.

    Args:
        case: the case.
        ending: how it ends.
        begun: the list of every run in it.
    """
    done = case.answers.get(HAPPENED)
    if done is not None and done.value.shown.strip():
        return False
    asked = (case.answers.get(name) for name in ASKS)
    said = any(found is not None and found.value.shown.strip() not in NOTHING for found in asked)
    listed = any(
        field.id == HAPPENED for list_ in begun for step in list_.steps for field in step.fields
    )
    return said or listed or ending is Ending.ACTIVE_RESCUE_INVOLUNTARY
