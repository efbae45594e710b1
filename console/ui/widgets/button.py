"""Buttons with their key printed on them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from console.ui.actions import act
from console.ui.theme import dp
from console.ui.widgets.label import KeyCap, label, restyle


class KeyButton(QPushButton):
    """A button that does what an act does; ``words`` stand on it instead of the act's own."""

    def __init__(
        self,
        name: str,
        run: Callable[[], None],
        words: str = "",
        *,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        known = act(name)
        self.words = label(words or known.words, "button-words")
        self.key = KeyCap(name)
        self.setObjectName(f"act_{name}")
        self.setAccessibleName(words or known.words)
        self.setToolTip(f"{known.help}  {known.cap}")
        if role:
            self.setProperty("role", role)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, self.key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: run())
        self.toggled.connect(lambda on: restyle(self.words, "on", "true" if on else None))
        self._space()

    def say(self, words: str) -> None:
        """Let other words stand on the button."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def _space(self) -> None:
        self._row.setContentsMargins(dp(11), dp(4), dp(8), dp(4))
        self._row.setSpacing(dp(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the words and the key (Qt)."""
        hint = self._row.sizeHint()
        return QSize(hint.width(), max(hint.height(), dp(30)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut off (Qt)."""
        return self.sizeHint()


class ChoiceButton(QPushButton):
    """One of several things to choose; unless it is chosen for good, it stays down.

    Args:
        words: what stands on it, after the digit that chooses it.
        spoken: what a screen reader says.
        run: what choosing it does, if anything at once.
        digit: the digit that chooses it; 0 where none does.
        stays: whether it stays down.
    """

    def __init__(
        self,
        words: str,
        spoken: str,
        run: Callable[[], object] | None = None,
        *,
        digit: int = 0,
        stays: bool = True,
    ) -> None:
        super().__init__(f"{digit}  {words}" if digit else words)
        self.setProperty("role", "choice")
        self.setAccessibleName(spoken)
        self.setCheckable(stays)
        if run is not None:
            self.clicked.connect(lambda _down=False: run())


def plain_button(words: str, run: Callable[[], None], role: str = "") -> QPushButton:
    """Return a button without a key of its own, reached by Tab."""
    made = QPushButton(words)
    made.setAccessibleName(words)
    if role:
        made.setProperty("role", role)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked=False: run())
    return made
