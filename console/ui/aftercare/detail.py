"""The right-hand side: one thing that is owed, what can be said of it, and all around it."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.domain.care.case import Case
from console.domain.care.followup import FollowUp
from console.domain.seen.owed import When
from console.ui.actions import act
from console.ui.aftercare.facts import Part, Said
from console.ui.aftercare.form import Form
from console.ui.aftercare.needs import Answer
from console.ui.aftercare.rows import Row
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import Chip, KeyCap, TierChip, label, restyle
from console.ui.widgets.layout import Flow, tight

LATE = {When.LATER: "", When.SOON: "high", When.OVERDUE: "imminent"}


class Detail(QScrollArea):
    """One thing that is owed; it scrolls where large text needs it."""

    def __init__(self, choose: Callable[[int], None], call: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("aftercareDetail")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choose = choose
        self.name = label("", "name", wraps=True)
        self.tier = TierChip()
        self.due = Chip("", "")
        self.what = label("", "secondary", wraps=True)
        self.told = label("", "value", wraps=True)
        self.told.setObjectName("aftercareTold")
        self.concern = QCheckBox(act("after_concern").words)
        self.concern.setAccessibleName(act("after_concern").help)
        self.concern_key = KeyCap("after_concern")
        self.call = KeyButton("follow_up", call, _("Make the call in a case"))
        self.form = Form()
        self._reach, self._around = QVBoxLayout(), QVBoxLayout()
        self._answers = QWidget()
        self._flow = Flow(self._answers, gap=8)
        self._build()

    def _build(self) -> None:
        whole = QWidget()
        whole.setObjectName("aftercareWhole")
        column = QVBoxLayout(whole)
        column.setContentsMargins(dp(20), dp(14), dp(20), dp(14))
        column.setSpacing(dp(8))
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.name, 1)
        head.addWidget(self.tier, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.due, 0, Qt.AlignmentFlag.AlignTop)
        self.told.hide()
        self.worry = QWidget()
        worry = Flow(self.worry, gap=8)
        for part in (self.concern, self.concern_key, self.call):
            worry.addWidget(part)
        for layout in (self._reach, self._around):
            tight(layout, gap=3)
        column.addLayout(head)
        column.addWidget(self.what)
        column.addLayout(self._reach)
        column.addWidget(self.told)
        column.addWidget(self.worry)
        column.addWidget(self._answers)
        column.addWidget(self.form)
        column.addLayout(self._around)
        column.addStretch(1)
        self.setWidget(whole)

    def show_row(self, row: Row | None, name: str, reach: Sequence[Said]) -> None:
        """Show what is owed; without a row, whom something may be begun for."""
        self.name.setText(name)
        self.tier.show_tier(row.one.tier if row is not None else None)
        self.due.setVisible(row is not None)
        if row is not None:
            self.due.say(row.when, LATE[row.late])
        self.what.setText(f"{row.kind} · {row.what}" if row is not None else "")
        self.what.setVisible(row is not None)
        self.worry.setVisible(row is not None and isinstance(row.one.thing, FollowUp | Case))
        self.call.setVisible(row is not None and isinstance(row.one.thing, FollowUp))
        _fill(self._reach, [_line(line) for line in reach])

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show what can be said, each with its key."""
        self._flow.clear()
        for number, answer in enumerate(answers[:9], start=1):
            choose = self._choosing(number)
            words = answer.words[:1].upper() + answer.words[1:]
            self._flow.addWidget(KeyButton(f"answer_{number}", choose, words))
        self._answers.setVisible(bool(answers))
        self._answers.updateGeometry()

    def _choosing(self, number: int) -> Callable[[], None]:
        return lambda: self._choose(number)

    def show_around(self, parts: Sequence[Part]) -> None:
        """Show what was done so far, what is planned, and the crises of 90 days."""
        made: list[QLabel] = []
        for part in parts:
            title = label(part.title, "section", wraps=True)
            title.setObjectName("aftercarePart")
            title.setProperty("tone", part.tone)
            title.setIndent(0)
            made.append(title)
            made += [_line(line) for line in part.lines]
        _fill(self._around, made)

    def show_beginnings(self, answers: Sequence[Answer]) -> None:
        """Show what can be begun, in place of what can be said."""
        self.worry.hide()
        self.show_answers(answers)

    def look_at_form(self) -> None:
        """Bring the questions into sight, once they have their place."""
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        low = self.form.geometry().bottom() + dp(14) - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setValue(max(bar.value(), min(low, self.form.geometry().top())))

    def say(self, words: str, tone: str = "") -> None:
        """Say what was just written, or why it was not."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        restyle(self.told, "tone", tone)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if event.type() == QEvent.Type.StyleChange and layout is not None:
            layout.setContentsMargins(dp(20), dp(14), dp(20), dp(14))
            layout.setSpacing(dp(8))


def _line(line: Said) -> QLabel:
    made = label(line.text, "", wraps=True)
    if line.tone:
        made.setProperty("tone", line.tone)
    return made


def _fill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Let ``widgets`` stand in ``layout`` in place of what stood there."""
    while (item := layout.takeAt(0)) is not None:
        gone = item.widget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
