"""The strip on top: how things stand at one glance, never hidden, not even by the lock."""

from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QWidget

from console.desk.desk import Change
from console.domain.board import Board
from console.domain.care.case import Lateness
from console.domain.decide.guard import LEADS
from console.domain.people.staff import Staff
from console.domain.seen.queue import lateness, queue, since
from console.domain.tier import Tier
from console.ui.actions import act
from console.ui.bridge import Bridge
from console.ui.theme import dp
from console.ui.widgets.label import Chip, label, restyle
from console.ui.window.channels import Channels
from console.words import labels
from console.words.refusals import staff_name

HEIGHT = 44
GAP = "\N{NO-BREAK SPACE}"
LATE = {Lateness.IN_TIME: None, Lateness.AMBER: "amber", Lateness.RED: "red"}


def grouped(number: int) -> str:
    """Return a number in groups of three: 48 213."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


class StatusStrip(QFrame):
    """Journal, station, people; who waits and for how long; channels; the time."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._bridge = bridge
        self._channels = Channels(bridge.board)
        self.practice = Chip(_("PRACTICE"), "practice")
        self.practice.setToolTip(_("Invented people. Dialling is simulated; nothing goes out."))
        self.simulated = label(_("dialling is simulated"), "secondary")
        self.journal_dot = label("●")
        self.journal = label("")
        self.station = label("", "secondary")
        self.who = label("", "strong")
        self.does = label("", "secondary")
        self.lead = label("", "strong")
        self.waiting = label("", "strong")
        self.waits = label("", "secondary")
        self.oldest_words = label(_("oldest high"), "secondary")
        self.oldest = label("", "strong")
        self.follow_ups = Chip("", "moderate", rounded=True)
        self.calls = Chip("", "high", rounded=True)
        self.sound = Chip(_("▲ no sound"), "high", rounded=True)
        self.sound.setToolTip(_("Alerts cannot be heard on this machine. Watch the queue."))
        self.channels = [label("", "secondary") for _each in self._channels.all()]
        self.clock = label("", "strong")
        self.weekday = label("", "secondary")
        self._arrange()
        self.sound.hide()
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self._tick)
        bridge.lost.connect(self._journal)
        bridge.back.connect(self._journal)
        self._refresh()

    def _arrange(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._groups: list[QWidget] = []
        left: tuple[tuple[QLabel, ...], ...] = (
            (label("Vigil", "strong"),),
            (self.practice, self.simulated),
            (self.journal_dot, self.journal),
            (self.station, self.who, self.does, self.lead),
        )
        right: tuple[tuple[QLabel, ...], ...] = (
            (self.waiting, self.waits),
            (self.oldest_words, self.oldest),
            (self.calls,),
            (self.follow_ups,),
            (self.sound,),
            tuple(self.channels),
            (self.clock, self.weekday),
        )
        self._parts = (*left, *right)
        for parts in left:
            self._row.addWidget(self._group(parts))
        self._row.addStretch(1)
        for parts in right:
            self._row.addWidget(self._group(parts))
        # what goes first when there is no room; who waits, and the time, never go
        self._yield: tuple[tuple[QLabel, ...], ...] = (
            (self.weekday,),
            (self.simulated,),
            (self.station, self.does, self.lead),
            tuple(self.channels),
            (self.who,),
            (self.oldest_words,),
            (self.journal,),
        )
        self._may_yield = frozenset(part for parts in self._yield for part in parts)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._space()

    def _group(self, parts: tuple[QLabel, ...]) -> QWidget:
        group = QWidget()
        inside = QHBoxLayout(group)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            inside.addWidget(part)
        self._groups.append(group)
        return group

    def set_sound(self, *, heard: bool) -> None:
        """Show whether alerts can be heard."""
        self.sound.setVisible(not heard)
        self._fit()

    # -- what it says -------------------------------------------------------------------

    def _refresh(self) -> None:
        board, me = self._bridge.board, self._bridge.me
        self.practice.setVisible(board.practice)
        person = board.staff.get(me)
        self.station.setText(_("station {name} ·").format(name=self._bridge.station) + GAP)
        self.who.setText(staff_name(board, me))
        roles = [labels.role(role) for role in sorted(person.roles)] if person else []
        leads = _("you lead") if board.lead == me else _("lead")
        self.does.setText("".join(f", {role}" for role in roles[:1]) + f" · {leads}{GAP}")
        self.lead.setText("" if board.lead == me else staff_name(board, board.lead))
        self._show_calls(board, person)
        self._show_channels()
        self._journal()
        self._tick(self._bridge.now())

    def _changed(self, change: Change) -> None:
        self._channels.hear(change.happened)
        self._refresh()

    def _show_calls(self, board: Board, person: Staff | None) -> None:
        """Show a lead that somebody has called for one."""
        calls = [
            case
            for case in board.cases.values()
            if case.help_asked_at is not None and case.help_answered_by is None
        ]
        leads = person is not None and person.is_(*LEADS)
        self.calls.setVisible(leads and bool(calls))
        words = ngettext("▲ {n} calls you · {key}", "▲ {n} call you · {key}", len(calls))
        self.calls.say(words.format(n=len(calls), key=act("answer_help").cap), "high")

    def _show_channels(self) -> None:
        for shown, heard in zip(self.channels, self._channels.all(), strict=True):
            shown.setText(heard.short)
            shown.setToolTip(heard.whole)
            shown.setAccessibleName(heard.whole)

    def _journal(self) -> None:
        if self._bridge.is_lost:
            self.journal_dot.setText("○")
            self.journal.setText(_("Journal not reached"))
            for part in (self.journal_dot, self.journal):
                restyle(part, "tone", "imminent")
        else:
            seq, _digest = self._bridge.head
            self.journal_dot.setText("●")
            self.journal.setText(_("Journal · {n}").format(n=grouped(seq)))
            restyle(self.journal_dot, "tone", "well")
            restyle(self.journal, "tone", None)
        self._fit()

    def _tick(self, now: datetime) -> None:
        board = self._bridge.board
        waiting = queue(board, self._bridge.me).waiting
        self.waiting.setText(str(len(waiting)))
        self.waits.setText(_("waiting"))
        high = [case for case in waiting if case.rank >= Tier.HIGH]
        oldest = min(high, key=since, default=None)
        if oldest is None:
            self.oldest_words.setText(_("no high waiting"))
            self.oldest.setText("")
            restyle(self.oldest, "late", None)
        else:
            late = lateness(oldest, self._bridge.limits, now)
            word = f" {labels.lateness(late)}" if late else ""
            self.oldest_words.setText(_("oldest high"))
            self.oldest.setText(f"{labels.clock(now - since(oldest))}{word}")
            restyle(self.oldest, "late", LATE[late])
        self._due(board, now)
        local = now.astimezone()
        self.clock.setText(local.strftime("%H:%M:%S"))
        self.weekday.setText(local.strftime("%a"))
        self._fit()

    def _due(self, board: Board, now: datetime) -> None:
        due = [found for found in board.follow_ups.values() if found.due <= now]
        self.follow_ups.setVisible(bool(due))
        words = ngettext("▲ {n} follow-up due", "▲ {n} follow-ups due", len(due))
        self.follow_ups.say(words.format(n=len(due)), "moderate")

    # -- its room -----------------------------------------------------------------------

    def _space(self) -> None:
        self._row.setContentsMargins(dp(16), 0, dp(16), 0)
        self._row.setSpacing(dp(18))
        for group, parts in zip(self._groups, self._parts, strict=True):
            inside = group.layout()
            if inside is not None:  # who sits here is one sentence, with its own gaps
                inside.setSpacing(0 if self.who in parts else dp(5))
        for shown in self.channels:
            shown.setContentsMargins(0, 0, dp(4), 0)

    def _fit(self) -> None:
        """Leave out what there is no room for, the least needed first."""
        out: set[QLabel] = set() if self._bridge.board.practice else {self.simulated}
        for parts in self._yield:
            if self._wanted(out) <= self.width():
                break
            out |= set(parts)
        for parts in self._yield:
            for part in parts:
                part.setVisible(part not in out)
        for group, parts in zip(self._groups, self._parts, strict=True):
            group.setVisible(not all(part.isHidden() for part in parts))

    def _wanted(self, out: set[QLabel]) -> int:
        """Return how wide everything is that is not left ``out``."""
        sides = self._row.contentsMargins()
        total = sides.left() + sides.right()
        for parts in self._parts:
            shown = [part for part in parts if part not in out and part.text()]
            shown = [part for part in shown if part in self._may_yield or not part.isHidden()]
            widths = sum(part.sizeHint().width() for part in shown)
            if shown:
                total += widths + dp(5) * (len(shown) - 1) + self._row.spacing()
        return total

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()
            self._fit()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return one height for every state (Qt)."""
        return QSize(dp(600), dp(HEIGHT))
