"""From an instrument that was asked to the journal, and to the step that asked for it."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.commands import ScoreInstrument
from console.domain.ids import InstrumentId
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.shipped import shipped
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import FieldType
from console.ui.bridge import Bridge
from console.ui.escalation.below.instrument import InstrumentPanel
from console.ui.escalation.below.sheet import Filled
from console.ui.escalation.below.stack import Below
from console.ui.escalation.step.card import StepCard
from console.ui.theme import dp

FIRST: Final = (
    *("asq", "c-ssrs-screener-recent", "bssa", "phq-9", "gad-7", "phq-2", "phq-4", "phq-8"),
    "c-ssrs-since-last-contact",
)
"""What stands first: screens for suicide, then the rest by how often it is asked."""


class Asking(QObject):
    """Opens the panel, and turns what was asked into a command.

    Attributes:
        packs: the optional packs that the centre has switched on.

    Signals:
        wanted: carries the panel, which is to be shown below the step.
        left: nothing more is asked.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        panel: InstrumentPanel,
        below: Below,
        remember: Callable[[], None],
        card: StepCard,
    ) -> None:
        super().__init__(panel)
        self._bridge = bridge
        self._panel = panel
        self._below = below
        self._remember = remember
        self._card = card
        self.packs: frozenset[InstrumentId] = frozenset()
        panel.finished.connect(self.write)
        panel.left.connect(self.left)
        panel.looked.connect(lambda row: below.ensureWidgetVisible(row, 0, dp(8)))

    def open(self) -> None:
        """Open the panel for the case that is looked at; opened again, choose another one."""
        case = self._bridge.case
        if case is not None:
            again = self._below.panel is self._panel
            self._remember()
            self.wanted.emit(self._panel)
            self._panel.open(case.id, offered(self._bridge.board, self.packs), again=again)

    def write(self, filled: Filled) -> None:
        """Write down what was asked; the step that asked for it is then filled in."""
        case = self._bridge.case
        if case is None:
            return
        command = ScoreInstrument(case.id, filled.instrument, private(filled.given), filled.variant)
        self._bridge.send(command, then=lambda _done: self._written(filled))

    def _written(self, filled: Filled) -> None:
        self._panel.done()
        self.left.emit()
        step = self._card.step
        fields = step.fields if step is not None else ()
        for field in fields:
            if field.type is FieldType.INSTRUMENT:
                self._card.fill(Value(field.id, code=filled.known_as))


def offered(board: Board, packs: Iterable[InstrumentId]) -> tuple[Instrument, ...]:
    """Return what may be asked here: what has words first, then the slots that wait for them."""
    on = frozenset(packs)
    found = [board.instrument(name) for name in shipped()]
    there = [one for one in found if one is not None and (not one.pack or one.id in on)]
    order = {name: place for place, name in enumerate(FIRST)}
    return tuple(
        sorted(there, key=lambda one: (not one.has_text, order.get(one.id, len(order)), one.id))
    )
