"""Choosing an instrument, and asking it: a panel in the place below the step."""

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.ids import CaseId, InstrumentId
from console.domain.instrument.instrument import Instrument
from console.ui.escalation.below.item import KEYPAD, PLAIN
from console.ui.escalation.below.sheet import Sheet
from console.ui.widgets.button import ChoiceButton, plain_button
from console.ui.widgets.label import label, section
from console.ui.widgets.layout import Flow

DIGITS = 9


class InstrumentPanel(QFrame):
    """Nothing modal: the step and its clock stay in sight above it.

    What was answered is kept for the case until it is written down, also when the panel is left.

    Signals:
        finished: carries the ``Filled`` that is to be written down.
        left: Escape was pressed.
        looked: carries the item that is asked now, which is to be in sight.
    """

    finished = Signal(object)
    left = Signal()
    looked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("underPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Instrument"))
        self.choices: list[QPushButton] = []
        self.sheet: Sheet | None = None
        self._case: CaseId | None = None
        self._room = 0
        self._offered: Sequence[Instrument] = ()
        self._sheets: dict[tuple[CaseId, InstrumentId], Sheet] = {}
        self._chooser = QWidget()
        self._flow = QWidget()
        self._choices = Flow(self._flow, gap=4)
        self._bare = label(
            _(
                "Those marked ○ have no text here. A lead loads the centre's licensed copy, "
                "a FHIR Questionnaire."
            ),
            "secondary",
            wraps=True,
        )
        column = QVBoxLayout(self._chooser)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(section(_("INSTRUMENT: A NUMBER CHOOSES")))
        column.addWidget(self._flow)
        column.addWidget(self._bare)
        column.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        column.addStretch(1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self._chooser)

    def open(self, case: CaseId, instruments: Sequence[Instrument], *, again: bool) -> None:
        """Go on where it was left in ``case``; opened ``again``, offer the others."""
        if case != self._case:
            self._put_away()
            self._case = case
        if tuple(instruments) != tuple(self._offered):
            self._offer(instruments)
        if again or self.sheet is None:
            self.choose()
        else:
            self.sheet.go_to(self.sheet.rows.index(self.sheet.current))

    def _offer(self, instruments: Sequence[Instrument]) -> None:
        self._offered = tuple(instruments)
        self._put_away()
        for sheet in self._sheets.values():  # a text was loaded meanwhile
            sheet.deleteLater()
        self._sheets.clear()
        self._choices.clear()
        self.choices = []
        for place, instrument in enumerate(instruments, start=1):
            mark = "" if instrument.has_text else "○ "
            button = ChoiceButton(
                f"{mark}{instrument.title}",
                instrument.title,
                partial(self.take, place),
                digit=place if place <= DIGITS else 0,
                stays=False,
            )
            button.setToolTip(instrument.about)
            self._choices.addWidget(button)
            button.show()
            self.choices.append(button)
        self._bare.setVisible(not all(one.has_text for one in instruments))

    def choose(self) -> None:
        """Offer every instrument."""
        self._put_away()
        self._chooser.show()
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self, place: int) -> None:
        """Ask the instrument at ``place`` (from 1)."""
        if self._case is None or not 1 <= place <= len(self._offered):
            return
        instrument = self._offered[place - 1]
        sheet = self._sheets.get((self._case, instrument.id))
        if sheet is None:
            sheet = Sheet(instrument)
            sheet.finished.connect(self.finished)
            sheet.other.connect(self.choose)
            sheet.left.connect(self.left)
            sheet.looked.connect(self.looked)
            self._sheets[self._case, instrument.id] = sheet
            self._rows.addWidget(sheet)
        self._chooser.hide()
        self.sheet = sheet
        sheet.show()
        self.fit(self._room)
        sheet.go_to(sheet.rows.index(sheet.current))

    def done(self) -> None:
        """Forget the answers that were just written down."""
        if self.sheet is not None and self._case is not None:
            sheet = self._sheets.pop((self._case, self.sheet.instrument.id))
            self._put_away()
            sheet.deleteLater()

    def _put_away(self) -> None:
        if self.sheet is not None:
            self.sheet.hide()
        self.sheet = None

    def fit(self, room: int) -> None:
        """Be as high as ``room``, or as the words need; the items scroll in what is left."""
        self._room = room
        if self.sheet is not None:
            sides = self.contentsRect().height() - self.height()
            self.sheet.fit(room + sides)
        needed = max(room, self._rows.totalMinimumHeightForWidth(self.width()))
        if needed != self.minimumHeight():
            self.setFixedHeight(needed)

    def event(self, event: QEvent) -> bool:
        """Follow the words (Qt)."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show} and self._room:
            self.fit(self._room)
        return done

    def press(self, place: int) -> None:
        """Choose an instrument, or answer the item that is asked."""
        if self.sheet is not None:
            self.sheet.press(place)
        else:
            self.take(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose or answer by a digit, write down by Return, leave by Escape (Qt)."""
        key, plain = event.key(), event.modifiers() & ~KEYPAD == PLAIN
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and plain:
            self.press(key - Qt.Key.Key_0)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain and self.sheet is not None:
            if not isinstance(self.focusWidget(), QLineEdit):
                self.sheet.finish()
        else:
            super().keyPressEvent(event)
