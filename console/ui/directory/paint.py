"""How a place is painted in the list: name and number, what it is, how sure that is."""

from gettext import gettext as _
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from console.ui.directory.model import ROW
from console.ui.directory.rows import Row
from console.ui.theme import dp, font, token

Index = QModelIndex | QPersistentModelIndex
SIDE: Final = 16
PAD: Final = 8
GAP: Final = 2
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class PlaceDelegate(QStyledItemDelegate):
    """Paints a place in three lines; every row is as high as any other."""

    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        """Return room for three lines; all the words stand in the place as a whole (Qt)."""
        high = QFontMetrics(font(14, strong=True)).height() + 2 * QFontMetrics(font(12)).height()
        return QSize(dp(120), high + 2 * dp(PAD) + 2 * dp(GAP) + 1)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a place (Qt)."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, token("accent_ground"))
            if option.widget.hasFocus():
                painter.fillRect(QRect(rect.topLeft(), QSize(dp(3), rect.height())), token("focus"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), token("line"))
        inner = rect.adjusted(dp(SIDE), dp(PAD), -dp(SIDE), -dp(PAD))
        self._lines(painter, inner, row)
        painter.restore()

    def _lines(self, painter: QPainter, inner: QRect, row: Row) -> None:
        strong, small, bold = font(14, strong=True), font(12), font(12, strong=True)
        line = QFontMetrics(strong).height()
        used = _end(painter, inner, row.number, font(13), "ink" if row.facility.phone else "ink2")
        ink = "ink2" if row.gone else "ink"
        _begin(painter, inner.adjusted(0, 0, -used, 0), row.facility.name, strong, ink)
        second = inner.adjusted(0, line + dp(GAP), 0, 0)
        _begin(painter, second, row.what, small, "ink2")
        third = second.adjusted(0, QFontMetrics(small).height() + dp(GAP), 0, 0)
        used = _end(painter, third, row.data, small, "ink2")
        left = third.adjusted(0, 0, -used, 0)
        if row.gone:
            dropped = _("no longer listed: call to ask")
            left = left.adjusted(_begin(painter, left, dropped, bold, "high"), 0, 0, 0)
        if row.facility.phone:
            _begin(painter, left, *_checked(row, small))


def _checked(row: Row, letters: QFont) -> tuple[str, QFont, str]:
    """Return how sure the number is; amber where somebody verified it and that is too long ago."""
    if row.facility.verified_on is None:
        return row.checked, letters, "ink2"
    return (f"⚠ {row.checked}", letters, "high") if row.ask else (row.checked, letters, "low")


def _begin(painter: QPainter, rect: QRect, text: str, letters: QFont, colour: str) -> int:
    """Write at the left what fits, and return how much of the width is taken."""
    metrics = QFontMetrics(letters)
    painter.setFont(letters)
    painter.setPen(token(colour))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 1))
    painter.drawText(rect, LEFT, shown)
    return metrics.horizontalAdvance(shown) + dp(10)


def _end(painter: QPainter, rect: QRect, text: str, letters: QFont, colour: str) -> int:
    """Write at the right, at most half of the width, and return how much of it is taken."""
    metrics = QFontMetrics(letters)
    painter.setFont(letters)
    painter.setPen(token(colour))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width() // 2, 1))
    painter.drawText(rect, RIGHT, shown)
    return metrics.horizontalAdvance(shown) + dp(10)
