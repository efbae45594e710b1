"""A calm bar: something happened, in words; nobody has to answer it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console.ui.theme import dp
from console.ui.widgets.label import label, restyle


class Banner(QFrame):
    """One sentence on a ground of its tone; more widgets may stand at its end."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self.words = label(text, wraps=True)
        self.row = QHBoxLayout(self)
        self.row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._space()

    @property
    def text(self) -> str:
        """What it says now."""
        return self.words.text()

    def say(self, text: str, tone: str) -> None:
        """Say something, on screen and to a screen reader."""
        self.words.setText(text)
        restyle(self, "tone", tone)
        self.setAccessibleName(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _space(self) -> None:
        self.row.setContentsMargins(dp(12), dp(7), dp(12), dp(7))
        self.row.setSpacing(dp(10))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "row"):
            self._space()
