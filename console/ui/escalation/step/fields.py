"""The evidence of a step, as something to fill in."""

from collections.abc import Callable, Container
from datetime import UTC, datetime, timedelta
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.desk.fresh import private
from console.domain.decide.evidence import STAMP
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Field, FieldType
from console.domain.tier import Tier
from console.ui.theme import TIERS, scale
from console.ui.widgets.button import ChoiceButton
from console.ui.widgets.label import label, restyle
from console.ui.widgets.layout import Flow
from console.words import labels

HOURS, MINUTES = 24, 60
DIGITS = 9
INLINE = frozenset({FieldType.YES_NO})
LARGE = 1.4
"""From this text size on, choices stand below their label, never beside it."""

ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
AHEAD = (
    *("followup", "appointment", "plan_review", "frequency", "means_action"),
    *("report.written_due", "travel.to"),
)
"""Fields about a time to come; all other times are of something that has just happened."""


def choices_of(field: Field) -> tuple[tuple[str, str], ...]:
    """Return the codes that a field offers, with their labels."""
    match field.type:
        case FieldType.YES_NO:
            return (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Unknown")))
        case FieldType.TIER:
            return tuple((TIERS[t], labels.shaped(t)) for t in reversed(Tier))
        case _:
            return field.choices


class FieldEditor(QFrame):
    """One piece of evidence: its label, whether it is known, and what it is filled in with.

    Signals:
        edited: what is filled in has changed.
    """

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName("field")
        self.label = label(field.label, "field-label", wraps=True)
        self.known = label("", "field-known")
        self.known.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.label, 1)
        self.head.addWidget(self.known)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(3)
        self.rows.addLayout(self.head)
        self.edited.connect(self._settle)

    def values(self) -> tuple[Value, ...]:
        """Return what is filled in; nothing when it is empty."""
        return ()

    def fill(self, shown: str) -> None:
        """Fill in an answer as it was given: its code, or its words."""

    def first(self) -> QWidget:
        """Return what takes the focus."""
        return self

    def stops(self) -> tuple[QWidget, ...]:
        """Return everything in it that takes the focus, in order."""
        return tuple(
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus and not one.isHidden()
        )

    def fill_known(self, shown: str, since: str) -> None:
        """Fill in what is known already, and say since when."""
        self.fill(shown)
        self.known.setText(since)
        self.known.show()

    def mark_open(self, missing: bool) -> None:
        """Colour the field as one that is still missing."""
        restyle(self, "open", "true" if missing else "")

    def _settle(self) -> None:
        self.known.hide()
        self.mark_open(False)


