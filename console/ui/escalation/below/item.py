"""One item of an instrument: its words, and its answers while it is the one that is asked."""

from functools import partial
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from console.domain.instrument.answers import REFUSED, Answer
from console.domain.instrument.instrument import Item, ItemKind, Option
from console.ui.theme import dp
from console.ui.widgets.button import ChoiceButton
from console.ui.widgets.label import label, restyle
from console.ui.widgets.layout import Flow

REFUSE, NOT_ASKED = 8, 9
"""The digits of a refusal and of "not asked": the same in every item."""

WIDE = 260
"""So wide a line to write in is, in lengths of the text size."""

ASIDE: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
ALONG: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
PLAIN = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ItemRow(QFrame):
    """An item; it is answered by a digit, by its buttons, or in words.

    Signals:
        answered: carries the answer, or ``None`` for "not asked"; and whether it is settled.
        chosen: somebody wants this item now.
        moved: carries by how many items to go on.
        reached: the focus went to one of the answers; carries it.
    """

    answered = Signal(object, bool)
    chosen = Signal()
    moved = Signal(int)
    reached = Signal(object)

    def __init__(self, number: int, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName("itemRow")
        self.answer: Answer | None = None
        asks = item.text if item.text is not None else item.label
        shown = f"{number}  {asks}" if item.text is not None else asks
        self.words = label(shown, "item-words", wraps=True)
        self.said = label("", "item-said", wraps=True)
        self.options: dict[str, ChoiceButton] = {}
        self.refuse: ChoiceButton | None = None
        self.buttons: list[ChoiceButton] = []
        self.line: QLineEdit | None = None
        self._choices = QWidget()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.words)
        rows.addWidget(self.said)
        rows.addWidget(self._choices)
        if item.text is not None:
            self._offer(asks)
        self.show_as(current=False, asked=True)

    @property
    def ready(self) -> bool:
        """Whether the item can be asked: its words are here."""
        return self.item.text is not None

    def tall(self, width: int) -> int:
        """Return how high the item is at ``width``."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def _offer(self, asks: str) -> None:
        flow = Flow(self._choices, gap=4)
        if self.item.kind in {ItemKind.TEXT, ItemKind.NUMBER}:
            self.line = QLineEdit()
            self.line.setMinimumWidth(dp(WIDE))
            self.line.setAccessibleName(asks)
            self.line.setPlaceholderText(
                _("a number") if self.item.kind is ItemKind.NUMBER else _("in their words")
            )
            self.line.editingFinished.connect(self._written)
            self.line.returnPressed.connect(partial(self.moved.emit, 1))
            self.line.installEventFilter(self)
            flow.addWidget(self.line)
        for place, option in enumerate(self.item.options, start=1):
            words, digit = option.text or option.code, place if place < REFUSE else 0
            choose = partial(self._choose, option)
            self.options[option.code] = ChoiceButton(words, f"{asks}: {words}", choose, digit=digit)
        words = _("Refused")
        refuse = partial(self._settle, REFUSED)
        self.refuse = ChoiceButton(words, f"{asks}: {words}", refuse, digit=REFUSE)
        words = _("Not asked")
        skip = partial(self._settle, None)
        not_asked = ChoiceButton(words, f"{asks}: {words}", skip, digit=NOT_ASKED, stays=False)
        self.buttons = [*self.options.values(), self.refuse, not_asked]
        for button in self.buttons:
            button.installEventFilter(self)
            flow.addWidget(button)

    def show_as(self, *, current: bool, asked: bool) -> None:
        """Show the item as the one that is asked now, or folded with what was answered."""
        restyle(self, "current", "true" if current else "")
        restyle(self, "out", "" if asked else "true")
        self._choices.setVisible(current and self.ready)
        self.said.setText(self._answer_words(asked=asked))
        self.said.setVisible(bool(self.said.text()) and not (current and self.ready))
        for code, button in self.options.items():
            button.setChecked(code in self._codes)
        if self.refuse is not None:
            self.refuse.setChecked(self.answer is REFUSED)

    @property
    def _codes(self) -> list[str]:
        """The codes of what was chosen."""
        return self.answer.split(",") if isinstance(self.answer, str) else []

    def _answer_words(self, *, asked: bool) -> str:
        if not self.ready:
            return _("load your licensed copy (FHIR Questionnaire)")
        if self.answer is REFUSED:
            return _("refused")
        if isinstance(self.answer, str):
            given = self._codes if self.item.options else [self.answer]
            options = [self.item.option(code) for code in given]
            return ", ".join((one.text or one.code) if one else self.answer for one in options)
        return "" if asked else _("not asked after these answers")

    def focus_first(self) -> None:
        """Go to the answer that was given, else to the first."""
        checked = (button for button in self.buttons if button.isChecked())
        first = self.line or next(iter(self.buttons), None)
        target = next(checked, None) or first or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, digit: int) -> None:
        """Give the answer that has ``digit``."""
        if not self.ready:
            return
        if digit == REFUSE:
            self._settle(REFUSED)
        elif digit == NOT_ASKED:
            self._settle(None)
        elif 1 <= digit <= len(self.item.options):
            self._choose(self.item.options[digit - 1])

    def _choose(self, option: Option) -> None:
        if self.item.kind is not ItemKind.CHOICES:
            self._settle(option.code)
            return
        held = self._codes
        kept = [one.code for one in self.item.options if (one.code in held) != (one is option)]
        self.answered.emit(",".join(kept) or None, False)

    def _settle(self, answer: Answer | None) -> None:
        if self.line is not None and not isinstance(answer, str):
            self.line.clear()
        self.answered.emit(answer, True)

    def _written(self) -> None:
        text = self.line.text().strip() if self.line is not None else ""
        number = self.item.kind is ItemKind.NUMBER
        if number and text and not text.isdecimal():
            return
        if text or isinstance(self.answer, str):
            self.answered.emit(text or None, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask this item now (Qt)."""
        super().mousePressEvent(event)
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through the answers, and from item to item (Qt)."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if event.modifiers() & ~KEYPAD == PLAIN:
                if key in ALONG:
                    self.moved.emit(ALONG[key])
                    return True
                if key in ASIDE and watched is not self.line:
                    self._aside(watched, ASIDE[key])
                    return True
        return super().eventFilter(watched, event)

    def _aside(self, watched: QObject, by: int) -> None:
        at = next((n for n, one in enumerate(self.buttons) if one is watched), 0)
        target = self.buttons[(at + by) % len(self.buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
