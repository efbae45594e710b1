"""The small forms of the queue: moving a case, taking one apart, joining two."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from console.desk.fresh import fresh_case, private
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import Command, MergeCases, RankCase, SplitContact
from console.domain.tier import Tier
from console.ui.queue.cards import name_of
from console.ui.queue.says import IN_WORDS
from console.ui.widgets.panel import Panel
from console.ui.widgets.times import hhmm
from console.words import labels
from console.words.entries import text_of

Ask = Callable[[Command], None]
BY_HAND = (Tier.HIGH, Tier.MODERATE, Tier.LOW)
"""Imminent is declared in the person's pane, with two reasons; never by a place in the queue."""


class RankPanel(Panel):
    """Moves a case in the queue against the rule, with a reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Move in the queue"), _("Move"), parent)
        row = QHBoxLayout()
        self.tiers: dict[Tier, QRadioButton] = {}
        for tier in BY_HAND:
            button = QRadioButton(labels.shaped(tier))
            button.setAccessibleName(labels.tier(tier))
            self.tiers[tier] = button
            row.addWidget(button)
        row.addStretch(1)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why, in your words"))
        self.reason.setAccessibleName(_("Why it moves"))
        self.body.addLayout(row)
        self.body.addWidget(self.reason)

    def ask(self, board: Board, case: Case, send: Ask) -> None:
        """Open for ``case``."""
        self.title.setText(_("Move {name} in the queue").format(name=name_of(board, case)))
        self.reason.clear()
        self.tiers[min(case.rank, Tier.HIGH)].setChecked(True)

        def move() -> str | None:
            reason = self.reason.text().strip()
            if not reason:
                self.reason.setFocus()
                return _("Say why; the journal keeps it.")
            tier = next(tier for tier, button in self.tiers.items() if button.isChecked())
            send(RankCase(case.id, tier, private(reason)))
            return None

        self.open_panel(move, self.tiers[min(case.rank, Tier.HIGH)])


class SplitPanel(Panel):
    """Takes a contact out of a case, or joins the case of the same person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Take apart or join"), _("Do it"), parent)
        self.choices = QButtonGroup(self)
        self._commands: list[Command] = []

    def ask(self, board: Board, case: Case, send: Ask) -> bool:
        """Open for ``case``; say no when there is nothing to take apart or join."""
        self._clear()
        self.title.setText(
            _("{name}: take a contact out, or join another case").format(name=name_of(board, case))
        )
        if len(case.contacts) > 1:
            for contact in case.contacts:
                said = text_of(contact.said) if contact.kind in IN_WORDS else ""
                words = _("Take out: {kind} {time}").format(
                    kind=labels.contact_kind(contact.kind), time=hhmm(contact.arrived)
                )
                full = f"{words} “{said[:40]}”" if said else words
                self._choice(full, SplitContact(contact.id, fresh_case()))
        for other in board.cases.values():
            if other.id != case.id and (None in {case.client, other.client}):
                words = _("Join with {name}, {kind} {time}").format(
                    name=name_of(board, other),
                    kind=labels.contact_kind(other.contacts[0].kind),
                    time=hhmm(other.opened_at),
                )
                self._choice(words, MergeCases(case.id, other.id))
        if not self._commands:
            return False
        first = self.choices.buttons()[0]
        first.setChecked(True)

        def do() -> str | None:
            send(self._commands[self.choices.checkedId()])
            return None

        self.open_panel(do, first)
        return True

    def _choice(self, words: str, command: Command) -> None:
        button = QRadioButton(words)
        button.setAccessibleName(words)
        self.choices.addButton(button, len(self._commands))
        self._commands.append(command)
        self.body.addWidget(button)

    def _clear(self) -> None:
        self._commands.clear()
        for button in self.choices.buttons():
            self.choices.removeButton(button)
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