class TextEditor(FieldEditor):
    """Words, a number, a phone number or an address; several lines where several are wanted."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        lines = field.least if field.type is FieldType.TEXT else 1
        self.lines = [QLineEdit(self) for _n in range(lines)]
        for place, line in enumerate(self.lines, start=1):
            name = field.label if lines == 1 else f"{field.label} {place}"
            line.setAccessibleName(name)
            if lines > 1:
                line.setPlaceholderText(str(place))
            line.textEdited.connect(self.edited)
            self.rows.addWidget(line)
        self.label.setBuddy(self.lines[0])

    def values(self) -> tuple[Value, ...]:
        text = "\n".join(line.text().strip() for line in self.lines if line.text().strip())
        if not text:
            return ()
        if self.field.type is FieldType.NUMBER:
            return (Value(self.field.id, code=text),)
        return (Value(self.field.id, text=private(text)),)

    def fill(self, shown: str) -> None:
        given = shown.splitlines()
        for place, line in enumerate(self.lines):
            line.setText(given[place] if place < len(given) else "")

    def first(self) -> QWidget:
        return self.lines[0]


class Choosing(FieldEditor):
    """A field with buttons that stay down; the arrows go through them.

    While the focus is here, the digit that is printed on a button chooses it.
    """

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._group = QButtonGroup(self)

    def _offer(self, button: QPushButton) -> None:
        button.installEventFilter(self)
        self._group.addButton(button)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """What can be chosen, in order."""
        return self._group.buttons()

    def choose(self, place: int) -> None:
        """Choose what stands at ``place`` (from 1)."""
        if 1 <= place <= min(len(self.buttons), DIGITS):
            self.buttons[place - 1].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit (Qt)."""
        digit = event.key() - Qt.Key.Key_0
        if 1 <= digit <= min(len(self.buttons), DIGITS) and not event.modifiers():
            self.choose(digit)
            self.buttons[digit - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through the choices, in whatever rows they stand (Qt).

        Qt itself stays on the choice that is down.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = ARROWS.get(Qt.Key(event.key()), 0)
            if by and event.modifiers() & HELD == Qt.KeyboardModifier.NoModifier:
                at = next((n for n, one in enumerate(self.buttons) if one is watched), 0)
                target = self.buttons[(at + by) % len(self.buttons)]
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class ChoiceEditor(Choosing):
    """One of a few, or several of a few, each a button that stays down."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._group.setExclusive(field.type is not FieldType.CHOICES)
        self._codes: dict[str, QPushButton] = {}
        offered = choices_of(field)
        holder = QWidget(self)
        self._beside = field.type in INLINE and scale() < LARGE
        row: QLayout = QHBoxLayout(holder) if self._beside else Flow(holder, gap=4)
        row.setContentsMargins(0, 0, 0, 0)
        for place, (code, words) in enumerate(offered, start=1):
            digit = place if place <= DIGITS else 0
            button = ChoiceButton(words, f"{field.label}: {words}", digit=digit)
            button.toggled.connect(lambda _down: self.edited.emit())
            self._offer(button)
            self._codes[code] = button
            row.addWidget(button)
        if self._beside:
            row.setSpacing(4)
            self.head.addWidget(holder)
        else:
            self.rows.addWidget(holder)

    def number(self) -> None:
        """Say that Ctrl and a digit choose here from anywhere, where there is room for it."""
        if self.known.isHidden() and not self._beside:
            self.known.setText(_("Ctrl + number"))
            self.known.show()

    def values(self) -> tuple[Value, ...]:
        down = [code for code, button in self._codes.items() if button.isChecked()]
        return (Value(self.field.id, code=",".join(down)),) if down else ()

    def fill(self, shown: str) -> None:
        for code in shown.split(","):
            if code in self._codes:
                self._codes[code].setChecked(True)

    def set(self, codes: Container[str]) -> None:
        """Choose ``codes`` and nothing else."""
        for code, button in self._codes.items():
            button.setChecked(code in codes)

    def first(self) -> QWidget:
        return next((b for b in self.buttons if b.isChecked()), self.buttons[0])


class TickEditor(FieldEditor):
    """Something that was done, ticked."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.label.hide()
        self.box = QCheckBox(field.label, self)
        self.box.setAccessibleName(field.label)
        self.box.toggled.connect(lambda _on: self.edited.emit())
        self.rows.addWidget(self.box)

    def values(self) -> tuple[Value, ...]:
        return (Value(self.field.id, code="yes"),) if self.box.isChecked() else ()

    def fill(self, shown: str) -> None:
        self.box.setChecked(shown == "yes")

    def first(self) -> QWidget:
        return self.box


class TimeEditor(FieldEditor):
    """A moment: typed as hour and minute, or by a button.

    What a plain step asks for is stamped by the tick; a gate or a timer wants to be told.
    """

    def __init__(
        self,
        field: Field,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        stamped: bool = False,
    ) -> None:
        super().__init__(field, parent)
        self._now = now
        self._at: datetime | None = None
        self._ahead = field.id.startswith(AHEAD)
        self._holder = QWidget(self)
        self._flow = Flow(self._holder, gap=4)
        self.line = QLineEdit(self._holder)
        self.line.setObjectName("moment")
        self.line.setPlaceholderText(_("when done") if stamped else _("hh:mm"))
        self.line.setAccessibleName(field.label)
        self.line.textEdited.connect(self._typed)
        self._flow.addWidget(self.line)
        for words, span in _spans(ahead=self._ahead):
            self._offer(words, partial(self._after, span))
        self.rows.addWidget(self._holder)

    def values(self) -> tuple[Value, ...]:
        return (Value(self.field.id, code=self._at.isoformat()),) if self._at else ()

    def fill(self, shown: str) -> None:
        try:
            self._set(datetime.fromisoformat(shown))
        except ValueError:
            self._at = None

    def first(self) -> QWidget:
        return self.line

    def fill_known(self, shown: str, since: str) -> None:
        """Offer a time that was said before; it is taken by its button, never by itself."""
        try:
            at = datetime.fromisoformat(shown)
        except ValueError:
            return
        words = _("as said: {time}").format(time=f"{at.astimezone():%a %H:%M}")
        self._offer(words, partial(self._take, at))
        self.known.setText(since)
        self.known.show()

    def _offer(self, words: str, run: Callable[[], None]) -> None:
        self._flow.addWidget(ChoiceButton(words, f"{self.field.label}: {words}", run, stays=False))

    def _take(self, at: datetime) -> None:
        self._set(at)
        self.edited.emit()

    def _after(self, span: timedelta) -> None:
        self._set(self._now() + span)
        self.edited.emit()

    def _set(self, at: datetime) -> None:
        self._at = at.replace(microsecond=0)
        self.line.setText(f"{at.astimezone():%a %d %b %H:%M}")

    def _typed(self, text: str) -> None:
        self._at = self._read(text)
        self.edited.emit()

    def _read(self, text: str) -> datetime | None:
        hour, colon, minute = text.strip().partition(":")
        if not (colon and hour.isdigit() and minute.isdigit()):
            return None
        if int(hour) >= HOURS or int(minute) >= MINUTES:
            return None
        here = self._now().astimezone()
        at = here.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        if self._ahead and at < here:
            at += timedelta(days=1)
        elif not self._ahead and at > here:
            at -= timedelta(days=1)
        return at.astimezone(UTC)


def _spans(*, ahead: bool) -> tuple[tuple[str, timedelta], ...]:
    if not ahead:
        return ((_("now"), timedelta(0)),)
    return tuple((_("in {n} h").format(n=n), timedelta(hours=n)) for n in (1, 24, 48, 72))


def editor(
    field: Field,
    now: Callable[[], datetime],
    parent: QWidget | None = None,
    *,
    held: bool = False,
) -> FieldEditor:
    """Return what ``field`` is filled in with; ``held`` in a step that waits for its evidence."""
    match field.type:
        case FieldType.TICK:
            return TickEditor(field, parent)
        case FieldType.TIME:
            stamped = not held and field.id.endswith(STAMP)
            return TimeEditor(field, now, parent, stamped=stamped)
        case FieldType.YES_NO | FieldType.CHOICE | FieldType.CHOICES | FieldType.TIER:
            return ChoiceEditor(field, parent)
        case _:
            return TextEditor(field, parent)
