"""The place below the current step."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


@runtime_checkable
class Numbered(Protocol):
    """A panel in which a number chooses."""

    def press(self, place: int) -> None:
        """Choose what stands at ``place`` (from 1)."""


@runtime_checkable
class Fits(Protocol):
    """A panel that makes itself as small as its room."""

    def fit(self, room: int) -> None:
        """Take no more than ``room`` pixels in height, if that can be."""


class Below(QScrollArea):
    """Shows one of its panels; the first is there whenever no other was asked for.

    Attributes:
        panel: the one that is shown.
    """

    def __init__(self, *panels: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels = panels
        self.panel = panels[0]
        inner = QFrame()
        inner.setObjectName("stepsBelow")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for panel in panels:
            rows.addWidget(panel)
        rows.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setWidget(inner)
        self.open(self.panel)

    def open(self, panel: QWidget) -> None:
        """Show ``panel`` from its top."""
        self.panel = panel
        for one in self._panels:
            one.setVisible(one is panel)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the panels how much room there is (Qt)."""
        super().resizeEvent(event)
        for panel in self._panels:
            if isinstance(panel, Fits):
                panel.fit(self.viewport().height())

    def press(self, place: int) -> bool:
        """Choose in the panel that is shown; return whether numbers mean anything there."""
        numbered = isinstance(self.panel, Numbered)
        if isinstance(self.panel, Numbered):
            self.panel.press(place)
        return numbered


def enter(front: QWidget | None) -> bool:
    """Go to where the focus was last in ``front``; return whether there is such a thing."""
    if front is None:
        return False
    held = front.focusWidget()
    place = held if held is not None and held.isVisible() else front
    place.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True
