"""The call card: full height, large, to be read aloud as it stands."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.escalation.call.facts import CardLine
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import KeyCap, label, restyle, section
from console.ui.widgets.layout import Flow, scrolled, tight


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


LOW = 480
"""In less height than this, in lengths of the text size, what stands below the rows scrolls too."""


class Card(QFrame):
    """What is read from the screen while somebody listens: rows that scroll, and no button first.

    Args:
        name: of the widget, for the style sheet.
        spoken: what a screen reader says.
        practice: what marks it while it is practice.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def __init__(self, name: str, spoken: str, practice: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)
        self.practice = label(practice, "")
        self.practice.setObjectName("practiceMark")
        self.rows: list[CardRow] = []
        inner = QFrame()
        inner.setObjectName("cardLines")
        self.lines = QVBoxLayout(inner)
        tight(self.lines)
        self._above = 0
        self._below: QWidget | None = None
        self._low: bool | None = None
        self.whole = QVBoxLayout(self)
        tight(self.whole)
        self.whole.addWidget(scrolled(inner), 1)

    def put_above(self, *parts: QWidget) -> None:
        """Put ``parts`` above the rows."""
        for part in parts:
            self.lines.addWidget(part)
        self._above = self.lines.count()

    def put_below(self, foot: QWidget) -> None:
        """Put ``foot`` below the rows: in its place, or at their end where there is no room."""
        self._below = foot
        self._settle()

    def _settle(self) -> None:
        low = self.height() < dp(LOW)
        if self._below is not None and low != self._low:
            self._low = low
            for layout in (self.lines, self.whole):
                layout.removeWidget(self._below)
            (self.lines if low else self.whole).addWidget(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room (Qt)."""
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_below"):
            self._settle()

    def show_rows(self, lines: Sequence[CardLine]) -> None:
        """Show ``lines``, each in its row; rows are used again."""
        while len(self.rows) < len(lines):
            row = CardRow()
            self.lines.insertWidget(self._above + len(self.rows), row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(lines))
        for row, line in zip(self.rows, lines, strict=False):
            row.say(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CallCard(Card):
    """What is said to a 911 centre; above it the step that it belongs to, with its clock.

    Signals:
        wanted: the hand-off packet is wanted in its place.
        lost: the line to the centre dropped.
        saved: it is wanted on paper.
    """

    wanted = Signal()
    lost = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        spoken, practice = _("Call card, to be read aloud"), _("PRACTICE: no real call")
        super().__init__("callCard", spoken, practice, parent)
        self.step = label("", wraps=True)
        self.step.setObjectName("cardStep")
        self.clock = label("", "strong")
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
        self.put_above(top, self.centre)
        self.lines.addWidget(self.instead)
        self.lines.addStretch(1)
        self.whole.insertWidget(0, now)
        self.foot = self._foot()
        self.put_below(self.foot)
        self._now = now

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("cardFoot")
        row = Flow(foot, gap=8)
        row.addWidget(label(_("Line dropped?"), "secondary"))
        row.addWidget(KeyButton("redial", self.lost.emit, role="quiet"))
        row.addWidget(KeyButton("packet_save", self.saved.emit, _("Save"), role="quiet"))
        return foot

    def show_lines(
        self, lines: Sequence[CardLine], centre: str, instead: str, *, practice: bool
    ) -> None:
        """Show the card: who is called, what to say, and whom to reach else."""
        self.practice.setVisible(practice)
        self.centre.setText(centre)
        self.instead.setText(instead)
        self.instead.setVisible(bool(instead))
        self.show_rows(lines)

    def tick(self, step: str, clock: str, late: str) -> None:
        """Show the step that is being done meanwhile, and its clock as the step shows it."""
        self._now.setVisible(bool(step))
        self.step.setText(step)
        self.clock.setText(clock)
        restyle(self.clock, "late", late)
