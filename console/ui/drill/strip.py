"""The strip under the status strip in which the invented people of a drill speak."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.ui.actions import Handlers
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import Chip, Elided, label
from console.words import labels


class DrillStrip(QFrame):
    """What is heard now, what was heard before it, and for how long the drill runs.

    It never says what comes next, or what should be done.

    Signals:
        ended: somebody ends the drill.
        wanted: somebody wants the review, or what was said so far.
    """

    ended = Signal()
    wanted = Signal()

    def __init__(self, title: str, brief: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drillStrip")
        self.setAccessibleName(_("Drill"))
        self._began: datetime | None = None
        self._over = False
        self.chip = Chip(_("DRILL"), "practice")
        self.title = label(title, "strong")
        self.clock = label("", "secondary")
        self.voice = label(_("Before you begin"), "section")
        self.line = label(brief, "next-step", wraps=True)
        self.before = Elided("", "secondary")
        self.lines = KeyButton("drill", self.wanted.emit, role="quiet")
        self.end = KeyButton("drill_end", self._end, role="quiet")
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(dp(8))
        for part in (self.chip, self.title, self.clock):
            top.addWidget(part)
        top.addWidget(self.before, 1)
        for button in (self.lines, self.end):
            top.addWidget(button)
        said = QHBoxLayout()
        said.setSpacing(dp(10))
        said.addWidget(self.voice, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(14), dp(5), dp(14), dp(7))
        column.setSpacing(dp(3))
        column.addLayout(top)
        column.addLayout(said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def begin(self, at: datetime) -> None:
        """Let the clock of the drill run from ``at``."""
        self._began = at

    def tick(self, now: datetime) -> None:
        """Show how long the drill runs."""
        if self._began is not None and not self._over:
            self.clock.setText(labels.clock(now - self._began))

    def hear(self, voice: str, says: str) -> None:
        """Let somebody say something; what was said before it stays in smaller type."""
        if self._began is not None and self.voice.text():
            self.before.setText(f"{self.voice.text()}: {self.line.text()}")
        self.voice.setText(voice)
        self.line.setText(says)
        self.line.setAccessibleName(_("{voice} says: {line}").format(voice=voice, line=says))

    def finish(self, words: str) -> None:
        """Say what the drill came to; nothing more is heard."""
        self._over = True
        self.before.setText("")
        self.voice.setText(_("The drill is over"))
        self.line.setText(words)
        self.line.setAccessibleName(words)
        self.end.hide()

    @property
    def is_over(self) -> bool:
        """Whether the drill has ended."""
        return self._over

    def handlers(self) -> Handlers:
        """Return what the strip does."""
        return {} if self._over else {"drill_end": self._end}

    def _end(self) -> None:
        if not self._over:
            self.ended.emit()

    def sizeHint(self) -> QSize:
        """Return room for the line at the width that there is (Qt)."""
        hint = super().sizeHint()
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), max(hint.height(), height))
