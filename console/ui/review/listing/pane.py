"""The middle of review: the figures, the journal, and what is said when there is nothing."""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from console.reports.times import grouped
from console.ui.review.figures import Figures
from console.ui.review.listing.model import JournalModel
from console.ui.review.listing.table import JournalTable
from console.ui.review.search import Page
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label


class JournalPane(QFrame):
    """Says how many entries there are of all, and how long the journal took to say so."""

    def __init__(
        self,
        more: Callable[[int], None],
        again: Callable[[], None],
        everything: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            more: asks for the page below an entry.
            again: asks for the newest entries.
            everything: asks for the same, in the whole journal.
            parent: the owner (Qt).
        """
        super().__init__(parent)
        self.setObjectName("reviewJournal")
        self.figures = Figures(self)
        self.model = JournalModel(more, self)
        self.table = JournalTable(self.model, _("Journal, newest first"), self)
        self.header = PaneHeader(_("Journal"))
        self.fresh = plain_button("", again, "quiet")
        self.fresh.setObjectName("reviewFresh")
        self.fresh.hide()
        self.header.add(self.fresh)
        self.nothing = label("", "empty", wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.widen = plain_button(_("Look at everything"), everything)
        self._newer = 0
        self._next: int | None = None
        self._total, self._took = 0, 0.0
        self._everything = False
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.addStretch(1)
        inner.addWidget(self.nothing)
        inner.addWidget(self.widen, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(2)
        inner.setSpacing(dp(10))
        self._empty = empty
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self.header)
        column.addLayout(self._stack, 1)

    def asking(self) -> None:
        """Note that something else is being read; what is shown stays until it is there."""
        self._newer = 0
        self.fresh.hide()

    def choose_next(self, seq: int) -> None:
        """Choose entry ``seq`` as soon as the next list is there."""
        self._next = seq

    def begin(self, page: Page, total: int, below: int | None, *, everything: bool) -> None:
        """Show the first page of another list.

        Args:
            page: what was found.
            total: how many entries the journal has.
            below: the list begins below this entry, not at the newest.
            everything: whether the whole journal was looked through.
        """
        chosen = self.table.chosen
        seq = self._next if self._next is not None else chosen.seq if chosen else None
        self._next = None
        self._total, self._took = total, page.took
        self.model.begin(page)
        if seq is not None:
            self.table.choose(seq)
        if below is not None:
            self.header.say(_("from entry {n} down").format(n=grouped(below - 1)))
        else:
            self.say_count(page.count)
        self._everything = everything
        self._say_nothing(page)
        self._stack.setCurrentWidget(self.table if page.rows else self._empty)

    def _say_nothing(self, page: Page) -> None:
        """Say what an empty list means."""
        if page.before is not None:
            words = _("Looking further back …")
        elif self._everything:
            words = _("Nothing like this in the whole journal. Look for less, or clear what is on.")
        else:
            words = _("Nothing like this in the time that you look at.")
        self.nothing.setText(words)
        self.widen.setVisible(page.before is None and not self._everything)

    def go_on(self, page: Page) -> None:
        """Show the next page below."""
        self.model.go_on(page)
        if page.rows:
            self._stack.setCurrentWidget(self.table)
        self._say_nothing(page)

    def say_count(self, count: int | None) -> None:
        """Say how many of all there are; ``None`` while they are counted."""
        shown = "…" if count is None else grouped(count)
        note = _("{count} of {total} · {ms} ms")
        self.header.say(
            note.format(count=shown, total=grouped(self._total), ms=f"{self._took:.0f}")
        )

    def newer(self, count: int) -> None:
        """Say that entries were written since; they are shown when asked for."""
        self._newer += count
        if self._newer:
            words = ngettext("{n} newer entry", "{n} newer entries", self._newer)
            self.fresh.setText(words.format(n=grouped(self._newer)))
            self.fresh.setAccessibleName(self.fresh.text())
            self.fresh.show()

    def lost(self) -> None:
        """Say that the database does not answer; what was read stays."""
        self.model.forget_asking()
        self.header.say(_("The database does not answer. This was read before."))
