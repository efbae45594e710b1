"""The first start: what the centre is called, who runs it, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import label
from console.ui.widgets.layout import in_the_middle

WIDE: Final = 620
SHORTEST_PIN: Final = 6
EASY: Final = frozenset({"123456", "654321", "000000", "111111", "123123", "112233"})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that this centre has, or has not yet.

    Attributes:
        there: how much there is, in words; empty when there is none.
        remedy: the command that brings it in, or another way.
    """

    what: str
    there: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the first start was told.

    Attributes:
        secret: the PIN or password of the first administrator; goes to the vault, nowhere else.
        leads: whether they are a shift lead too.
    """

    centre: str
    name: str
    secret: str
    leads: bool


class SetUp(QWidget):
    """Asks what a new centre cannot do without, and says honestly what it lacks.

    Signals:
        answered: carries ``FirstAnswers``.
    """

    answered = Signal(object)

    def __init__(self, missing: Sequence[Missing], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setUp")
        self.centre = self._line(_("What the centre is called"))
        self.name = self._line(_("Your name, as colleagues see it"))
        self.secret = self._line(_("A PIN of six figures or more, or a password"), hidden=True)
        self.again = self._line(_("The same once more"), hidden=True)
        self.leads = QCheckBox(_("I am a shift lead too"))
        self.leads.setAccessibleName(_("I am a shift lead too"))
        self.leads.setChecked(True)
        self.told = label("", "error", wraps=True)
        self.told.setMinimumHeight(dp(20))
        self._arrange(missing)
        self.again.returnPressed.connect(self.answer)
        self.setFocusProxy(self.centre)

    @staticmethod
    def _line(words: str, *, hidden: bool = False) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(words)
        line.setMaxLength(256)
        if hidden:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _arrange(self, missing: Sequence[Missing]) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(dp(WIDE))
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(26), dp(22), dp(26), dp(18))
        column.setSpacing(dp(8))
        column.addWidget(label(_("Set up Vigil"), "name"))
        intro = _("This machine will hold the centre's journal, encrypted. Nothing leaves it.")
        column.addWidget(label(intro, "secondary", wraps=True))
        for line in (self.centre, self.name, self.secret, self.again):
            words = label(line.accessibleName(), "section")
            words.setBuddy(line)
            column.addWidget(words)
            column.addWidget(line)
        column.addWidget(self.leads)
        column.addWidget(self.told)
        column.addWidget(plain_button(_("Begin"), self.answer, "primary"))
        if missing:
            column.addSpacing(dp(8))
            column.addWidget(label(_("WHAT IS HERE, AND WHAT IS NOT YET"), "pane-title"))
            column.addLayout(_table(missing))
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.addStretch(1)
        whole.addLayout(in_the_middle(card))
        whole.addStretch(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def answer(self) -> None:
        """Hand over what was typed, or say what is missing."""
        lacks = self._lacks()
        self.told.setText(lacks)
        if not lacks:
            self.answered.emit(
                FirstAnswers(
                    self.centre.text().strip(),
                    self.name.text().strip(),
                    self.secret.text(),
                    self.leads.isChecked(),
                )
            )

    def _lacks(self) -> str:
        for line, words in (
            (self.centre, _("Give the centre a name.")),
            (self.name, _("Write your name.")),
        ):
            if not line.text().strip():
                line.setFocus()
                return words
        secret = self.secret.text()
        if len(secret) < SHORTEST_PIN or secret in EASY:
            self.secret.setFocus()
            return _("Choose at least six figures or letters that are not easy to guess.")
        if secret != self.again.text():
            self.again.setFocus()
            return _("The two are not the same. Type the second one again.")
        return ""


def _table(missing: Sequence[Missing]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(dp(12))
    grid.setVerticalSpacing(dp(4))
    grid.setColumnStretch(2, 1)
    for row, one in enumerate(missing):
        mark = label("✓" if one.there else "○")
        mark.setProperty("tone", "well" if one.there else "high")
        mark.setAccessibleName(_("here") if one.there else _("not yet"))
        grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(one.what), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(one.there or one.remedy, "secondary", wraps=True), row, 2)
    return grid
