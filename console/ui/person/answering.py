"""Who answers where the person is, asked off the GUI thread."""

from PySide6.QtCore import QObject, Signal

from console.domain.care.case import Case
from console.domain.place.point import Point
from console.places.psap.answer import Answer
from console.ui.bridge import Bridge


class Answering(QObject):
    """The 911 centres that answer there and the time zone; asked once for each place and book.

    Attributes:
        centres: nothing while nobody has answered, or while no place is known.
        zone: the IANA name, where it is known.

    Signals:
        answered: both are known now.
    """

    answered = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._spot: tuple[Point, float] | None = None
        self._book = bridge.board.book
        self.centres: Answer | None = None
        self.zone: str | None = None

    def look(self, case: Case) -> None:
        """Ask for where the person of ``case`` is; what held for another place is forgotten."""
        spot = case.place.location.circle if case.place is not None else None
        book = self._bridge.board.book
        if spot == self._spot and book is self._book:
            return
        if spot != self._spot:
            self.centres = self.zone = None
        self._spot, self._book = spot, book
        if spot is not None:
            places, (point, error_m) = self._bridge.room.places, spot

            def question() -> tuple[Answer, str | None]:
                there = places.locate(f"{point.lat}, {point.lon}")
                zone = there[0].timezone if there else None
                return places.answer(point, error_m), zone

            self._bridge.ask(question, lambda found: self._found(spot, *found))

    def _found(self, spot: tuple[Point, float], centres: Answer, zone: str | None) -> None:
        if spot == self._spot:
            self.centres, self.zone = centres, zone
            self.answered.emit()
