"""How the journal's table is painted."""

from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from console.ui.review.flow import GAP, Word, flow, line_height, paint_flow, said, type_of, words
from console.ui.review.listing.model import ROW, Column, Day, cell
from console.ui.review.search import Row
from console.ui.theme import dp, font, token

Index = QModelIndex | QPersistentModelIndex
PAD, SIDE, HEAD = 7, 14, 28


class EntryDelegate(QStyledItemDelegate):
    """Paints the journal's table; it also tells how high a row must be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bad: frozenset[int] = frozenset()
        self.narrow = False

    def _said(self, row: Row) -> list[Word]:
        """Return the words of *what*; with little room, whom it is about and who did it too."""
        found = said(row)
        if row.seq in self.bad:
            found.append(Word(_("not as written"), tone="imminent", chip=True))
        if self.narrow and (aside := " · ".join(part for part in (row.about, row.who) if part)):
            found += [Word("·", tone="ink2"), *words(aside, tone="ink2")]
        return found

    def height(self, line: Row | Day, width: int) -> int:
        """Return how high ``line`` is when *what* has ``width`` pixels."""
        if isinstance(line, Day):
            return max(dp(HEAD), line_height(small=True) + dp(8))
        __, lines = flow(self._said(line), width - 2 * dp(PAD))
        return lines * line_height() + 2 * dp(PAD) + 1

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a cell (Qt)."""
        line = index.data(ROW)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Day):
            _day(painter, rect, line)
        elif isinstance(line, Row):
            self._entry(painter, rect, option, line, Column(index.column()))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), token("line"))
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRect, option: Any, row: Row, column: Column) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), token("accent_ground"))
        elif row.seq in self.bad:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), token("imminent_ground"))
        first = Column.TIME if self.narrow else Column.NUMBER
        if chosen and column is first and option.widget.hasFocus():
            bar = QRect(rect.left(), rect.top(), dp(3), rect.height() - 1)
            painter.fillRect(bar, token("focus"))
        left = dp(SIDE) if column is first else dp(PAD)
        inner = rect.adjusted(left, dp(PAD), -dp(PAD), 0)
        if column is Column.WHAT:
            placed, __ = flow(self._said(row), inner.width())
            paint_flow(painter, inner, placed)
            return
        tone = "ink" if column is Column.ABOUT else "ink2"
        letters, metrics = type_of(Word("", tone=tone))
        painter.setFont(letters)
        painter.setPen(token(tone))
        text = metrics.elidedText(cell(row, column), Qt.TextElideMode.ElideRight, inner.width())
        box = QRect(inner.left(), inner.top(), inner.width(), line_height() - dp(GAP))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, option: Any, _index: Index) -> QSize:
        """Return room for one line (Qt)."""
        return QSize(option.rect.width(), line_height() + 2 * dp(PAD))


def _day(painter: QPainter, rect: QRect, day: Day) -> None:
    painter.fillRect(rect, token("raised"))
    letters = font(11.5, strong=True)
    letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    painter.setFont(letters)
    painter.setPen(token("ink2"))
    inner = rect.adjusted(dp(SIDE), 0, -dp(PAD), 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, day.words.upper())
