"""All that happened in one case, as a line with a mark at each entry."""

from enum import Enum
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from console.domain.tier import Tier
from console.ui.review.flow import GAP, Word, flow, line_height, paint_flow, type_of, words
from console.ui.review.search import Row
from console.ui.theme import TIERS, dp, token
from console.ui.widgets.times import hhmmss
from console.words import labels

Index = QModelIndex | QPersistentModelIndex
SIDE, RAIL, TEXT, PAD, DOT = 16, 23, 38, 6, 6
LATER, LATER_MARK = 0.85, 0.5
"""What had not happened yet is dimmed as far as 4.5 to 1 allows: it can still be read."""


class Mark(Enum):
    """The shape at an entry: what sort of thing it was."""

    RING = "ring"
    FULL = "full"
    SQUARE = "square"


def mark(row: Row) -> tuple[Mark, str]:
    """Return the shape for an entry and the name of its colour."""
    if not row.readable:
        return Mark.FULL, "imminent"
    if row.gates:
        return Mark.SQUARE, "low"
    if row.line.tier is not None and row.line.tier >= Tier.HIGH:
        return Mark.FULL, TIERS[row.line.tier]
    return Mark.RING, "accent"


class CaseModel(QAbstractListModel):
    """The entries of a case, oldest first; those after ``upto`` have not happened yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.bad: frozenset[int] = frozenset()
        self.upto = -1

    def show(self, rows: tuple[Row, ...], upto: int) -> None:
        """Show another case, or the same one with more entries."""
        self.beginResetModel()
        self.rows, self.upto = rows, upto
        self.endResetModel()

    def go_to(self, upto: int) -> None:
        """Stand at another entry."""
        if upto != self.upto and self.rows:
            self.upto = upto
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many entries there are (Qt)."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what an entry says (Qt)."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                tier = labels.tier(row.line.tier) if row.line.tier is not None else ""
                parts = (hhmmss(row.at), row.line.title, tier, row.line.detail, row.who)
                return ", ".join(part for part in parts if part)
            case _:
                return None


def _title(row: Row, *, bad: bool) -> list[Word]:
    tone = "ink" if row.readable else "imminent"
    found = words(row.line.title, strong=True, tone=tone)
    if row.line.tier is not None:
        found.append(Word(labels.shaped(row.line.tier), tone=TIERS[row.line.tier], chip=True))
    found += [Word(gate, tone="low", chip=True) for gate in row.gates]
    return [*found, Word(_("not as written"), tone="imminent", chip=True)] if bad else found


def _detail(row: Row) -> list[Word]:
    said = " · ".join(part for part in (row.line.detail, row.who) if part)
    return words(said, tone="ink2", small=True)


class CaseDelegate(QStyledItemDelegate):
    """Paints an entry: its mark on the rail, its words, its time; what comes later is dimmed."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Return how high an entry is (Qt)."""
        row = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget.viewport().width() if option.widget is not None else dp(400)
        high = 2 * dp(PAD)
        for said, small, wide in _parts(row, view, bad=row.seq in self._model.bad):
            high += flow(said, wide)[1] * line_height(small=small)
        return QSize(dp(120), high)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint an entry (Qt)."""
        row, rect = index.data(Qt.ItemDataRole.UserRole), QRect(option.rect)
        later = index.row() > self._model.upto
        here = index.row() == self._model.upto
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.seq in self._model.bad:
            painter.fillRect(rect, token("imminent_ground"))
        elif here:
            painter.fillRect(rect, token("accent_ground"))
        if option.state & QStyle.StateFlag.State_Selected and option.widget.hasFocus():
            painter.setPen(token("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        self._rail(painter, rect, row, index.row(), later=later)
        if later:
            painter.setOpacity(LATER)
        top = rect.top() + dp(PAD)
        for said, small, wide in _parts(row, rect.width(), bad=row.seq in self._model.bad):
            placed, lines = flow(said, wide)
            high = lines * line_height(small=small)
            box = QRect(rect.left() + dp(TEXT), top, round(wide), high)
            paint_flow(painter, box, placed, small=small, dim=later)
            top += high
        letters, metrics = type_of(Word("", small=True))
        painter.setFont(letters)
        painter.setPen(token("ink2"))
        time = hhmmss(row.at)
        wide_time = round(metrics.horizontalAdvance(time)) + 2
        box = QRect(
            rect.right() - dp(SIDE) - wide_time,
            rect.top() + dp(PAD),
            wide_time,
            line_height() - dp(GAP),
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, time)
        painter.restore()

    def _rail(self, painter: QPainter, rect: QRect, row: Row, at: int, *, later: bool) -> None:
        x = rect.left() + dp(RAIL)
        middle = rect.top() + dp(PAD) + (line_height() - dp(GAP)) // 2
        painter.setPen(QPen(token("line"), dp(2)))
        last = at == len(self._model.rows) - 1
        painter.drawLine(
            QPoint(x, rect.top() if at else middle), QPoint(x, middle if last else rect.bottom())
        )
        shape, tone = mark(row)
        colour = token(tone)
        painter.setPen(QPen(colour, dp(2)))
        painter.setBrush(colour if shape is Mark.FULL else token("surface"))
        if later:
            painter.setOpacity(LATER_MARK)
        half = dp(DOT)
        box = QRect(x - half, middle - half, 2 * half, 2 * half)
        if shape is Mark.SQUARE:
            painter.drawRoundedRect(box, dp(1.5), dp(1.5))
        else:
            painter.drawEllipse(box)
        painter.setOpacity(1)


def _parts(row: Row, width: int, *, bad: bool) -> list[tuple[list[Word], bool, float]]:
    """Return the words of an entry with whether they are small and how wide they may run."""
    metrics = type_of(Word("", small=True))[1]
    time = metrics.horizontalAdvance("00:00:00") + dp(10)
    wide = width - dp(TEXT) - dp(SIDE)
    parts = [(_title(row, bad=bad), False, wide - time)]
    detail = _detail(row)
    return [*parts, (detail, True, wide)] if detail else parts
