"""Writing down where somebody is: the words as they were said, and a place if one is chosen."""

from collections.abc import Sequence
from datetime import datetime
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from console.domain.place.location import Location, Precision, Source
from console.ui.bridge import Bridge
from console.ui.person.choose import Choice, ChoosePanel

if TYPE_CHECKING:  # numpy, which no window start should wait for
    from console.places.towns import Candidate

PAUSE_MS = 120
KM = 1_000


class WherePanel(ChoosePanel):
    """Offers what the typed words may mean on the map; "as typed" always stands first."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("WHERE ARE THEY NOW"),
            _("street, unit, town, state, ZIP; or a crossing; or coordinates"),
            parent,
        )
        self._bridge = bridge
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.typed.connect(self._typed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing any more (Qt)."""
        self._pause.stop()
        super().hideEvent(event)

    def _typed(self, text: str) -> None:
        self.offer(self._choices_of(text, ()))
        if text.strip():
            self._pause.start()

    def _look(self) -> None:
        text = self.line.text()
        places = self._bridge.room.places
        self._bridge.ask(lambda: tuple(places.locate(text)), lambda c: self._found(text, c))

    def _found(self, text: str, found: "Sequence[Candidate]") -> None:
        if self.isVisible() and text == self.line.text():
            self.offer(self._choices_of(text, found))

    def _choices_of(self, text: str, found: "Sequence[Candidate]") -> tuple[Choice, ...]:
        words = text.strip()
        if not words:
            return ()
        typed = Choice(words, _("as typed, without a place on the map"), stated(words, self._now()))
        return (typed, *(self._choice(words, one) for one in found))

    def _choice(self, words: str, one: "Candidate") -> Choice:
        near = _("on the map: {place}").format(place=one.label)
        error = one.error_m
        off = _("{km:.0f} km") if error >= KM else _("{m} m")
        detail = _("within {off}").format(off=off.format(km=error / KM, m=error))
        if one.note:
            detail = f"{detail} · {one.note}"
        return Choice(near, detail, stated(words, self._now(), one))

    def _now(self) -> datetime:
        return self._bridge.now()


def stated(words: str, now: datetime, at: "Candidate | None" = None) -> Location:
    """Return what the client said, with the place that was chosen for it."""
    if at is None:
        return Location(words, Source.SAID, now)
    return Location(
        words,
        Source.SAID,
        now,
        state=at.state or "" if (at.state or "") not in words.upper().split() else "",
        at=at.at,
        error_m=float(at.error_m),
        precision=Precision(at.precision.value),
        county_fips=at.county_fips,
    )
