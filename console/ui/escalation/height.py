"""Who gives way to the step in the pane: a phase is read on one screen (CONTENT section 6, rule 2).

The pane asks for the whole column, as it does while a card is read, so that the step stays where
it is.  Where that is not enough, the steps that are done go too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from console.ui.escalation.ahead import StepsAhead
from console.ui.escalation.behind import StepsBehind
from console.ui.escalation.below.stack import Below
from console.ui.escalation.looked import Looked
from console.ui.escalation.step.card import StepCard
from console.ui.escalation.step.fields import LARGE
from console.ui.theme import scale


@dataclass(frozen=True, slots=True)
class Parts:
    """What shares the height of the pane.

    Attributes:
        whole: scrolls all of it, where even the whole column is too low.
        asked: what is asked below the step in place of it, and wants all the room.
        reads: whether a card is read in the place of the steps.
    """

    whole: QScrollArea
    behind: StepsBehind
    card: StepCard
    below: Below
    ahead: StepsAhead
    asked: QWidget
    reads: Callable[[], bool]


class Height(QObject):
    """Gives the current step the room that it and its phase need.

    Once a step has the whole column it keeps it: the room that was given is no reason to take
    it back.

    Signals:
        wanted: the whole height of the column is wanted, or no longer.
    """

    wanted = Signal(bool)

    def __init__(self, looked: Looked, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._looked, self._parts = looked, parts
        self._usual = 0
        self._given = False
        self._tall: object = None
        self._crowded: object = None
        self._window = QSize()
        parts.whole.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room that there is for the steps (Qt)."""
        done = super().eventFilter(watched, event)
        viewport = self._parts.whole.viewport()
        if event.type() == QEvent.Type.Resize and watched is viewport:
            if viewport.window().size() != self._window:
                self._anew()
            if not self._given:
                self._usual = viewport.height()
            self.settle()
        return done

    def _anew(self) -> None:
        """Forget what was given: in a window of another size nobody knows yet what is wanted."""
        self._window = self._parts.whole.window().size()
        self._tall = self._crowded = None
        if self._given and not self._reads():
            self._given = False
            self.wanted.emit(False)

    def _reads(self) -> bool:
        return self._parts.below.panel is self._parts.asked or self._parts.reads()

    def settle(self) -> None:
        """Ask for the column where a phase needs it; where even that is low, drop what is done."""
        parts, work, step = self._parts, self._looked.work(), self._looked.step()
        room = parts.whole.viewport().height()
        at_rest = parts.below.panel is parts.ahead and step is not None and scale() < LARGE
        asks = parts.below.panel is parts.asked
        needed, least = parts.card.wants + parts.ahead.least(), parts.card.minimumHeight()
        here = (work.run.id if work is not None else None, step.id if step is not None else None)
        if at_rest and 0 < self._usual < needed + parts.behind.sizeHint().height():
            self._tall = here
        if here != self._crowded:  # a step begins at its ease
            self._crowded = None
            parts.card.move_together(close=False)
        if at_rest and self._tall == here and room > self._usual and room < needed:
            self._crowded = here
            parts.card.move_together(close=True)
            needed = parts.card.wants + parts.ahead.least()
        has_all = at_rest and self._tall == here and room > self._usual
        left = room - (needed if has_all else least)
        parts.behind.give_way((*here, room), left, wanted=work is not None and not asks)
        if not parts.card.skips.isHidden():
            parts.whole.ensureWidgetVisible(parts.card.skips)
        given = self._reads() or (at_rest and self._tall == here)
        if given != self._given:
            self._given = given
            self.wanted.emit(given)
