"""The journal of one case, live: what was done, newest first."""

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.desk.desk import Change
from console.domain.events import CasesMerged, case_of
from console.domain.happened import Happened
from console.domain.ids import CaseId
from console.journal.entry import Entry
from console.ui.bridge import Bridge
from console.ui.escalation.line import ROLE_BY, ROLE_LINE, ROLE_TIME, LineDelegate
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label
from console.words.entries import describe
from console.words.refusals import staff_name

MOST = 400


class CaseJournalPane(QFrame):
    """Every entry of the selected case, as this station has read it back."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("caseJournal")
        self.header = PaneHeader(_("This case's journal"), "focus_journal")
        self.list = QListWidget(self)
        self.list.setObjectName("caseJournalList")
        self.list.setAccessibleName(_("This case's journal, newest first"))
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(False)
        self.empty = label(_("What is done in a case appears here as it is written."), "secondary")
        self.empty.setObjectName("emptyState")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        bridge.selected.connect(self._select)
        bridge.changed.connect(self._changed)
        self._case: CaseId | None = None
        self._select(bridge.case.id if bridge.case is not None else None)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys of this pane do."""
        return {"focus_journal": lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)}

    def _select(self, case: CaseId | None) -> None:
        self._case = case
        self.list.clear()
        self._empty()
        if case is not None:
            self._bridge.ask(
                lambda: self._bridge.room.history.of_case(case),
                lambda entries: self._fill(case, entries),
            )

    def _fill(self, case: CaseId, entries: Sequence[Entry]) -> None:
        if case != self._case:
            return
        if self._newest() > max((entry.seq for entry in entries), default=0):
            self._select(case)  # something was written while it was being read
            return
        self.list.clear()
        for entry in reversed(entries[-MOST:]):
            self.list.addItem(self._item(entry.happened))
        self._empty()

    def _changed(self, change: Change) -> None:
        if self._case is None:
            return
        mine = [one for one in change.happened if case_of(one.event) == self._case]
        if any(isinstance(one.event, CasesMerged) for one in mine):
            self._select(self._case)
            return
        shown = self._newest()
        for one in mine:
            if one.seq > shown:
                self.list.insertItem(0, self._item(one))
        self._empty()

    def _newest(self) -> int:
        """Return the number of the newest entry that is shown; 0 for none."""
        first = self.list.item(0) if self.list.count() else None
        return int(first.data(Qt.ItemDataRole.UserRole)) if first is not None else 0

    def _item(self, one: Happened) -> QListWidgetItem:
        line = describe(one.event)
        by = staff_name(self._bridge.board, one.by) if one.by != self._bridge.me else ""
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, one.seq)
        item.setData(ROLE_TIME, f"{one.at.astimezone():%H:%M:%S}")
        item.setData(ROLE_LINE, line)
        item.setData(ROLE_BY, "" if one.by == "system" else by)
        said = ", ".join(part for part in (line.title, line.detail, by) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.at.astimezone():%H:%M:%S} {said}")
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew (Qt)."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _empty(self) -> None:
        seq, digest = self._bridge.head
        self.header.say(_("chain ✓ {n}").format(n=seq) if self._case is not None else "")
        self.header.note.setToolTip(_("entry {n}, digest {d}").format(n=seq, d=digest[:12]))
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
