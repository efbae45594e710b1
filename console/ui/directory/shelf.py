"""What is on file, as a list that can be walked by keys and read aloud."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from console.ui.directory.holdings import Entry
from console.ui.theme import dp
from console.ui.widgets.label import Chip, label

WHOLE: Final = "\N{WORD JOINER}-\N{WORD JOINER}-\N{WORD JOINER}"
"""Two hyphens that are never parted from the word after them."""
ROUNDING: Final = 4
"""At some text sizes each line of words wants a pixel more than the layout reckons with."""


class Shelf(QListWidget):
    """Every list and every gap.

    Signals:
        wanted: Enter on a list; carries what finds its places in the directory.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onFileList")
        self.setAccessibleName(_("What is on file, and what is not"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().installEventFilter(self)
        self._entries: tuple[Entry, ...] = ()
        self.itemActivated.connect(self._want)

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed, from top to bottom."""
        return self._entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what is on file; the chosen entry stays chosen."""
        if tuple(entries) == self._entries:
            return
        at = self.currentRow()
        self._entries = tuple(entries)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.spoken)
            self.setItemWidget(item, Card(entry))
        self.setCurrentRow(min(at, len(entries) - 1))
        self._fit()

    def _want(self) -> None:
        at = self.currentRow()
        if 0 <= at < len(self._entries) and self._entries[at].find:
            self.wanted.emit(self._entries[at].find)

    def _fit(self) -> None:
        """Make each entry as high as its words need at this width and text size."""
        wide = self.viewport().width()
        for at in range(self.count()):
            item = self.item(at)
            card = self.itemWidget(item)
            if card is None:
                continue
            card.ensurePolished()
            tall = max(card.heightForWidth(wide), card.minimumSizeHint().height())
            item.setSizeHint(QSize(0, tall + ROUNDING))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the entries again when the width or the style changes (Qt)."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()
        return super().eventFilter(watched, event)


class Card(QFrame):
    """One entry: what it is and how much on one line, the rest below."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onFileCard")
        # the list is what the pointer and the keys speak to
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(label(entry.title, "strong", wraps=True), 0, 0)
        much = label(entry.much, "value") if entry.there else Chip(f"○ {entry.much}", "moderate")
        side = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(much, 0, 1, side)
        for at, line in enumerate(entry.lines, start=1):
            made = label(line.text.replace("--", WHOLE), "onfile", wraps=True)
            made.setProperty("tone", line.tone)
            self._grid.addWidget(made, at, 0, 1, 2)
        self._space()

    def _space(self) -> None:
        self._grid.setContentsMargins(dp(20), dp(10), dp(20), dp(10))
        self._grid.setHorizontalSpacing(dp(10))
        self._grid.setVerticalSpacing(dp(2))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._space()
