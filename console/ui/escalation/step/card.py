"""The current step: large, at a place that never moves, with one key for each way on."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from gettext import gettext as _
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.domain.decide.evidence import holds
from console.domain.decide.gates.presses import counts
from console.domain.decide.runs import CHOICES
from console.domain.ids import EscalationId, StaffId, StepId
from console.domain.protocol.escalation import Escalation, Value
from console.domain.protocol.protocol import Answer, Field, How, Step
from console.ui.escalation.step.circle import Person
from console.ui.escalation.step.editors import editors, fill, on_ask
from console.ui.escalation.step.evidence import Evidence
from console.ui.escalation.step.fields import LARGE, ChoiceEditor, FieldEditor
from console.ui.escalation.step.known import Known
from console.ui.escalation.step.strip import SkipStrip, UndoStrip
from console.ui.escalation.step.top import StepTop
from console.ui.escalation.step.ways import AnswerButton, Ways, implied
from console.ui.theme import dp, scale
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import label, restyle
from console.ui.widgets.layout import Flow

APART, CLOSE = 8, 4
"""Between the parts of the card: at its ease, and where a phase needs the room."""


class StepCard(QFrame):
    """Shows one step and gathers its evidence.

    Attributes:
        says: whether what may be said aloud is shown.
        wants: how high it is with nothing scrolled, at the width that it has.

    Signals:
        answered: a way on was chosen; carries the key of the answer, or None for plain "done",
            and whether this was the second, deliberate press.
        skipped: carries a ``SkipCode``, and the step's own reason why it does not apply.
        reopened: carries the reason for opening the last step again.
        grew: the height that the words need, or want, is another than before.
        instrument: an instrument is to be asked.
    """

    answered = Signal(object, bool)
    skipped = Signal(object, str)
    reopened = Signal(str)
    grew = Signal()
    instrument = Signal()

    def __init__(
        self, now: Callable[[], datetime], parent: QWidget | None = None, *, says: bool = True
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._step: Step | None = None
        self._run: Escalation | None = None
        self._shown: tuple[EscalationId, StepId, datetime | None] | None = None
        self.says = says
        self.wants = 0
        self.me = StaffId("")
        self.circle: Sequence[Person] = ()
        self._hidden: Field | None = None
        self.editors: list[FieldEditor] = []
        self.setObjectName("currentStep")
        self.setProperty("role", "current-step")
        self.setAccessibleName(_("Current step"))
        self._top = StepTop(self.press_skip)
        self.text, self.clock, self.who = self._top.text, self._top.clock, self._top.who
        self.skip_aside = self._top.skip
        self.rule = label("", "strong", wraps=True)
        self.rule.setObjectName("reachRule")
        self.rule.hide()
        self.say = label("", "quote", wraps=True)
        self.say.setObjectName("sayLine")
        self._ways = Ways(self.choose)
        self._lower = QWidget(self)
        self.evidence = Evidence(self._lower)
        self._row = QWidget(self._lower)
        self._buttons = Flow(self._row, gap=6)
        self.skips = SkipStrip(self)
        self.undo = UndoStrip(self)
        self.close_together = False
        self._build()
        self.skips.chosen.connect(self.skipped)
        self.skips.left.connect(self.focus_first)
        self.skips.shut.connect(self._unskipped)
        self.undo.given.connect(self.reopened)
        self.undo.left.connect(self.focus_first)

    def _build(self) -> None:
        self.done = KeyButton("step_done", self.press_done, role="primary")
        self.skip = KeyButton("step_skip", self.press_skip)
        self.add_buttons(self.done, self.skip)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(0, APART, 0, APART)
        rows.setSpacing(APART)
        rows.addLayout(self._top)
        rows.addWidget(self.rule)
        rows.addWidget(self.say)
        rows.addWidget(self._lower)
        rows.addWidget(self.skips)
        rows.addWidget(self.undo)
        self._lower_rows = lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(APART)
        lower.addWidget(self.evidence)
        lower.addLayout(self._ways)
        lower.addWidget(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need at this width (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow the words and the text size too (Qt)."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.StyleChange}:
            self._fit()
        return done

    def _fit(self) -> None:
        """Never let the words of the step lie over each other: the pane scrolls instead."""
        layout = self.layout()
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        wants = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if (needed, wants) != (self.minimumHeight(), self.wants):
            self.wants = wants
            self.setMinimumHeight(max(needed, 0))
            self.grew.emit()

    def move_together(self, *, close: bool) -> None:
        """Let everything but the words of the step move closer, where a phase needs the room."""
        if close == self.close_together:
            return
        self.close_together = close
        for rows in (self._rows, self._lower_rows):
            rows.setSpacing(CLOSE if close else APART)
        edge = 0 if close else APART
        self._rows.setContentsMargins(0, edge, 0, edge)
        self.evidence.move_together(close=close)
        self._ways.move_together(close=close)
        restyle(self, "close", "true" if close else "")
        self._fit()

    def answers(self) -> tuple[AnswerButton, ...]:
        """Return the ways on that are shown, in the order of their digits."""
        return self._ways.buttons

    def fold(self, *, folded: bool) -> None:
        """Show only the step and its clock, while a panel stands below."""
        self._lower.setVisible(not folded)
        restyle(self.text, "folded", "true" if folded and scale() >= LARGE else "")
        self._show_say()

    def add_buttons(self, *buttons: KeyButton) -> None:
        """Put more buttons beside "done" and "skip"."""
        for button in buttons:
            self._buttons.addWidget(button)

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return self._step

    def show_step(self, run: Escalation, step: Step, known: Mapping[str, Known]) -> bool:
        """Show ``step``; what is filled in stays when it is the one that is shown already.

        Returns:
            Whether it is another step than before.
        """
        self._step, self._run = step, run
        shown = (run.id, step.id, run.opened.get(step.id))
        fresh = shown != self._shown
        if fresh:
            self._shown = shown
            self._fresh(step, known)
        self.tick(self._now())
        return fresh

    def warn(self, rule: str) -> None:
        """Say how they may be reached, beside a step in which they are (gate G5)."""
        self.rule.setText(f"⚠ {rule}")
        self.rule.setVisible(bool(rule))

    def fill_open(self, known: Mapping[str, Known]) -> None:
        """Fill in what became known while the step is open; what is filled in stays."""
        for made in self.editors:
            if made.field.id in known and not made.values():
                made.fill_known(known[made.field.id].shown, known[made.field.id].since)

    def fill(self, value: Value) -> None:
        """Fill in ``value`` as if it had been chosen here, and go there."""
        made = next((one for one in self.editors if one.field.id == value.field), None)
        if made is not None:
            made.fill(value.shown)
            self._go(made.first())

    def clear(self) -> None:
        """Show no step."""
        self._step = self._run = self._shown = None

    def _fresh(self, step: Step, known: Mapping[str, Known]) -> None:
        within = _within(self.window().focusWidget(), self)
        self.skips.hide()
        self.undo.hide()
        self._top.show_step(step)
        self.setAccessibleDescription(step.text)
        self._show_say()
        if step.say is not None:
            spanish = f"\n“{step.say.es}”" if step.say.es else ""
            self.say.setText(f"“{step.say.en}”{spanish}")
        self._hidden = implied(step)
        self.done.setVisible(not self._must_choose(step))
        chooses = self._must_choose(step)
        skippable = step.skippable or bool(step.na)
        self.skip.setVisible(skippable)
        self.skip_aside.setVisible(skippable and chooses)
        self._row.setVisible(not chooses)  # the answers are what there is to press
        self._show_fields(step, known)
        self._ways.show_step(step)
        self._in_order()
        if within:  # whoever works in the card goes on in the card
            self.focus_first()

    def toggle_say(self) -> None:
        """Show what may be said aloud, or hide it."""
        self.says = not self.says
        self._show_say()

    def _show_say(self) -> None:
        shown = self.says and not self._lower.isHidden() and self.skips.isHidden()
        self.say.setVisible(shown and self._step is not None and self._step.say is not None)

    def _in_order(self) -> None:
        """Let Tab go through the evidence, then the answers, then the buttons.

        Qt's own order is that of making, and the evidence is made anew for each step.
        """
        stops = [stop for made in self.editors for stop in made.stops()]
        stops += [*self._ways.buttons, *self._ends()]
        for one, then in pairwise(stops):
            QWidget.setTabOrder(one, then)

    def _show_fields(self, step: Step, known: Mapping[str, Known]) -> None:
        asked = [field for field in step.fields if field is not self._hidden]
        self.editors = editors(asked, self.circle, self._now, self, held=holds(step))
        fill(self.editors, known)
        on_ask(self.editors, self.instrument)
        self.evidence.show_editors(self.editors)
        numbered = self._numbered()
        if numbered is not None:
            numbered.number()

    def _ends(self) -> tuple[KeyButton, ...]:
        """Return the buttons after the answers, as far as they are shown."""
        return (self.skip_aside,) if self._row.isHidden() else (self.done, self.skip)

    def _must_choose(self, step: Step) -> bool:
        """Whether the step is settled by one of its answers only."""
        return bool(step.answers) and (step.kind in CHOICES or self._hidden is not None)

    def _numbered(self) -> ChoiceEditor | None:
        """Return the choice that the digits work on: the first, where no answers take them."""
        if self._step is None or self._step.answers:
            return None
        return next((made for made in self.editors if isinstance(made, ChoiceEditor)), None)

    def values(self) -> tuple[Value, ...]:
        """Return the evidence that is filled in."""
        return tuple(value for made in self.editors for value in made.values())

    def mark_missing(self, missing: Container[str]) -> tuple[str, ...]:
        """Colour the fields in ``missing`` and go to the first of them; return their labels."""
        found = [made for made in self.editors if made.field.id in missing]
        for made in self.editors:
            made.mark_open(made in found)
        if found:
            self._go(found[0].first())
        return tuple(made.field.label for made in found)

    def tick(self, now: datetime) -> None:
        """Show the clock of the step at ``now``: what is left, or by how much it is late."""
        self._ways.arm(self._ready)
        self._top.tick(self._step, self._run, now)

    def timed(self) -> tuple[str, str, str]:
        """Return the step, its clock in words, and how late that is; empty where there is none."""
        return ("", "", "") if self._step is None else self._top.timed()

    # Keys -----------------------------------------------------------------------

    def press_done(self) -> None:
        """Settle the step; by its one plain answer, where it has just one."""
        if self._step is None:
            return
        ways = (answer for answer in self._step.answers if answer.how is How.NEXT)
        plain = [answer.key for answer in ways if not answer.deliberate]
        one = plain[0] if len(plain) == 1 and not self._must_choose(self._step) else None
        self.answered.emit(one, False)

    def press_skip(self) -> None:
        """Offer the reasons for a skip."""
        if self._step is None:
            return
        if not (self._step.skippable or self._step.na):
            self.skipped.emit(None, "")
        elif self.skips.isHidden():
            self.undo.hide()
            self.skips.open(self._step)
            self.evidence.hide()
            self._show_say()
        else:
            self.skips.leave()

    def _unskipped(self) -> None:
        """Show again what gave way to the reasons for a skip."""
        self.evidence.setVisible(bool(self.editors))
        self._show_say()

    def press_answer(self, place: int) -> None:
        """Give the answer at ``place`` (from 1); while skip reasons are shown, that reason."""
        answer, numbered = self._ways.at(place), self._numbered()
        if not self.skips.isHidden():
            self.skips.press(place)
        elif answer is not None:
            self.choose(answer)
        elif numbered is not None:
            numbered.choose(place)

    def choose(self, answer: Answer) -> None:
        """Give ``answer``; one against a person's will is only readied by the first press."""
        self.answered.emit(answer.key, self._ready(answer))

    def _ready(self, answer: Answer) -> bool:
        """Whether one press of ``answer`` is written down, and a second one does it."""
        run, step = self._run, self._step
        if run is None or step is None or not answer.deliberate:
            return False
        return counts(run, step.id, answer.key, self.me, self._now())

    def focus_first(self) -> None:
        """Go where the evidence begins."""
        shown = [*(made.first() for made in self.editors), *self._ways.buttons, self.done]
        self._go(next((one for one in shown if not one.isHidden()), self))

    def focus_next(self, by: int) -> None:
        """Go to the next place to fill in or answer, or the one before."""
        here: list[tuple[QWidget, QWidget]] = [(made, made.first()) for made in self.editors]
        here += [(one, one) for one in (*self._ways.buttons, *self._ends())]
        stops = [(whole, first) for whole, first in here if not whole.isHidden()]
        focused = self.window().focusWidget()
        at = next(
            (n for n, (whole, _f) in enumerate(stops) if _within(focused, whole)),
            None,
        )
        if stops:
            target = 0 if at is None else (at + by) % len(stops)
            self._go(stops[target][1])

    def _go(self, target: QWidget) -> None:
        if self._lower.isAncestorOf(target) and not self._lower.isVisible():
            return  # words would go where nobody sees them
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.evidence.isAncestorOf(target):
            self.evidence.ensureWidgetVisible(target, 0, dp(8))

    def strip(self) -> QWidget | None:
        """Return the strip that asks for a reason, if one does: the evidence gives way to it."""
        return next((one for one in (self.skips, self.undo) if not one.isHidden()), None)

    def focus_ways(self) -> bool:
        """Go to the answers; return whether there are any."""
        return self._ways.focus()


def _within(focused: QWidget | None, whole: QWidget) -> bool:
    return focused is not None and (focused is whole or whole.isAncestorOf(focused))
