"""Keys bound to what the panes do."""

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.ui.actions import ACTIONS, Handlers

REPEATED: Final = frozenset(
    {"bigger", "smaller", "next_answer", "previous_answer"}
    | {"map_west", "map_east", "map_north", "map_south", "map_in", "map_out"}
)
"""What a key that is held down does again: it moves about, and changes nothing."""


class Bindings:
    """One ``QAction`` for every act; whoever handles it first does it.

    A key that is held down does its act once: thirty steps must not be ticked by a book
    lying on the keyboard.

    Args:
        owner: the window in which the keys work.
        sources: what can be done now, the nearest first.
        unknown: told what to say when nobody does an act.
    """

    def __init__(
        self,
        owner: QWidget,
        sources: Callable[[], Sequence[Handlers]],
        unknown: Callable[[str], None],
    ) -> None:
        self._sources = sources
        self._unknown = unknown
        self.actions: list[QAction] = []
        for act in ACTIONS:
            action = QAction(act.words, owner)
            action.setObjectName(act.id)
            action.setShortcut(act.sequence)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(act.id in REPEATED)
            action.setToolTip(act.help)
            action.triggered.connect(partial(self.run, act.id))
            self.actions.append(action)
        owner.addActions(self.actions)

    def known(self) -> frozenset[str]:
        """Return the ids of the acts that do something now."""
        return frozenset(name for source in self._sources() for name in source)

    def run(self, name: str, _checked: bool = False) -> None:
        """Do an act."""
        for source in self._sources():
            if name in source:
                source[name]()
                return
        self._unknown(_("This is not here yet. F1 shows every key that works now."))

    def set_enabled(self, *, enabled: bool) -> None:
        """Let the keys work, or not while the window is locked."""
        for action in self.actions:
            action.setEnabled(enabled)
