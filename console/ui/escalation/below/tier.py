"""Setting the tier: a rule suggests with its basis, a person decides."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.care.contact import NO_VERDICT, Suggestion
from console.domain.tier import Tier
from console.ui.theme import TIERS
from console.ui.widgets.button import ChoiceButton, plain_button
from console.ui.widgets.label import label, section
from console.ui.widgets.layout import Flow
from console.words import labels

REASONS = 2
ORDER = tuple(reversed(Tier))


class TierPanel(QFrame):
    """An inline panel below the current step; it never covers the step or its clock.

    Signals:
        chosen: carries the ``Tier`` and the reasons as a tuple of texts.
        left: Escape was pressed.
    """

    chosen = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("underPanel")
        self.basis = label("", wraps=True)
        self._tier: Tier | None = None
        self.buttons: dict[Tier, QPushButton] = {}
        holder = QWidget()
        flow = Flow(holder, gap=4)
        for place, tier in enumerate(ORDER, start=1):
            spoken = _("Set tier: {tier}").format(tier=labels.tier(tier))
            choose = partial(self._choose, tier)
            button = ChoiceButton(labels.shaped(tier), spoken, choose, digit=place)
            button.setProperty("tier", TIERS[tier])
            self.buttons[tier] = button
            flow.addWidget(button)
        self.reasons = [QLineEdit() for _n in range(REASONS)]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        rows.addWidget(section(_("SET THE TIER: A NUMBER CHOOSES")))
        rows.addWidget(self.basis)
        rows.addWidget(holder)
        for number, line in enumerate(self.reasons, start=1):
            line.setPlaceholderText(_("reason {n}, in your words").format(n=number))
            line.setAccessibleName(_("Reason {n} for the tier").format(n=number))
            line.returnPressed.connect(partial(self._on_return, number - 1))
            rows.addWidget(line)
        foot = QWidget()
        last = Flow(foot, gap=6)
        self.set = plain_button(_("Set tier  ↵"), self._set, "primary")
        last.addWidget(self.set)
        last.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        rows.addWidget(foot)
        rows.addStretch(1)

    def ask(self, suggestion: Suggestion, held: Tier | None) -> None:
        """Ask, with what the rule suggests and why; nothing is chosen beforehand."""
        if suggestion.rule in NO_VERDICT:
            words = _("No rule has judged this contact ({reason}). You decide.")
        else:
            words = _("The rule suggests {tier}: {reason}. You decide.")
        tier, reason = labels.tier(suggestion.tier), labels.reason(suggestion)
        self.basis.setText(words.format(tier=tier, reason=reason))
        self._tier = None
        for each, button in self.buttons.items():
            button.setChecked(False)
            mark = _("  · set now") if each is held else ""
            button.setText(f"{ORDER.index(each) + 1}  {labels.shaped(each)}{mark}")
        for line in self.reasons:
            line.clear()
        self.show()
        self.buttons[Tier.IMMINENT].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, place: int) -> None:
        """Choose the tier at ``place`` (from 1) and go on to the reasons."""
        if 1 <= place <= len(ORDER):
            self._choose(ORDER[place - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit, leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_4 and not event.modifiers():
            self.press(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _choose(self, tier: Tier, _down: bool = False) -> None:
        self._tier = tier
        for each, button in self.buttons.items():
            button.setChecked(each is tier)
        self.reasons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_return(self, place: int) -> None:
        more = place + 1 < REASONS and not self.reasons[place + 1].text().strip()
        if more and self._tier is Tier.IMMINENT and self.reasons[place].text().strip():
            self.reasons[place + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._set()

    def _set(self) -> None:
        if self._tier is not None:
            said = tuple(line.text().strip() for line in self.reasons if line.text().strip())
            self.chosen.emit(self._tier, said)
