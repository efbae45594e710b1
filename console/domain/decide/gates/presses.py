"""Two deliberate presses for what acts against a person's will (CONTENT 0.10).

The first, behind the gate and with all its evidence, only readies the act and is written
down; the second has to follow soon, from the same person.
"""

from datetime import datetime, timedelta

from console.domain.decide.gates.here import Here
from console.domain.events import StepReadied
from console.domain.ids import StaffId, StepId
from console.domain.protocol.escalation import Escalation
from console.domain.refused import NeedsSecondPress, Refused

WITHIN = timedelta(seconds=20)
"""How soon the second press has to follow: our own default, for the clinical lead."""


def counts(run: Escalation, step: StepId, answer: str, by: StaffId, at: datetime) -> bool:
    """Whether ``by`` has pressed ``answer`` once, so recently that a second press does it."""
    found = run.readied.get(step)
    fits = found is not None and (found.answer, found.by) == (answer, by)
    return found is not None and fits and at - found.at <= WITHIN


def readied(here: Here) -> bool:
    """Whether the first press of whoever asks still counts."""
    asked, answer = here.asked, here.answer
    if answer is None:
        return False
    return counts(here.run, here.step.id, answer.key, asked.by, asked.at)


def ready(here: Here) -> tuple[StepReadied, ...]:
    """Return the first press as it is written down; nothing where it counts already."""
    if here.answer is None or readied(here):
        return ()
    where = here.case.id, here.run.id, here.step.id, here.step.text
    return (StepReadied(*where, here.answer.key),)


def first(here: Here, *, again: bool) -> bool:
    """Whether this is only the first press of an act that takes two.

    Args:
        here: the step, with the answer that is given.
        again: whether it was meant as the second press.

    Raises:
        Refused: it was meant as the second, and there is no first that still counts.
    """
    if here.answer is None or not here.answer.deliberate:
        return False
    if again and not readied(here):
        raise Refused(NeedsSecondPress(here.step.id))
    return not again
