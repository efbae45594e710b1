"""Who was called, and what came of it: the number was right, they have room, nobody answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from console.domain.place.facility import FacilityId
from console.domain.place.fallback import Fallback
from console.ui.theme import dp
from console.ui.widgets.label import label
from console.ui.widgets.panel import Panel

FIELD: Final = 30  # how high a field is at the usual text size
LEAST: Final = 10  # letters that a box shows however narrow the pane is


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody who can be called for the person who is looked at.

    Attributes:
        words: who they are, as the list says it.
        id: in the directory; nothing for a rung that nobody is on file for.
        fallback: the rung that they stand on, if they are called instead of a 911 centre.
        number: on file, as it is dialled; may be empty.
        takes: whether it can have room for people.
    """

    words: str
    id: FacilityId | None = None
    fallback: Fallback | None = None
    number: str = ""
    takes: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """What came of a call, as it was written down; ``free`` is empty where nobody asked."""

    callee: Callee
    answered: bool
    number: str
    free: str


class CalledPanel(Panel):
    """Asks for one call: whom, on which number, whether they answered, and for their room.

    Signals:
        said: what was written down; whoever listens puts into ``lacks`` what is still missing.
    """

    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("WHO WAS CALLED"), _("Write it down"), parent)
        self.setObjectName("calledPanel")
        self._callees: tuple[Callee, ...] = ()
        self.who = QComboBox()
        self.who.setAccessibleName(_("Who was called"))
        self.came = QComboBox()
        self.came.setAccessibleName(_("What came of it"))
        self.came.addItem(_("they answered; the number is right"), True)
        self.came.addItem(_("nobody answered, or the number is wrong"), False)
        self.number = QLineEdit()
        self.number.setAccessibleName(_("Number, ten digits"))
        self.free = QLineEdit()
        self.free.setAccessibleName(_("Room for how many"))
        self.free.setPlaceholderText(_("0 when full"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self._free_label = label(_("Room for"), "secondary")
        for row, (words, field) in enumerate(
            (
                (label(_("Who"), "secondary"), self.who),
                (label(_("Came of it"), "secondary"), self.came),
                (label(_("Number"), "secondary"), self.number),
                (self._free_label, self.free),
            )
        ):
            field.setMinimumHeight(dp(FIELD))
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
        for box in (self.who, self.came):  # a long name is cut in the box and whole in its list
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(LEAST)
        self.body.addWidget(self.lacks)  # above the fields: the pane may be low
        self.body.addLayout(grid)
        self.who.currentIndexChanged.connect(self._chosen)
        self.missing = ""

    @property
    def callee(self) -> Callee | None:
        """Who is chosen."""
        at = self.who.currentIndex()
        return self._callees[at] if 0 <= at < len(self._callees) else None

    def open(self, callees: Sequence[Callee], first: FacilityId | None = None) -> None:
        """Begin anew, with ``first`` chosen if it is among the ``callees``."""
        self._callees = tuple(callees)
        self.who.blockSignals(True)
        self.who.clear()
        for one in callees:
            self.who.addItem(one.words)
        at = next((n for n, one in enumerate(callees) if first and one.id == first), 0)
        self.who.setCurrentIndex(at)
        self.who.blockSignals(False)
        self.came.setCurrentIndex(0)
        self._chosen()
        self.open_panel(self._said, self.who)

    def _chosen(self) -> None:
        """Show the number on file of whoever is chosen; only help near here has room."""
        callee = self.callee
        self.number.setText(callee.number if callee is not None else "")
        self.free.clear()
        takes = callee is not None and callee.takes
        self.free.setVisible(takes)
        self._free_label.setVisible(takes)

    def _said(self) -> str | None:
        callee = self.callee
        if callee is None:
            return _("Say who was called.")
        self.missing = ""
        answered = bool(self.came.currentData())
        called = Called(callee, answered, self.number.text().strip(), self.free.text().strip())
        self.said.emit(called)
        if self.missing:
            self._show_why()
        return self.missing or None

    def _show_why(self) -> None:
        """Bring what is missing into sight where the pane is low."""
        inside = self.parentWidget()
        room = inside.parentWidget() if inside is not None else None
        if isinstance(room, QScrollArea):
            room.verticalScrollBar().setValue(0)
