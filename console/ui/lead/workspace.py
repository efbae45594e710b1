"""The lead's workspace: nobody-has-this on the left, who is here on the right."""

from collections.abc import Callable, Mapping
from datetime import datetime
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.domain.board import Present
from console.domain.commands import AnswerHelp
from console.domain.ids import ClientId, StaffId
from console.ui.bridge import Bridge
from console.ui.lead.needs import Need, Sort, aftercare, needs
from console.ui.lead.records import Records
from console.ui.theme import dp, font, tier_colour, token
from console.ui.widgets.header import PaneHeader, upright
from console.ui.widgets.label import label
from console.ui.widgets.times import hhmm
from console.words import labels
from console.words.refusals import staff_name

NEED: Final = Qt.ItemDataRole.UserRole
WIDE: Final = 380
MOST: Final = 0.45
"""The share of the width that who is here has at the most."""

Index = QModelIndex | QPersistentModelIndex


class LeadWorkspace(QWidget):
    """What nobody has, and who is here.

    Signals:
        went: the lead goes to a case; carries the workspace to show, ``console``.
    """

    went = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead")
        self._bridge = bridge
        self._shown: list[Need] = []
        self.header = PaneHeader(_("Nobody has this"))
        self.list = self._list(_("What needs a lead, the most pressing first"))
        self.list.setItemDelegate(NeedDelegate(bridge.now, self.list))
        self.list.itemActivated.connect(self._open)
        self.here = self._list(_("Who is here"))
        self.here.setObjectName("here")
        self.quiet = label(_("Nothing needs a lead now."), "secondary")
        self.quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.records = Records(bridge, self._go)
        self._arrange()
        bridge.changed.connect(self._refresh)
        bridge.ticked.connect(self._tick)
        self._refresh()

    @staticmethod
    def _list(name: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        return made

    def _arrange(self) -> None:
        self.stack.addWidget(self.quiet)
        self.stack.addWidget(self.list)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, header, body in (
            (left, self.header, self.stack),
            (right, PaneHeader(_("Who is here")), self.here),
        ):
            column.setSpacing(0)
            column.addWidget(header)
            column.addWidget(body, 1)
        right.addWidget(self.records, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(upright())
        row.addLayout(right)
        self._share()
        self.setFocusProxy(self.list)

    def _share(self) -> None:
        """Give who is here its width, and in large text no more than its share."""
        wide = min(dp(WIDE), int(self.width() * MOST))
        for part in (self.here, self.records):
            part.setFixedWidth(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width (Qt)."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "records"):
            self._share()
            self._show_here()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this workspace does."""
        return {}

    def _refresh(self) -> None:
        self._show(needs(self._bridge.board, self._bridge.limits, self._bridge.now()))
        self._show_here()
        self.records.refresh(self._bridge.now())

    def _tick(self, now: datetime) -> None:
        """Look whether a clock brought something new; else only paint the times."""
        if not self.isVisible():
            return
        found = needs(self._bridge.board, self._bridge.limits, now)
        if found != self._shown:
            self._show(found)
        self.list.viewport().update()
        self.records.refresh(now)

    def _show(self, found: list[Need]) -> None:
        at = self.list.currentRow()
        chosen = self._shown[at].key if 0 <= at < len(self._shown) else ""
        self._shown = found
        self.list.clear()
        now = self._bridge.now()
        for need in found:
            item = QListWidgetItem(need.who, self.list)
            item.setData(NEED, need)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, need.spoken(now))
            if need.key == chosen:
                self.list.setCurrentItem(item)
        late, stuck = aftercare(self._bridge.board, self._bridge.limits, now)
        told = [str(len(found))] if found else []
        told += [_("{n} overdue").format(n=late)] if late else []
        told += [_("{n} stuck").format(n=stuck)] if stuck else []
        self.header.say(" · ".join(told))
        self.stack.setCurrentWidget(self.list if found else self.quiet)

    def _show_here(self) -> None:
        self.here.clear()
        for one in sorted(self._bridge.board.present.values(), key=lambda one: one.since):
            item = QListWidgetItem(self._line(one), self.here)
            item.setSizeHint(QSize(dp(100), dp(40)))

    def _line(self, one: Present) -> str:
        board = self._bridge.board
        cases = sum(case.owner == one.staff for case in board.cases.values())
        leads = f" · {_('leads')}" if one.staff == board.lead else ""
        held = _("no case") if not cases else _("cases: {n}").format(n=cases)
        return _("{name}{leads} · {station} · since {time} · {held}").format(
            name=staff_name(board, StaffId(one.staff)),
            leads=leads,
            station=one.station,
            time=hhmm(one.since),
            held=held,
        )

    def _open(self, item: QListWidgetItem) -> None:
        """Go to the case; a call for the lead is answered by going."""
        need = item.data(NEED)
        if not isinstance(need, Need):
            return
        if need.thing:
            self.went.emit("aftercare")
        if need.case is None:
            return
        if need.sort is Sort.CALL:
            self._bridge.send(AnswerHelp(need.case))
        self._bridge.select(need.case)
        self.went.emit("console")

    def _go(self, client: ClientId) -> None:
        """Go to the open case of a client, or say whose it is to look at the record."""
        case = self._bridge.board.open_case_of(client)
        if case is not None:
            self._bridge.select(case.id)
            self.went.emit("console")
            return
        team = self._bridge.board.clients[client].team or _("whoever treats them")
        words = _("They have no open case. Their record is for {team}, or for you.")
        self._bridge.refused.emit(words.format(team=team))


class NeedDelegate(QStyledItemDelegate):
    """Paints a need: its tier at the left, who and what, and for how long at the right."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of two lines (Qt)."""
        return QSize(dp(200), dp(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line (Qt)."""
        need = index.data(NEED)
        if not isinstance(need, Need):
            return
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, token("accent_ground"))
        if need.tier is not None:
            painter.fillRect(
                rect.left(), rect.top(), dp(4), rect.height() - 1, tier_colour(need.tier)
            )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, token("line"))
        inner = rect.adjusted(dp(16), dp(8), -dp(16), -dp(8))
        strong, small = font(14, strong=True), font(12)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(strong)
        painter.setPen(token("ink"))
        if need.since is not None:
            painter.drawText(inner, right, labels.clock(self._now() - need.since))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, need.who)
        if need.tier is not None:
            used = QFontMetrics(strong).horizontalAdvance(need.who) + dp(10)
            painter.setPen(tier_colour(need.tier))
            painter.setFont(font(12, strong=True))
            shaped = labels.shaped(need.tier)
            painter.drawText(inner.adjusted(used, dp(2), 0, 0), Qt.AlignmentFlag.AlignLeft, shaped)
        painter.setFont(small)
        painter.setPen(token("ink2"))
        what = QFontMetrics(small).elidedText(need.what, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, what)
        painter.restore()
