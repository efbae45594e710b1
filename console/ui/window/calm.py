"""The calm bar: what was refused, what went wrong, whether the journal is reached."""

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.ui.bridge import Bridge
from console.ui.theme import dp
from console.ui.widgets.banner import Banner
from console.ui.widgets.header import HEIGHT

STAYS_MS: Final = 12_000


class CalmBar(Banner):
    """Lies over the titles of the panes, so that nothing moves when it comes or goes.

    A refusal goes by itself.  A lost journal stays until it is back, and comes again
    after whatever was said in between.
    """

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setObjectName("calmBar")
        self._lost = ""
        self._goes = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._goes.timeout.connect(self._gone)
        bridge.refused.connect(lambda words: self.tell(words, "moderate", goes=True))
        bridge.failed.connect(self._failed)
        bridge.lost.connect(self._is_lost)
        bridge.back.connect(self._is_back)
        self.hide()
        if bridge.is_lost:
            self._is_lost()

    def tell(self, words: str, tone: str, *, goes: bool) -> None:
        """Say something; it stays until something else is said unless it ``goes``."""
        self._goes.stop()
        if goes:
            self._goes.start()
        self.say(words, tone)
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Be as wide as the window, and as high as the words need."""
        parent = self.parentWidget()
        if parent is not None:
            width = parent.width()
            height = max(self.heightForWidth(width), dp(HEIGHT))
            self.setGeometry(0, 0, width, height)

    def _failed(self) -> None:
        words = _(
            "That did not work, and it is our fault. Nothing was written. "
            "Try once more; if it stays so, write it on the outage sheet and call the lead."
        )
        self.tell(words, "high", goes=False)

    def _is_lost(self) -> None:
        self._lost = _(
            "The journal cannot be reached, so nothing is being written. What you see stays, "
            "notes are kept here, phones still work. It is tried again every second."
        )
        self.tell(self._lost, "imminent", goes=False)

    def _is_back(self) -> None:
        self._lost = ""
        self.tell(
            _("The journal is reached again. Do once more what was not written."),
            "well",
            goes=True,
        )

    def _gone(self) -> None:
        if self._lost:
            self.tell(self._lost, "imminent", goes=False)
        else:
            self.hide()
