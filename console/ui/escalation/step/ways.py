"""The ways on from the current step, one below the other, each with its digit."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from console.domain.protocol.protocol import Answer, Field, FieldType, Step
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import Elided, restyle

MOST, FEW = 9, 4
LEAST = 25
APART, CLOSE = 3, 2
UNSAID = "unknown"


class AnswerButton(KeyButton):
    """As wide as the card, its key at the end.

    Args:
        name: the act whose key it bears.
        run: what a press does.
        words: the answer.
        brief: among many answers each keeps to one line; all of it is in the tooltip.
    """

    def __init__(
        self, name: str, run: Callable[[], None], words: str, *, brief: bool = False
    ) -> None:
        super().__init__(name, run, words, role="answer")
        if brief:
            self._row.removeWidget(self.words)
            self.words.deleteLater()
            self.words = Elided(words, "button-words")
            self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.insertWidget(0, self.words)
            self.setToolTip(words)
        self.words.setWordWrap(not brief)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._row.setStretch(0, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arm(self, words: str, *, ready: bool) -> None:
        """Show whether it was pressed once already and takes one more press."""
        restyle(self, "armed", "true" if ready else "")
        self.say(_("{answer}: press once more").format(answer=words) if ready else words)

    def _space(self) -> None:
        self._row.setContentsMargins(dp(11), dp(1), dp(8), dp(1))
        self._row.setSpacing(dp(6))

    def hasHeightForWidth(self) -> bool:
        """Return that narrower means higher (Qt)."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width`` (Qt)."""
        return max(self._row.totalHeightForWidth(width), dp(LEAST))

    def sizeHint(self) -> QSize:
        """Return room for the words in one line (Qt)."""
        hint = self._row.sizeHint()
        return QSize(hint.width(), max(hint.height(), dp(LEAST)))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words, and never less height than they need (Qt)."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        return QSize(dp(120), self.heightForWidth(width) if width else dp(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Ways(QVBoxLayout):
    """The ways on from a step; of many, each keeps to one line.

    Args:
        choose: gives an answer.
    """

    def __init__(self, choose: Callable[[Answer], None]) -> None:
        super().__init__()
        self.setSpacing(APART)
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

    def move_together(self, *, close: bool) -> None:
        """Let them move closer, where there is too little room for the whole phase."""
        self.setSpacing(CLOSE if close else APART)

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


def implied(step: Step) -> Field | None:
    """Return the field that the answers of ``step`` fill in by themselves, if they cover it."""
    keys = {answer.key for answer in step.answers}
    for field in step.fields:
        codes = {code for code, _label in field.choices}
        if field.type is FieldType.YES_NO:
            codes = {"yes", "no"}
        if codes and field.type is not FieldType.CHOICES and not codes.isdisjoint(keys):
            return field if codes - {UNSAID} <= keys else None
    return None
