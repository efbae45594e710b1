"""The fields of the current step: as high as they need, and scrolled where there is no room."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from console.domain.protocol.protocol import FieldType
from console.ui.escalation.step.fields import FieldEditor
from console.ui.theme import dp

COLUMNS = 2
NARROW = frozenset(
    {FieldType.NUMBER, FieldType.PHONE, FieldType.PLACE, FieldType.TEXT, FieldType.TICK}
)
LONG_LABEL = 28
LOWEST = 96


class Evidence(QScrollArea):
    """So the ways on below the fields are always in sight, however much a gate asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setWidget(self._inner)

    def show_editors(self, editors: Sequence[FieldEditor]) -> None:
        """Put ``editors`` in the place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, beside in enumerate(_rows(editors)):
            for column, made in enumerate(beside):
                self._grid.addWidget(made, row, column, 1, COLUMNS // len(beside))
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


def _rows(editors: Sequence[FieldEditor]) -> Iterator[tuple[FieldEditor, ...]]:
    """Yield what stands beside each other: two short fields, or one that takes the whole width."""
    waiting: FieldEditor | None = None
    for made in editors:
        short = made.field.type in NARROW and len(made.field.label) <= LONG_LABEL
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
