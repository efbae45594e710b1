"""The answers of the current step, one below the other, each with its digit."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from console.domain.protocol.protocol import Answer, Step
from console.ui.escalation.step.answer import AnswerButton

MOST, FEW = 9, 4


class Ways(QVBoxLayout):
    """The ways on from a step; of many, each keeps to one line.

    Args:
        choose: gives an answer.
    """

    def __init__(self, choose: Callable[[Answer], None]) -> None:
        super().__init__()
        self.setSpacing(3)
        self._choose = choose
        self._ways: list[tuple[Answer, AnswerButton]] = []

    @property
    def buttons(self) -> tuple[AnswerButton, ...]:
        """The answers as they can be pressed, in their order."""
        return tuple(button for _answer, button in self._ways)

    def show_step(self, step: Step) -> None:
        """Put the answers of ``step`` in the place of those before."""
        for button in self.buttons:
            self.removeWidget(button)
            button.hide()
            button.deleteLater()
        brief = len(step.answers) > FEW
        self._ways = [
            (answer, self._way(place, answer, brief=brief))
            for place, answer in enumerate(step.answers[:MOST], start=1)
        ]

    def _way(self, place: int, answer: Answer, *, brief: bool) -> AnswerButton:
        press = partial(self._choose, answer)
        button = AnswerButton(f"answer_{place}", press, answer.label, brief=brief)
        self.addWidget(button)
        button.show()
        return button

    def at(self, place: int) -> Answer | None:
        """Return the answer at ``place`` (from 1), if there is one."""
        return self._ways[place - 1][0] if 1 <= place <= len(self._ways) else None

    def arm(self, ready: Callable[[Answer], bool]) -> None:
        """Show which answers were pressed once already and take one more press."""
        for answer, button in self._ways:
            button.arm(answer.label, ready=ready(answer))

    def focus(self) -> bool:
        """Go to the first answer; return whether there is one."""
        for button in self.buttons[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._ways)
