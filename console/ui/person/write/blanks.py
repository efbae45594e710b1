"""The blanks of a form, and the widgets that are filled in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import dp
from console.ui.widgets.label import label, restyle
from console.ui.widgets.layout import Flow

LINES_SHOWN = 3


class Kind(StrEnum):
    """How a blank is filled in."""

    LINE = "line"
    LINES = "lines"
    TICKS = "ticks"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank.

    Attributes:
        hint: what may be typed, shown while it is empty.
        choices: code and words, for ``TICKS`` and ``ONE``; its value is codes with commas between.
    """

    id: str
    label: str
    hint: str = ""
    kind: Kind = Kind.LINE
    choices: tuple[tuple[str, str], ...] = ()


def yes_no() -> tuple[tuple[str, str], ...]:
    """Return the choices of a question that may stay open."""
    return (("yes", _("yes")), ("no", _("no")))


class Filled(QFrame):
    """A blank on the screen: its label, what fills it in, and what was not understood.

    Args:
        changed: called whenever something is typed or ticked.
    """

    def __init__(
        self, blank: Blank, changed: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.blank = blank
        self.setObjectName("blank")
        self._ticks: dict[str, QCheckBox] = {}
        self.edit: QLineEdit | QPlainTextEdit | None = None
        self.label = label(blank.label, "field-label", wraps=True)
        self.unclear = label("", "secondary", wraps=True)
        self.unclear.setProperty("tone", "moderate")
        self.unclear.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self._made(changed))
        column.addWidget(self.unclear)
        column.addStretch(1)

    def _made(self, changed: Callable[[], None]) -> QWidget:
        blank = self.blank
        if blank.kind is Kind.LINE:
            self.edit = QLineEdit(self)
            self.edit.textChanged.connect(lambda _text: changed())
        elif blank.kind is Kind.LINES:
            self.edit = QPlainTextEdit(self)
            self.edit.setTabChangesFocus(True)
            self.edit.textChanged.connect(changed)
            self.edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.fit()
        else:
            return self._boxes(changed)
        self.edit.setObjectName("blankEdit")
        self.edit.setPlaceholderText(blank.hint)
        self.edit.setAccessibleName(blank.label)
        return self.edit

    def _boxes(self, changed: Callable[[], None]) -> QWidget:
        holder = QWidget(self)
        holder.setAccessibleName(self.blank.label)
        flow = Flow(holder, gap=8)
        for code, words in self.blank.choices:
            box = QCheckBox(words, holder)
            box.setAccessibleName(f"{self.blank.label}: {words}")
            box.toggled.connect(lambda on, code=code: self._toggled(code, on, changed))
            self._ticks[code] = box
            flow.addWidget(box)
        return holder

    def _toggled(self, code: str, on: bool, changed: Callable[[], None]) -> None:
        if on and self.blank.kind is Kind.ONE:
            for other, box in self._ticks.items():
                if other != code:
                    box.setChecked(False)
        changed()

    def fit(self) -> None:
        """Be as high as three lines at the text size that is on."""
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setFixedHeight(LINES_SHOWN * self.edit.fontMetrics().lineSpacing() + dp(18))

    @property
    def value(self) -> str:
        """What it is filled in with."""
        match self.edit:
            case QLineEdit():
                return self.edit.text()
            case QPlainTextEdit():
                return self.edit.toPlainText()
            case _:
                return ",".join(code for code, box in self._ticks.items() if box.isChecked())

    def fill(self, value: str) -> None:
        """Fill it in."""
        match self.edit:
            case QLineEdit():
                self.edit.setText(value)
            case QPlainTextEdit():
                self.edit.setPlainText(value)
            case _:
                codes = value.split(",")
                for code, box in self._ticks.items():
                    box.setChecked(code in codes)

    def say(self, words: str) -> None:
        """Say what was not understood; nothing when it is clear."""
        self.unclear.setText(words)
        self.unclear.setVisible(bool(words))
        restyle(self, "open", "true" if words else None)

    def focus(self) -> None:
        """Go there."""
        for widget in self.stops:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return

    @property
    def stops(self) -> Iterator[QWidget]:
        """What Tab stops at, in order."""
        if self.edit is not None:
            yield self.edit
        yield from self._ticks.values()


def in_order(filled: Sequence[Filled]) -> None:
    """Let Tab go through the blanks as they are read."""
    stops = [stop for one in filled for stop in one.stops]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
