"""The bar on top of a pane: its title, and what works it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from console.ui.theme import dp
from console.ui.widgets.label import KeyCap, label

HEIGHT = 34


class PaneHeader(QFrame):
    """The title of a pane, a note, and the key that leads to it."""

    def __init__(self, title: str, act_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paneHeader")
        self.title = label(title.upper(), "pane-title")
        self.title.setAccessibleName(title)
        self.note = label("", "secondary")
        self.row = QHBoxLayout(self)
        self.row.addWidget(self.title)
        self.row.addStretch(1)
        self.row.addWidget(self.note)
        if act_name:
            self.row.addWidget(KeyCap(act_name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._space()

    def add(self, *widgets: QWidget) -> None:
        """Put more on the right-hand side."""
        for widget in widgets:
            self.row.addWidget(widget)

    def say(self, note: str) -> None:
        """Say something small beside the title."""
        self.note.setText(note)

    def _space(self) -> None:
        self.row.setContentsMargins(dp(14), 0, dp(14), 0)
        self.row.setSpacing(dp(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "row"):
            self._space()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the same height for every pane (Qt)."""
        return QSize(super().sizeHint().width(), dp(HEIGHT))


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def upright() -> QFrame:
    """Return a hairline from top to bottom."""
    line = QFrame()
    line.setProperty("role", "upright")
    return line
