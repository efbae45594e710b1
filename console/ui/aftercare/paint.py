"""How a row of what is owed is painted: tier at the left, who and what, when at the right."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from console.domain.seen.owed import When
from console.ui.aftercare.rows import Row
from console.ui.theme import dp, font, tier_colour, token
from console.words import labels
from console.words.aftercare.owed import when

ROW: Final = Qt.ItemDataRole.UserRole
LATE: Final = {When.LATER: "ink2", When.SOON: "high", When.OVERDUE: "imminent"}
PAD: Final = (16, 8, 14, 8)
Index = QModelIndex | QPersistentModelIndex


class Item(QListWidgetItem):
    """A row of the list, which says its words when it is asked for them."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.setData(ROW, row)

    def data(self, role: int) -> object:
        """Return the row, or its words (Qt)."""
        row = super().data(ROW)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Row):
            return row.spoken
        return super().data(role)


class RowDelegate(QStyledItemDelegate):
    """Paints one row in three lines: who and when, the kind with its tier, how it stands."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of three lines; the detail beside it has room for all words (Qt)."""
        high, small = QFontMetrics(font(14, strong=True)), QFontMetrics(font(12))
        return QSize(dp(120), high.height() + 2 * small.height() + dp(PAD[1] + PAD[3]) + dp(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row (Qt)."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        rect = QRect(option.rect)
        self._ground(painter, rect, row, option.state)
        inner = rect.adjusted(dp(PAD[0]), dp(PAD[1]), -dp(PAD[2]), -dp(PAD[3]))
        strong, small, bold = font(14, strong=True), font(12), font(12, strong=True)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(bold)
        painter.setPen(token(LATE[row.late]))
        due = when(row.one, self._now().astimezone())
        painter.drawText(inner, right, due)
        used = QFontMetrics(bold).horizontalAdvance(due) + dp(8)
        self._line(painter, inner.adjusted(0, 0, -used, 0), row.name, strong, "ink")
        second = inner.adjusted(0, QFontMetrics(strong).height() + dp(2), 0, 0)
        parts = [labels.shaped(row.one.tier)] if row.one.tier is not None else []
        painter.setFont(bold)
        at = second.left()
        if row.one.tier is not None:
            painter.setPen(tier_colour(row.one.tier))
            painter.drawText(second, left, parts[0])
            at += QFontMetrics(bold).horizontalAdvance(parts[0]) + dp(8)
        stuck = " · " + _("stuck") if row.one.stuck else ""
        rest = QRect(at, second.top(), max(second.right() - at, 1), second.height())
        self._line(painter, rest, row.kind + stuck, bold, "ink2")
        third = second.adjusted(0, QFontMetrics(small).height() + dp(2), 0, dp(4))
        self._line(painter, third, row.what, small, "ink2")
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, text: str, letters: QFont, colour: str) -> None:
        painter.setFont(letters)
        painter.setPen(token(colour))
        shown = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, shown)

    @staticmethod
    def _ground(painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, token("accent_ground"))
        if row.one.tier is not None:
            bar = QRect(rect.left(), rect.top(), dp(4), rect.height() - 1)
            painter.fillRect(bar, tier_colour(row.one.tier))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, token("line"))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(token("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
