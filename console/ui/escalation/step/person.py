"""Choosing somebody of the client's circle, with the state of their release beside the name."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.desk.fresh import private
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Field
from console.ui.escalation.step.circle import Person
from console.ui.escalation.step.fields import DIGITS, ChoiceEditor, Choosing, FieldEditor
from console.ui.widgets.button import ChoiceButton
from console.ui.widgets.label import label, restyle

BASIS, ITEMS = "notify.basis", "notify.items"


class _Name(ChoiceButton):
    """A name that can be chosen, with room for its bold words once it is."""

    def sizeHint(self) -> QSize:
        """Return the size of the words, and a little more (Qt)."""
        hint = super().sizeHint()
        return QSize(hint.width() * 108 // 100, hint.height())


class PersonEditor(Choosing):
    """One line a person; whoever is barred is shown and cannot be chosen; others can be typed.

    Signals:
        named: carries the ``Person`` who was chosen, or None for somebody else.
    """

    named = Signal(object)

    def __init__(
        self, field: Field, circle: Sequence[Person], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        self.people: dict[str, tuple[Person, QPushButton]] = {}
        holder = QWidget(self)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for one in circle:
            lines.addWidget(self._never(one) if one.barred else self._free(one))
        self.rows.addWidget(holder)
        holder.setVisible(bool(circle))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(
            _("or somebody else: type the name") if circle else _("nobody is named: type the name")
        )
        self.line.setAccessibleName(_("{field}: somebody else").format(field=field.label))
        self.line.textEdited.connect(self._typed)
        self.rows.addWidget(self.line)
        self.label.setBuddy(self.line)

    def _never(self, one: Person) -> QWidget:
        said = label(f"{one.who} · {one.state}", wraps=True)
        restyle(said, "tone", one.tone)
        return said

    def _free(self, one: Person) -> QWidget:
        place = len(self.people) + 1
        button = _Name(
            one.who,
            f"{self.field.label}: {one.who} · {one.state}",
            lambda: self._chosen(one.name),
            digit=place if place <= DIGITS else 0,
        )
        self._offer(button)
        self.people[one.name] = (one, button)
        said = label(one.state, wraps=True)
        restyle(said, "tone", one.tone)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(said, 1)
        return row

    @property
    def only(self) -> Person | None:
        """The one person whose way stands open, where it is one alone."""
        free = [one for one, _button in self.people.values() if one.basis]
        return free[0] if len(free) == 1 else None

    def values(self) -> tuple[Value, ...]:
        name = self.line.text().strip() or next(
            (one.name for one, button in self.people.values() if button.isChecked()), ""
        )
        return (Value(self.field.id, text=private(name)),) if name else ()

    def fill(self, shown: str) -> None:
        found = self.people.get(shown)
        if found is not None:
            found[1].setChecked(True)
            self.line.clear()
        else:
            self.line.setText(shown)

    def first(self) -> QWidget:
        down = (button for button in self.buttons if button.isChecked())
        return next(down, next(iter(self.buttons), self.line))

    def _chosen(self, name: str) -> None:
        self.line.clear()
        self.edited.emit()
        self.named.emit(self.people[name][0])

    def _typed(self) -> None:
        down = self._group.checkedButton()
        if down is not None and self.line.text().strip():
            self._group.setExclusive(False)
            down.setChecked(False)
            self._group.setExclusive(True)
        self.edited.emit()
        self.named.emit(None)


def link(editors: Sequence[FieldEditor]) -> None:
    """Let the person who is chosen bring along the way that stands open, and what it reaches.

    Where only one person's way stands open, they are chosen beforehand: one key then goes on.
    """
    choices = {made.field.id: made for made in editors if isinstance(made, ChoiceEditor)}
    for made in editors:
        if isinstance(made, PersonEditor):
            made.named.connect(lambda one: _bring(one, choices))
            if made.only is not None and not made.values() and ITEMS in choices:
                made.fill(made.only.name)
                _bring(made.only, choices)


def _bring(one: Person | None, choices: dict[str, ChoiceEditor]) -> None:
    basis, items = choices.get(BASIS), choices.get(ITEMS)
    if one is None:
        return
    if basis is not None and one.basis:
        basis.fill(one.basis)
    if items is not None:
        items.set(frozenset(item.value for item in one.items))
