"""Lists that narrow the journal down: each line is on or off, with a count beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from console.reports.times import grouped
from console.ui.theme import dp, font, token
from console.ui.widgets.label import section

Index = QModelIndex | QPersistentModelIndex
KEY: Final = Qt.ItemDataRole.UserRole
ON: Final = Qt.ItemDataRole.UserRole + 1
COUNT: Final = Qt.ItemDataRole.UserRole + 2
HIGH, SIDE, GAP = 24, 14, 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it stands for, and what it says."""

    key: str
    words: str


class FacetDelegate(QStyledItemDelegate):
    """Paints a line: words on the left, a count on the right; strong in the accent when on."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a line (Qt)."""
        rect, on = QRect(option.rect), bool(index.data(ON))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if on:
            painter.fillRect(rect, token("accent_ground"))
            painter.fillRect(QRect(rect.left(), rect.top(), dp(3), rect.height()), token("accent"))
        if current and option.widget.hasFocus():
            painter.setPen(token("focus"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        letters = font(13, strong=on)
        metrics = QFontMetricsF(letters)
        painter.setFont(letters)
        inner = rect.adjusted(dp(SIDE), 0, -dp(SIDE), 0)
        count = index.data(COUNT)
        shown = "" if count is None else grouped(count)
        wide = metrics.horizontalAdvance(shown)
        painter.setPen(token("accent" if on else "ink2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, shown)
        painter.setPen(token("accent" if on else "ink"))
        room = inner.width() - wide - dp(6)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        """Return the height of a line (Qt)."""
        return QSize(dp(60), max(dp(HIGH), round(QFontMetricsF(font(13)).height()) + dp(GAP)))


class FacetList(QListWidget):
    """The lines; Space or Enter turns one on or off, the arrows move."""

    toggled = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "facet")
        self.setItemDelegate(FacetDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.itemClicked.connect(self._toggle)

    def sizeHint(self) -> QSize:
        """Return room for every line, so that nothing scrolls in here (Qt)."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(dp(160), rows)

    def minimumSizeHint(self) -> QSize:
        """Return the same height (Qt)."""
        return QSize(dp(60), self.sizeHint().height())

    def _toggle(self, item: QListWidgetItem) -> None:
        self.toggled.emit(str(item.data(KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the current line on or off (Qt)."""
        item = self.currentItem()
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in keys and item is not None:
            self._toggle(item)
        else:
            super().keyPressEvent(event)


class Facet(QWidget):
    """A heading with its lines.

    Signals:
        changed: what is on changed by hand.
    """

    changed = Signal()

    def __init__(self, title: str, *, single: bool = False, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            title: the heading.
            single: whether turning one on turns the others off.
            parent: the owner (Qt).
        """
        super().__init__(parent)
        self._single = single
        self._choices: tuple[Choice, ...] = ()
        self._on: frozenset[str] = frozenset()
        self._counts: dict[str, int] = {}
        self._keep_one = False
        self.title = section(title.upper())
        self.list = FacetList(title, self)
        self.list.toggled.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.list)
        self._space()

    @property
    def on(self) -> frozenset[str]:
        """What is on."""
        return self._on

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines."""
        return self._choices

    def always_one(self) -> "Facet":
        """Keep one of the lines on, whatever happens."""
        self._keep_one = True
        return self

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these lines; what was on and is still there stays on."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._on &= {choice.key for choice in choices}
        row = self.list.currentRow()
        self.list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.words)
            item.setData(KEY, choice.key)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._show()
        self.list.updateGeometry()

    def set_on(self, *keys: str) -> None:
        """Turn exactly these on, without saying so."""
        self._on = frozenset(keys)
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many entries some of the lines would leave."""
        self._counts |= counts
        self._show()

    def counted(self, key: str) -> int | None:
        """Return the count that is shown."""
        return self._counts.get(key)

    def forget_counts(self) -> None:
        """Show no counts."""
        self._counts.clear()
        self._show()

    def _toggle(self, key: str) -> None:
        if key in self._on:
            if self._keep_one:
                return
            self._on -= {key}
        else:
            self._on = frozenset({key}) if self._single else self._on | {key}
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            key = str(item.data(KEY))
            on, count = key in self._on, self._counts.get(key)
            item.setData(ON, on)
            item.setData(COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(item.text(), count, on=on))

    def _space(self) -> None:
        self._column.setContentsMargins(0, dp(10), 0, dp(8))
        self._column.setSpacing(dp(4))
        self.title.setContentsMargins(dp(SIDE), 0, dp(SIDE), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._space()
            self.list.updateGeometry()


def _spoken(words: str, count: int | None, *, on: bool) -> str:
    parts = [words, "" if count is None else str(count), _("on") if on else ""]
    return ", ".join(part for part in parts if part)
