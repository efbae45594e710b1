"""Review: narrow the journal down, read a case, check that it is whole, put it on paper."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from console.desk.desk import Change
from console.domain.commands import ReadRecord
from console.domain.events import RecordRead, StaffRecorded, case_of
from console.domain.ids import CaseId, ClientId
from console.domain.people.staff import Role
from console.reports.times import grouped
from console.reports.written import Format, Listing
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.review.aside.finder import Hint, Picked
from console.ui.review.aside.pane import Aside
from console.ui.review.case.pane import CasePane
from console.ui.review.lister import Lister
from console.ui.review.listing.pane import JournalPane
from console.ui.review.narrow import Look, When, look_words
from console.ui.review.press import Checked, Press
from console.ui.review.save import NotSaved, Saved, SavePanel, Wish, save
from console.ui.review.search import Case, Row, Search
from console.ui.review.told import MINUTE, ToldLists, told_offers
from console.ui.theme import dp
from console.ui.widgets.banner import Banner
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import label

MAY = (Role.SHIFT_LEAD, Role.CLINICAL_LEAD, Role.ADMINISTRATOR)
"""Who may read what others did."""


class ReviewWorkspace(QWidget):
    """Everything is read off the GUI thread; what was asked before the last change is dropped.

    Signals:
        went: something here was asked for from elsewhere; carries the workspace to show.
    """

    went = Signal(str)

    def __init__(self, bridge: Bridge, press: Press, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self._bridge, self._press = bridge, press
        self._search = Search(bridge.room.history)
        self._stale = True
        self._opening: tuple[CaseId, int | None] | None = None
        self._read: set[CaseId] = set()
        self.aside = Aside(bridge, self)
        self.journal = JournalPane(self._more, self.refresh, self._everything, self)
        self.lister = Lister(bridge, self._search, press, self.aside, self.journal)
        self.case = CasePane(self.check, self.export, self)
        self.panel = SavePanel(self)
        self._told = ToldLists(bridge, press, self.panel, self._save)
        self.banner = Banner(parent=self)
        self._show_bad = plain_button(_("Show it"), lambda: None)
        self.denied = label("", "empty", wraps=True)
        self._arrange()
        self.aside.changed.connect(self._changed_by_hand)
        self.aside.finder.chosen.connect(self._take_hint)
        self.aside.finder.entered.connect(self.journal.table.setFocus)
        self.journal.table.rested.connect(self._open_row)
        bridge.changed.connect(self._changed)
        bridge.lost.connect(self._lost)
        bridge.failed.connect(self._failed)
        bridge.back.connect(self._back)
        self.setFocusProxy(self.journal.table)
        self._admit()

    def _arrange(self) -> None:
        self.banner.row.addWidget(self._show_bad)
        self.banner.row.addWidget(plain_button(_("Close"), self.banner.hide, "quiet"))
        self.banner.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part in (self.aside, self.journal, self.case):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self._open = QFrame()
        column = QVBoxLayout(self._open)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panel)
        column.addWidget(self.banner)
        column.addWidget(self.split, 1)
        self.denied.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.denied)
        self._stack.addWidget(self._open)

    # -- what can be done -----------------------------------------------------------------

    @property
    def admitted(self) -> bool:
        """Whether whoever sits here may review."""
        person = self._bridge.board.staff.get(self._bridge.me)
        return person is not None and person.is_(*MAY)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this workspace does, by the id of the act."""
        return {
            "find": self.search,
            "export": self.export,
            "shift_report": self.report,
            "disclosures": partial(self.told, Listing.DISCLOSURES),
            "part2": partial(self.told, Listing.PART2),
            "check_journal": self.check,
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return what of the review ``text`` may mean."""
        typed = text.strip().lower()
        if not typed or not self.admitted:
            return ()
        found = [
            Offer(look_words(look), _("this shift, in review"), partial(self._look, look))
            for look in Look
            if typed in look_words(look).lower()
        ]
        number = typed.removeprefix(_("case")).strip()
        if number.isdecimal() and 0 < int(number) <= self._bridge.board.seq:
            words = _("Case or entry {n}").format(n=int(number))
            hint = Hint(words, number=int(number))
            found.append(Offer(words, _("in review"), lambda: self._take_hint(hint)))
        if typed in _("shift report"):
            found.append(Offer(_("Shift report"), _("save it as PDF or CSV"), self.report))
        return [*found, *told_offers(typed, self.told)]

    def search(self) -> None:
        """Go to the search box."""
        if self._enter():
            self.aside.finder.focus()

    def report(self) -> None:
        """Ask where to save the report of the time that is looked at."""
        if self._enter():
            since, until = self.lister.period()
            self.panel.ask_shift(since, until + MINUTE, self._save_shift)

    def told(self, listing: Listing) -> None:
        """Ask where to save what was told, of the client that was picked or of everybody."""
        if self._enter():
            self._told.ask(listing, self.aside.finder.picked)

    def export(self) -> None:
        """Ask where to save the timeline of the case that is read."""
        if not self._enter():
            return
        case = self.case.case
        if case is None:
            self._bridge.refused.emit(_("Choose an entry first; its case is what is exported."))
        else:
            self.panel.ask_case(case.number, self._bridge.now(), partial(self._save_case, case.id))

    def check(self) -> None:
        """Check every entry of the journal."""
        if self._enter():
            self.case.checking()
            self.journal.table.mark(frozenset())
            self._say(_("Checking every entry of the journal. You can go on."), "")
            self._bridge.ask(self._press.check, self._checked, slow=True)

    def refresh(self) -> None:
        """Read again, now."""
        self._stale = False
        self.lister.read()

    # -- listing --------------------------------------------------------------------------

    def _changed_by_hand(self) -> None:
        self.lister.below = None
        self.refresh()

    def _more(self, before: int) -> None:
        self.lister.more(before)

    def _everything(self) -> None:
        """Look for the same in the whole journal."""
        self.aside.set_when(When.ALL)
        self._changed_by_hand()

    def _look(self, look: Look) -> None:
        if self._enter():
            self.aside.look_at(looks=(look,))

    def _take_hint(self, hint: Hint) -> None:
        if not self._enter():
            return
        if hint.client is not None:
            self._pick(Picked(hint.words, client=hint.client))
        elif hint.number is not None:
            number = hint.number
            self._bridge.ask(lambda: self._search.case_at(number), partial(self._go_to, number))

    def _pick(self, picked: Picked) -> None:
        self.aside.finder.pick(picked)
        self.aside.set_when(When.ALL)
        self._changed_by_hand()
        self.journal.table.setFocus()

    def _go_to(self, seq: int, case: CaseId | None) -> None:
        """Show entry ``seq`` among those of its case, or among all that came before it."""
        if case is not None:
            self.open_case(case, seq)
            self.journal.choose_next(seq)
            self._pick(Picked(_("the case of entry {n}").format(n=grouped(seq)), case=case))
        else:
            self._show_entry(seq)

    def _show_entry(self, seq: int) -> None:
        self.aside.look_at(When.ALL)
        self.lister.below = seq + 1
        self.journal.choose_next(seq)
        self.refresh()

    # -- one case -------------------------------------------------------------------------

    def _open_row(self, row: Row) -> None:
        if row.case is not None:
            self.open_case(row.case, row.seq)

    def open_case(self, case: CaseId, seq: int | None = None) -> None:
        """Read ``case`` as it was at entry ``seq``; that it is read is journaled, once.

        Without ``seq`` it stands at its end, or stays where it stands.
        """
        self._opening = case, seq
        board = self._bridge.board
        self._bridge.ask(
            lambda: self._search.case(case, board), lambda found: self._show_case(found, seq)
        )

    def _show_case(self, found: Case, seq: int | None) -> None:
        if self._opening != (found.id, seq) or not found.rows:
            return
        self.case.show_case(found, seq)
        open_here = self._bridge.board.cases.get(found.id)
        if open_here is not None and open_here.owner == self._bridge.me:
            self.case.say_read(_("This is your own case."))
        elif found.id in self._read:
            self.case.say_read(_("Reading this record is journaled."))
        else:
            self._note_reading(found.id, found.subject)

    def _note_reading(self, case: CaseId, client: ClientId | None) -> None:
        self._read.add(case)
        self.case.say_read(_("Noting in the journal that you read this record …"))

        def noted() -> None:
            if self.case.opened(case):
                self.case.say_read(_("Reading this record is journaled."))

        self._bridge.send(ReadRecord(case, client), then=lambda _done: noted())

    # -- check and paper --------------------------------------------------------------------

    def _checked(self, found: Checked) -> None:
        self.case.show_checked(found, self._bridge.now())
        self.journal.table.mark(frozenset(fault.seq for fault in found.faults))
        first = found.first
        if first is None:
            sealed = grouped(found.sealed_to) if found.sealed_to is not None else _("none yet")
            words = _("The journal is whole: {n} entries, chained, sealed to {sealed}.")
            self._say(words.format(n=grouped(found.entries), sealed=sealed), "well")
            return
        words = _(
            "The journal is not whole. The first bad entry is {seq}: it {reason}. "
            "You can still read everything; call your administrator, and keep the seals."
        )
        self._say(words.format(seq=grouped(first.seq), reason=first.reason), "imminent")
        self._show_bad.clicked.disconnect()
        self._show_bad.clicked.connect(lambda: self._show_entry(first.seq))
        self._show_bad.setAccessibleName(_("Show entry {n}").format(n=first.seq))
        self._show_bad.setVisible(first.seq > 0)

    def _save_shift(self, wish: Wish) -> None:
        def made() -> bytes:
            report = self._press.shift(wish.since, wish.until)
            return self._press.shift_file(report, wish.kind)

        self._save(made, wish)

    def _save_case(self, case: CaseId, wish: Wish) -> None:
        self._save(lambda: self._press.case_file(case, Format.PDF), wish)

    def _save(self, made: Callable[[], bytes], wish: Wish) -> None:
        self._say(_("Saving {file} …").format(file=wish.file.name), "")
        self._bridge.ask(lambda: save(made, wish), self._saved, slow=True)

    def _saved(self, found: Saved | NotSaved) -> None:
        match found:
            case Saved():
                self._say(_("Saved as {file}.").format(file=found.file), "well")
            case NotSaved():
                self._say(found.why, "high")

    def _say(self, words: str, tone: str) -> None:
        self._show_bad.hide()
        self.banner.say(words, tone)
        self.banner.show()

    # -- what goes on ---------------------------------------------------------------------

    def _enter(self) -> bool:
        """Come to the front; whether whoever sits here may."""
        if not self.admitted:
            self._bridge.refused.emit(_not_yours())
            return False
        if not self.isVisible():
            self.went.emit("review")
        return True

    def _admit(self) -> None:
        self.denied.setText(_not_yours())
        self._stack.setCurrentWidget(self._open if self.admitted else self.denied)

    def _changed(self, change: Change) -> None:
        if any(isinstance(one.event, StaffRecorded) for one in change.happened):
            self._admit()
            self.aside.follow(self._bridge.board)
        me = self._bridge.me
        fresh = [
            one
            for one in change.happened
            if not (isinstance(one.event, RecordRead) and one.by == me)
        ]
        self.journal.newer(len(fresh))
        here = self.case.case
        if here is not None and any(case_of(one.event) == here.id for one in change.happened):
            self.open_case(here.id)

    def _lost(self) -> None:
        self.case.show_checked(None, self._bridge.now())
        self.journal.lost()

    def _failed(self) -> None:
        """Let everything be asked for again."""
        self.case.show_checked(None, self._bridge.now())
        self.journal.model.forget_asking()

    def _back(self) -> None:
        if self.isVisible() and self.admitted:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when it is looked at (Qt)."""
        super().showEvent(event)
        if self._stale and self.admitted:
            self._share()
            self.refresh()

    def _share(self) -> None:
        """Give each part its width."""
        whole = self.width()
        left, right = min(dp(236), whole * 2 // 9), min(dp(470), whole * 3 // 8)
        self.split.setSizes([left, whole - left - right, right])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "split"):
            self._share()


def _not_yours() -> str:
    return _(
        "Review is for shift leads, clinical leads and administrators. "
        "What you did yourself stands in this case's journal, on the console."
    )
