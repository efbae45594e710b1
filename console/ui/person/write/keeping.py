"""Keeping what is being typed: every two seconds, and through an hour without the journal."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.ids import CaseId
from console.ui.bridge import Bridge

KEEP_MS = 2_000


class Keeping(QObject):
    """The draft that is open: found where it was left, and kept off the GUI thread.

    What could not be kept stays here until it is, also for what was open before.

    Args:
        text: returns the draft as it is typed now; empty where there is none.

    Signals:
        found: a draft was left; carries its text, to be put where it was typed.
        typed: there is something that is not kept yet.
        kept: the draft was kept; carries its text, empty where it was taken away.
    """

    found = Signal(str)
    typed = Signal()
    kept = Signal(str)

    def __init__(self, bridge: Bridge, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._text = bridge, text
        self._key: CaseId | None = None
        self._kept = ""
        self._unkept: dict[CaseId, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        bridge.back.connect(self._keep_all)

    def open(self, key: CaseId | None) -> None:
        """Take up the draft of ``key``, with what stands there now as nothing typed yet."""
        self._timer.stop()
        self._key, self._kept = key, self._text()
        if key is None:
            return
        if key in self._unkept:
            self.found.emit(self._unkept[key])
            self.look()
            return
        me, drafts = self._bridge.me, self._bridge.room.drafts
        self._bridge.ask(lambda: drafts.find(key, me), lambda text: self._found(key, text))

    def close(self) -> None:
        """Keep the draft, and leave it."""
        self.keep()
        self._key = None

    def look(self) -> None:
        """See what is typed; it is kept in two seconds."""
        if self._key is not None and self._text() != self._kept:
            if not self._timer.isActive():
                self._timer.start()
            self.typed.emit()

    def keep(self) -> None:
        """Keep the draft as it is now."""
        self._timer.stop()
        key, text = self._key, self._text()
        if key is not None and text != self._kept:
            self._unkept[key] = text
            self._keep(key, text)

    def forget(self, key: CaseId) -> None:
        """Take the draft of ``key`` away: it is written down."""
        self._unkept.pop(key, None)
        self._keep(key, "")
        if key == self._key:
            self._kept = self._text()

    def _keep(self, key: CaseId, text: str) -> None:
        me, drafts = self._bridge.me, self._bridge.room.drafts
        self._bridge.ask(lambda: drafts.keep(key, me, text), lambda _none: self._is_kept(key, text))

    def _keep_all(self) -> None:
        """Keep what could not be kept while the journal was away."""
        for key, text in self._unkept.items():
            self._keep(key, text)
        self.keep()

    def _is_kept(self, key: CaseId, text: str) -> None:
        if self._unkept.get(key) == text:
            del self._unkept[key]
        if key != self._key:
            return
        self._kept = text
        self.kept.emit(text)
        self.look()

    def _found(self, key: CaseId, text: str) -> None:
        """Hand over what was left, unless something was typed since it was opened."""
        if key == self._key and text and self._text() == self._kept:
            self.found.emit(text)
            self._kept = self._text()
            self._timer.stop()
