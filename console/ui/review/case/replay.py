"""The slider that goes through a case, one entry at a time."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from console.ui.theme import dp, token

EDGE = 9


class Replay(QSlider):
    """A line with a handle; each entry has its place on it, what stands out has a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ticks: tuple[int, ...] = ()

    def show_ticks(self, entries: int, ticks: tuple[int, ...]) -> None:
        """Go through ``entries`` entries; those in ``ticks`` stand out."""
        self._ticks = ticks
        self.setRange(0, max(entries - 1, 0))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the handle (Qt)."""
        return QSize(dp(120), dp(26))

    def minimumSizeHint(self) -> QSize:
        """Return the same height (Qt)."""
        return QSize(dp(60), dp(26))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint line, ticks and handle (Qt)."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, left, right = self.height() / 2, dp(EDGE), self.width() - dp(EDGE)
        here = self._x(self.value())
        pen = QPen(token("line"), dp(4))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        pen.setColor(token("accent"))
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(here, y))
        painter.setPen(QPen(token("ink2"), dp(1.5)))
        for tick in self._ticks:
            x = self._x(tick)
            painter.drawLine(QPointF(x, y - dp(5)), QPointF(x, y + dp(5)))
        painter.setPen(QPen(token("surface"), dp(2)))
        painter.setBrush(token("accent"))
        painter.drawEllipse(QPointF(here, y), dp(7), dp(7))
        if self.hasFocus():
            painter.setPen(QPen(token("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(here - dp(9), y - dp(9), 2 * dp(9), 2 * dp(9)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where it was pressed (Qt)."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand (Qt)."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        wide = max(self.width() - 2 * dp(EDGE), 1)
        part = (event.position().x() - dp(EDGE)) / wide
        self.setValue(round(min(max(part, 0.0), 1.0) * self.maximum()))

    def _x(self, value: int) -> float:
        wide = self.width() - 2 * dp(EDGE)
        return dp(EDGE) + wide * (value / self.maximum() if self.maximum() else 0.0)
