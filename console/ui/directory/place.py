"""One place of the directory as a whole: its number first, then all that is on file of it."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from console.ui.directory.facts import Fact
from console.ui.directory.rows import Row
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import label, restyle

NAMES = 110
"""How wide the names of what is known are at the usual text size."""


class PlacePage(QScrollArea):
    """Holds the focus, so that a screen reader says all of it and the arrow keys scroll it.

    Signals:
        calls: somebody called the place and wants to write down what came of it.
    """

    calls = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placePage")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name = label("", "name", wraps=True)
        self.number = label("", "placeNumber", wraps=True)
        self.checked = label("", "onfile", wraps=True)
        whole = QWidget()
        whole.setObjectName("placeWhole")
        self._column = QVBoxLayout(whole)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self.called = KeyButton("called", self.calls.emit, _("It was called"))
        for part in (self.name, self.number, self.checked):
            self._column.addWidget(part)
        self._column.addWidget(self.called, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.setWidget(whole)
        self.facts: tuple[Fact, ...] = ()
        self._space()

    def show_place(self, row: Row, facts: Sequence[Fact]) -> None:
        """Show a place."""
        self.name.setText(row.facility.name)
        self.number.setText(row.number)
        warns = row.ask and row.facility.phone is not None
        self.checked.setText(f"⚠ {row.checked}" if warns else row.checked)
        self.checked.setVisible(bool(row.checked))
        restyle(self.checked, "tone", "high" if warns else "low")
        if tuple(facts) != self.facts:
            self.facts = tuple(facts)
            self._fill()
        said = [f"{fact.name}: {fact.said}" for fact in facts]
        self.setAccessibleName(". ".join((row.facility.name, row.number, row.checked, *said)))

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, fact in enumerate(self.facts):
            name, said = label(fact.name, "secondary"), label(fact.said, "onfile", wraps=True)
            said.setProperty("tone", fact.tone or "plain")
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, at, 1)
            for words in (name, said):
                words.ensurePolished()  # its size counts before it is seen

    def _space(self) -> None:
        self._column.setContentsMargins(dp(20), dp(14), dp(20), dp(14))
        self._column.setSpacing(dp(6))
        self._grid.setHorizontalSpacing(dp(16))
        self._grid.setVerticalSpacing(dp(6))
        self._grid.setColumnMinimumWidth(0, dp(NAMES))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._space()
