"""How small parts are laid out."""

from collections.abc import Iterator

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import dp


def tight(
    layout: QBoxLayout, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> None:
    """Give a layout margins (left, top, right, bottom) and a gap, in lengths of the text size."""
    layout.setContentsMargins(*(dp(side) if side else 0 for side in margins))
    layout.setSpacing(dp(gap) if gap else 0)


def column(*parts: QWidget) -> QWidget:
    """Return ``parts`` above each other without gaps; the last takes the room that is left."""
    made = QWidget()
    rows = QVBoxLayout(made)
    tight(rows)
    for part in parts:
        rows.addWidget(part, 1 if part is parts[-1] else 0)
    return made


class Yielding(QWidget):
    """``parts`` above each other; where it scrolls, it is as high as their least heights.

    A place that scrolls would else give words that wrap all the height that they would like,
    and so would scroll what can be lower, or scrolls itself.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        tight(rows)
        for part in parts:
            rows.addWidget(part, 1 if part is parts[-1] else 0)

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002
        """Return the least height: each part sees to its own at the width that it has (Qt)."""
        return self.minimumSizeHint().height()


def scrolled(inner: QWidget) -> QScrollArea:
    """Return ``inner`` in a place that scrolls up and down where there is no room for all of it."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    return made


def in_the_middle(widget: QWidget) -> QHBoxLayout:
    """Return a row that keeps ``widget`` in its middle, as high as its words need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


class Flow(QLayout):
    """Lays parts out like words: left to right, and on to the next line when one is full.

    The middles of the parts of a line are at one height, but ``AlignTop`` parts are on top.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part (Qt)."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are (Qt)."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part (Qt)."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out (Qt)."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Take every part out, and let it go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Return that there is no wish to grow (Qt)."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that narrower means higher (Qt)."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width`` (Qt)."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every part in its place (Qt)."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line (Qt)."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest part (Qt)."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        sides = self.contentsMargins()
        return size + QSize(sides.left() + sides.right(), sides.top() + sides.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        sides, gap = self.contentsMargins(), dp(self._gap)
        inner = rect.marginsRemoved(sides)
        y = inner.y()
        for line in self._lines(inner.width(), gap):
            height = max(size.height() for _item, size in line)
            x = inner.x()
            for item, size in line if move else ():
                top = item.alignment() & Qt.AlignmentFlag.AlignTop
                down = 0 if top else (height - size.height()) // 2
                item.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + gap
            y += height + gap
        return max(y - gap, inner.y()) - rect.y() + sides.bottom()

    def _lines(self, width: int, gap: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield what stands in each line, the middles of its parts at one height."""
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(width, 1), 10_000))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if line and used + size.width() > width:
                yield line
                line, used = [], 0
            line.append((item, size))
            used += size.width() + gap
        if line:
            yield line
