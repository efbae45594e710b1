"""Stopwatches on real windows: how long a person waits for what they asked for.

``console bench`` uses them; ``started`` in a process of its own.
"""

import json
import sys
from collections.abc import Callable
from threading import Thread
from time import perf_counter, process_time
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.app import application
from console.app.backstage import Backstage
from console.app.station import Station
from console.domain.ids import CaseId, StaffId
from console.settings import load
from console.ui.actions import act
from console.ui.bridge import Bridge
from console.ui.escalation.below.lists import ListsPanel
from console.ui.escalation.step.card import StepCard
from console.ui.person.glance import Glance
from console.ui.person.head import PersonHead
from console.ui.queue.cards import Card
from console.ui.queue.pane import QueuePane
from console.ui.room import Room
from console.ui.window.ground import near
from console.wiring.centre import Centre, StationDrafts, open_centre

T = TypeVar("T")
PATIENCE_MS = 20_000
MAP_PATIENCE_MS = 60_000
CALM_MS = 30
SIZE = (306, 900)


class TooLong(Exception):  # noqa: N818 -- nothing to measure
    """What should have been painted was not."""


class Painted(QObject):
    """Tells when a widget has been painted with something on it.

    Signals:
        seen: it has; once.
    """

    seen = Signal()

    def __init__(self, widget: QWidget, shown: Callable[[], bool]) -> None:
        super().__init__()
        self._widget, self._shown = widget, shown
        self.at: float | None = None
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Look at what is painted (Qt)."""
        if event.type() is QEvent.Type.Paint and self.at is None and self._shown():
            QTimer.singleShot(0, self, self._done)  # once the painting itself is over
        return False

    def wait(self) -> float:
        """Return when it was painted, by ``perf_counter``.

        Raises:
            TooLong: it was not, in all the time it was given.
        """
        if self.at is None:
            loop = QEventLoop()
            self.seen.connect(loop.quit)
            QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
            loop.exec()
        self._widget.removeEventFilter(self)
        if self.at is None:
            raise TooLong
        return self.at

    def _done(self) -> None:
        if self.at is None:
            self.at = perf_counter()
            self.seen.emit()


def rest(ms: int = CALM_MS) -> None:
    """Let everything that is queued be done and painted."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop, loop.quit)
    loop.exec()


class SecondStation:
    """A queue at another workplace, which hears of contacts by the bell alone."""

    def __init__(self, centre: Centre, who: StaffId) -> None:
        self._app = application(centre.settings.data)
        self._centre = centre
        drafts = StationDrafts(centre.store, centre.desk.now)
        self._bridge = Bridge(centre.desk, who, Room(centre.store.history, drafts, centre.places))
        self._pane = QueuePane(self._bridge)
        self._pane.resize(*SIZE)
        self._pane.show()
        self._backstage = Backstage(centre, self._bridge)
        self._backstage.start()
        rest(500)

    def painted(self, post: Callable[[], T]) -> tuple[float, float, float, T]:
        """Post from a thread and return when it was posted, accepted, and painted here."""
        before = self._cards()
        watch = Painted(self._pane.list.viewport(), lambda: self._cards() > before)
        times: list[float] = []
        said: list[T] = []

        def sender() -> None:
            times.append(perf_counter())
            said.append(post())
            times.append(perf_counter())

        thread = Thread(target=sender, name="sender")
        thread.start()
        try:
            at = watch.wait()
        finally:
            thread.join()
        return times[0], times[1], at, said[0]

    def settle(self) -> None:
        """Let the queue come to rest."""
        self._bridge.look()
        rest()

    def close(self) -> None:
        """Leave the workplace; the centre stays open."""
        self._backstage.stop()
        rest()  # what the bell still said
        self._pane.close()
        self._bridge.close()
        self._pane.deleteLater()
        rest()

    def _cards(self) -> int:
        return sum(isinstance(row, Card) for row in self._pane.model.rows)


