"""The bar on top of a pane: its title, and what works it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QWidget

from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
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
        self.key = KeyCap(act_name) if act_name else None
        if self.key is not None:
            self.row.addWidget(self.key)
        self.row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._space()

    def add(self, *widgets: QWidget) -> None:
        """Put more on the right-hand side."""
        for widget in widgets:
            self.row.addWidget(widget)

    def say(self, note: str) -> None:
        """Say something small beside the title."""
        if note != self.note.text():
            self.note.setText(note)
            self._fit()

    def _fit(self) -> None:
        """Leave out the note, the keys, then the title, where there is no room; buttons stay."""
        buttons = self.findChildren(KeyButton)
        caps = [button.key for button in buttons]
        yields = [part for part in (self.note, self.key, *caps, self.title) if part is not None]
        for part in yields:
            part.show()
        for part in yields:
            for button in buttons:
                button.updateGeometry()  # the row does not see what is hidden inside it
            if self.row.sizeHint().width() <= self.width():
                return
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def _space(self) -> None:
        self.row.setContentsMargins(dp(14), 0, dp(14), 0)
        self.row.setSpacing(dp(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "row"):
            self._space()
            self._fit()
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
