"""The sheet of all keys: made of the table of acts, laid over the panes, left by Esc or F1."""

from collections.abc import Collection
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from console.ui.actions import ACTIONS, Act, Workspace
from console.ui.theme import dp
from console.ui.widgets.label import label
from console.ui.widgets.layout import Flow


def titles() -> dict[Workspace, str]:
    """Return the heading of each group of keys."""
    return {
        Workspace.QUEUE: _("Queue"),
        Workspace.PERSON: _("Person"),
        Workspace.STEPS: _("Steps"),
        Workspace.CASE: _("Case"),
        Workspace.AFTER: _("Aftercare"),
        Workspace.MAP: _("Map"),
        Workspace.REVIEW: _("Review"),
        Workspace.MOVE: _("Go to"),
        Workspace.SCREEN: _("Screen"),
    }


class KeysSheet(QFrame):
    """Every key that does something now.

    Signals:
        left: the sheet was closed.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keysSheet")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(_("Keys"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(18), dp(14), dp(18), dp(14))
        column.addWidget(label(_("Every key works while you type. Esc leaves this."), "secondary"))
        column.addWidget(self._scroll, 1)
        self.hide()

    def open_sheet(self, known: Collection[str]) -> None:
        """Show the keys of the acts in ``known``."""
        inside = QWidget()
        flow = Flow(inside, gap=26)
        for workspace, title in titles().items():
            acts = [act for act in ACTIONS if act.workspace is workspace and act.id in known]
            acts = [act for act in acts if not act.is_answer or act.id == "answer_1"]
            if acts:
                group = _group(title, acts)
                flow.addWidget(group)
                flow.setAlignment(group, Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(inside)
        self.fit()
        self.show()
        self.raise_()
        self._scroll.setFocus()

    def fit(self) -> None:
        """Lie in the middle of the window."""
        parent = self.parentWidget()
        if parent is not None:
            width = min(parent.width() - dp(40), dp(1060))
            keys = self._scroll.widget()
            flow = keys.layout() if keys is not None else None
            wanted = flow.heightForWidth(width - dp(60)) if flow is not None else 0
            height = min(parent.height() - dp(40), wanted + dp(80))
            self.setGeometry(
                (parent.width() - width) // 2, (parent.height() - height) // 2, width, height
            )

    def close_sheet(self) -> None:
        """Go."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Esc (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)


def _group(title: str, acts: list[Act]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, dp(8))
    grid.setHorizontalSpacing(dp(10))
    grid.setVerticalSpacing(dp(5))
    grid.addWidget(label(title.upper(), "pane-title"), 0, 0, 1, 2)
    for row, act in enumerate(acts, start=1):
        key: QLabel = label("Ctrl 1 … 9" if act.is_answer else act.cap, "key")
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        words = _("Choose an answer of the step") if act.is_answer else act.words
        line = label(words)
        line.setToolTip(act.help)
        grid.addWidget(line, row, 1)
    return group
