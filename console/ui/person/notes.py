"""The notes of a case: they keep themselves while they are written."""

from gettext import gettext as _

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.domain.ids import CaseId
from console.ui.actions import cap
from console.ui.bridge import Bridge
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import Elided, KeyCap, label

KEEP_MS = 2_000
WIDE = 280
FINISH = "Alt+Return"


class Notes(QFrame):
    """Keeps the draft every two seconds, and writes the note into the journal when it is done."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes")
        self._bridge = bridge
        self._case: CaseId | None = None
        self._kept = ""
        self._unkept: dict[CaseId, str] = {}
        self.title = Elided(_("NOTES"), "section")
        self.edit = QPlainTextEdit(self)
        self.edit.setObjectName("noteEdit")
        self.edit.setAccessibleName(_("Notes"))
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.edit.setPlaceholderText(_("What they say, in their words. Kept every two seconds."))
        self.finish = plain_button(_("Write into the journal"), self.write, "quiet")
        self.finish.setObjectName("noteDone")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        bridge.back.connect(self._keep_all)
        self.edit.textChanged.connect(self._changed)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(KeyCap("note"))
        head.addWidget(self.finish)
        done = label(cap(FINISH), "key")
        done.setToolTip(_("Write into the journal"))
        head.addWidget(done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.edit, 1)

    def show_case(self, case: CaseId | None) -> None:
        """Take up the note of ``case`` where it was left."""
        if case == self._case:
            return
        self.keep()
        self._case = case
        self._kept = ""
        self._set("")
        self.title.setText(_("NOTES"))
        if case in self._unkept:
            self._set(self._unkept[case])
            self._changed()
        elif case is not None:
            me, drafts = self._bridge.me, self._bridge.room.drafts
            self._bridge.ask(lambda: drafts.find(case, me), lambda text: self._found(case, text))

    def add(self, text: str) -> None:
        """Put ``text`` below what was typed, once; it is a draft like everything here."""
        typed = self.edit.toPlainText().rstrip()
        if text.rstrip() not in typed:
            self.edit.setPlainText(f"{typed}\n\n{text}" if typed else text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def keep(self) -> None:
        """Keep the draft as it is now, off the GUI thread; it stays here until it is kept."""
        self._timer.stop()
        case, text = self._case, self.edit.toPlainText()
        if case is not None and text != self._kept:
            self._unkept[case] = text
            self._keep(case, text)

    def _keep(self, case: CaseId, text: str) -> None:
        me, drafts = self._bridge.me, self._bridge.room.drafts
        self._bridge.ask(
            lambda: drafts.keep(case, me, text), lambda _none: self._is_kept(case, text)
        )

    def _keep_all(self) -> None:
        """Keep what could not be kept while the journal was away."""
        for case, text in self._unkept.items():
            self._keep(case, text)
        self.keep()

    def write(self) -> None:
        """Write the note into the journal."""
        case, text = self._case, self.edit.toPlainText().strip()
        if case is not None and text:
            self._bridge.send(
                WriteNote(case, private(text)), then=lambda _done: self._is_written(case, text)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave only the key where there is no room for words (Qt)."""
        super().resizeEvent(event)
        self.finish.setVisible(self.width() >= dp(WIDE))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft before the pane goes (Qt)."""
        self.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish the note by its key (Qt)."""
        if QKeySequence(event.keyCombination()) == QKeySequence(FINISH):
            self.write()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        if self.edit.toPlainText() != self._kept:
            if not self._timer.isActive():
                self._timer.start()
            self.title.setText(_("NOTES · not kept yet"))

    def _found(self, case: CaseId, text: str) -> None:
        if case == self._case and text and not self.edit.toPlainText():
            self._kept = text
            self._set(text)
            self.title.setText(_("NOTES · draft found again"))

    def _is_kept(self, case: CaseId, text: str) -> None:
        if self._unkept.get(case) == text:
            del self._unkept[case]
        if case != self._case:
            return
        self._kept = text
        at = self._bridge.now().astimezone()
        self.title.setText(_("NOTES · saved {time}").format(time=f"{at:%H:%M:%S}"))
        if self.edit.toPlainText() != text:
            self._changed()

    def _is_written(self, case: CaseId, text: str) -> None:
        """Take what was written out of the draft; what was typed meanwhile stays."""
        if case != self._case:
            return
        now = self.edit.toPlainText().strip()
        self._set(now.removeprefix(text).lstrip() if now.startswith(text) else now)
        self.keep()
        self.title.setText(_("NOTES · in the journal"))

    def _set(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.blockSignals(False)
