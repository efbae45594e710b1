"""A line to type in and what it may mean below it: an inline panel, never over anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import token
from console.ui.widgets.label import Elided, label

MOST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the typed words may mean; ``what`` is handed back when it is chosen.

    Attributes:
        tone: the colour of its words, by the name of a token; the words say the same.
    """

    words: str
    detail: str
    what: object
    tone: str = ""


class ChoosePanel(QFrame):
    """Type, go down by the arrows, take by Return; Escape leaves.

    Args:
        title: what is asked.
        hint: what may be typed.
        most: how many choices are offered at most.

    Signals:
        typed: the words have changed; carries them.
        chosen: carries what stands behind the choice.
        left: the panel was closed without a choice.
        opened: the panel was opened, or closed in any way.
    """

    typed = Signal(str)
    chosen = Signal(object)
    left = Signal()
    opened = Signal(bool)

    def __init__(
        self, title: str, hint: str, parent: QWidget | None = None, *, most: int = MOST
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.setObjectName("choosePanel")
        self.setProperty("role", "panel")
        self.line = QLineEdit(self)
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.typed.emit)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What it may mean"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        self._choices: tuple[Choice, ...] = ()
        head = QHBoxLayout()
        self.title = Elided(title, "section")
        head.addWidget(self.title, 1)
        head.addWidget(label(_("↵ takes it"), "key"))
        head.addWidget(label(_("Esc leaves"), "key"))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(5)
        self._whole.addLayout(head)
        self._whole.addWidget(self.line)
        self._whole.addWidget(self.list)
        self.hide()

    def add_row(self, row: QLayout) -> None:
        """Ask for something more, right below the line."""
        self._whole.insertLayout(2, row)

    def open(self) -> None:
        """Begin anew."""
        self.line.clear()
        self.offer(())
        self.show()
        self.opened.emit(True)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.emit("")

    def close_panel(self) -> None:
        """Close it."""
        self.hide()
        self.opened.emit(False)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered now."""
        return self._choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer ``choices``; the first is where Return would go."""
        self._choices = tuple(choices)[: self._most]
        self.list.clear()
        for choice in self._choices:
            text = f"{choice.words}\n{choice.detail}" if choice.detail else choice.words
            item = QListWidgetItem(text)
            spoken = ", ".join(part for part in (choice.words, choice.detail) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self._colour()
        self.list.setVisible(bool(self._choices))
        if self._choices:
            self.list.setCurrentRow(0)
            rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
            self.list.setFixedHeight(rows + 2 * self.list.frameWidth())

    def _colour(self) -> None:
        for row, choice in enumerate(self._choices):
            if choice.tone:
                self.list.item(row).setForeground(token(choice.tone))

    def changeEvent(self, event: QEvent) -> None:
        """Wear the colours of another theme (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_choices"):
            self._colour()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take or leave (Qt)."""
        row, last = self.list.currentRow(), len(self._choices) - 1
        match event.key():
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, last))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self._take()
            case Qt.Key.Key_Escape:
                self.close_panel()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._choices):
            choice = self._choices[row]
            self.close_panel()
            self.chosen.emit(choice.what)
