"""What comes after a try: the next one, and once enough were made, whom else to ask.

The tries of a missed session are those of P19: three on one day for moderate and above,
three in three days for low.  After that the circle is asked, and the lead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.domain.care.after.rules import AfterRules
from console.domain.care.case import Case, reached
from console.domain.care.contact import ContactKind
from console.domain.care.followup import ENDS, Try
from console.domain.tier import Tier


class Then(StrEnum):
    """What is done next for somebody who was not reached."""

    TRY = "try"
    CIRCLE = "circle"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class NextTry:
    """What is due, and when.

    Attributes:
        made: how many tries in a row did not reach them.
        wanted: how many are made before the next thing is done.
    """

    due: datetime
    then: Then
    made: int
    wanted: int


def unreached(log: Sequence[Try]) -> int:
    """Return how many of the last tries, in a row, did not reach the person themselves."""
    made = 0
    for one in reversed(log):
        if one.outcome in ENDS:
            break
        made += 1
    return made


def after(log: Sequence[Try], tier: Tier, rules: AfterRules, *, circle: bool) -> NextTry:
    """Return what is due after the tries in ``log``, which is not empty.

    Args:
        log: every try, oldest first.
        tier: how high they were when last seen.
        rules: how often, and how soon again.
        circle: whether somebody of the circle may be told.
    """
    rule, made, last = rules.trying(tier), unreached(log), log[-1].at
    if made < rule.tries:
        return NextTry(last + rule.again, Then.TRY, made, rule.tries)
    first = circle and made == rule.tries
    return NextTry(last + rule.then, Then.CIRCLE if first else Then.LEAD, made, rule.tries)


def missed_session(case: Case) -> datetime | None:
    """Return since when somebody who did not come to a session is to be reached.

    ``None`` when they missed none, or were heard from, or spoken with, since.
    """
    missed = [c for c in case.contacts if c.kind is ContactKind.MISSED_SESSION]
    if not missed:
        return None
    last = missed[-1]
    back = any(c.entry > last.entry and reached(c) for c in case.contacts)
    spoken = any(one.outcome in ENDS and one.at >= last.arrived for one in case.tries)
    return None if back or spoken else last.arrived


def untried(case: Case, rules: AfterRules) -> int:
    """Return how many tries a missed session still asks for before anybody is given up."""
    since = missed_session(case)
    if since is None:
        return 0
    made = sum(one.at >= since for one in case.tries)
    return max(0, rules.trying(case.rank).tries - made)


def due_in_case(case: Case, rules: AfterRules, *, circle: bool) -> NextTry | None:
    """Return the try that a missed session asks for in an open case, if one is owed."""
    since = missed_session(case)
    if since is None:
        return None
    log = [one for one in case.tries if one.at >= since]
    if not log:
        return NextTry(since, Then.TRY, 0, rules.trying(case.rank).tries)
    return after(log, case.rank, rules, circle=circle)
