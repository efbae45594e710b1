"""A form inside its pane: it opens in place, and Esc leaves it."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import label
from console.ui.widgets.way_back import WayBack


class Panel(QFrame):
    """A few questions with one button that does it and one that leaves it.

    Enter does it, Esc leaves it; either way the focus goes back to where it was.

    Signals:
        opened: the panel is about to be shown.
        left: the panel was closed, done or not.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, title: str, do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        self._way_back = WayBack()
        self.title = label(title, "strong", wraps=True)
        self.lacks = label("", "error", wraps=True)
        self.lacks.hide()
        self.body = QVBoxLayout()
        self.do = plain_button(do, self._done, "primary")
        self.leave = plain_button(_("Leave it"), self.close_panel, "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self.do)
        foot.addWidget(self.leave)
        foot.addWidget(label(_("Enter · Esc"), "secondary"))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        column.setSpacing(dp(6))
        column.addWidget(self.title)
        column.addLayout(self.body)
        column.addWidget(self.lacks)
        column.addLayout(foot)
        self._run: Callable[[], str | None] = lambda: None
        self.hide()

    def open_panel(self, run: Callable[[], str | None], first: QWidget) -> None:
        """Show the panel.

        Args:
            run: what to do; returns what is still missing, in words, or nothing when it is done.
            first: what has the focus at first.
        """
        self._way_back.note(self.window().focusWidget(), self)
        self._run = run
        self.lacks.hide()
        self.opened.emit()
        self.show()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide the panel and give the focus back."""
        if not self.isHidden():
            self.hide()
            self._way_back.go()
            self.left.emit()

    def _done(self) -> None:
        missing = self._run()
        if missing:
            self.lacks.setText(missing)
            self.lacks.show()
        else:
            self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do it on Enter and leave it on Esc (Qt)."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_panel()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._done()
            case _:
                super().keyPressEvent(event)
