"""A protocol as staff will see it, phase by phase; or what changed in it."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.domain.protocol.protocol import Protocol, Step
from console.ui.protocols.shelf import Changed, asks, ways, who
from console.ui.theme import dp, scale
from console.ui.widgets.label import Chip, label

PAGE = 900
"""How wide a line may run before it is hard to read."""


class Sheet(QScrollArea):
    """Scrolls with the arrow keys when it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocolSheet")
        self.setAccessibleName(_("The protocol, phase by phase"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: Protocol | tuple[Changed, ...] | None = None
        self._versions = (0, 0)
        self._measured = scale()
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._anew)

    @property
    def text(self) -> str:
        """Everything that is written on it, line by line."""
        inside = self.widget()
        found = inside.findChildren(QFrame, "protocolLine") if inside is not None else []
        return "\n".join(line.accessibleName() for line in found)

    def show_protocol(self, protocol: Protocol) -> None:
        """Show a protocol from its beginning."""
        if protocol == self._shown:
            return
        self._shown = protocol
        inside, column = self._page()
        column.addWidget(_line(label(protocol.entry, "quote", wraps=True), protocol.entry))
        for phase in protocol.phases:
            order = _("in any order") if phase.any_order else ""
            column.addWidget(_phase(phase.title, order))
            for number, step in enumerate(phase.steps, start=1):
                column.addWidget(_step(number, step, memory=step.id in protocol.memory))
        column.addStretch(1)
        self._put(inside)

    def show_changes(self, before: int, now: int, changes: Sequence[Changed]) -> None:
        """Show what reads differently between two versions."""
        if tuple(changes) == self._shown and changes:
            return
        self._shown, self._versions = tuple(changes), (before, now)
        inside, column = self._page()
        said = _("Version {now} beside version {before}").format(now=now, before=before)
        column.addWidget(_phase(said, ""))
        for change in changes:
            column.addWidget(_change(change))
        if not changes:
            words = _("Both versions read the same.")
            column.addWidget(_line(label(words, "secondary"), words))
        column.addStretch(1)
        self._put(inside)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        inside = QWidget()
        inside.setObjectName("protocolPage")
        inside.setMaximumWidth(dp(PAGE))
        column = QVBoxLayout(inside)
        column.setContentsMargins(dp(24), dp(12), dp(24), dp(24))
        column.setSpacing(dp(2))
        return inside, column

    def _put(self, inside: QWidget) -> None:
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size, once every widget has been dressed (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_again"):
            self._again.start()

    def _anew(self) -> None:
        """Lay the page out at the text size that is on."""
        if self._measured == scale():
            return
        self._measured = scale()
        shown, self._shown = self._shown, None
        if isinstance(shown, Protocol):
            self.show_protocol(shown)
        elif isinstance(shown, tuple):
            self.show_changes(self._versions[0], self._versions[1], shown)


def _line(inside: QWidget, said: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("protocolLine")
    frame.setAccessibleName(said)
    row = QVBoxLayout(frame)
    row.setContentsMargins(0, dp(2), 0, dp(6))
    row.addWidget(inside)
    return frame


def _phase(title: str, order: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("protocolLine")
    frame.setProperty("kind", "phase")
    frame.setAccessibleName(title)
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, dp(14), 0, dp(5))
    row.setSpacing(dp(8))
    row.addWidget(label(title.upper(), "section"))
    row.addWidget(label(order, "secondary"))
    row.addStretch(1)
    return frame


def _step(number: int, step: Step, *, memory: bool) -> QFrame:
    frame = QFrame()
    frame.setObjectName("protocolLine")
    frame.setProperty("kind", "step")
    whole = QHBoxLayout(frame)
    whole.setContentsMargins(0, dp(9), 0, dp(9))
    whole.setSpacing(dp(12))
    count = label(str(number), "step-number")
    count.setFixedWidth(dp(20))
    whole.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(dp(3))
    head = QHBoxLayout()
    head.setSpacing(dp(6))
    text = label(step.text, "next-step", wraps=True)
    text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    head.addWidget(text, 1)
    if memory:
        head.addWidget(Chip(_("from memory"), "accent"), 0, Qt.AlignmentFlag.AlignTop)
    for gate in step.gates:
        head.addWidget(Chip(_("gate {id}").format(id=gate), "well"), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    column.addWidget(label(who(step), "secondary", wraps=True))
    said = _say(step, column)
    for line in asks(step):
        column.addWidget(label(f"▢  {line}", wraps=True))
    for line in ways(step):
        column.addWidget(label(f"→  {line}", wraps=True))
    whole.addLayout(column, 1)
    parts = (step.text, *step.gates, who(step), *said, *asks(step), *ways(step))
    frame.setAccessibleName("; ".join(parts))
    return frame


def _say(step: Step, column: QVBoxLayout) -> tuple[str, ...]:
    """Add what may be read aloud, marked as a draft; return it."""
    if step.say is None:
        return ()
    row = QHBoxLayout()
    row.setSpacing(dp(8))
    words = QVBoxLayout()
    words.setSpacing(dp(1))
    found = [f"“{text}”" for text in (step.say.en, step.say.es) if text]
    for text in found:
        words.addWidget(label(text, "quote", wraps=True))
    row.addLayout(words, 1)
    row.addWidget(Chip(_("draft words"), "moderate"), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    return (*found, _("draft words"))


def _change(change: Changed) -> QFrame:
    frame = QFrame()
    frame.setObjectName("protocolLine")
    frame.setProperty("kind", "step")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, dp(7), 0, dp(7))
    column.setSpacing(dp(3))
    said = []
    for text, word, tone in ((change.was, _("was"), "imminent"), (change.now, _("now"), "well")):
        if not text:
            continue
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        chip = Chip(word, tone)
        chip.setFixedWidth(dp(44))
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, wraps=True), 1)
        column.addLayout(row)
        said.append(f"{word} {text}")
    frame.setAccessibleName("; ".join(said))
    return frame
