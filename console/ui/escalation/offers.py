"""What words typed in the command bar may mean here: answers, steps, checklists."""

from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _
from typing import Protocol as Shape

from console.domain.ids import EscalationId, StepId
from console.domain.protocol.escalation import Value, running
from console.domain.protocol.protocol import Answer, Protocol, Step
from console.domain.seen.fits import fits
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.escalation.runs import Work, offered
from console.ui.escalation.step.card import StepCard
from console.ui.escalation.step.fields import ChoiceEditor, choices_of

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

    def answer_at(self, run: EscalationId, step: StepId, answer: Answer) -> None:
        """Give an answer at another open step."""

    def fill_at(self, run: EscalationId, step: StepId, value: Value) -> None:
        """Fill something in at another open step."""

    def begin(self, protocol: str) -> None:
        """Begin a protocol."""

    def switch(self, run: str) -> None:
        """Work on another run."""


def offers(pane: Pane, text: str) -> Sequence[Offer]:
    """Return what ``text`` may mean, the likeliest first."""
    words = text.casefold().split()
    if not words or pane.bridge.case is None:
        return ()
    found = [
        *_answers(pane, words),
        *_elsewhere(pane, words),
        *_steps(pane, words),
        *_lists(pane, words),
    ]
    return found[:MOST]


def _holds(words: Sequence[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def _says(words: Sequence[str], answer: str, about: str) -> bool:
    """Whether ``words`` name an answer, perhaps together with what it is about."""
    return any(word in answer.casefold() for word in words) and _holds(words, about, answer)


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


def _elsewhere(pane: Pane, words: Sequence[str]) -> Iterator[Offer]:
    """Yield the answers of all other open steps, in whichever checklist they stand.

    What comes up in conversation is written down where it belongs (CONTENT section 6, rule 7).
    """
    case, board = pane.bridge.case, pane.bridge.board
    if case is None:
        return
    work, now = pane.work(), pane.step()
    runs = running(case, board)
    here = [run for run in runs if work is not None and run.id == work.run.id]
    for run in (*here, *(run for run in runs if run not in here)):
        for step in board.protocol_of(run).steps:
            if step.id in run.settled or (run in here and now is not None and step.id == now.id):
                continue
            for answer in step.answers:
                if _says(words, answer.label, step.text):
                    at = partial(pane.answer_at, run.id, step.id, answer)
                    yield Offer(answer.label, step.text, at)
            for field in step.fields:
                for code, said in choices_of(field):
                    if _says(words, said, field.label):
                        at = partial(pane.fill_at, run.id, step.id, Value(field.id, code))
                        yield Offer(f"{field.label}: {said}", step.text, at)


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
    for found in offered(board, case, fits(board, case, pane.bridge.now())):
        if _holds(words, found.title, found.id):
            yield Offer(
                found.title, _("begin {id}").format(id=found.id), partial(pane.begin, found.id)
            )
