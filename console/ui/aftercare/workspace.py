"""The workspace of aftercare: the list on the left, one thing and what can be said of it beside."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.desk.desk import Done
from console.domain.care.followup import FollowUp
from console.domain.commands import BeginFollowUp, Command
from console.domain.ids import ClientId, ContactId
from console.ui.actions import Offer
from console.ui.aftercare.answers import Here, answers, fresh
from console.ui.aftercare.begin import beginnings
from console.ui.aftercare.detail import Detail
from console.ui.aftercare.facts import parts, reach
from console.ui.aftercare.needs import Answer, Missing, Values
from console.ui.aftercare.paint import ROW, Item, RowDelegate
from console.ui.aftercare.rows import Counts, Row, Show, narrowed, nothing, rows, show_words
from console.ui.bridge import Bridge
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label
from console.words.entries import describe

LIST, MOST = 500, 0.42
"""The width of the list, and the largest share of the whole that it takes."""


class AftercareWorkspace(QWidget):
    """All that is owed, the most overdue first; one key an answer.

    Signals:
        went: a case was opened for a call; carries the workspace to show, ``console``.
    """

    went = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aftercare")
        self._bridge = bridge
        self._show = Show.ALL
        self._all: tuple[Row, ...] = ()
        self._counts = Counts(0, 0, 0, 0, 0)
        self._answers: tuple[Answer, ...] = ()
        self._whom: ClientId | None = None
        self._beginning = False
        self.header = PaneHeader(_("Aftercare"))
        self.list = self._make_list()
        self.empty = label(nothing(Show.ALL), "secondary", wraps=True)
        self.empty.setObjectName("emptyState")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.detail = Detail(self.answer, self.call)
        self.filter = KeyButton("after_filter", self.next_filter, role="quiet")
        self.begin_ = KeyButton("after_begin", self.begin, role="quiet")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self.detail.form.left.connect(self._left_form)
        bridge.changed.connect(self._refresh)
        bridge.ticked.connect(self._tick)
        bridge.refused.connect(self._refused)
        self._refresh()

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("aftercareList")
        made.setAccessibleName(_("What is owed, the most overdue first"))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setUniformItemSizes(True)
        made.setItemDelegate(RowDelegate(self._bridge.now, made))
        made.currentItemChanged.connect(self._chosen)
        return made

    def _arrange(self) -> None:
        self.header.add(self.filter, self.begin_)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.list)
        left = QWidget()
        left.setMinimumWidth(1)  # large text: the header leaves out what has no room
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.setFocusProxy(self.list)

    # -- what can be done ----------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this workspace does."""
        count = min(len(self._answers), 9)
        digits = {f"answer_{n}": partial(self.answer, n) for n in range(1, count + 1)}
        return {
            **digits,
            "after_filter": self.next_filter,
            "after_concern": self.detail.concern.toggle,
            "after_begin": self.begin,
            "follow_up": self.call,
            "step_done": self.detail.form.write,
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return the clients for whom something may be begun, after the word for it."""
        first, _space, rest = text.strip().partition(" ")
        if first.lower() not in {_("after"), _("aftercare")} or not rest.strip():
            return ()
        wanted = rest.strip().lower()
        return [
            Offer(client.shown_name, _("aftercare: begin something"), partial(self.turn_to, name))
            for name, client in self._bridge.board.clients.items()
            if wanted in client.shown_name.lower() or wanted in client.name.lower()
        ]

    def turn_to(self, client: ClientId) -> None:
        """Ask what to begin for a client, whether or not anything is owed to them."""
        self.list.setCurrentRow(-1)
        self._whom = client
        self._show_chosen()
        self.went.emit("aftercare")
        self.begin()

    def next_filter(self) -> None:
        """Show all, then one's own, what is stuck, and who is in crisis again."""
        self._show = self._show.after
        self._put()

    def begin(self) -> None:
        """Ask what to begin for whom is chosen, else for the client of the open case."""
        whom = self._client()
        if whom is None:
            case = self._bridge.case
            whom = case.client if case is not None else None
        if whom is None:
            self.detail.say(
                _("Choose somebody first, or type “after” and a name in the command bar."), "high"
            )
            return
        self._whom, self._beginning = whom, True
        self._answers = beginnings(self._here(), whom)
        self.detail.form.close_form()
        self.detail.say(_("Begin for {name}:").format(name=self._name(whom)))
        self.detail.show_beginnings(self._answers)

    def call(self) -> None:
        """Make the call that is owed in a case of its own."""
        row = self._row()
        if row is None or not isinstance(row.one.thing, FollowUp):
            self.detail.say(_("Choose a follow-up first."), "high")
            return
        names = fresh()
        begun = BeginFollowUp(row.one.thing.case, names)
        self._bridge.send(begun, then=lambda _done: self._called(names.contact))

    def _called(self, contact: ContactId) -> None:
        """Go to the case that was opened, or in which the call is made already."""
        found = self._bridge.board.contact(contact)
        row = self._row()
        thing = row.one.thing if row is not None else None
        into = thing.into if isinstance(thing, FollowUp) else None
        case = found[0].id if found is not None else into
        if case is not None:
            self._bridge.select(case)
            self.went.emit("console")

    def answer(self, number: int) -> None:
        """Say something of what is chosen; it is written at once, or what it needs is asked."""
        if not 1 <= number <= len(self._answers):
            return
        chosen = self._answers[number - 1]
        worse = self.detail.concern.isChecked() and not self._beginning
        if chosen.needs and not worse:
            self.detail.say("")
            self.detail.form.ask(chosen, lambda values: self._send(chosen, values, worse=False))
            self.detail.look_at_form()
            return
        try:
            self._send(chosen, {}, worse=worse)
        except Missing as missing:
            self.detail.say(str(missing), "high")

    def _send(self, chosen: Answer, values: Values, *, worse: bool) -> None:
        command: Command = chosen.make(values, worse)
        self._bridge.send(command, then=self._written)

    def _written(self, done: tuple[Done, ...]) -> None:
        """Say what was written, and turn to what is next."""
        happened = [one for each in done for one in each.happened]
        lines = [describe(one.event) for one in happened]
        said = [" · ".join(part for part in (line.title, line.detail) if part) for line in lines]
        self.detail.concern.setChecked(False)
        self.detail.form.close_form()
        self._beginning = False
        self._show_chosen()
        words = _("✓ {said}").format(said=said[0]) if said else _("That is written already.")
        self.detail.say(words, "well" if said else "")
        self.list.setFocus()

    def _refused(self, words: str) -> None:
        if not self.isVisible():
            return
        if self.detail.form.isHidden():
            self.detail.say(words, "high")
        else:
            self.detail.form.say(words)

    def _left_form(self) -> None:
        self._beginning = False
        self._show_chosen()
        self.list.setFocus()

    # -- what is shown -------------------------------------------------------------------

    def _here(self) -> Here:
        return Here(self._bridge.board, self._bridge.now().astimezone())

    def _row(self) -> Row | None:
        item = self.list.currentItem()
        row = item.data(ROW) if item is not None else None
        return row if isinstance(row, Row) else None

    def _client(self) -> ClientId | None:
        row = self._row()
        return row.one.client if row is not None else self._whom

    def _name(self, client: ClientId | None) -> str:
        known = self._bridge.board.clients.get(client) if client is not None else None
        return known.shown_name if known is not None else _("Unknown caller")

    def _refresh(self) -> None:
        """Look at all that is owed; while nobody sees it, only once somebody does."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        here = self._here()
        rules = self._bridge.limits.after
        self._all, self._counts = rows(here.board, here.now, rules, self._bridge.me)
        self._put()

    def _tick(self, _now: datetime) -> None:
        """Look whether a clock brought something new; else only paint the times."""
        if not self.isVisible():
            return
        here = self._here()
        found, counts = rows(here.board, here.now, self._bridge.limits.after, self._bridge.me)
        if found != self._all:
            self._all, self._counts = found, counts
            self._put()
        self.list.viewport().update()

    def _put(self) -> None:
        """Show the rows; what was chosen stays chosen, or what stands in its place now."""
        shown = narrowed(self._all, self._show, self._bridge.me)
        before, at = self._row(), max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for row in shown:
            self.list.addItem(Item(row))
        keys = [row.key for row in shown]
        if before is not None and before.key in keys:
            at = keys.index(before.key)
        if shown and not (self._beginning and before is None):
            self.list.setCurrentRow(min(at, len(shown) - 1))
        self.list.blockSignals(False)
        self.stack.setCurrentWidget(self.list if shown else self.empty)
        self.empty.setText(nothing(self._show))
        self.filter.say(show_words(self._show, self._counts))
        self.header.say("")  # the header makes room anew only for other words
        self.header.say(self._summary())
        after = self._row()
        same = before is not None and after is not None and before.key == after.key
        if not (same and not self.detail.form.isHidden()) and not self._beginning:
            self._show_chosen()

    def _summary(self) -> str:
        counts = self._counts
        if not counts.overdue:
            return _("{n} owed").format(n=counts.all)
        words = _("⚠ {late} overdue · {n} owed")
        return words.format(late=counts.overdue, n=counts.all)

    def _chosen(self) -> None:
        self._beginning, self._whom = False, None
        self.detail.form.close_form()
        self.detail.concern.setChecked(False)
        self.detail.say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        row, here = self._row(), self._here()
        whom = self._client()
        known = here.board.clients.get(whom) if whom is not None else None
        name = self._name(whom) if row is not None or whom is not None else ""
        one = row.one if row is not None else None
        self.detail.show_row(row, name, reach(known, one) if name else ())
        self._answers = answers(here, row.one) if row is not None else ()
        self.detail.show_answers(self._answers)
        rules = self._bridge.limits.after
        self.detail.show_around(parts(here, whom, one, rules) if name else [])

    _stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody saw it (Qt)."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._share_out()
            self.list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room (Qt)."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give the list its room, and never more than a share of what there is."""
        left = min(dp(LIST), int(self.width() * MOST))
        self.split.setSizes([left, max(self.width() - left, 1)])
