"""The figures of the time that is looked at: counted from the journal, or a dash that says why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.domain.tier import Tier
from console.reports.shift import Dispatches, ShiftReport
from console.reports.times import share, span
from console.ui.theme import dp, token
from console.ui.widgets.header import upright
from console.ui.widgets.label import Elided, label

GOAL = 0.95
"""988 grants and NENA-STA-020.1: 95 % of calls within 20 s."""

DAY = timedelta(hours=36)
TILE = 122


@dataclass(frozen=True, slots=True)
class Bar:
    """How many contacts came in one stretch of time."""

    begins: datetime
    count: int


def bars(arrivals: Sequence[datetime], since: datetime, until: datetime) -> tuple[Bar, ...]:
    """Return contacts by hour, or by day when the time is longer than a day and a half."""
    by_day = until - since > DAY

    def of(at: datetime) -> datetime:
        local = at.astimezone().replace(minute=0, second=0, microsecond=0)
        return local.replace(hour=0) if by_day else local

    counts = Counter(of(at) for at in arrivals)
    step = timedelta(days=1) if by_day else timedelta(hours=1)
    here, found = of(since), []
    while here < until:
        found.append(Bar(here, counts[here]))
        here = of(here + step + timedelta(minutes=90 if by_day else 0))
    return tuple(found)


class Tile(QFrame):
    """One figure: its name above it, its measure below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tile")
        self.name = Elided(name.upper(), "section")
        self.value = label("—", "figure")
        self.note = label("", "secondary", wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        for part in (self.name, self.value):
            self.column.addWidget(part)
        self.column.addWidget(self.note, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._space()

    def say(self, value: str, note: str, tone: str = "") -> None:
        """Show a figure."""
        self.value.setText(value)
        self.note.setText(note)
        self.value.setProperty("tone", tone)
        self.value.style().unpolish(self.value)
        self.value.style().polish(self.value)
        self.setAccessibleName(f"{self.name.text()}: {value}, {note}")

    def _space(self) -> None:
        self.column.setContentsMargins(dp(16), dp(12), dp(10), dp(12))
        self.column.setSpacing(dp(8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._space()


class Bars(QWidget):
    """Small columns, the highest filled most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, shown: tuple[Bar, ...]) -> None:
        """Show these."""
        self.bars = shown
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a figure (Qt)."""
        return QSize(dp(90), dp(25))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the columns on one line (Qt)."""
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(bar.count for bar in self.bars) or 1
        step = min(self.width() / len(self.bars), dp(16))
        gap = dp(3) if step > dp(7) else 1
        for at, bar in enumerate(self.bars):
            high = max(self.height() * bar.count / most, 2.0)
            painter.setBrush(token("accent" if bar.count else "line"))
            box = QRectF(at * step, self.height() - high, step - gap, high)
            painter.drawRoundedRect(box, dp(1.5), dp(1.5))


class Figures(QFrame):
    """Four figures in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewFigures")
        self.answered = Tile(_("Answered in 20 s"))
        self.high = Tile(_("High risk → human"))
        self.arrived = Tile(_("Dispatch → arrived"))
        self.contacts = Tile(_("Contacts by hour"))
        self.bars = Bars()
        self.contacts.column.insertWidget(1, self.bars)
        self.contacts.value.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.answered, 1)
        self._beside: list[tuple[QFrame, Tile]] = []
        for tile in (self.high, self.contacts, self.arrived):
            line = upright()
            self._beside.append((line, tile))
        for line, tile in (self._beside[0], self._beside[2], self._beside[1]):
            row.addWidget(line)
            row.addWidget(tile, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.counting()

    def counting(self) -> None:
        """Say that the figures are being counted."""
        for tile in (self.answered, self.high, self.arrived):
            tile.say("…", _("counting"))
        self.bars.show_bars(())
        self.contacts.note.setText(_("counting"))
        self.fit()

    def show_report(self, report: ShiftReport | None) -> None:
        """Show what a report says; ``None`` when an entry cannot be read."""
        if report is None:
            for tile in (self.answered, self.high, self.arrived):
                tile.say("—", _("an entry cannot be read"))
            self.fit()
            return
        calls, high = report.calls, report.high_to_human
        part = calls.share(20)
        if part is None:
            self.answered.say("—", _("no call rang"))
        else:
            note = ngettext("goal 95 · {n} call", "goal 95 · {n} calls", calls.rang)
            note = note.format(n=calls.rang)
            self.answered.say(share(part), note, "" if part >= GOAL else "high")
        if high.mean is None:
            waiting = sum(one.tier >= Tier.HIGH and not one.taken for one in report.handed_on)
            words = ngettext("{n} waiting, not taken", "{n} waiting, none taken", waiting)
            none = _("no high contact")
            self.high.say("—", words.format(n=waiting) if waiting else none)
        else:
            note = _("mean of {n} · longest {wait}").format(n=high.count, wait=span(high.longest))
            self.high.say(span(high.mean), note)
        self._arrived(report.dispatches)
        self.fit()

    def _arrived(self, sent: Dispatches) -> None:
        """Show how long it took until somebody who was sent reached the person."""
        arrival = sent.arrival
        parts = []
        if arrival.mean is not None:
            words = _("mean of {n} · p50 {p50} · p95 {p95}")
            p50, p95 = span(arrival.p50), span(arrival.p95)
            parts.append(words.format(n=arrival.count, p50=p50, p95=p95))
        open_ = sent.waiting + sent.landed_unseen
        if open_:
            parts.append(_("{n} not confirmed").format(n=open_))
        note = " · ".join(parts) or _("nobody was sent")
        self.arrived.say(span(arrival.mean), note, "high" if sent.waiting else "")
        self.arrived.setToolTip(_("From dialling the 911 centre to responders with the person."))

    def show_arrivals(self, shown: tuple[Bar, ...], *, by_day: bool) -> None:
        """Show when contacts came."""
        name = _("Contacts by day") if by_day else _("Contacts by hour")
        self.contacts.name.setText(name.upper())
        self.bars.show_bars(shown)
        total = sum(bar.count for bar in shown)
        if not total:
            self.contacts.note.setText(_("no contact"))
        else:
            top = max(shown, key=lambda bar: bar.count)
            when = f"{top.begins:%a %d}" if by_day else f"{top.begins:%H:%M}"
            note = _("{n} · most, {top}, at {when}").format(n=total, top=top.count, when=when)
            self.contacts.note.setText(note)
        self.contacts.setAccessibleName(f"{name}: {self.contacts.note.text()}")
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out, last first, what there is no room for (Qt)."""
        super().resizeEvent(event)
        room = event.size().width() // dp(TILE) - 1
        for at, (line, tile) in enumerate(self._beside):
            line.setVisible(at < room)
            tile.setVisible(at < room)
        self.fit()

    def fit(self) -> None:
        """Be as high as the longest note needs: no figure is cut."""
        shown = [self.answered, *(tile for _line, tile in self._beside if not tile.isHidden())]
        wide = (self.width() - len(shown) + 1) // len(shown)
        sides = self.height() - self.contentsRect().height()
        needed = max(tile.column.totalHeightForWidth(wide) for tile in shown)
        self.setFixedHeight(needed + sides)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_beside"):
            self.fit()

    def minimumSizeHint(self) -> QSize:
        """Return room for one figure (Qt)."""
        return QSize(dp(TILE), self.answered.sizeHint().height())
