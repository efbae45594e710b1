"""The table of the journal, as a widget."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from console.ui.review.listing.model import Column, Day, JournalModel
from console.ui.review.listing.paint import EntryDelegate
from console.ui.review.search import Row
from console.ui.theme import dp

WIDTHS = {Column.NUMBER: 80, Column.TIME: 80, Column.ABOUT: 104, Column.WHO: 112}
NARROW = 560
"""Below this width only the time and the words have columns."""

REST_MS = 250
"""How long a choice must rest before its case is opened: passing by is not reading."""


class JournalTable(QTableView):
    """Lists entries newest first; the arrows choose, Enter opens the entry's case.

    Signals:
        rested: an entry was chosen and the choice has rested, or Enter was pressed; carries it.
    """

    rested = Signal(object)

    def __init__(self, model: JournalModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journal")
        self.setAccessibleName(name)
        self.lines = model
        self.painter = EntryDelegate(self)
        self.setItemDelegate(self.painter)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        across = self.horizontalHeader()
        across.hide()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._open)
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._measure)
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.activated.connect(self._open)
        model.modelReset.connect(self._begun)
        model.rowsInserted.connect(self._grown)

    @property
    def chosen(self) -> Row | None:
        """The entry that is chosen."""
        line = self.lines.line_at(self.currentIndex())
        return line if isinstance(line, Row) else None

    def choose(self, seq: int) -> bool:
        """Choose entry ``seq``, if it is listed, and show it."""
        index = self.lines.index_of(seq)
        if index.isValid():
            self.setCurrentIndex(index)
            self.updateGeometries()
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return index.isValid()

    def mark(self, bad: frozenset[int]) -> None:
        """Mark the entries that are not as they were written."""
        self.painter.bad = bad
        self._again.start()

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if isinstance(self.lines.line_at(current), Row):
            self._rest.start()

    def _open(self) -> None:
        self._rest.stop()
        if (row := self.chosen) is not None:
            self.rested.emit(row)

    def _begun(self) -> None:
        self._rest.stop()
        self.clearSpans()
        self._arrange(0)
        self.scrollToTop()

    def _grown(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._arrange(first)

    def _arrange(self, first: int) -> None:
        """Give the lines from ``first`` on their heights; a day goes all the way across."""
        wide = self.columnWidth(Column.WHAT)
        for at in range(first, len(self.lines.lines)):
            line = self.lines.lines[at]
            self.setRowHeight(at, self.painter.height(line, wide))
            if isinstance(line, Day):
                self.setSpan(at, 0, 1, len(Column))

    def _measure(self) -> None:
        """Share out the width, and give each line its height anew."""
        self.painter.narrow = self.viewport().width() < dp(NARROW)
        left = self.viewport().width()
        for column, width in WIDTHS.items():
            hidden = self.painter.narrow and column is not Column.TIME
            self.setColumnHidden(column, hidden)
            if not hidden:
                self.setColumnWidth(column, dp(width))
                left -= dp(width)
        self.setColumnWidth(Column.WHAT, max(left, dp(120)))
        self._arrange(0)
        if self.chosen is not None:
            self.updateGeometries()
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width (Qt)."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._again.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_again"):
            self._again.start()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the next entry that way, over the days (Qt)."""
        move = QAbstractItemView.CursorAction
        last = len(self.lines.lines) - 1
        here = self.currentIndex().row()  # -1 while nothing is chosen
        step = -1 if action in {move.MoveUp, move.MovePageUp, move.MoveEnd} else 1
        match action:
            case move.MoveUp | move.MoveDown:
                at = here + step
            case move.MoveHome | move.MoveEnd:
                at = 0 if action is move.MoveHome else last
            case _:
                at = super().moveCursor(action, modifiers).row()
        while 0 <= at <= last and not isinstance(self.lines.lines[at], Row):
            at += step
        return self.lines.index(at, Column.WHAT) if 0 <= at <= last else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter on every platform (Qt)."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open()
        else:
            super().keyPressEvent(event)
