"""The steps of the pane, or what is read aloud in their place."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.care.case import Case
from console.reports.pdf import pdf
from console.ui.bridge import Bridge
from console.ui.escalation.call.card import CallCard
from console.ui.escalation.call.centre import Centres
from console.ui.escalation.call.facts import CardFacts, card_document, card_lines
from console.ui.escalation.call.giving import Giving, saved
from console.ui.escalation.call.packet import PacketCard
from console.ui.widgets.label import label
from console.ui.widgets.saving import documents


class Aloud(QStackedWidget):
    """Shows the empty page, the steps, or one of the cards.

    Args:
        steps: the current step with what lies around it.
        facts: who we say that we are.
        found: called when the 911 centre of the place has become known.

    Signals:
        reading: a card was opened, or the last was closed.
    """

    reading = Signal(bool)

    def __init__(
        self,
        bridge: Bridge,
        steps: QWidget,
        facts: Callable[[], CardFacts],
        found: Callable[[], None],
    ) -> None:
        super().__init__()
        self._bridge, self._facts, self._found = bridge, facts, found
        self._steps = steps
        self.call = CallCard()
        self.centres = Centres(bridge, self._centre_found)
        self.packet = PacketCard()
        self.giving = Giving(bridge, self.packet, facts)
        self.cards: tuple[QWidget, ...] = (self.call, self.packet)
        self.call.saved.connect(self.save)
        self.packet.switched.connect(self.fill)
        self.packet.saved.connect(self.save)
        self.packet.given.connect(lambda: self.giving.give(self.packet.left.emit))
        self.empty = label(_("The checklist of whoever you take appears here."), "secondary")
        self.empty.setObjectName("emptyState")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        for page in (self.empty, steps, *self.cards):
            self.addWidget(page)

    @property
    def card(self) -> QWidget | None:
        """The card that is read now, if one is."""
        return next((one for one in self.cards if one is self.currentWidget()), None)

    def follow(self, case: Case | None) -> None:
        """Show what belongs to ``case``; a card that is read stays."""
        self.centres.look(case)
        if case is None:
            self.setCurrentIndex(0)
        elif self.card is None:
            self.setCurrentWidget(self._steps)
        self.fill()

    def close(self) -> bool:
        """Go back to the steps; return whether a card was read."""
        was = self.card is not None
        if was:
            self.setCurrentWidget(self._steps)
            self.reading.emit(False)
        return was

    def open(self, card: QWidget) -> None:
        """Read ``card``."""
        was, case = self.card is not None, self._bridge.case
        if card is self.packet and case is not None:
            self.giving.begin(case)
        self.setCurrentWidget(card)
        self.fill()
        if not was:
            self.reading.emit(True)
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill(self) -> None:
        """Say on the card that is read what is known now."""
        case, bridge = self._bridge.case, self._bridge
        if case is None or self.card is None:
            return
        now = bridge.now()
        if self.card is self.call:
            lines = card_lines(bridge.board, case, bridge.me, self._facts(), now)
            words = self.centres.words(case, now)
            instead = self.centres.instead(case)
            self.call.show_lines(tuple(lines), words, instead, practice=bridge.board.practice)
        else:
            self.giving.fill(case)

    def save(self) -> None:
        """Save what is read as a PDF; with nothing read, the hand-off packet."""
        case, bridge = self._bridge.case, self._bridge
        if case is None or self.card is not self.call:
            self.giving.save()
            return
        now = bridge.now()
        lines = tuple(card_lines(bridge.board, case, bridge.me, self._facts(), now))
        words = "\n".join(filter(None, (self.centres.words(case, now), self.centres.instead(case))))
        document = card_document(case.number, now, lines, words, practice=bridge.board.practice)
        file = documents() / f"vigil-call-card-{case.number}-{now.astimezone():%H%M%S}.pdf"
        bridge.ask(lambda: saved(file, lambda: pdf(document)), bridge.refused.emit, slow=True)

    def _centre_found(self) -> None:
        self._found()
        self.fill()
