"""The protocols: a list, the chosen one as staff will see it, and who stands for it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from console.desk.desk import Change
from console.domain.commands import ApproveProtocol
from console.domain.events import ProtocolApproved, ProtocolPublished, StaffRecorded
from console.domain.ids import ProtocolId
from console.domain.people.staff import Role
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.protocols.approve import ApprovePanel
from console.ui.protocols.sheet import Sheet
from console.ui.protocols.shelf import Held, about, compare, shelf, state
from console.ui.theme import dp, font, token
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader, rule
from console.ui.widgets.label import Chip, label
from console.words.refusals import staff_name

Index = QModelIndex | QPersistentModelIndex
HELD, TODAY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LINE, PAD, SIDE = 20, 9, 16


class HeldDelegate(QStyledItemDelegate):
    """Paints a protocol: its id and title, then its state and size."""

    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        """Return room for three lines (Qt)."""
        return QSize(dp(200), 3 * dp(LINE) + 2 * dp(PAD))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a protocol (Qt)."""
        held: Held = index.data(HELD)
        rect = QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, token("accent_ground"))
            if option.widget.hasFocus():
                painter.fillRect(
                    QRect(rect.left(), rect.top(), dp(3), rect.height()), token("focus")
                )
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), token("line"))
        inner = rect.adjusted(dp(SIDE), dp(PAD), -dp(SIDE), -dp(PAD))
        tone, words = state(held, index.data(TODAY))
        lines = (
            (f"{held.id}  {held.newest.title}", font(14, strong=True), "ink"),
            (words, font(12, strong=True), "low" if tone == "well" else tone),
            (about(held.newest), font(12), "ink2"),
        )
        for at, (text, letters, colour) in enumerate(lines):
            box = QRect(inner.left(), inner.top() + at * dp(LINE), inner.width(), dp(LINE))
            painter.setFont(letters)
            painter.setPen(token(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class ProtocolsWorkspace(QWidget):
    """Everybody may read; a clinical lead stands for a version by Alt+A.

    Signals:
        went: a protocol was asked for from elsewhere; carries the workspace to show.
    """

    went = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocols")
        self._bridge = bridge
        self._comparing = False
        self.list = self._list()
        self.head = label("", "protocol", wraps=True)
        self.state = Chip("", "", rounded=True)
        self.about = label("", "secondary", wraps=True)
        self.stands = label("", wraps=True)
        self.compare_button = KeyButton("compare", self.compare)
        self.approve_button = KeyButton("approve", self.approve, role="primary")
        self.panel = ApprovePanel(self)
        self.sheet = Sheet(self)
        self.nothing = label("", "empty", wraps=True)
        self._arrange()
        self.list.currentItemChanged.connect(self._chosen)
        bridge.changed.connect(self._changed)
        self.setFocusProxy(self.list)
        self._fill()

    def _list(self) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName("protocolList")
        view.setAccessibleName(_("Protocols"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setItemDelegate(HeldDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view

    def _arrange(self) -> None:
        left = QFrame()
        left.setProperty("role", "pane")
        column = _column(left)
        self.header = PaneHeader(_("Protocols"))
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        right = QFrame()
        right.setProperty("role", "pane")
        column = _column(right)
        self.bar = PaneHeader(_("As staff will see it"))
        self.bar.add(self.compare_button, self.approve_button)
        self._top = QFrame()
        self._top.setObjectName("protocolTop")
        self._inner = QVBoxLayout(self._top)
        for words in (self.head, self.state, self.about, self.stands):
            self._inner.addWidget(words)
        for part in (self.bar, self.panel, self._top, rule()):
            column.addWidget(part)
        column.addWidget(self.sheet, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        _column(self).addWidget(self.split)
        self._space()

    # -- what can be done -----------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this workspace does, by the id of the act."""
        return {"approve": self.approve, "compare": self.compare}

    def offers(self, text: str) -> Sequence[Offer]:
        """Return the protocols that are meant."""
        typed = text.strip().lower()
        if not typed:
            return ()
        return [
            Offer(f"{held.id}  {held.newest.title}", _("protocol"), partial(self.open, held.id))
            for held in shelf(self._bridge.board)
            if typed in f"{held.id} {held.newest.title}".lower()
        ]

    def open(self, protocol: ProtocolId) -> None:
        """Show a protocol."""
        if not self.isVisible():
            self.went.emit("protocols")
        for row in range(self.list.count()):
            if self.list.item(row).data(HELD).id == protocol:
                self.list.setCurrentRow(row)
        self.list.setFocus()

    def approve(self) -> None:
        """Ask a clinical lead to stand for the chosen version; tell everybody else who may."""
        held = self.held
        if held is None:
            return
        if not self._may:
            self._bridge.refused.emit(self._who_may())
        elif held.approval is not None:
            self._bridge.refused.emit(_("Somebody stands for this version already."))
        else:
            version = held.newest.version
            self.panel.ask(
                held.newest,
                self._today,
                lambda credential, review: self._bridge.send(
                    ApproveProtocol(held.id, version, credential, review)
                ),
            )

    def compare(self) -> None:
        """Show what changed since the version before, or the protocol again."""
        held = self.held
        if held is None:
            return
        if held.before is None:
            words = _("{id} has one version; there is nothing to compare yet.")
            self._bridge.refused.emit(words.format(id=held.id))
            return
        self._comparing = not self._comparing
        self._show(held)

    @property
    def held(self) -> Held | None:
        """The protocol that is chosen."""
        item = self.list.currentItem()
        found: Held | None = item.data(HELD) if item is not None else None
        return found

    @property
    def _may(self) -> bool:
        person = self._bridge.board.staff.get(self._bridge.me)
        return person is not None and person.is_(Role.CLINICAL_LEAD)

    @property
    def _today(self) -> date:
        return self._bridge.now().astimezone().date()

    # -- what is shown ----------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        kinds = (ProtocolApproved, ProtocolPublished, StaffRecorded)
        if any(isinstance(one.event, kinds) for one in change.happened):
            self._fill()

    def _fill(self) -> None:
        """Show the list; what was chosen stays chosen."""
        chosen = self.held.id if self.held is not None else None
        found = shelf(self._bridge.board)
        self.list.blockSignals(True)
        self.list.clear()
        for held in found:
            item = QListWidgetItem()
            item.setData(HELD, held)
            item.setData(TODAY, self._today)
            words = (str(held.id), held.newest.title, state(held, self._today)[1])
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join((*words, about(held.newest)))
            )
            self.list.addItem(item)
        at = next((row for row, held in enumerate(found) if held.id == chosen), 0)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        drafts = sum(held.approval is None for held in found)
        self.header.say(_("{n} drafts").format(n=drafts) if drafts else "")
        self.nothing.setText(
            _("No protocol is published yet. Publish one: console protocols publish FILE")
        )
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self._chosen()

    def _chosen(self) -> None:
        self._comparing = False
        self.panel.close_panel()
        held = self.held
        for part in (self._top, self.sheet, self.compare_button, self.approve_button):
            part.setVisible(held is not None)
        if held is not None:
            self._show(held)

    def _show(self, held: Held) -> None:
        newest = held.newest
        self.head.setText(f"{newest.id}  {newest.title}")
        tone, words = state(held, self._today)
        self.state.say(words, tone)
        self.about.setText(about(newest))
        self.stands.setText(self._stands(held))
        self.approve_button.setVisible(held.approval is None and self._may)
        self.compare_button.setVisible(held.before is not None)
        self.compare_button.say(_("As it is now") if self._comparing else _("What changed"))
        if self._comparing and held.before is not None:
            changes = compare(held.before, newest)
            self.sheet.show_changes(held.before.version, newest.version, changes)
        else:
            self.sheet.show_protocol(newest)

    def _stands(self, held: Held) -> str:
        """Return who stands for it, or what live use waits for."""
        approval = held.approval
        if approval is not None:
            return _("{name}, {credential}, stands for it since {on}. Next review {day}.").format(
                name=approval.by,
                credential=approval.credential,
                on=approval.on,
                day=approval.next_review,
            )
        words = [_("Nobody stands for this version yet. Live use waits for a clinical lead.")]
        if held.live is not None:
            words.append(_("Until then live work uses version {n}.").format(n=held.live))
        elif self._bridge.board.practice:
            words.append(_("In practice it can be used as it is."))
        if not self._may:
            words.append(self._who_may())
        return " ".join(words)

    def _who_may(self) -> str:
        board = self._bridge.board
        leads = [
            staff_name(board, person.id)
            for person in board.staff.values()
            if person.is_(Role.CLINICAL_LEAD)
        ]
        if not leads:
            return _("A clinical lead may approve it; none is registered here yet.")
        return _("A clinical lead may approve it: {names}.").format(names=", ".join(sorted(leads)))

    def showEvent(self, event: QShowEvent) -> None:
        """Share out the width (Qt)."""
        super().showEvent(event)
        self._share()

    def _share(self) -> None:
        left = min(dp(360), self.width() * 2 // 5)
        self.split.setSizes([left, self.width() - left])

    def _space(self) -> None:
        self._inner.setContentsMargins(dp(24), dp(14), dp(24), dp(12))
        self._inner.setSpacing(dp(5))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_inner"):
            self._space()
            self._share()


def _column(widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(widget)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made
