"""The safety plan: a row a part, in the order in which they are used, ticked as they are tried."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.domain.care.case import Case
from console.domain.people.client import Client
from console.domain.people.plan import OLD_AFTER, Part, PlanItem, SafetyPlan
from console.domain.people.worries import WorryKind, worries
from console.ui.actions import act
from console.ui.person.circle.lines import Lines
from console.ui.person.rows import WholeRows
from console.ui.widgets.label import Elided, KeyCap, Words, label, restyle
from console.ui.widgets.layout import Flow
from console.words import labels
from console.words.people import around
from console.words.place.where import clock_time

TOGGLES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
DIGITS = range(1, 10)

Line = tuple[PlanItem, int, datetime | None]
"""A line of the plan, its place among the lines of its part, and when it was tried."""


class PlanRow(QFrame):
    """One line of the plan, in the row of its part; Space ticks it.

    Args:
        toggle: ticks it, or takes the tick back.
        walk: offered every other key first; returns whether it did something.
    """

    def __init__(
        self,
        toggle: Callable[["PlanRow"], None],
        walk: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._walk = walk
        self.setObjectName("planRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._toggle = toggle
        self.sign = label("", "plan-sign")
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Words()
        self.more = label("", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)

    def show_line(self, line: Line, now: datetime) -> None:
        """Show one line, and when it was tried in this case, if it was."""
        item, place, tried = line
        self.sign.setText("✓" if tried is not None else "·" if place else "")
        text = item_words(item)
        self.words.setText(text)
        undone = _("not done") if item.done is False else ""
        at = clock_time(tried, now) if tried is not None else ""
        self.more.setText(" · ".join(part for part in (undone, at) if part))
        self.more.setVisible(bool(self.more.text()))
        restyle(self.more, "tone", "imminent" if undone else "")
        restyle(self, "used", "yes" if tried is not None else "")
        used = _("tried {time}").format(time=at) if at else _("not tried")
        spoken = (f"{labels.part(item.part)}: {text}", undone, used)
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space or Return (Qt)."""
        if event.key() in TOGGLES and not event.modifiers():
            self._toggle(self)
        elif not self._walk(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick by a click (Qt)."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._toggle(self)
        event.accept()


class PartRow(QFrame):
    """One part of the plan: its name, and its lines beside each other as far as there is room."""

    def __init__(self, part: Part, make: Callable[[], PlanRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("planPart")
        self._make = make
        self._rows: list[PlanRow] = []
        self._flow = Flow(self, gap=0)
        self.name = label(f"{labels.part(part)}:", "plan-part")
        self._flow.addWidget(self.name)
        self._flow.setAlignment(self.name, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_lines(self, lines: Sequence[Line], now: datetime) -> Sequence[PlanRow]:
        """Show the lines of this part, each with when it was tried; return their widgets."""
        while len(self._rows) < len(lines):
            made = self._make()
            self._rows.append(made)
            self._flow.addWidget(made)
            self._flow.setAlignment(made, Qt.AlignmentFlag.AlignTop)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(lines))
        shown = self._rows[: len(lines)]
        for row, line in zip(shown, lines, strict=True):
            row.show_line(line, now)
        self.setVisible(bool(lines))
        return shown

    def ends(self) -> Iterator[int]:
        """Yield where it ends, in the widget that holds it."""
        yield self.geometry().bottom() + 1


class PlanList(QFrame):
    """The plan of the client, or that there is none; ``below`` it stands what is only read.

    Signals:
        ticked: a line was ticked or its tick taken back; carries its part, its place among the
            lines of that part, and whether it is used now.
    """

    ticked = Signal(object, int, bool)

    def __init__(self, *below: Lines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan")
        self.version = 0
        self.title = Elided("", "section")
        self.warning = label("", "secondary", wraps=True)
        self.warning.setProperty("tone", "high")
        self.empty = label("", "secondary", wraps=True)
        self.rows: list[PlanRow] = []
        self._lines: tuple[Line, ...] = ()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(KeyCap("plan_tick"))
        inner = QWidget(self)
        inner.setObjectName("planLines")
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.warning)
        self._box.addWidget(self.empty)
        self.parts = {part: PartRow(part, self._row, inner) for part in Part}
        self.anew = Lines("plan_write")
        self.anew.say(_("GO THROUGH IT, OR WRITE IT ANEW"), ())
        for rows in (*self.parts.values(), *below, self.anew):
            self._box.addWidget(rows)
        self._box.addStretch(1)
        self._scroll = WholeRows(inner, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def show_plan(self, client: Client | None, case: Case, now: datetime) -> None:
        """Show the plan of ``client`` with what was tried in ``case``."""
        plan = client.plan if client is not None else None
        self.version = plan.version if plan is not None else 0
        self._lines = _lines(plan, case) if plan is not None else ()
        self.title.setText(_title(plan, now))
        warned = tuple(_warnings(client, now)) if client is not None else ()
        self.warning.setVisible(bool(warned))
        self.warning.setText("\n".join(warned))
        self.empty.setVisible(plan is None)
        self.anew.setVisible(plan is not None)
        write = act("plan_write").cap
        self.empty.setText(
            _("Nothing is on file. Make a short one together: {key}.").format(key=write)
            if client is not None
            else _("It shows once you know who this is.")
        )
        self.rows = []
        for part, row in self.parts.items():
            of_part = [line for line in self._lines if line[0].part is part]
            self.rows += row.show_lines(of_part, now)

    def _row(self) -> PlanRow:
        return PlanRow(lambda row: self._toggle(self.rows.index(row)), self._walk, self)

    def focus_first(self) -> None:
        """Go to the first line that was not tried yet."""
        left = [row for row, line in zip(self.rows, self._lines, strict=True) if line[2] is None]
        target = left[0] if left else (self.rows[0] if self._lines else None)
        if target is not None:
            self._go(target)

    def _go(self, row: PlanRow) -> None:
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, 0)

    def _walk(self, event: QKeyEvent) -> bool:
        """Lead from line to line by the arrows, and tick by a digit."""
        shown = self.rows
        at = next((place for place, row in enumerate(shown) if row.hasFocus()), None)
        digit = event.key() - Qt.Key.Key_0
        if at is not None and event.key() in STEPS:
            self._go(shown[(at + STEPS[Qt.Key(event.key())]) % len(shown)])
        elif at is not None and digit in DIGITS and digit <= len(shown) and not event.modifiers():
            self._toggle(digit - 1)
        else:
            return False
        return True

    def tick(self, place: int) -> None:
        """Tick the line at ``place`` (from 0), or take its tick back."""
        self._toggle(place)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are shown, in words."""
        return tuple(f"{labels.part(line.part)}: {item_words(line)}" for line, *_at in self._lines)

    def _toggle(self, place: int) -> None:
        if place < len(self._lines):
            item, among, tried = self._lines[place]
            self.ticked.emit(item.part, among, tried is None)


def _lines(plan: SafetyPlan, case: Case) -> tuple[Line, ...]:
    """Return the lines in the order of the parts, each with its place in its part.

    The last is when it was tried in ``case``.
    """
    at = {(tick.part, tick.item): tick.at for tick in case.ticks}
    return tuple(
        (item, place, at.get((part, place)))
        for part in Part
        for place, item in enumerate(plan.of(part))
    )


def item_words(item: PlanItem) -> str:
    """Return a line of the plan with what is done, by whom and until when."""
    parts = (item.text, item.action, item.who, item.by_when)
    return " · ".join(part for part in parts if part)


def _warnings(client: Client, now: datetime) -> Iterator[str]:
    """Yield what of the plan needs a look; that nobody is named in it is asked for at once."""
    today = now.astimezone().date()
    for found in worries(client, today):
        match found.kind:
            case WorryKind.PLAN_WITHOUT_PEOPLE:
                yield _("⚠ Nobody is named in it. Ask: who could be with you?")
            case WorryKind.BARRED_IN_PLAN:
                yield f"⚠ {around.worry(found, today)}"
            case _:
                pass


def _title(plan: SafetyPlan | None, now: datetime) -> str:
    if plan is None:
        return _("SAFETY PLAN")
    days = plan.age_days(now.astimezone().date())
    old = "⚠ " if timedelta(days=days) >= OLD_AFTER else ""
    words = _("SAFETY PLAN · {old}{n} days old · made with {who} · version {version}")
    return words.format(old=old, n=days, who=plan.made_with, version=plan.version)
