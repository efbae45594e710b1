"""What changed in the checklists since whoever sits here last read them."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QSizePolicy, QWidget

from console.desk.desk import Change
from console.domain.commands import ReadChanges
from console.domain.seen.changed import Changed, unread
from console.ui.bridge import Bridge
from console.ui.widgets.banner import Banner
from console.ui.widgets.button import KeyButton

NAMED = 3


class ChangesBar(Banner):
    """Stands at the foot until one key says that it was read; nothing waits for it."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("", "accent", parent)
        self.setObjectName("changesBar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bridge = bridge
        self.button = KeyButton("read_changes", self.read)
        self.row.addWidget(self.button)
        self.hide()
        bridge.changed.connect(self._changed)
        self._look()

    def read(self) -> None:
        """Say that it was read; where there is nothing to read, say that."""
        if unread(self._bridge.board, self._bridge.me):
            self._bridge.send(ReadChanges())
        else:
            self._bridge.refused.emit(_("No checklist has changed since you last read them."))

    def _changed(self, change: Change) -> None:
        before, after = change.before, change.after
        if (
            before.protocols is not after.protocols
            or before.approvals is not after.approvals
            or before.read is not after.read
        ):
            self._look()

    def _look(self) -> None:
        found = unread(self._bridge.board, self._bridge.me)
        self.setVisible(bool(found))
        if found:
            self.say(_words(found), "accent")


def _words(found: tuple[Changed, ...]) -> str:
    """Return what changed, the first few by name."""
    named = [
        ngettext("{id} v{n}: {k} step changed", "{id} v{n}: {k} steps changed", one.steps).format(
            id=one.now.id, n=one.now.version, k=one.steps
        )
        for one in found[:NAMED]
    ]
    more = len(found) - NAMED
    if more > 0:
        named.append(_("and {n} more").format(n=more))
    return _("Checklists changed. {what}. Alt 6 shows how they read now.").format(
        what="; ".join(named)
    )
