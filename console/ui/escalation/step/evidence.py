"""The fields of the current step: as high as they need, and scrolled where there is no room."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from console.domain.protocol.protocol import Field, FieldType
from console.ui.escalation.step.fields import FieldEditor
from console.ui.theme import dp

COLUMNS = 2
TOP = Qt.AlignmentFlag.AlignTop
TYPED = frozenset({FieldType.NUMBER, FieldType.PHONE, FieldType.PLACE, FieldType.TEXT})
LONG_LABEL = 34
LONG_TICK = 28
"""The words of a tick stand beside its box, and never wrap."""

LONG_CHOICES = 16
"""So many letters on all its buttons, and a choice stands in half the width."""

LOWEST = 96
APART, CLOSE = 7, 3


class Evidence(QScrollArea):
    """So the ways on below the fields are always in sight, however much a gate asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._close = False
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(APART)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setWidget(self._inner)

    def move_together(self, *, close: bool) -> None:
        """Let the fields move closer, where there is too little room for all of them."""
        self._close = close
        self._grid.setVerticalSpacing(CLOSE if close else APART)
        for made in self._inner.findChildren(FieldEditor):
            made.rows.setSpacing(1 if close else 3)
        self.updateGeometry()

    def show_editors(self, editors: Sequence[FieldEditor]) -> None:
        """Put ``editors`` in the place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, beside in enumerate(_rows(editors)):
            for column, made in enumerate(beside):
                self._grid.addWidget(made, row, column, 1, COLUMNS // len(beside), TOP)
                made.rows.setSpacing(1 if self._close else 3)
                made.show()  # at once, so that the focus can go there
        self.setVisible(bool(editors))
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of all fields at this width (Qt)."""
        width = self.viewport().width()
        layout = self._grid
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return QSize(width, tall if tall >= 0 else layout.totalSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a field or two (Qt)."""
        return QSize(dp(160), min(self.sizeHint().height(), dp(LOWEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _half(field: Field) -> bool:
    """Return whether half the width is enough for ``field``."""
    match field.type:
        case FieldType.TICK:
            return len(field.label) <= LONG_TICK
        case FieldType.CHOICE:
            letters = sum(len(words) for _code, words in field.choices)
            return len(field.label) <= LONG_LABEL and letters <= LONG_CHOICES
        case _:
            return field.type in TYPED and len(field.label) <= LONG_LABEL


def _rows(editors: Sequence[FieldEditor]) -> Iterator[tuple[FieldEditor, ...]]:
    """Yield what stands beside each other: two short fields, or one that takes the whole width."""
    waiting: FieldEditor | None = None
    for made in editors:
        short = _half(made.field)
        if waiting is not None and short:
            yield waiting, made
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
        waiting = made if short else None
        if not short:
            yield (made,)
    if waiting is not None:
        yield (waiting,)
