"""The head of the current step: what to do, until when, and who does it."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from console.domain.people.staff import Role
from console.domain.protocol.escalation import Escalation, due_at
from console.domain.protocol.protocol import Step
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import Chip, label, restyle
from console.words import labels


class StepTop(QHBoxLayout):
    """The words of a step, large; beside them its clock, who does it, and the key for a skip.

    Args:
        skip: offers the reasons for a skip.
    """

    def __init__(self, skip: Callable[[], None]) -> None:
        super().__init__()
        self.text = label("", "step", wraps=True)
        self.text.setObjectName("stepText")
        self.clock = label("")
        self.clock.setObjectName("stepClock")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.who = Chip("")
        self.skip = KeyButton("step_skip", skip, role="quiet")
        aside = QVBoxLayout()
        aside.setSpacing(4)
        aside.addWidget(self.clock)
        for part in (self.who, self.skip):
            aside.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)
        aside.addStretch(1)
        self.setSpacing(10)
        self.addWidget(self.text, 1)
        self.addLayout(aside)

    def show_step(self, step: Step) -> None:
        """Show what is done, and by whom where that is not the counsellor."""
        self.text.setText(step.text)
        self.who.setVisible(step.who is not Role.COUNSELLOR)
        self.who.setText(labels.role(step.who))

    def tick(self, step: Step | None, run: Escalation | None, now: datetime) -> None:
        """Show the clock at ``now``: what is left, or by how much it is late."""
        due = due_at(step, run) if step and run else None
        self.clock.setVisible(due is not None)
        if due is None:
            return
        late = now > due
        span = labels.clock(now - due if late else due - now)
        words = _("late {span}") if late else _("{span} left")
        self.clock.setText(words.format(span=span))
        restyle(self.clock, "late", "amber" if late else "")

    def timed(self) -> tuple[str, str, str]:
        """Return the step, its clock in words, and how late that is."""
        clock = "" if self.clock.isHidden() else self.clock.text()
        return self.text.text(), clock, str(self.clock.property("late") or "")
