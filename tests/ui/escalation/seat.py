"""A seat at the console for tests: person, escalation and journal, worked by real keys."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.care.case import Case
from console.domain.care.contact import ContactKind, Rule
from console.domain.commands import PublishProtocols, TakeCase
from console.domain.ids import SYSTEM, CaseId
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.escalation.call.facts import CardFacts
from console.ui.escalation.journal import CaseJournalPane
from console.ui.escalation.pane import EscalationPane
from console.ui.person.pane import PersonPane
from console.ui.window.binding import Bindings
from tests.ui.centre import ME, PROTOCOLS, arrive

SIZE = 1140, 800
PAPER_S = 30
"""So long a PDF may take, made in a process of its own on a machine with much to do."""


def publish_all(desk: Desk) -> None:
    """Publish every protocol that ships; they lead to each other."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(PROTOCOLS.glob("*.toml")))
    desk.do(PublishProtocols(tuple(texts)), SYSTEM)


def take_call(desk: Desk, client: str | None = "dana", phone: str = "+16145550178") -> CaseId:
    """Let somebody call, and take it."""
    case = arrive(
        desk,
        f"call-{client}",
        client,
        kind=ContactKind.CALL,
        tier=Tier.MODERATE,
        rule=Rule.CALL_WAITING,
        phone=phone,
        ringing=True,
    )
    desk.do(TakeCase(case), ME)
    return case


class Seat(QWidget):
    """The panes side by side, with every key bound as the window binds them."""

    def __init__(self, bridge: Bridge, qtbot: QtBot) -> None:
        super().__init__()
        self.setObjectName("console")
        self._qtbot = qtbot
        self.bridge = bridge
        self.person = PersonPane(bridge)
        self.steps = EscalationPane(bridge)
        self.steps.facts = CardFacts("Northside Care", "+16145550199")
        self.journal = CaseJournalPane(bridge)
        self.said: list[str] = []
        bridge.refused.connect(self.said.append)
        row = QHBoxLayout(self)
        column = QVBoxLayout()
        column.addWidget(self.steps, 3)
        column.addWidget(self.journal, 1)
        row.addWidget(self.person, 71)
        row.addLayout(column, 43)
        self.bindings = Bindings(
            self,
            lambda: [p.handlers() for p in (self.person, self.steps, self.journal)],
            self.said.append,
        )
        self.resize(*SIZE)

    def open(self, case: CaseId | None) -> None:
        """Sit down and look at ``case``."""
        self.show()
        self.activateWindow()
        self._qtbot.waitUntil(self.isActiveWindow)
        if case is not None:
            self.until(lambda: case in self.bridge.board.cases)
        self.bridge.select(case)

    def press(self, *keys: str) -> None:
        """Press keys, each as ``QKeySequence`` writes it, where the focus is."""
        for one in keys:
            combination = QKeySequence(one)[0]  # type: ignore[index]
            where = QApplication.focusWidget() or self
            QTest.keyClick(where, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self, text)

    def until(self, so: Callable[[], bool], within_s: int = 5) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(so, timeout=within_s * 1_000)

    def until_step(self, text: str) -> None:
        """Wait until the current step says ``text``."""
        self.until(lambda: self.steps.step() is not None and self.steps.card.text.text() == text)

    @property
    def case(self) -> Case:
        """The case as the screen shows it."""
        case = self.bridge.case
        assert case is not None
        return case

    def has(self, widget: QWidget) -> bool:
        """Whether the focus is in ``widget``."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is widget or widget.isAncestorOf(focused))
