"""The contacts that are owed after a landing: how they stand in the queue, and one more try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from console.desk.fresh import fresh_case, fresh_run
from console.domain.board import Board
from console.domain.care.case import Lateness
from console.domain.care.followup import ENDS, FollowUp, FollowUpEnd, FollowUpOutcome
from console.domain.commands import Fresh, TryFollowUp
from console.domain.ids import CaseId, ContactId
from console.domain.people.client import Flag
from console.domain.tier import Tier
from console.ui.widgets.label import label
from console.ui.widgets.layout import Flow
from console.ui.widgets.panel import Panel
from console.ui.widgets.times import hhmm
from console.words import labels
from console.words.aftercare import said

SOON = timedelta(hours=1)
AGAIN = (timedelta(hours=1), timedelta(hours=4), timedelta(hours=24))
OVER = (FollowUpEnd.ENGAGED, FollowUpEnd.RISK_DOWN, FollowUpEnd.NOT_WANTED)
"""Reasons for which nothing more is owed to somebody who was reached."""

Try = Callable[[TryFollowUp], None]


@dataclass(frozen=True, slots=True)
class Owed:
    """A follow-up as its card shows it."""

    case: CaseId
    name: str
    tier: Tier
    due: datetime
    tries: int
    gone: bool = False

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"owed:{self.case}"

    @property
    def words(self) -> str:
        """What has been tried."""
        if not self.tries:
            return _("follow-up, not tried yet")
        return ngettext("follow-up, {n} try", "follow-up, {n} tries", self.tries).format(
            n=self.tries
        )

    def late(self, now: datetime) -> Lateness:
        """Return red once it is overdue, amber in the hour before."""
        if now >= self.due:
            return Lateness.RED
        return Lateness.AMBER if now >= self.due - SOON else Lateness.IN_TIME

    def when(self, now: datetime) -> str:
        """Return when it is due, or for how long it has been."""
        if now >= self.due:
            return _("{span} overdue").format(span=labels.age(now - self.due))
        day = "" if self.due - now < timedelta(hours=20) else f"{self.due.astimezone():%a} "
        return _("due {time}").format(time=f"{day}{hhmm(self.due)}")

    def spoken(self, now: datetime) -> str:
        """Return the whole card as a screen reader says it."""
        return ", ".join((self.name, labels.tier(self.tier), self.words, self.when(now)))


def owed(board: Board) -> list[Owed]:
    """Return every contact that is owed, the soonest first."""
    found = sorted(board.follow_ups.values(), key=lambda one: (one.due, one.case))
    return [Owed(one.case, _name(board, one), one.tier, one.due, one.tries) for one in found]


def _name(board: Board, one: FollowUp) -> str:
    client = board.clients.get(one.client) if one.client is not None else None
    return client.short_name if client is not None else _("Unknown caller")


class FollowUpPanel(Panel):
    """One try to reach somebody after a landing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Follow up"), _("Write it down"), parent)
        self.about = label("", "secondary", wraps=True)
        self.outcomes = QButtonGroup(self)
        self.again = QButtonGroup(self)
        self.concern = QCheckBox(_("A new safety concern: open a case at once"))
        self.concern.setAccessibleName(_("A new safety concern: open a case at once"))
        self.body.addWidget(self.about)
        self._choices(self.outcomes, [labels.follow_up(outcome) for outcome in FollowUpOutcome])
        self.body.addWidget(self.concern)
        self.body.addWidget(label(_("Again, or why not"), "section"))
        spans = [_("in {span}").format(span=labels.age(span)) for span in AGAIN]
        self._choices(self.again, [*spans, *(said.end(why) for why in OVER)])
        self.outcomes.idToggled.connect(self._suggest)

    def _choices(self, group: QButtonGroup, words: list[str]) -> None:
        holder = QWidget()
        flow = Flow(holder, gap=6)
        for number, text in enumerate(words):
            button = QRadioButton(text)
            button.setAccessibleName(text)
            group.addButton(button, number)
            flow.addWidget(button)
        self.body.addWidget(holder)

    def _suggest(self, number: int, on: bool) -> None:
        """Suggest the reason that the outcome itself gives, else a further try soon."""
        if on:
            outcome = tuple(FollowUpOutcome)[number]
            whys = {FollowUpOutcome.REACHED: 0, FollowUpOutcome.DECLINED: 2}
            self.again.button(len(AGAIN) + whys[outcome] if outcome in whys else 1).setChecked(True)

    def ask(self, board: Board, one: FollowUp, now: datetime, send: Try) -> None:
        """Open for ``one``."""
        client = board.clients.get(one.client) if one.client is not None else None
        name = client.shown_name if client is not None else _("Unknown caller")
        phones = [labels.phone(phone.number) for phone in client.phones] if client else []
        self.title.setText("  ".join((_("Follow up {name}").format(name=name), *phones)))
        told = [
            _("case {n}").format(n=one.number),
            labels.shaped(one.tier),
            Owed(one.case, name, one.tier, one.due, one.tries).when(now),
        ]
        if client is not None and Flag.DO_NOT_CALL in client.flags:
            told.append(labels.flag(Flag.DO_NOT_CALL).upper())
        self.about.setText(" · ".join(told))
        self.concern.setChecked(False)
        first = self.outcomes.buttons()[0]
        first.setChecked(True)
        self._suggest(0, on=True)

        def write() -> str | None:
            outcome = tuple(FollowUpOutcome)[self.outcomes.checkedId()]
            number, worse = self.again.checkedId(), self.concern.isChecked()
            after = now + AGAIN[number] if number < len(AGAIN) else None
            if after is None and outcome not in ENDS and not worse:
                return _("They were not reached: choose when it is tried again.")
            why = OVER[number - len(AGAIN)] if after is None and not worse else None
            fresh = Fresh(fresh_case(), ContactId(fresh_case()), fresh_run())
            send(TryFollowUp(one.case, outcome, worse, after, why, fresh))
            return None

        self.open_panel(write, first)
