"""Writing down a consultation: with whom, what they advised, and whether they agree."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.desk.fresh import private
from console.domain.commands import WriteConsult
from console.ui.bridge import Bridge
from console.ui.widgets.button import ChoiceButton, plain_button
from console.ui.widgets.label import label, section
from console.ui.widgets.layout import Flow
from console.words.refusals import staff_name


class ConsultPanel(QFrame):
    """An inline panel below the current step; it never covers the step or its clock.

    Signals:
        left: it is written down, or Escape was pressed.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("underPanel")
        self.owed = label("", wraps=True)
        self.who, self.advice = QLineEdit(), QLineEdit()
        self.who.setPlaceholderText(_("lead or clinician who was asked"))
        self.who.setAccessibleName(_("Who was consulted"))
        self.advice.setPlaceholderText(_("what they advised, in your words"))
        self.advice.setAccessibleName(_("What they advised"))
        holder = QWidget()
        flow = Flow(holder, gap=4)
        self.words: dict[bool, QPushButton] = {}
        for place, (agrees, said) in enumerate(
            ((True, _("they agree")), (False, _("they disagree"))), start=1
        ):
            spoken = _("Consultation: {word}").format(word=said)
            say = partial(self._say, agrees=agrees)
            button = ChoiceButton(said, spoken, say, digit=place)
            self.words[agrees] = button
            flow.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        rows.addWidget(section(_("WRITE THE CONSULTATION DOWN")))
        for part in (self.owed, self.who, self.advice, holder):
            rows.addWidget(part)
        foot = QWidget()
        last = Flow(foot, gap=6)
        last.addWidget(plain_button(_("Write  ↵"), self._write, "primary"))
        last.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        rows.addWidget(foot)
        rows.addStretch(1)
        self.who.returnPressed.connect(self.advice.setFocus)
        self.advice.returnPressed.connect(self._write)

    def ask(self) -> None:
        """Ask, with the name of the lead who came; whether they agree is never said beforehand."""
        case, board = self._bridge.case, self._bridge.board
        came = case.help_answered_by if case is not None else None
        who = staff_name(board, came) if came is not None else ""
        self.owed.setText(
            _("It was put off because an attempt was in progress. The case closes after it.")
            if case is not None and case.duties.consult
            else _("With whom did you speak, and what did they say?")
        )
        self.who.setText(who)
        self.advice.clear()
        for button in self.words.values():
            button.setChecked(False)
        self.show()
        first = self.advice if who else self.who
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, place: int) -> None:
        """Say by its number whether they agree."""
        if place in {1, 2}:
            self._say(agrees=place == 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _say(self, *, agrees: bool) -> None:
        for word, button in self.words.items():
            button.setChecked(word is agrees)

    def _write(self) -> None:
        said = next((word for word, button in self.words.items() if button.isChecked()), None)
        if said is None:
            self.words[True].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        case = self._bridge.case
        if case is not None:
            who, advice = private(self.who.text().strip()), private(self.advice.text().strip())
            self._bridge.send(
                WriteConsult(case.id, who, advice, said), then=lambda _done: self.left.emit()
            )
