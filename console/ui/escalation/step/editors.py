"""What the fields of a step are filled in with."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from console.domain.protocol.protocol import Field, FieldType
from console.ui.escalation.step.circle import Person
from console.ui.escalation.step.fields import FieldEditor, editor
from console.ui.escalation.step.known import Known
from console.ui.escalation.step.person import PersonEditor, link
from console.ui.escalation.step.scored import InstrumentEditor


def editors(
    fields: Sequence[Field],
    circle: Sequence[Person],
    now: Callable[[], datetime],
    parent: QWidget,
    *,
    held: bool,
) -> list[FieldEditor]:
    """Return an editor for each of ``fields``.

    Args:
        fields: what is asked for.
        circle: whom a field may name.
        now: the clock.
        parent: the owner (Qt).
        held: whether the step waits for its evidence.
    """

    def made(field: Field) -> FieldEditor:
        match field.type:
            case FieldType.PERSON:
                return PersonEditor(field, circle, parent)
            case FieldType.INSTRUMENT:
                return InstrumentEditor(field, parent)
            case _:
                return editor(field, now, parent, held=held)

    return [made(field) for field in fields]


def on_ask(made: Sequence[FieldEditor], wanted: SignalInstance) -> None:
    """Let ``wanted`` be sent when one of the editors asks for an instrument."""
    for one in made:
        if isinstance(one, InstrumentEditor):
            one.wanted.connect(wanted)


def fill(made: Sequence[FieldEditor], known: Mapping[str, Known]) -> None:
    """Fill in what is known, and what follows from it."""
    for one in made:
        if one.field.id in known:
            one.fill_known(known[one.field.id].shown, known[one.field.id].since)
    link(made)
