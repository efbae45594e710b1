"""The notes of a case: they keep themselves while they are written."""

from gettext import gettext as _

from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from console.desk.fresh import private
from console.domain.commands import WriteNote
from console.domain.ids import CaseId
from console.ui.actions import cap
from console.ui.bridge import Bridge
from console.ui.person.write.keeping import Keeping
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import Elided, KeyCap, label

WIDE = 280
FINISH = "Alt+Return"


class Notes(QFrame):
    """Keeps the draft every two seconds, and writes the note into the journal when it is done."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes")
        self._bridge = bridge
        self._case: CaseId | None = None
        self.title = Elided(_("NOTES"), "section")
        self.edit = QPlainTextEdit(self)
        self.edit.setObjectName("noteEdit")
        self.edit.setAccessibleName(_("Notes"))
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.edit.setPlaceholderText(_("What they say, in their words. Kept every two seconds."))
        self.finish = plain_button(_("Write into the journal"), self.write, "quiet")
        self.finish.setObjectName("noteDone")
        self._keeping = Keeping(bridge, self.edit.toPlainText, self)
        self._keeping.found.connect(self._found)
        self._keeping.typed.connect(lambda: self.title.setText(_("NOTES · not kept yet")))
        self._keeping.kept.connect(self._is_kept)
        self.edit.textChanged.connect(self._keeping.look)
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
        self._keeping.close()
        self._case = case
        self._set("")
        self.title.setText(_("NOTES"))
        self._keeping.open(case)

    def add(self, text: str) -> None:
        """Put ``text`` below what was typed, once; it is a draft like everything here."""
        typed = self.edit.toPlainText().rstrip()
        if text.rstrip() not in typed:
            self.edit.setPlainText(f"{typed}\n\n{text}" if typed else text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

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
        self._keeping.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish the note by its key (Qt)."""
        if QKeySequence(event.keyCombination()) == QKeySequence(FINISH):
            self.write()
        else:
            super().keyPressEvent(event)

    def _found(self, text: str) -> None:
        self._set(text)
        self.title.setText(_("NOTES · draft found again"))

    def _is_kept(self) -> None:
        at = self._bridge.now().astimezone()
        self.title.setText(_("NOTES · saved {time}").format(time=f"{at:%H:%M:%S}"))

    def _is_written(self, case: CaseId, text: str) -> None:
        """Take what was written out of the draft; what was typed meanwhile stays."""
        if case != self._case:
            return
        now = self.edit.toPlainText().strip()
        self._set(now.removeprefix(text).lstrip() if now.startswith(text) else now)
        self._keeping.keep()
        self.title.setText(_("NOTES · in the journal"))

    def _set(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.blockSignals(False)
