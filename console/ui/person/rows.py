"""Scrolls rows of words, and shows whole ones."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


@runtime_checkable
class Ends(Protocol):
    """A widget that knows where its rows end."""

    def ends(self) -> Iterator[int]:
        """Yield where each row ends, in the widget that holds this one."""

    def isHidden(self) -> bool:
        """Return whether it is left out (Qt)."""


class WholeRows(QScrollArea):
    """Scrolls ``inner``; what is in sight at first ends below a whole row, never in half a line."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """End on a whole row at this height too (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the rows as they change (Qt)."""
        done = super().eventFilter(watched, event)
        if watched is self._inner and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._fit()
        return done

    def _fit(self) -> None:
        room = self.contentsRect().height()
        rows = [row for row in self._inner.children() if isinstance(row, Ends)]
        ends = [end for row in rows if not row.isHidden() for end in row.ends()]
        whole = max((end for end in ends if end <= room), default=room)
        spare = 0 if max(ends, default=0) <= room else room - whole
        if self.viewportMargins().bottom() != spare:
            self.setViewportMargins(0, 0, 0, spare)
