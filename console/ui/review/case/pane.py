"""The right-hand side: one case, replayed entry by entry, and whether it is whole."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from console.domain.ids import CaseId
from console.reports.times import grouped
from console.ui.review.case.replay import Replay
from console.ui.review.case.timeline import CaseDelegate, CaseModel, Mark, mark
from console.ui.review.press import Checked
from console.ui.review.search import Case
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader, rule
from console.ui.widgets.label import label, restyle
from console.ui.widgets.times import hhmmss


class CasePane(QFrame):
    """Shows nothing until a case is opened."""

    def __init__(
        self,
        check: Callable[[], None],
        export: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewCase")
        self.case: Case | None = None
        self._checked: tuple[Checked, datetime] | None = None
        self._checking = False
        self.header = PaneHeader(_("Case"))
        self.export = KeyButton("export", export)
        self.header.add(self.export)
        self.where = label("", "secondary")
        self.slider = Replay()
        self.slider.setAccessibleName(_("Replay: one entry to the left or right"))
        self.model = CaseModel(self)
        self._in_sight = QTimer(self, interval=0, singleShot=True)
        self._in_sight.timeout.connect(self._keep_in_sight)
        self.list = self._list()
        self.dot = label("●", "verdict-dot")
        self.verdict = label("", wraps=True)
        self.check = KeyButton("check_journal", check, _("Check again"))
        self.read = label("", "secondary", wraps=True)
        self.empty = label(
            _("Choose an entry of the journal. Its case opens here, from its first entry on."),
            "empty",
            wraps=True,
        )
        self._arrange()
        self.slider.valueChanged.connect(self._go_to)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.forget()

    def _list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("caseTimeline")
        view.setAccessibleName(_("What happened in this case, oldest first"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setModel(self.model)
        view.setItemDelegate(CaseDelegate(self.model, view))
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.installEventFilter(self)
        return view

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(_("Replay"), "strong"))
        top.addWidget(self.where, 1)
        self.where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._replay = QFrame()
        self._replay.setObjectName("reviewReplay")
        replay = QVBoxLayout(self._replay)
        replay.addLayout(top)
        replay.addWidget(self.slider)
        sentence = QHBoxLayout()
        sentence.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        sentence.addWidget(self.verdict, 1)
        self._foot = QFrame()
        self._foot.setObjectName("reviewVerdict")
        foot = QVBoxLayout(self._foot)
        foot.addLayout(sentence)
        foot.addWidget(self.check)
        foot.addWidget(self.read)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._replay, rule(), self.list, self._foot):
            whole.addWidget(part, 1 if part is self.list else 0)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._stack, 1)
        self._rows = (replay, foot, sentence)
        self._space()

    # -- what is shown --------------------------------------------------------------------

    def forget(self) -> None:
        """Show no case."""
        self.case = None
        self._title(_("Case"))
        self.export.hide()
        self._stack.setCurrentWidget(self.empty)

    def show_case(self, case: Case, seq: int | None) -> None:
        """Show ``case`` as it was at entry ``seq``; without it, at its end or where it stands."""
        same = self.case is not None and self.case.id == case.id
        at_end = same and self.slider.value() == len(self.model.rows) - 1
        held = self.model.upto if same and not at_end else len(case.rows) - 1
        self.case = case
        name = case.client or _("client not known")
        self._title(_("Case {n} · {name}").format(n=case.number, name=name))
        wanted = next((at for at, row in enumerate(case.rows) if row.seq == seq), held)
        stand_out = (mark(row)[0] is not Mark.RING for row in case.rows)
        ticks = tuple(at for at, stands in enumerate(stand_out) if stands)
        self.slider.blockSignals(True)
        self.slider.show_ticks(len(case.rows), ticks)
        self.slider.setValue(wanted)
        self.slider.blockSignals(False)
        self.model.bad = frozenset(case.bad)
        self.model.show(case.rows, wanted)
        self.export.show()
        self._stack.setCurrentWidget(self._whole)
        self._go_to(wanted)
        self._judge()

    def opened(self, case: CaseId) -> bool:
        """Whether ``case`` is shown."""
        return self.case is not None and self.case.id == case

    def say_read(self, words: str) -> None:
        """Say what became of the note that this record was read."""
        self.read.setText(words)

    def checking(self) -> None:
        """Say that the whole journal is being checked."""
        self._checking = True
        self.check.setEnabled(False)
        self._judge()

    def show_checked(self, checked: Checked | None, at: datetime) -> None:
        """Show what the check found; ``None`` when it could not be made."""
        self._checking = False
        self.check.setEnabled(True)
        if checked is not None:
            self._checked = checked, at
        self._judge()

    def _judge(self) -> None:
        if self.case is None:
            return
        tone, words = verdict(self.case, self._checked, checking=self._checking)
        self.verdict.setText(words)
        restyle(self.dot, "tone", tone)
        restyle(self._foot, "tone", tone)
        found = self._checked[0].faults if self._checked else ()
        self.model.bad = frozenset((*self.case.bad, *(fault.seq for fault in found)))
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def _title(self, words: str) -> None:
        self.header.title.setText(words.upper())
        self.header.title.setAccessibleName(words)

    # -- replay ---------------------------------------------------------------------------

    def _go_to(self, at: int) -> None:
        if not 0 <= at < len(self.model.rows):
            return
        row = self.model.rows[at]
        self.model.go_to(at)
        self.where.setText(
            _("{time} · entry {n} · ← → one entry").format(time=hhmmss(row.at), n=grouped(row.seq))
        )
        index = self.model.index(at)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _keep_in_sight(self) -> None:
        self.list.scrollTo(self.list.currentIndex())

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.slider.setValue(current.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let ← and → go through the entries from the timeline too; keep this one in sight (Qt)."""
        if watched is self.list and event.type() == QEvent.Type.Resize:
            self._in_sight.start()
        if watched is self.list and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self.slider.setValue(self.slider.value() + step)
                return True
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        replay, foot, sentence = self._rows
        replay.setContentsMargins(dp(16), dp(10), dp(16), dp(8))
        replay.setSpacing(dp(4))
        foot.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        foot.setSpacing(dp(8))
        sentence.setSpacing(dp(7))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._space()
            self.list.doItemsLayout()


def verdict(
    case: Case, checked: tuple[Checked, datetime] | None, *, checking: bool
) -> tuple[str, str]:
    """Return whether ``case`` is whole, as a tone and a sentence."""
    count = len(case.rows)
    entries = ngettext("{n} entry", "{n} entries", count).format(n=grouped(count))
    if case.bad:
        first = _("Entry {seq} of this case is not as it was written.")
        return "imminent", first.format(seq=grouped(case.bad[0]))
    if checking:
        return "", _("Checking every entry of the journal. You can go on reading.")
    if checked is None:
        return "", _(
            "{entries}, each as it was written. The whole journal is not checked yet."
        ).format(entries=entries)
    found, at = checked
    when = _("checked {time}").format(time=hhmmss(at))
    if found.first is not None:
        words = _("The journal is not whole. The first bad entry is {seq}: it {reason}. {when}.")
        seq, reason = grouped(found.first.seq), found.first.reason
        return "imminent", words.format(seq=seq, reason=reason, when=when.capitalize())
    sealed = (
        _("sealed to {n}").format(n=grouped(found.sealed_to))
        if found.sealed_to is not None
        else _("not sealed yet")
    )
    return "well", _("This case is whole. {entries}, chained, {sealed}; {when}.").format(
        entries=entries, sealed=sealed, when=when
    )
