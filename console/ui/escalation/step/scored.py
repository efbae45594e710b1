"""An instrument as evidence: asked in a panel of its own, and named here once it is scored."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.ids import InstrumentId
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Field
from console.ui.escalation.step.fields import FieldEditor
from console.ui.widgets.button import KeyButton
from console.words.instruments import title


class InstrumentEditor(FieldEditor):
    """Says which instrument was scored, and opens the panel that asks one.

    Signals:
        wanted: the panel is wanted.
    """

    wanted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._code = ""
        self.ask = KeyButton("instrument", self.wanted.emit, _("Ask one"), role="choice")
        self.rows.addWidget(self.ask)

    def values(self) -> tuple[Value, ...]:
        return (Value(self.field.id, code=self._code),) if self._code else ()

    def fill(self, shown: str) -> None:
        self._code = shown
        name, _at, version = shown.partition("@")
        scored = _("{instrument}, version {n}: scored")
        words = scored.format(instrument=title(InstrumentId(name)), n=version)
        self.ask.say(words if version else shown)
        self.edited.emit()

    def first(self) -> QWidget:
        return self.ask
