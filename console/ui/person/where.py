"""Writing down where somebody is: the words as they were said, and a place if one is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from console.domain.people.client import Address
from console.domain.place.candidate import Candidate
from console.domain.place.location import Location, Source
from console.domain.seen.glance import offered
from console.ui.bridge import Bridge
from console.ui.person.choose import Choice, ChoosePanel
from console.ui.widgets.label import label
from console.words import labels

PAUSE_MS = 120

SOURCES = (Source.SAID, Source.CONTACT, Source.DEVICE, Source.CARRIER)
"""Who may say so, the likeliest first; what is on file nobody has to write down."""


@dataclass(frozen=True, slots=True)
class AskOutside:
    """To ask a geocoder on another machine what these words mean."""

    words: str


class WherePanel(ChoosePanel):
    """Offers what the typed words may mean on the map; "as typed" always stands first.

    Where the centre has a geocoder of its own on another machine, asking it is the last choice,
    with what that means; nothing is sent there before.

    With nothing typed it offers where a sender says that they are, and the addresses on file.
    """

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("WHERE ARE THEY NOW"),
            _("street, unit, town, state, ZIP; or a crossing; or coordinates"),
            parent,
        )
        self._bridge = bridge
        self.source = QComboBox(self)
        self.source.setAccessibleName(_("Who says so"))
        for source in SOURCES:
            self.source.addItem(labels.source(source), source)
        self.moving = QCheckBox(_("they are moving"), self)
        below = QHBoxLayout()
        below.addWidget(label(_("Who says so"), "secondary"))
        below.addWidget(self.source)
        below.addWidget(self.moving)
        below.addStretch(1)
        self.add_row(below)
        self.source.currentIndexChanged.connect(self._again)
        self.moving.toggled.connect(self._again)
        self._found_here: tuple[Candidate, ...] = ()
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.typed.connect(self._typed)

    def open(self) -> None:
        """Begin anew: said by the client, who stays where they are."""
        for widget in (self.source, self.moving):
            widget.blockSignals(True)
        self.source.setCurrentIndex(0)
        self.moving.setChecked(False)
        for widget in (self.source, self.moving):
            widget.blockSignals(False)
        super().open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing any more (Qt)."""
        self._pause.stop()
        super().hideEvent(event)

    def _typed(self, text: str) -> None:
        self._found_here = ()
        self._asked = ""
        self._again()
        if text.strip():
            self._pause.start()

    def _again(self) -> None:
        self.offer(self._choices_of(self.line.text(), self._found_here))

    def _look(self) -> None:
        text = self.line.text()
        places = self._bridge.room.places
        self._bridge.ask(lambda: tuple(places.locate(text)), lambda c: self._found(text, c))

    def _found(self, text: str, found: Sequence[Candidate]) -> None:
        if self.isVisible() and text == self.line.text():
            self._found_here = tuple(found)
            self._again()

    def _choices_of(self, text: str, found: Sequence[Candidate]) -> tuple[Choice, ...]:
        words = text.strip()
        if not words:
            return tuple(self._known())
        typed = self._stated(words)
        as_typed = Choice(words, _("as typed, without a place on the map"), typed)
        choices = (as_typed, *(self._choice(words, one) for one in found))
        outside = self._bridge.room.places.outside()
        if outside is None or words == self._asked:
            return choices
        host, warning = outside
        return (*choices, Choice(_("Ask {host}").format(host=host), warning, AskOutside(words)))

    def _take(self) -> None:
        """Take a choice; to ask outside is none yet, and is said again while it goes on."""
        row = self.list.currentRow()
        what = self.choices[row].what if 0 <= row < len(self.choices) else None
        if not isinstance(what, AskOutside):
            super()._take()
            return
        self._asked = words = what.words
        places = self._bridge.room.places
        as_typed = Choice(words, _("as typed, without a place on the map"), self._stated(words))
        self.offer((as_typed, Choice(_("Asking…"), "", self._stated(words))))
        self._bridge.ask(
            lambda: places.locate_outside(words), lambda answer: self._answered(words, *answer)
        )

    def _answered(self, words: str, found: Sequence[Candidate], said: str) -> None:
        if not self.isVisible() or words != self.line.text().strip():
            return
        self._found_here = (*found, *self._found_here)
        self._again()
        if said:
            self.offer((*self.choices, Choice(said, "", self._stated(words))))

    def _known(self) -> Iterator[Choice]:
        """Yield what is known without typing: what a sender says, and what is on file."""
        case = self._bridge.case
        if case is None:
            return
        offer = offered(case)
        if offer is not None:
            about = (labels.source(offer.source), labels.within(offer.error_m))
            yield Choice(labels.place(offer), " · ".join(filter(None, about)), offer)
        client = self._bridge.board.client_of(case)
        for address in client.addresses if client is not None else ():
            words = ", ".join(filter(None, (address.line, address.unit, address.city)))
            yield Choice(words, _("an address on file: they are there now"), self._at(address))

    def _at(self, address: Address) -> Location:
        return replace(
            self._stated(address.line),
            unit=address.unit,
            city=address.city,
            state=address.state,
            zip=address.zip,
            access=address.access,
            at=address.at,
            error_m=address.error_m,
        )

    def _choice(self, words: str, one: Candidate) -> Choice:
        near = _("on the map: {place}").format(place=one.label)
        detail = labels.within(one.error_m)
        if one.note:
            detail = f"{detail} · {one.note}"
        return Choice(near, detail, self._stated(words, one))

    def _stated(self, words: str, at: Candidate | None = None) -> Location:
        said = stated(words, self._bridge.now(), at)
        source = Source(self.source.currentData())
        return replace(said, source=source, moving=self.moving.isChecked())


def stated(words: str, now: datetime, at: Candidate | None = None) -> Location:
    """Return what the client said, with the place that was chosen for it."""
    if at is None:
        return Location(words, Source.SAID, now)
    state = at.state or ""
    added = "" if state in words.upper().split() else state
    return at.taken(Location(words, Source.SAID, now, state=added))
