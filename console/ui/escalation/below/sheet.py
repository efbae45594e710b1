"""An instrument while it is asked: its items, what they come to so far, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.domain.ids import InstrumentId
from console.domain.instrument.answers import Answer, Given, Heard, asked, given
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.scoring import score
from console.ui.actions import act
from console.ui.escalation.below.item import ItemRow
from console.ui.theme import dp
from console.ui.widgets.button import ChoiceButton, plain_button
from console.ui.widgets.label import Elided, TierChip, Words, label
from console.ui.widgets.layout import Flow, scrolled
from console.words import instruments as words

LOWEST = 110
"""So high the items stay at the least, in lengths of the text size."""

TIGHT = 330
"""In less height than this, in lengths of the text size, only what it comes to stays in place."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was asked: the instrument, the answers in its order, and how they are to be read."""

    instrument: InstrumentId
    known_as: str
    given: tuple[Given, ...]
    variant: str | None


class Sheet(QFrame):
    """Asks the items in any order; what they come to so far is always in sight.

    Attributes:
        strip: which instrument it is, and what it comes to.

    Signals:
        finished: carries a ``Filled``: somebody wants it written down.
        other: another instrument is wanted.
        left: the panel is wanted no more.
        looked: carries the item that is asked now.
    """

    finished = Signal(object)
    other = Signal()
    left = Signal()
    looked = Signal(object)

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instrument = instrument
        self.setObjectName("sheet")
        self.variant: str | None = None
        self._tight = False
        self.rows = [ItemRow(n, item) for n, item in enumerate(instrument.items, start=1)]
        self._at = 0
        self.title = Words(instrument.title, "field-label")
        self.stem = label(instrument.stem, "secondary", wraps=True)
        if not instrument.stem:
            self.stem.hide()
        self.tier = TierChip()
        self.result = Words("", "value")
        self.basis = label("", "secondary", wraps=True)
        self.variants: dict[str, QPushButton] = {}
        self.notice = Elided(instrument.licence.notice, "notice")
        self.whose = label(instrument.licence.notice, "notice", wraps=True)
        self.write = plain_button(_("Write it down  ↵"), self.finish, "primary")
        self._build()
        self._connect()
        self.show_answers()

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("itemRows")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for row in (self.stem, *self.rows, self.whose):
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._items = scrolled(inner)
        self._items.setFrameShape(QFrame.Shape.NoFrame)
        self._items.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.strip = QWidget()
        flow = Flow(self.strip, gap=8)
        for part in (self.title, self.tier, self.result):
            flow.addWidget(part)
        self._over = [self.basis, *([self._which()] if self.instrument.variants else [])]
        self._under = [self._foot(), self.notice]
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(5)
        self._rows.addWidget(self.strip)
        self._rows.addWidget(self._items, 1)
        self._place()

    def fit(self, room: int) -> None:
        """Know how high the place is: in a low one all but what it comes to scrolls."""
        tight = room < dp(TIGHT)
        if tight != self._tight:
            self._tight = tight
            self._place()

    def _place(self) -> None:
        """Put the basis above the items and the buttons below them, in place or to be scrolled."""
        for at, part in enumerate(self._over):
            self._put(part, at if self._tight else 1 + at)
        for part in self._under:
            self._put(part, self._column.count() - 1 if self._tight else self._rows.count())
        self.notice.setVisible(not self._tight)  # what it says in full stands below the items
        self._items.setMinimumHeight(dp(LOWEST) // (2 if self._tight else 1))

    def _put(self, part: QWidget, at: int) -> None:
        self._rows.removeWidget(part)
        self._column.removeWidget(part)
        (self._column if self._tight else self._rows).insertWidget(at, part)

    def _which(self) -> QWidget:
        """Return the choice between ways of reading, which nobody infers."""
        holder = QWidget()
        flow = Flow(holder, gap=4)
        flow.addWidget(label(_("Which holds"), "field-label"))
        for variant in self.instrument.variants:
            said = words.variant(variant.id)
            spoken = _("Which holds: {variant}").format(variant=said)
            button = ChoiceButton(said, spoken, partial(self._take_variant, variant.id))
            self.variants[variant.id] = button
            flow.addWidget(button)
        return holder

    def _foot(self) -> QWidget:
        foot = QWidget()
        flow = Flow(foot, gap=6)
        flow.addWidget(self.write)
        flow.addWidget(
            plain_button(
                _("Another  {key}").format(key=act("instrument").cap), self.other.emit, "quiet"
            )
        )
        flow.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        return foot

    def _connect(self) -> None:
        for place, row in enumerate(self.rows):
            row.answered.connect(partial(self._take, place))
            row.chosen.connect(partial(self.go_to, place))
            row.moved.connect(self.move_by)
            row.reached.connect(self._reach)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What was answered and refused so far."""
        return {row.item.id: row.answer for row in self.rows if row.answer is not None}

    @property
    def current(self) -> ItemRow:
        """The item that is asked now."""
        return self.rows[self._at]

    def press(self, digit: int) -> None:
        """Answer the item that is asked now."""
        self.current.press(digit)

    def go_to(self, place: int) -> None:
        """Ask the item at ``place`` (from 0)."""
        self._at = place
        self.show_answers()
        self.current.focus_first()
        QTimer.singleShot(0, self, self._see)  # once its answers have their room

    def _see(self) -> None:
        """Have the item in sight, from its words on, however large the text is."""
        if not self._tight:
            tall = self.current.tall(self._items.width())
            self._items.setMinimumHeight(max(dp(LOWEST), tall))
        self._items.ensureWidgetVisible(self.current, 0, dp(4))
        if self.current.height() > self._items.viewport().height():
            self._items.verticalScrollBar().setValue(self.current.y())
        self.looked.emit(self.strip if self._tight else self.current)

    def _reach(self, answer: QWidget) -> None:
        """Have the answer in sight that the keys went to."""
        self._items.ensureWidgetVisible(answer, 0, dp(4))

    def move_by(self, by: int) -> None:
        """Go to another item; from the last one nowhere else."""
        self.go_to(min(max(self._at + by, 0), len(self.rows) - 1))

    def finish(self) -> None:
        """Hand over what was asked, as far as it goes."""
        self.finished.emit(
            Filled(self.instrument.id, self.instrument.known_as, given(self.answers), self.variant)
        )

    def _take(self, place: int, answer: Answer | None, settled: bool) -> None:
        self.rows[place].answer = answer
        if settled and place == self._at:
            self.go_to(self._next(place))
        else:
            self.show_answers()

    def _next(self, place: int) -> int:
        """Return the next item that is to be asked and has no answer; else the one after."""
        answers = self.answers
        for at in range(place + 1, len(self.rows)):
            item = self.rows[at].item
            if item.id not in answers and asked(item, self.instrument, answers):
                return at
        return place

    def _take_variant(self, name: str) -> None:
        self.variant = None if self.variant == name else name
        self.show_answers()

    def show_answers(self) -> None:
        """Show every item as it stands, and what the answers come to."""
        answers = self.answers
        for place, row in enumerate(self.rows):
            row.show_as(current=place == self._at, asked=asked(row.item, self.instrument, answers))
        for name, button in self.variants.items():
            button.setChecked(name == self.variant)
        found = score(self.instrument, Heard(answers), variant=self.variant)
        self.tier.show_tier(found.tier.tier if found.tier is not None and answers else None)
        ready = self.instrument.has_text
        self.result.setText(words.so_far(found, len(answers)) if ready else _("no text is loaded"))
        why = [words.basis(one) for one in found.basis if one.code != "total"]
        why += [words.caution(one, self.instrument) for one in words.telling(found)]
        then = words.best_next(self.instrument, found)
        said = (*why, *([then] if then else []), _("a person sets the tier, F7"))
        self.basis.setText("; ".join(said) if answers else "")
        self.basis.setVisible(bool(answers))
        self.write.setVisible(bool(answers))
