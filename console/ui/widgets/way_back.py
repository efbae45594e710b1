"""The way back to where somebody was, before something took the keys for a moment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class WayBack:
    """Where the focus was; it may have gone meanwhile, with the step it belonged to."""

    def __init__(self) -> None:
        self._before: QWidget | None = None

    def note(self, focused: QWidget | None, *panels: QWidget) -> None:
        """Note where the focus is, unless it is in one of ``panels`` already."""
        if focused is not None and not any(one.isAncestorOf(focused) for one in panels):
            self._before = focused
            focused.destroyed.connect(self._forget)

    def go(self) -> bool:
        """Go back there; return whether it is still in sight."""
        before, self._before = self._before, None
        if before is None or not before.isVisible():
            return False
        before.activateWindow()
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _forget(self) -> None:
        self._before = None
