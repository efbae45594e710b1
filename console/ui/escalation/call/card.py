"""The call card: full height, large, to be read aloud as it stands."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.ui.escalation.call.facts import CardLine
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import KeyCap, label, restyle, section
from console.ui.widgets.layout import Flow


class CardRow(QFrame):
    """One line: what it is, and what to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardLine")
        self.what = label("", "card-label", wraps=True)
        self.value = label("", "card-value", wraps=True)
        self.note = label("", "secondary", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.what, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(self.note, 1, 1)

    def say(self, line: CardLine) -> None:
        """Show one line; what is not known is marked, so that it is asked."""
        self.what.setText(line.label)
        self.value.setText(line.value or _("[unknown — ask]"))
        self.note.setText(line.note)
        self.note.setVisible(bool(line.note))
        restyle(self.note, "tone", "well" if line.sure else "moderate")
        restyle(self, "big", "true" if line.big else "")
        restyle(self, "open", "" if line.value else "true")


class CallCard(QFrame):
    """What is said to a 911 centre; above it the step that it belongs to, with its clock.

    Signals:
        left: Escape was pressed.
        wanted: the hand-off packet is wanted in its place.
        lost: the line to the centre dropped.
        saved: it is wanted on paper.
    """

    left = Signal()
    wanted = Signal()
    lost = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Call card, to be read aloud"))
        self.step = label("", wraps=True)
        self.step.setObjectName("cardStep")
        self.clock = label("", "strong")
        self.practice = label(_("PRACTICE: no real call"), "")
        self.practice.setObjectName("practiceMark")
        self.centre = label("", "value", wraps=True)
        self.instead = label("", "secondary", wraps=True)
        self.instead.setObjectName("cardInstead")
        top = QWidget()
        head = Flow(top, gap=8)
        self.what = section(_("READ ALOUD"))
        self.packet = KeyButton("packet", self.wanted.emit, _("Packet"), role="quiet")
        for part in (self.what, self.practice, self.packet):
            head.addWidget(part)
        now = QFrame()
        now.setObjectName("cardNow")
        line = QHBoxLayout(now)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.step, 1)
        line.addWidget(self.clock)
        line.addWidget(KeyCap("step_done"))
        inner = QFrame()
        inner.setObjectName("cardLines")
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(top)
        self._rows.addWidget(self.centre)
        self._rows.addWidget(self.instead)
        self._rows.addStretch(1)
        self.rows: list[CardRow] = []
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(now)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot())
        self._now = now

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("cardFoot")
        row = Flow(foot, gap=8)
        row.addWidget(label(_("Line dropped?"), "secondary"))
        row.addWidget(KeyButton("redial", self.lost.emit, role="quiet"))
        row.addWidget(KeyButton("packet_save", self.saved.emit, role="quiet"))
        return foot

    def show_lines(
        self, lines: Sequence[CardLine], centre: str, instead: str, *, practice: bool
    ) -> None:
        """Show the card: who is called, what to say, and whom to reach else."""
        self.practice.setVisible(practice)
        self.centre.setText(centre)
        self.instead.setText(instead)
        self.instead.setVisible(bool(instead))
        while len(self.rows) < len(lines):
            row = CardRow()
            self._rows.insertWidget(2 + len(self.rows), row)
            self.rows.append(row)
        for row, line in zip(self.rows, lines, strict=True):
            row.say(line)

    def tick(self, step: str, clock: str, late: str) -> None:
        """Show the step that is being done meanwhile, and its clock as the step shows it."""
        self._now.setVisible(bool(step))
        self.step.setText(step)
        self.clock.setText(clock)
        restyle(self.clock, "late", late)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
