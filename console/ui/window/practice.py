"""The frame and the watermark of practice: nobody can take it for the live line."""

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from console.ui import theme
from console.ui.theme import Theme, dp, font, token

FRAME: Final = 4
FAINT: Final = 0.06


class PracticeFrame(QWidget):
    """Lies over everything and lets every click through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("practiceFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Practice"))
        self._kept: tuple[tuple[Theme, float, float], QPixmap] | None = None

    def fit(self) -> None:
        """Be as large as what is underneath."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and the word across each column (Qt)."""
        painter = QPainter(self)
        frame = self.rect().adjusted(FRAME // 2, FRAME // 2, -FRAME // 2, -FRAME // 2)
        painter.setPen(QPen(token("practice"), FRAME))
        painter.drawRect(frame)
        word = self._word()
        for share in (0.12, 0.5, 0.86):
            box = QRect(QPoint(0, 0), word.deviceIndependentSize().toSize())
            box.moveCenter(QPoint(round(self.width() * share), round(self.height() * 0.56)))
            if box.intersects(event.rect()):
                painter.drawPixmap(box.topLeft(), word)

    def _word(self) -> QPixmap:
        """Return the word as it lies across; turned letters are slow to paint, so it is kept."""
        worn = (theme.worn(), theme.scale(), self.devicePixelRatioF())
        if self._kept is not None and self._kept[0] == worn:
            return self._kept[1]
        text, letters = _("PRACTICE"), font(58, strong=True)
        width = QFontMetrics(letters).horizontalAdvance(text)
        side = width + dp(20)
        pixmap = QPixmap(QSize(side, side) * worn[2])
        pixmap.setDevicePixelRatio(worn[2])
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(FAINT)
        painter.setPen(token("practice"))
        painter.setFont(letters)
        painter.translate(side / 2, side / 2)
        painter.rotate(-32)
        painter.drawText(-width // 2, dp(20), text)
        painter.end()
        self._kept = (worn, pixmap)
        return pixmap
