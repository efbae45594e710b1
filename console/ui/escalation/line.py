"""An entry painted as a line: time, what happened, by whom."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.ui.theme import dp, font, tier_colour, token
from console.words.entries import Line

ROLE_TIME, ROLE_LINE, ROLE_BY = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))

Index = QModelIndex | QPersistentModelIndex
MARGIN, GAP, PAD, SIZE = 16, 12, 4, 12


class LineDelegate(QStyledItemDelegate):
    """Wraps the words to the width that there is and keeps the time in a column of its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry (Qt)."""
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, token("accent_ground"))
        painter.setFont(font(SIZE))
        painter.setPen(token("ink2"))
        left = rect.left() + dp(MARGIN)
        time = QRect(left, rect.top() + dp(PAD), _time_width(), rect.height())
        painter.drawText(time, Qt.AlignmentFlag.AlignTop, str(index.data(ROLE_TIME)))
        painter.setPen(token("ink"))
        words = _layout(index, rect.width())
        words.draw(painter, QPointF(time.right() + dp(GAP), rect.top() + dp(PAD)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how tall the wrapped words are (Qt)."""
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        wide = wide or option.rect.width()
        return QSize(wide, round(_layout(index, wide).boundingRect().height()) + 2 * dp(PAD))


def _time_width() -> int:
    return QFontMetrics(font(SIZE)).horizontalAdvance("00:00:00")


def _layout(index: Index, width: int) -> QTextLayout:
    line: Line = index.data(ROLE_LINE)
    by = str(index.data(ROLE_BY) or "")
    parts = [part for part in (line.title, line.detail) if part]
    text = " · ".join(parts) + (f"  {by}" if by else "")
    layout = QTextLayout(text, font(SIZE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges = []
    if line.tier is not None:
        ranges.append(_range(0, len(line.title), tier_colour(line.tier)))
    if by:
        ranges.append(_range(len(text) - len(by), len(by), token("ink2")))
    layout.setFormats(ranges)
    room = width - 2 * dp(MARGIN) - dp(GAP) - _time_width()
    layout.beginLayout()
    height = 0.0
    while True:
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(max(room, dp(80)))
        row.setPosition(QPointF(0, height))
        height += row.height()
    layout.endLayout()
    return layout


def _range(start: int, length: int, colour: object) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    kind = QTextCharFormat()
    kind.setForeground(colour)  # type: ignore[arg-type]
    made.format = kind
    return made
