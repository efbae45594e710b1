"""What is settled, each folded to one line with its time: always three lines high."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.domain.board import Board
from console.domain.protocol.escalation import Outcome, Settled, SkipCode
from console.domain.protocol.protocol import Protocol, Step
from console.ui.escalation.runs import Work, back_from
from console.ui.widgets.label import Chip, Elided, label, restyle
from console.words import labels
from console.words.refusals import staff_name

SHOWN = 3
"""So many lines, so that the current step below them stays at one height.

Until steps fill them they tell how the run came about.
"""

SIGNS = {
    Outcome.DONE: "✓",
    Outcome.SKIPPED: "✕",
    Outcome.PASSED: "↷",
    Outcome.NOT_APPLICABLE: "–",  # noqa: RUF001 -- a dash that a person reads as "none"
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``kind`` is done, skipped, passed, back, memory, story or blank.

    Attributes:
        by: the initials of whoever settled it, where that was not the owner of the case.
    """

    kind: str
    sign: str = ""
    words: str = ""
    gates: str = ""
    time: str = ""
    by: str = ""


BLANK = Line("blank")


def lines(board: Board, work: Work) -> tuple[Line, ...]:
    """Return the three lines: settled, else to be done from memory, else how it came to this."""
    settled = sorted(_settled(board, work), key=lambda one: one[:2])
    told = [line for _at, _order, line in settled[-SHOWN:]]
    room = SHOWN - len(told)
    memory = [
        Line("memory", str(place), step.text, "", _("do first"))
        for place, name in enumerate(work.protocol.memory, start=1)
        if (step := work.protocol.step(name)) is not None and name not in work.run.settled
    ]
    first = memory[:room] if room else []
    before = _story(board, work)[-(room - len(first)) :] if room > len(first) else []
    return (*[BLANK] * (room - len(first) - len(before)), *before, *told, *first)


def _story(board: Board, work: Work) -> list[Line]:
    """Return how it came to this run: who reached in, who took it, and that it began."""
    case = work.case
    found = []
    if case.contacts:
        first = min(case.contacts, key=lambda contact: contact.arrived)
        words = _("Arrived: {kind}").format(kind=labels.contact_kind(first.kind))
        found.append((first.arrived, words))
    if case.owner is not None and case.taken_at is not None:
        words = _("Taken by {name}").format(name=staff_name(board, case.owner))
        found.append((case.taken_at, words))
    found.append((work.run.started_at, _("Checklist begun")))
    found.sort(key=lambda one: one[0])
    return [Line("story", "·", words, "", _clock(at)) for at, words in found]


def _settled(board: Board, work: Work) -> Iterator[tuple[datetime, int, Line]]:
    for order, step in enumerate(work.protocol.steps):
        how = work.run.settled.get(step.id)
        if how is not None and how.outcome is not Outcome.PASSED:
            other = how.by != work.case.owner
            by = initials(staff_name(board, how.by)) if other else ""
            yield how.at, order, replace(_line(step, how), by=by)
    for child, at in back_from(work.case, work.run):
        protocol: Protocol = board.protocol_of(child)
        words = _("Back from {title}").format(title=protocol.title)
        yield at, len(work.protocol.steps), Line("back", "↩", words, "", _clock(at))


def _line(step: Step, how: Settled) -> Line:
    words = step.text
    if how.na:
        why = dict(step.na).get(how.na, labels.skip(SkipCode.NOT_APPLICABLE))
        words = _("{step} · {why}").format(step=words, why=why)
    elif how.code is not None:
        words = _("{step} · {why}").format(step=words, why=labels.skip(how.code))
    answer = step.answer(how.answer) if how.answer else None
    if answer is not None:
        words = f"{words} · {answer.label}"
    gates = " ".join(gate.value for gate in step.gates) if how.outcome is Outcome.DONE else ""
    return Line(str(how.outcome), SIGNS[how.outcome], words, gates, _clock(how.at))


def initials(name: str) -> str:
    """Return the letters by which a colleague is known beside a step: at most two."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M:%S}"


class DoneLine(QFrame):
    """One folded line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doneLine")
        self.sign = label("", "done-sign")
        self.words = Elided()
        self.gates = Chip("", "well")
        self.by = Chip("", "accent", rounded=True)
        self.time = label("", "done-time")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.gates)
        row.addWidget(self.by)
        row.addWidget(self.time)

    def say(self, line: Line) -> None:
        """Show one line, or nothing."""
        self.sign.setText(line.sign)
        self.words.setText(line.words)
        self.gates.setText(line.gates)
        self.gates.setVisible(bool(line.gates))
        self.by.setText(line.by)
        self.by.setVisible(bool(line.by))
        self.time.setText(line.time)
        restyle(self, "kind", line.kind)


class StepsBehind(QFrame):
    """The last settled steps of a run, oldest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepsBehind")
        self.lines = [DoneLine() for _n in range(SHOWN)]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for line in self.lines:
            rows.addWidget(line)

    def give_way(self, here: object, room: int, *, wanted: bool) -> None:
        """Be there while there is room, and stay away ``here`` once there was none.

        Without these lines the step is wider and so lower, and would let them in again, and
        so on without end.

        Args:
            here: the run, the step and the height of the pane; at another they come back.
            room: what the current step leaves.
            wanted: whether there is anything to show.
        """
        if self.sizeHint().height() > room:
            self._away = here
        self.setVisible(wanted and self._away != here)

    _away: object = None

    def show_work(self, board: Board, work: Work) -> None:
        """Show what was settled last."""
        for shown, line in zip(self.lines, lines(board, work), strict=True):
            shown.say(line)
