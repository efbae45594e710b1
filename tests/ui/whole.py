"""The whole window with its real panes, put together as a station does it, on a real desk."""

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

from console.domain.people.client import Client
from console.places.page import MapPage
from console.practice.shift import load_shift
from console.ui.bridge import Bridge
from console.ui.escalation.call.facts import CardFacts
from console.ui.escalation.journal import CaseJournalPane
from console.ui.escalation.pane import EscalationPane
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.person.pane import PersonPane
from console.ui.queue.pane import QueuePane
from console.ui.window.panes import Panes
from console.ui.window.remembered import Remembered
from console.ui.window.window import ConsoleWindow


class Whole:
    """A window of 1440 by 900, whose map does not open."""

    def __init__(self, bridge: Bridge, remembered: Remembered) -> None:
        self.person, self.steps = PersonPane(bridge), EscalationPane(bridge)
        self.steps.facts = CardFacts("Northside Care", "+16145550199")
        page = MapPage("", {})
        panes = Panes(
            QueuePane(bridge),
            self.person,
            MapPane(lambda: page),
            HelpTable(),
            self.steps,
            CaseJournalPane(bridge),
        )
        self.window = ConsoleWindow(bridge, panes, remembered=remembered, map_after_ms=None)
        slots = self.window.slots
        self.steps.reading.connect(lambda on: slots["journal"].setVisible(not on))
        self.person.writing.connect(lambda on: slots["map"].setVisible(not on))
        self.window.resize(1440, 900)


def someone(today: date) -> Client:
    """Return the client of the practice shift of whom most is on file: eleven lines of a plan."""
    shift = load_shift(7, today)
    return next(client for client in shift.clients if client.id == shift.imminent)


def in_sight(widget: QWidget) -> bool:
    """Whether all of ``widget`` can be seen: it lies in every place that scrolls around it."""
    if not widget.isVisible():
        return False
    around = widget.parentWidget()
    while around is not None:
        held = around.parentWidget()
        if isinstance(held, QScrollArea) and around is held.viewport():
            top = widget.mapTo(around, QPoint(0, 0))
            if not around.rect().contains(widget.rect().translated(top)):
                return False
        around = held
    return True
