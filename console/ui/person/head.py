"""The top of the person pane: who it is, at one glance."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.people.client import Client, Flag
from console.ui.theme import TIERS
from console.ui.widgets.label import Chip, label
from console.ui.widgets.layout import Flow
from console.words import labels
from console.words.place.where import clock_time

GRAVE = {Flag.WEAPONS: "high", Flag.DOMESTIC_VIOLENCE: "high", Flag.DO_NOT_CALL: "imminent"}


def language(tag: str) -> str:
    """Return the English name of a language by its BCP 47 tag."""
    found = QLocale(tag).language()
    return tag if found == QLocale.Language.C else QLocale.languageToString(found)


class PersonHead(QFrame):
    """Name, age, pronouns, language, tier and flags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personHead")
        self.name = label("", "name")
        self.who = label("")
        self.tier = Chip("")
        self.tier.setObjectName("tierChip")
        self.rule = Chip("")
        self.rule.setObjectName("ruleChip")
        self.flags = [Chip("", rounded=False) for _flag in Flag]
        words = QWidget(self)
        flow = Flow(words, gap=8)
        for part in (self.name, self.who, self.tier, self.rule, *self.flags):
            flow.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)

    def show_person(self, board: Board, case: Case, now: datetime) -> None:
        """Show whose case it is."""
        client = board.client_of(case)
        self.name.setText(client.shown_name if client is not None else _("Unknown caller"))
        self.who.setText(_who(client, now))
        self.who.setVisible(bool(self.who.text()))
        self._tier(case, now)
        flags = [flag for flag in Flag if client is not None and flag in client.flags]
        for chip, flag in zip(self.flags, flags, strict=False):
            chip.say(labels.flag(flag), GRAVE.get(flag, "moderate"))
        for place, chip in enumerate(self.flags):
            chip.setVisible(place < len(flags))

    def _tier(self, case: Case, now: datetime) -> None:
        self.tier.setVisible(case.tier is not None)
        self.rule.setVisible(case.tier is None)
        if case.tier is not None:
            at = clock_time(case.tier.at, now)
            shaped = labels.shaped(case.tier.tier)
            words = _("{tier}, set {time}").format(tier=shaped, time=at)
            self.tier.say(words, TIERS[case.tier.tier])
        else:
            suggested = labels.tier(case.suggestion.tier)
            self.rule.say(_("rule suggests {tier} · not set").format(tier=suggested), "")


def _who(client: Client | None, now: datetime) -> str:
    if client is None:
        return _("Ctrl I says who it is")
    age = client.age(now.astimezone().date())
    known = (
        str(age) if age is not None else _("age not known"),
        client.pronouns,
        ", ".join(language(tag) for tag in client.languages),
    )
    return " · ".join(part for part in known if part)
