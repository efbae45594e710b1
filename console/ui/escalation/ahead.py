"""What comes next in this phase, and after it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.domain.protocol.protocol import Step
from console.ui.escalation.runs import Work, unsettled
from console.ui.theme import dp
from console.ui.widgets.label import Chip, Elided, label
from console.words import labels

ROOMY = 38
"""How high a step to come is at its ease, at the usual text size; more are moved together."""

CLOSE = 24
"""How high a step to come is beside the others of a long phase, at the usual text size."""

TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepRow(QFrame):
    """One step to come; Return takes it out of turn.

    Args:
        close: one line, close to its neighbours, so that a whole phase is in sight.
    """

    def __init__(
        self,
        step: Step,
        number: int,
        take: Callable[[], None],
        parent: QWidget | None = None,
        *,
        close: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stepAhead")
        self.setProperty("close", "true" if close else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Step {n}: {text}").format(n=number, text=step.text))
        self._take = take
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(str(number), "step-number"))
        words = (
            Elided(step.text, "next-step") if close else label(step.text, "next-step", wraps=True)
        )
        row.addWidget(words, 1)
        for gate in step.gates:
            named = gate.value if close else _("gate {g}").format(g=gate.value)
            row.addWidget(Chip(named, "moderate", rounded=not close))
        if not step.required:
            row.addWidget(label(_("optional"), "secondary"))
        if step.target is not None:
            row.addWidget(label(within(step.target), "secondary"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the step by Return (Qt)."""
        if event.key() in TAKES and not event.modifiers():
            self._take()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the step by a click (Qt)."""
        self._take()
        event.accept()


class StepsAhead(QFrame):
    """The unsettled steps behind the current one, numbered as in the protocol.

    Signals:
        taken: a step is to be done out of turn; carries its id.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepsAhead")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self.rows: list[StepRow] = []
        self._then = label("", "then")
        self._box.insertWidget(0, self._then)
        self._shown: tuple[object, bool] | None = None
        self._crowded: object = None
        self._work: tuple[Work, Step | None] | None = None
        self._room: int | None = None

    def least(self) -> int:
        """Return how high it is with the steps close together."""
        then = 0 if self._then.isHidden() else self._then.sizeHint().height()
        return len(self.rows) * dp(CLOSE) + then

    def fit(self, room: int) -> None:
        """Let the steps move close together where a phase does not fit ``room`` pixels.

        A phase is read on one screen (CONTENT section 6, rule 2).
        """
        self._room = room
        if self._work is not None:
            self.show_work(*self._work)

    def show_work(self, work: Work, now: Step | None) -> None:
        """Show what is left of the phase of the current step, then the next phase's title."""
        self._work = work, now
        left = unsettled(work.protocol, work.run, now) if now is not None else ()
        place = (work.run.id, now.id if now else None, *(step.id for step in left))
        close = self._is_low(len(left)) or self._crowded == (place, self._room, self.width())
        if self._shown != (place, close):
            self._shown = (place, close)
            self._make(work, left, close=close)
            self._next_phase(work, now)
        if not close and self._overflows():  # words that wrap are higher than a row at its ease
            self._crowded = (place, self._room, self.width())
            self.show_work(work, now)

    def _is_low(self, rows: int) -> bool:
        return self._room is not None and (rows + 1) * dp(ROOMY) > self._room

    def _overflows(self) -> bool:
        return self._room is not None and self._box.totalHeightForWidth(self.width()) > self._room

    def _make(self, work: Work, left: Sequence[Step], *, close: bool) -> None:
        for row in self.rows:
            row.hide()
            self._box.removeWidget(row)
            row.deleteLater()
        numbers = {step.id: n for n, step in enumerate(work.protocol.steps, start=1)}
        self.rows = [
            StepRow(
                step, numbers[step.id], partial(self.taken.emit, str(step.id)), self, close=close
            )
            for step in left
        ]
        for place, row in enumerate(self.rows):
            self._box.insertWidget(place, row)
            row.show()  # at once, so that the focus can go there

    def _next_phase(self, work: Work, now: Step | None) -> None:
        phases = work.protocol.phases
        place = phases.index(work.protocol.phase_of(now.id)) + 1 if now is not None else len(phases)
        self._then.setVisible(place < len(phases))
        if place < len(phases):
            self._then.setText(_("then: {phase}").format(phase=phases[place].title))

    def focus_first(self) -> None:
        """Go to the first step to come."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from row to row by the arrows (Qt)."""
        at = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        if at is not None and event.key() in MOVES:
            self.rows[(at + MOVES[Qt.Key(event.key())]) % len(self.rows)].setFocus()
        else:
            super().keyPressEvent(event)


def within(target: timedelta) -> str:
    """Return in which time a step should be done."""
    if target < labels.MINUTE * 2:
        return _("{n} s").format(n=int(target.total_seconds()))
    return labels.age(target)
