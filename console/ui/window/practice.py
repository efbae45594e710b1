"""The frame and the watermark of practice: nobody can take it for the live line."""

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.ui.theme import dp, font, token

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

    def fit(self) -> None:
        """Be as large as what is underneath."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the frame, and the word across each column (Qt)."""
        painter = QPainter(self)
        colour = token("practice")
        frame = self.rect().adjusted(FRAME // 2, FRAME // 2, -FRAME // 2, -FRAME // 2)
        painter.setPen(QPen(colour, FRAME))
        painter.drawRect(frame)
        painter.setOpacity(FAINT)
        painter.setPen(colour)
        painter.setFont(font(58, strong=True))
        word = _("PRACTICE")
        width = painter.fontMetrics().horizontalAdvance(word)
        for share in (0.12, 0.5, 0.86):
            centre = QPoint(round(self.width() * share), round(self.height() * 0.56))
            painter.save()
            painter.translate(centre)
            painter.rotate(-32)
            painter.drawText(-width // 2, dp(20), word)
            painter.restore()
