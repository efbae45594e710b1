"""The way to each workspace, above them all."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from console.ui.theme import dp
from console.ui.widgets.button import KeyButton


class Tabs(QFrame):
    """A button for each workspace; where not all have room, their keys are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workspaces")
        self.setMinimumWidth(1)  # large text: the window does not grow past the screen for them
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(dp(14), 0, dp(14), 0)
        self._row.setSpacing(dp(4))
        self._row.addStretch(1)
        self._buttons: list[KeyButton] = []

    def add(self, button: KeyButton) -> None:
        """Put one more at the end."""
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)

    def _fit(self) -> None:
        for shown in (True, False):
            for button in self._buttons:
                button.key.setVisible(shown)
                button.updateGeometry()  # the row does not see what is hidden inside it
            if self._row.sizeHint().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_buttons"):
            self._fit()
