"""How a row of what is owed is painted: tier at the left, who and what, when at the right."""

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.aftercare.owed import When
from console.ui.aftercare.rows import Row
from console.ui.theme import dp, font, tier_colour, token
from console.words import labels

ROW: Final = Qt.ItemDataRole.UserRole
LATE: Final = {When.LATER: "ink2", When.SOON: "high", When.OVERDUE: "imminent"}
PAD: Final = (16, 8, 14, 8)
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints one row in three lines: who and when, the kind with its tier, how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the lines that the words need (Qt)."""
        row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if hasattr(view, "viewport") else dp(400)
        inner = QRect(0, 0, max(width - dp(PAD[0]) - dp(PAD[2]), dp(80)), dp(2000))
        high = QFontMetrics(font(14, strong=True)).height()
        small = QFontMetrics(font(12))
        what = row.what if isinstance(row, Row) else ""
        wrapped = small.boundingRect(inner, Qt.TextFlag.TextWordWrap, what).height()
        return QSize(dp(120), high + small.height() + wrapped + dp(PAD[1] + PAD[3]) + dp(4))

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
        painter.drawText(inner, right, row.when)
        used = QFontMetrics(bold).horizontalAdvance(row.when) + dp(8)
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
        painter.setFont(small)
        painter.setPen(token("ink2"))
        painter.drawText(third, left | Qt.TextFlag.TextWordWrap, row.what)
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
