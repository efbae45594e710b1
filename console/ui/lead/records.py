"""Whose circle, safety plan or directive needs a look before it fails in a crisis."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.domain.ids import ClientId
from console.domain.people.client import Client
from console.domain.people.worries import Worry, worrying
from console.ui.bridge import Bridge
from console.ui.theme import dp
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label
from console.words.people import around

CLIENT = Qt.ItemDataRole.UserRole
HIGH = 46


class Records(QWidget):
    """One line a client: what is gravest, and how much more there is.

    It is looked through only when a record has changed, or the day has.

    Args:
        bridge: whose clients they are.
        go: goes to the open case of a client, where there is one.
    """

    def __init__(self, bridge: Bridge, go: Callable[[ClientId], None]) -> None:
        super().__init__()
        self._bridge = bridge
        self._go = go
        self._seen: tuple[Mapping[ClientId, Client], date] | None = None
        self.header = PaneHeader(_("Records to look at"))
        self.list = QListWidget()
        self.list.setObjectName("here")
        self.list.setAccessibleName(_("Records to look at, the most pressing first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.quiet = label(_("Every circle, plan and directive is in order."), "secondary")
        self.quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.quiet)
        column.addWidget(self.list, 1)

    def refresh(self, now: datetime) -> None:
        """Show whose records need a look now."""
        clients, today = self._bridge.board.clients, now.astimezone().date()
        if self._seen is not None and self._seen[0] is clients and self._seen[1] == today:
            return
        self._seen = clients, today
        found = worrying(clients.values(), today)
        self.header.say(str(len(found)) if found else "")
        self.quiet.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.clear()
        for client, held in found:
            item = QListWidgetItem(_line(client, held, today), self.list)
            item.setData(CLIENT, client.id)
            whole = [around.worry(one, today) for one in held]
            item.setToolTip("\n".join(whole))
            spoken = " ".join((client.short_name, *whole))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setSizeHint(QSize(dp(100), dp(HIGH)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            for row in range(self.list.count()):
                self.list.item(row).setSizeHint(QSize(dp(100), dp(HIGH)))

    def _open(self, item: QListWidgetItem) -> None:
        self._go(ClientId(item.data(CLIENT)))


def _line(client: Client, held: tuple[Worry, ...], today: date) -> str:
    """Return name and gravest worry; what the rest is stands in the tooltip."""
    more = len(held) - 1
    words = around.worry(held[0], today)
    if more:
        others = ngettext("One more.", "{n} more.", more).format(n=more)
        words = f"{words} {others}"
    return f"{client.short_name}\n{words}"
