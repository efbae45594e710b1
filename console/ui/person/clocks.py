"""What is running against the clock for one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.landing import DIALLED, SEEN
from console.domain.protocol.escalation import due_at
from console.domain.protocol.protocol import Step
from console.ui.person.facts import Said, clock_time
from console.words import labels

MOST = 3


@dataclass(frozen=True, slots=True)
class Running:
    """One clock: the step that it belongs to, and when it runs out."""

    step: Step
    due: datetime


def running(board: Board, case: Case) -> tuple[Running, ...]:
    """Return the clocks of ``case`` that run, the one that runs out first before the others."""
    found = [
        Running(step, due)
        for run in case.escalations
        if run.running
        for step in board.protocol_of(run).steps
        if step.id not in run.settled and (due := due_at(step, run)) is not None
    ]
    return tuple(sorted(found, key=lambda clock: clock.due))


def clocks(board: Board, case: Case, now: datetime) -> Iterator[Said]:
    """Yield what runs, counted down, and how far a dispatch has come."""
    found = running(board, case)
    sent = case.answers.get(DIALLED)
    if sent is not None:
        at = clock_time(sent.at, now)
        if SEEN in case.answers:
            seen = clock_time(case.answers[SEEN].at, now)
            words = _("✓ responders with them {time}").format(time=seen)
            yield Said(words, "value", "well")
        yield Said(_("911 centre called {time}").format(time=at))
        if SEEN not in case.answers:
            yield Said(_("arrival not yet confirmed"), "secondary", "high")
    for clock in found[:MOST]:
        late = now > clock.due
        span = labels.clock(now - clock.due if late else clock.due - now)
        words = _("{step}: late {span}") if late else _("{step}: {span} left")
        yield Said(
            words.format(step=clock.step.text, span=span), "secondary", "high" if late else ""
        )
    if not found and sent is None:
        yield Said(_("Nothing is running"))
