"""The pane of everybody who waits, riskiest first, and of who has whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from console.domain.care.case import Case
from console.domain.commands import AnswerHelp, Command, ReleaseCase, TakeCase, TryFollowUp
from console.domain.ids import CaseId, ContactId
from console.domain.seen.queue import queue, waits
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.queue.cards import Card, Deck, Row, calling, name_of
from console.ui.queue.hold import held
from console.ui.queue.model import QueueModel
from console.ui.queue.owed import FollowUpPanel
from console.ui.queue.paint import QueueDelegate
from console.ui.queue.panels import RankPanel, SplitPanel
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.words import labels

REST_MS: Final = 2_000
"""How long a hand must rest before cards change places."""

PATIENCE_MS: Final = 6_000
"""How long cards keep still at the most, however much the hand moves."""

HAND: Final = frozenset(
    {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.HoverMove}
)


class QueuePane(QWidget):
    """Shows who waits; Alt+N takes whoever is at the greatest risk, whatever is chosen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._bridge = bridge
        self._empty_since: datetime | None = None
        self._deck = Deck(bridge.me, bridge.limits)
        self.model = QueueModel(bridge.now, self)
        self.list = self._list()
        self.header = PaneHeader(_("Queue"))
        self.take = KeyButton("take_next", self.take_next, role="quiet")
        self.rank_panel = RankPanel(self)
        self.split_panel = SplitPanel(self)
        self.follow_panel = FollowUpPanel(self)
        self._arrange()
        self._moving = False
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._settle)
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._settle)
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self._tick)
        bridge.selected.connect(self._follow)
        self._settle()

    def _list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("queue")
        view.setAccessibleName(_("Queue: with you, waiting, with others"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(False)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setItemDelegate(QueueDelegate(view))
        view.setModel(self.model)
        view.selectionModel().currentChanged.connect(self._chosen)
        view.activated.connect(self._open)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        return view

    def _arrange(self) -> None:
        self.header.add(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.rank_panel)
        column.addWidget(self.split_panel)
        column.addWidget(self.follow_panel)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    # -- what can be done ---------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this pane does, by the id of the act."""
        return {
            "take_next": self.take_next,
            "take_selected": self.take_selected,
            "release": self.release,
            "rank": self.rank,
            "split": self.split,
            "follow_up": self.follow_up,
            "answer_help": self.answer_help,
            "focus_queue": self.list.setFocus,
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return the open cases whose person or number is meant."""
        board = self._bridge.board
        wanted = text.lower()
        found = []
        for case in board.cases.values():
            client = board.client_of(case)
            name = client.shown_name if client is not None else name_of(board, case)
            if wanted in name.lower() or wanted == str(case.number):
                tier = labels.shaped(case.rank)
                detail = _("open case {n} · {tier}").format(n=case.number, tier=tier)
                found.append(Offer(name, detail, partial(self._bridge.select, case.id)))
        return found

    def take_next(self) -> None:
        """Take whoever should be answered next by the rules, whatever is shown or chosen."""
        waiting = queue(self._bridge.board, self._bridge.me).waiting
        if waiting:
            self._take(waiting[0])
        else:
            self._bridge.refused.emit(_("Nobody is waiting."))

    def take_selected(self) -> None:
        """Take the chosen case."""
        case = self._bridge.case
        if case is None:
            self._bridge.refused.emit(_("Choose a card first: Alt 1, then the arrow keys."))
        else:
            self._take(case)

    def release(self) -> None:
        """Give the chosen case to the lead."""
        if (case := self._bridge.case) is not None:
            self._send(ReleaseCase(case.id))

    def rank(self) -> None:
        """Ask where the chosen case should stand, and why."""
        if (case := self._bridge.case) is not None:
            self.split_panel.close_panel()
            self.follow_panel.close_panel()
            self.rank_panel.ask(self._bridge.board, case, self._send)

    def split(self) -> None:
        """Ask what of the chosen case should stand alone, or what it should be joined with."""
        if (case := self._bridge.case) is None:
            return
        self.rank_panel.close_panel()
        self.follow_panel.close_panel()
        if not self.split_panel.ask(self._bridge.board, case, self._send):
            self._bridge.refused.emit(
                _("There is only one contact here, and no unknown case to join it with.")
            )

    def answer_help(self) -> None:
        """Come to whoever has called the lead, the gravest case first."""
        calls = calling(self._bridge.board)
        if not calls:
            self._bridge.refused.emit(_("Nobody is calling the lead."))
            return
        self._bridge.select(calls[0].id)
        self._send(AnswerHelp(calls[0].id))

    def follow_up(self) -> None:
        """Try the chosen follow-up, or the one that is due first."""
        board = self._bridge.board
        case = self.model.owed_at(self.list.currentIndex())
        if case is None:
            first = min(board.follow_ups.values(), key=lambda one: one.due, default=None)
            case = first.case if first is not None else None
        found = board.follow_ups.get(case) if case is not None else None
        if found is None:
            self._bridge.refused.emit(_("No follow-up is owed."))
            return
        for panel in (self.rank_panel, self.split_panel):
            panel.close_panel()
        self.follow_panel.ask(board, found, self._bridge.now(), self._tried)

    def _tried(self, tried: TryFollowUp) -> None:
        """Write the try down; with a new concern a case is opened at once, and taken."""
        fresh = tried.fresh
        if not tried.new_safety_concern or fresh is None:
            self._send(tried)
            return
        self._release_hold()
        self._bridge.send(tried, then=lambda _done: self._take_contact(fresh.contact))

    def _take_contact(self, contact: ContactId) -> None:
        found = self._bridge.board.contact(contact)
        if found is not None:
            self._take(found[0])

    def _take(self, case: Case) -> None:
        self._bridge.select(case.id)
        self._send(TakeCase(case.id))

    def _send(self, command: Command) -> None:
        self._release_hold()
        self._bridge.send(command)

    # -- what is shown ------------------------------------------------------------------

    def _changed(self) -> None:
        waits = bool(queue(self._bridge.board, self._bridge.me).waiting)
        if waits:
            self._empty_since = None
        elif any(isinstance(row, Card) and row.amber_at for row in self.model.rows):
            self._empty_since = self._bridge.now()
        self._show()

    def _wanted(self) -> list[Row]:
        return self._deck.rows(self._bridge.board, self._empty_since)

    def _show(self) -> None:
        wanted = self._wanted()
        if not self._rest.isActive():
            self._put(wanted)
            return
        still = held(self.model.rows, wanted)
        self._rearrange(still)
        moved = [row.key for row in still] != [row.key for row in wanted]
        if moved and not self._patience.isActive():
            self._patience.start()

    def _settle(self) -> None:
        """Let every card go to its place."""
        self._release_hold()
        self._put(self._wanted())

    def _release_hold(self) -> None:
        self._rest.stop()
        self._patience.stop()

    def _put(self, wanted: Sequence[Row]) -> None:
        """Show what is wanted; the chosen card stays chosen, and at the same height."""
        chosen = self.model.index_of(self._chosen_case())
        was = self.list.visualRect(chosen).top() if chosen.isValid() else None
        self._rearrange(wanted)
        self._follow(self._chosen_case())
        now = self.model.index_of(self._chosen_case())
        if was is not None and now.isValid():
            self.list.doItemsLayout()
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + self.list.visualRect(now).top() - was)

    def _rearrange(self, rows: Sequence[Row]) -> None:
        """Show ``rows``; who is chosen only a hand changes, never a row that comes or goes.

        Qt itself goes on to a neighbour when the chosen row is taken away.
        """
        owed = self.model.owed_at(self.list.currentIndex())
        self._moving = True
        try:
            self.model.show(rows)
        finally:
            self._moving = False
        left = self.list.currentIndex()
        if self.model.case_at(left) != self._chosen_case() or self.model.owed_at(left) != owed:
            self.list.setCurrentIndex(QModelIndex())

    def _chosen_case(self) -> CaseId | None:
        return self._bridge.case.id if self._bridge.case is not None else None

    def _tick(self) -> None:
        """Paint the clocks, and nothing else."""
        width = self.list.viewport().width()
        self.list.viewport().update(QRect(width // 3, 0, width, self.list.viewport().height()))

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        case = self.model.case_at(current)
        if self._moving:
            return
        if case is not None:
            self._bridge.select(case)
        elif self.model.owed_at(current) is not None:
            self._bridge.select(None)

    def _follow(self, case: CaseId | None) -> None:
        """Choose the card of the case that is looked at elsewhere."""
        index = self.model.index_of(case)
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        elif not index.isValid() and self.model.owed_at(self.list.currentIndex()) is None:
            self.list.clearSelection()

    def _open(self, index: QModelIndex) -> None:
        """Enter or a double click takes a case that waits, or tries a follow-up."""
        if self.model.owed_at(index) is not None:
            self.follow_up()
        chosen = self.model.case_at(index)
        case = self._bridge.board.cases.get(chosen) if chosen is not None else None
        if case is not None and waits(case):
            self._take(case)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep cards still while a hand moves over them (Qt)."""
        if watched is self.list.viewport():
            if event.type() in HAND:
                self._rest.start()
            elif event.type() == QEvent.Type.Leave and self._rest.isActive():
                self._settle()
        elif event.type() == QEvent.Type.KeyPress:
            self._rest.start()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self.setMinimumWidth(dp(150))  # what its place in the window has at least
            self.list.doItemsLayout()