class Workplace:
    """A whole window in which keys are pressed."""

    def __init__(self, centre: Centre, who: StaffId) -> None:
        self._app = application(centre.settings.data)
        self._station = Station(centre, aloud=False)
        self._window = self._station.open(who, leads=False)
        self._window.activateWindow()
        rest(2_000)  # the map opens meanwhile, as it does in life

    @property
    def bridge(self) -> Bridge:
        """What the panes are told by."""
        if self._station.bridge is None:
            raise TooLong
        return self._station.bridge

    def settle(self) -> None:
        """Let the window come to rest."""
        self.bridge.look()
        rest()

    def took(self, case: CaseId) -> tuple[float, float]:
        """Press the key that takes who waits; return milliseconds to their name and the card."""
        from PySide6.QtTest import QTest  # noqa: PLC0415 -- a start must not wait for it

        bridge, panes = self.bridge, self._window.panes
        if not isinstance(panes.queue, QueuePane):
            raise TooLong
        client = bridge.board.client_of(bridge.board.cases[case])
        head = panes.person.findChild(PersonHead)
        if client is None or head is None:
            raise TooLong
        person = Painted(head.name, lambda: head.name.text() == client.shown_name)
        card = Painted(panes.queue.list.viewport(), lambda: self._mine(case))
        began = perf_counter()
        QTest.keySequence(self._window, act("take_next").sequence)
        shown, taken = person.wait(), card.wait()
        rest()
        return (shown - began) * 1_000, (taken - began) * 1_000

    def around(self, case: CaseId) -> float:
        """Press the key that takes who waits; return milliseconds to what lies around them.

        That is the 911 centre in its corner and the nearest help in its list, both painted.
        """
        from PySide6.QtTest import QTest  # noqa: PLC0415 -- a start must not wait for it

        bridge, panes = self.bridge, self._window.panes
        place, glance = bridge.board.cases[case].place, panes.person.findChild(Glance)
        spot = place.location.circle if place is not None else None
        if spot is None or glance is None:
            raise TooLong
        centre = bridge.room.places.answer(*spot).hits[0].facility.name
        nearest = near(bridge.room.places, spot[0])[0].facility.name
        corner = Painted(glance.centre, lambda: centre in glance.centre.said)
        rows = panes.help.list.viewport()
        listed = Painted(rows, lambda: [one.name for one in panes.help.rows[:1]] == [nearest])
        began = perf_counter()
        QTest.keySequence(self._window, act("take_next").sequence)
        shown = max(corner.wait(), listed.wait())
        rest()
        return (shown - began) * 1_000

    def look_at(self, case: CaseId) -> None:
        """Show ``case`` and let the window come to rest."""
        self.settle()
        self.bridge.select(case)
        rest()

    def begun(self, protocol: str, text: str) -> float:
        """Open the lists, press the number of ``protocol``; return milliseconds to ``text``."""
        from PySide6.QtTest import QTest  # noqa: PLC0415 -- a start must not wait for it

        QTest.keySequence(self._window, act("start_protocol").sequence)
        rest()
        lists = self._window.panes.escalation.findChild(ListsPanel)
        names = [one.accessibleName() for one in lists.buttons] if lists is not None else []
        place = next((n for n, name in enumerate(names, 1) if name.startswith(protocol)), None)
        if place is None:
            raise TooLong
        return self._to_step(text, f"answer_{place}")

    def stepped(self, text: str) -> float:
        """Press the key that settles the step; return milliseconds to ``text``."""
        return self._to_step(text, "step_done")

    def _to_step(self, text: str, press: str) -> float:
        from PySide6.QtTest import QTest  # noqa: PLC0415 -- a start must not wait for it

        card = self._window.panes.escalation.findChild(StepCard)
        if card is None:
            raise TooLong
        step = Painted(card.text, lambda: card.text.text() == text)
        began = perf_counter()
        QTest.keySequence(self._window, act(press).sequence)
        shown = step.wait()
        rest()
        return (shown - began) * 1_000

    def close(self) -> None:
        """Leave the workplace, and close the centre."""
        self._station.close()

    def _mine(self, case: CaseId) -> bool:
        found = self.bridge.board.cases.get(case)
        return found is not None and found.owner == self.bridge.me


def started() -> None:
    """Start the console for the first of its staff, on the data folder of the environment.

    Prints when it was usable and when the map was drawn, both by ``perf_counter``, and for how
    many seconds the processor worked until it was usable.
    """
    centre = open_centre(load())
    app = application(centre.settings.data / "live")
    station = Station(centre, aloud=False)
    window = station.open(min(centre.desk.board.staff), leads=False)
    told: dict[str, float | None] = {"usable": None, "worked": None, "map": None}

    def drawn() -> None:
        told["map"] = perf_counter()
        app.quit()

    window.panes.map.drawn.connect(drawn)
    if isinstance(window.panes.queue, QueuePane):
        told["usable"] = Painted(window.panes.queue.list.viewport(), lambda: True).wait()
        told["worked"] = process_time()
    QTimer.singleShot(MAP_PATIENCE_MS, app.quit)
    if told["map"] is None:
        app.exec()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    station.close()
