"""The calm bar: what was refused, what went wrong, whether the journal is reached."""

from collections.abc import Callable
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.desk.desk import Change
from console.ui.bridge import Bridge
from console.ui.widgets.banner import Banner

STAYS_MS: Final = 12_000
NOTICE_MS: Final = 5_000


class CalmBar(Banner):
    """Stands under the panes while there is something to say, and hides nothing.

    A refusal goes by itself, and as soon as something of mine is written.  A lost journal
    stays until it is back; whatever is said meanwhile stands below it.

    Args:
        steady: is given what shows or hides the bar, and keeps everything else in its place.
    """

    def __init__(
        self, bridge: Bridge, parent: QWidget, steady: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("calmBar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._me = bridge.me
        self._bridge = bridge
        self._steady = steady
        self._lost = ""
        self._refused = False
        self._later = ""
        self._goes = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._goes.timeout.connect(self._gone)
        bridge.changed.connect(self._changed)
        bridge.refused.connect(self._refuse)
        bridge.failed.connect(self._failed)
        bridge.lost.connect(self._is_lost)
        bridge.back.connect(self._is_back)
        self.hide()
        if bridge.is_lost:
            self._is_lost()

    def tell(self, words: str, tone: str, *, goes: bool) -> None:
        """Say something; it stays until something else is said unless it ``goes``."""
        self._refused = False
        if self._lost and words != self._lost:
            words, tone, goes = f"{self._lost}\n{words}", "imminent", True
        self._put(words, tone, STAYS_MS if goes else None)

    def notice(self, words: str) -> None:
        """Say something that is to be seen elsewhere too, once nothing else is said here."""
        if self.isHidden():
            self._put(words, "", NOTICE_MS)
        else:
            self._later = words

    def _put(self, words: str, tone: str, for_ms: int | None) -> None:
        self._goes.stop()
        if for_ms is not None:
            self._goes.start(for_ms)

        def put() -> None:
            self.say(words, tone)
            self.show()

        self._steady(put)

    def _refuse(self, words: str) -> None:
        self.tell(words, "moderate", goes=True)
        self._refused = True

    def _changed(self, change: Change) -> None:
        if self._refused and any(one.by == self._me for one in change.happened):
            self._goes.stop()
            self._gone()

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
        if self._bridge.cause:
            self._lost = f"{self._lost} {self._bridge.cause}"
        self.tell(self._lost, "imminent", goes=False)

    def _is_back(self) -> None:
        self._lost = ""
        self.tell(
            _("The journal is reached again. Do once more what was not written."),
            "well",
            goes=True,
        )

    def _gone(self) -> None:
        self._refused = False
        later, self._later = self._later, ""
        if self._lost:
            self.tell(self._lost, "imminent", goes=False)
        elif later:
            self._put(later, "", NOTICE_MS)
        else:
            self._steady(self.hide)
