"""The escalation pane: the protocol that runs, step by step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.desk.desk import Change
from console.domain.care.case import Case
from console.domain.decide.gates import talk
from console.domain.ids import EscalationId, ProtocolId, StepId
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Answer
from console.domain.seen.fits import fits
from console.domain.tier import Tier
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.escalation.ahead import StepsAhead
from console.ui.escalation.behind import StepsBehind
from console.ui.escalation.below.asking import Asking
from console.ui.escalation.below.consult import ConsultPanel
from console.ui.escalation.below.instrument import InstrumentPanel
from console.ui.escalation.below.lists import ListsPanel
from console.ui.escalation.below.sent_back import SentBackPanel
from console.ui.escalation.below.stack import Below, enter
from console.ui.escalation.below.tier import TierPanel
from console.ui.escalation.call.aloud import Aloud
from console.ui.escalation.call.facts import CardFacts
from console.ui.escalation.doing import Doing
from console.ui.escalation.head import ProtocolHead, around
from console.ui.escalation.height import Height, Parts
from console.ui.escalation.looked import Looked
from console.ui.escalation.offers import offers
from console.ui.escalation.runs import START, Work
from console.ui.escalation.step.card import StepCard
from console.ui.escalation.step.circle import circle
from console.ui.escalation.step.fields import LARGE
from console.ui.escalation.step.known import known
from console.ui.theme import scale
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.layout import Yielding, scrolled, tight
from console.ui.widgets.way_back import WayBack
from console.words.gates import reach


class EscalationPane(QFrame):
    """Leads through the protocols of the case that is looked at.

    Attributes:
        bridge: what the pane asks and tells.
        facts: who we say that we are on the call card; the window sets it from the settings.
        on_call: says who is on call, with the number; the window sets it too.
        work, step: return what is worked on now.

    Signals:
        reading: a card is read or an instrument asked, or that is over; the window may give
            it the whole height.
    """

    reading = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = self._bridge = bridge
        self.facts = CardFacts()
        self.on_call: Callable[[], str] = str
        self._looked = Looked(bridge)
        self.work, self.step = self._looked.work, self._looked.step
        self.setObjectName("escalationPane")
        self.setProperty("role", "pane")
        self.header = PaneHeader(_("Escalation"), "focus_escalation")
        self.head = ProtocolHead()
        self.behind = StepsBehind()
        me = bridge.board.staff.get(bridge.me)
        self.card = StepCard(bridge.now, says=me is None or not me.senior)
        self.card.me = bridge.me
        self.ahead = StepsAhead()
        self.lists = ListsPanel()
        self.tier = TierPanel()
        self.consult, self.back = ConsultPanel(bridge), SentBackPanel(bridge)
        self.instruments = InstrumentPanel()
        self._doing = Doing(bridge, self.card, self.work)
        self._way_back = WayBack()
        self._asked = self.lists, self.tier, self.consult, self.back, self.instruments
        self.below = Below(self.ahead, *self._asked)
        self.asking = Asking(bridge, self.instruments, self.below, self._remember, self.card)
        self._build()
        self._open(self.ahead)
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self.card.add_buttons(KeyButton("step_branch", self.branch))
        before = self.header.row.count() - 1
        acts = (("call_card", self.toggle_card), ("step_undo", self._doing.undo))
        for name, run in acts:
            self.header.row.insertWidget(before, KeyButton(name, run, role="quiet"))
        steps = Yielding(self.behind, self.card, self.below)
        self.whole = scrolled(steps)  # only large text on a small screen needs it
        self._body = Aloud(self._bridge, self.whole, lambda: self.facts, self._centre_found)
        self.call, self.packet = self._body.call, self._body.packet
        self._centres = self._body.centres
        parts = Parts(
            *(self.whole, self.behind, self.card, self.below, self.ahead, self.instruments),
            lambda: self._body.card is not None,
        )
        self._height = Height(self._looked, parts, self)
        layout = QVBoxLayout(self)
        tight(layout)
        layout.addWidget(self.header)
        layout.addWidget(self.head)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.head.foot)

    def _connect(self) -> None:
        self.card.answered.connect(self._doing.answer)
        self.card.skipped.connect(self._doing.skip)
        self.card.reopened.connect(self._doing.reopen)
        self.card.grew.connect(self._height.settle)
        self.ahead.taken.connect(self.take_step)
        self.lists.begun.connect(self.begin)
        self.lists.switched.connect(self.switch)
        self.tier.chosen.connect(self._set_tier)
        self.card.instrument.connect(self.asking.open)
        self.asking.wanted.connect(self._open)
        for panel in (self.lists, self.tier, self.consult, self.back, self.asking):
            panel.left.connect(self._leave_panel)
        self.call.left.connect(self.toggle_card)
        self.call.wanted.connect(self.toggle_packet)
        self.call.lost.connect(self._doing.redial)
        self.packet.left.connect(self.toggle_packet)
        self._body.reading.connect(lambda _on: self._height.settle())
        self._height.wanted.connect(self.reading)
        self._bridge.selected.connect(lambda _case: self._selected())
        self._bridge.changed.connect(self._changed)
        self._bridge.ticked.connect(self._tick)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys of this pane do."""
        digits = {f"answer_{n}": partial(self.press_digit, n) for n in range(1, 10)}
        return {
            **digits,
            "step_done": self.press_done,
            "step_skip": self.card.press_skip,
            "step_branch": self.branch,
            "step_undo": self._doing.undo,
            "next_answer": partial(self._walk, 1),
            "previous_answer": partial(self._walk, -1),
            "focus_escalation": self.focus_first,
            "set_tier": self.open_tier,
            "instrument": self.asking.open,
            "start_protocol": self.open_lists,
            "unfit": self.unfit,
            "say_lines": self.card.toggle_say,
            "close_case": self._doing.close_case,
            "call_card": self.toggle_card,
            "redial": self._doing.redial,
            "call_lead": self._doing.call_lead,
            "write_consult": partial(self._ask, self.consult),
            "sent_back": partial(self._ask, self.back),
            "packet": self.toggle_packet,
            "packet_save": self._body.save,
            **self._body.giving.handlers(),
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return what the typed words may mean for this case."""
        return offers(self, text)

    def _open(self, panel: QWidget) -> None:
        """Put ``panel`` below the step, which folds so that it and its clock stay in sight."""
        self.below.open(panel)
        self.card.fold(folded=panel is not self.ahead)
        self._show_foot()
        self._height.settle()

    def _show_foot(self) -> None:
        """Say who stands for the list; in large text not while something else is asked."""
        crowded = scale() >= LARGE and self.below.panel is not self.ahead
        self.head.foot.setVisible(self.work() is not None and not crowded)

    # What is shown --------------------------------------------------------------

    def _selected(self) -> None:
        self._looked.leave()
        self._open(self.ahead)
        self._body.close()
        self._refresh()

    def _changed(self, change: Change) -> None:
        case, before, after = self._bridge.case, change.before, change.after
        if (
            case is None
            or before.cases.get(case.id) is not after.cases.get(case.id)
            or before.protocols is not after.protocols
            or before.approvals is not after.approvals
            or before.book is not after.book
        ):
            self._refresh()

    def _refresh(self) -> None:
        case = self._bridge.case
        if self._looked.follow():
            self._open(self.ahead)
        paged = case is not None and case.help_answered_by is None and case.duties.paged
        self.header.say(self.on_call() if paged else "")
        work = self.work()
        self.head.setVisible(work is not None)
        self._show_foot()
        self._height.settle()
        self._body.follow(case)
        if case is None:
            self.card.clear()
            return
        self._show_work(case, work)

    def _show_work(self, case: Case, work: Work | None) -> None:
        board, now = self._bridge.board, self._bridge.now()
        step, fitting = self.step(), fits(board, case, now)
        self.card.setVisible(step is not None)
        if work is None or step is None:
            self.card.clear()
            self.lists.offer(board, case, None, fitting)
            if self.below.panel is self.ahead:
                self._open(self.lists)
            return
        if self.below.panel is self.lists:
            self.lists.offer(board, case, work.run.id, fitting)
        self.head.show_work(work, step, around(board, work, fitting, self._bridge.me, now))
        self.behind.show_work(board, work)
        self.ahead.show_work(work, step)
        facts = {**self._centres.known(), **known(board, case, work.run, step)}
        self.card.circle = circle(board, case, now)
        self.card.warn(reach(case, board.client_of(case)) if talk.offers(step) else "")
        if self.card.show_step(work.run, step, facts):
            for scroll in (self.below, self.whole):
                scroll.verticalScrollBar().setValue(0)
        self._height.settle()
        self._tick(now)

    def _tick(self, now: datetime) -> None:
        work = self.work()
        if work is not None:
            self.head.tick(work.run.started_at, now)
            self.card.tick(now)
        self.call.tick(*self.card.timed())

    def _centre_found(self) -> None:
        self.card.fill_open(self._centres.known())

    # What is done ---------------------------------------------------------------

    def press_done(self) -> None:
        """Settle the current step; where nothing runs, begin with the start of every contact."""
        if self.work() is None:
            self.begin(START)
        else:
            self.card.press_done()

    def press_digit(self, place: int) -> None:
        """Choose in the panel that is open, else in the current step."""
        if self._body.card is self.packet:
            self.packet.press(place)
        elif not self.below.press(place):
            self.card.press_answer(place)

    def _to_front(self) -> bool:
        """Go to what lies over the step or is asked below it; return whether there is such."""
        asked = self.step() is not None and self.below.panel is not self.ahead
        return enter(self._body.card or (self.below.panel if asked else self.card.strip()))

    def _walk(self, by: int) -> None:
        if not self._to_front():
            self.card.focus_next(by)
        focused = self.window().focusWidget()
        if focused is not None and self.card.isAncestorOf(focused):
            self.whole.ensureWidgetVisible(focused)

    def branch(self) -> None:
        """Go to the other answers, or to the other steps of the phase."""
        if not self._to_front() and not self.card.focus_ways():
            self.ahead.focus_first()

    def focus_first(self) -> None:
        """Go where the evidence of the step begins, or to what lies over it."""
        if not self._to_front():
            (self.card.focus_first if self.step() is not None else self.lists.focus_next)()

    def take_step(self, step: str) -> None:
        """Do another open step out of turn."""
        self._looked.take(StepId(step))
        self._refresh()
        self.card.focus_first()

    def answer_at(self, run: EscalationId, step: StepId, answer: Answer) -> None:
        """Give ``answer`` at another open step; the step that was current comes back after it."""
        self._go_to(run, step)
        self.card.choose(answer)

    def fill_at(self, run: EscalationId, step: StepId, value: Value) -> None:
        """Fill ``value`` in at another open step, which is shown with it."""
        self._go_to(run, step)
        self.card.fill(value)

    def _go_to(self, run: EscalationId, step: StepId) -> None:
        self._open(self.ahead)
        self._looked.go(run, step)
        self._refresh()

    def begin(self, protocol: str) -> None:
        """Begin a protocol in this case."""
        self._open(self.ahead)
        self._looked.begin(self._doing.begin(ProtocolId(protocol)))

    def switch(self, run: str) -> None:
        """Work on another run of this case."""
        self._looked.go(EscalationId(run))
        self._open(self.ahead)
        self._refresh()
        self.focus_first()

    def open_lists(self) -> None:
        """Offer what runs beside and what may be begun; pressed again, go on to the next."""
        case, work = self._bridge.case, self.work()
        if case is not None:
            self._remember()
            board, now = self._bridge.board, self._bridge.now()
            run, again = work.run.id if work else None, self.below.panel is self.lists
            self.lists.offer(board, case, run, fits(board, case, now))
            self._open(self.lists)
            if again:
                self.lists.focus_next()
            else:  # whatever Qt gave the focus to as the step folded
                self.lists.focus_first()

    def unfit(self) -> None:
        """Say that this checklist does not fit; the lead is called, and the lists open."""
        if self._doing.unfit():
            self.open_lists()

    def open_tier(self) -> None:
        """Ask for the tier, which only a person sets."""
        case = self._bridge.case
        if case is not None:
            self._remember()
            self._open(self.tier)
            self.tier.ask(case.suggestion, case.tier.tier if case.tier else None)

    def toggle_card(self) -> None:
        """Open the call card, or close it."""
        self._read(self.call)

    def toggle_packet(self) -> None:
        """Open the hand-off packet, or close it."""
        self._read(self.packet)

    def _read(self, card: QWidget) -> None:
        if self._body.card is card:
            self._body.close()
            self._give_back()
        elif self._bridge.case is not None:
            self._remember()
            self._body.open(card)

    def _ask(self, panel: ConsultPanel | SentBackPanel) -> None:
        if self._bridge.case is not None:
            self._remember()
            self._open(panel)
            panel.ask()

    def _remember(self) -> None:
        """Note where the focus is before a panel takes it."""
        self._way_back.note(self.window().focusWidget(), *self._asked, self.call, self.packet)

    def _give_back(self) -> None:
        """Let the focus go back to where it was: to the notes, or to the step."""
        if not self._way_back.go():
            self.focus_first()

    def _leave_panel(self) -> None:
        self._open(self.ahead if self.work() is not None else self.lists)
        self._give_back()

    def _set_tier(self, tier: Tier, reasons: tuple[str, ...]) -> None:
        self._doing.set_tier(tier, reasons, then=self._leave_panel)
