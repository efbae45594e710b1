"""What words typed in the command bar may mean here: answers, steps, checklists."""

from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _
from typing import Protocol as Shape

from console.domain.protocol.protocol import Protocol, Step
from console.domain.protocol.view import running
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.escalation.runs import Work, offered
from console.ui.escalation.step.card import StepCard
from console.ui.escalation.step.fields import ChoiceEditor

MOST = 9


class Pane(Shape):
    """The pane, as far as offers need it."""

    card: StepCard

    @property
    def bridge(self) -> Bridge:
        """What the pane asks and tells."""

    def work(self) -> Work | None:
        """Return the run to work on now."""

    def step(self) -> Step | None:
        """Return the step to do now."""

    def take_step(self, step: str) -> None:
        """Do an open step out of turn."""

    def begin(self, protocol: str) -> None:
        """Begin a protocol."""

    def switch(self, run: str) -> None:
        """Work on another run."""


def offers(pane: Pane, text: str) -> Sequence[Offer]:
    """Return what ``text`` may mean, the likeliest first."""
    words = text.casefold().split()
    if not words or pane.bridge.case is None:
        return ()
    found = [*_answers(pane, words), *_steps(pane, words), *_lists(pane, words)]
    return found[:MOST]


def _holds(words: Sequence[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def _answers(pane: Pane, words: Sequence[str]) -> Iterator[Offer]:
    step = pane.step()
    if step is None:
        return
    for answer in step.answers:
        if _holds(words, step.text, answer.label):
            yield Offer(answer.label, step.text, partial(pane.card.choose, answer))
    for made in pane.card.editors:
        if not isinstance(made, ChoiceEditor):
            continue
        for button in made.buttons:
            label = button.accessibleName()
            if _holds(words, label):
                yield Offer(label, _("fill in"), button.click)


def _steps(pane: Pane, words: Sequence[str]) -> Iterator[Offer]:
    work = pane.work()
    if work is None:
        return
    for step in work.protocol.steps:
        open_now = step.id not in work.run.settled
        if open_now and _holds(words, step.text, work.protocol.id):
            yield Offer(step.text, _("go to this step"), partial(pane.take_step, step.id))


def _lists(pane: Pane, words: Sequence[str]) -> Iterator[Offer]:
    case, board = pane.bridge.case, pane.bridge.board
    if case is None:
        return
    for run in running(case, board):
        protocol: Protocol = board.protocol_of(run)
        if _holds(words, protocol.title, protocol.id):
            yield Offer(protocol.title, _("go to this checklist"), partial(pane.switch, run.id))
    for found in offered(board, case):
        if _holds(words, found.title, found.id):
            yield Offer(
                found.title, _("begin {id}").format(id=found.id), partial(pane.begin, found.id)
            )
