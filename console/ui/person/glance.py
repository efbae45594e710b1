"""The glance panel: six corners that are always in the same place."""

from collections.abc import Iterable
from gettext import gettext as _

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from console.ui.person.facts import Said
from console.ui.theme import dp
from console.ui.widgets.label import Elided, label, restyle

COLUMNS, FEWER = 3, 2
NARROW = 360
"""Below this width, in pixels at text size 1, a corner is too narrow for a word of an address."""


class Corner(QFrame):
    """A heading, and below it the lines that are known; labels are used again, not made anew.

    Args:
        title: the heading.
        brief: all but the first line are one line high, so that the corner hardly grows while
            clocks run.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, brief: bool = False) -> None:
        super().__init__(parent)
        self._brief = brief
        self._tallest, self._at = 0, 0
        self.setObjectName("glanceCorner")
        self.title = label(title.upper(), "section", wraps=True)
        self.title.setAccessibleName(title)
        self._name = title
        self.labels: list[QLabel] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self._rows.addWidget(self.title)
        self._rows.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)

    @property
    def said(self) -> tuple[str, ...]:
        """The lines that are shown now."""
        return tuple(one.text() for one in self.labels if not one.isHidden())

    def say(self, lines: Iterable[Said]) -> None:
        """Show ``lines``."""
        wanted = tuple(lines)
        while len(self.labels) < len(wanted):
            made = Elided() if self._brief and self.labels else label(wraps=True)
            self.labels.append(made)
            self._rows.insertWidget(len(self.labels), made)
        for place, made in enumerate(self.labels):
            if place >= len(wanted):
                made.hide()
                continue
            line = wanted[place]
            if made.text() != line.text:
                made.setText(line.text)
            restyle(made, "tone", line.tone)
            restyle(made, "role", line.role)
            made.show()
        self._fit()
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(". ".join(line.text for line in wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need at this width (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow the text size too (Qt)."""
        done = super().event(event)
        if event.type() is QEvent.Type.StyleChange:
            self._tallest = 0
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.StyleChange}:
            self._fit()
        return done

    def begin(self) -> None:
        """Begin with another person: forget how high the corner has been."""
        self._tallest = 0

    def _fit(self) -> None:
        """Never let a line be cut, and never get lower while one person is looked at.

        What is lower in the pane gives way once, and is not pulled up again under the eye.
        """
        if self._at != self.width():
            self._at, self._tallest = self.width(), 0
        self._tallest = max(self._tallest, self._rows.totalHeightForWidth(self.width()))
        if self._tallest != self.minimumHeight():
            self.setMinimumHeight(self._tallest)


class Glance(QFrame):
    """Where, how to call back, weapons; which 911 centre, who may be told, what is running."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("glance")
        self.location = Corner(_("Location"))
        self.call_back = Corner(_("Call back"))
        self.weapons = Corner(_("Weapons"))
        self.centre = Corner(_("911 centre for this place"))
        self.told = Corner(_("Who may be told"))
        self.clocks = Corner(_("Clocks"), brief=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._columns = 0
        self._lay(COLUMNS)

    def begin(self) -> None:
        """Begin with another person."""
        for corner in self.corners:
            corner.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns where three have no room, as in large text (Qt)."""
        super().resizeEvent(event)
        self._lay(FEWER if event.size().width() < dp(NARROW) else COLUMNS)

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, corner in enumerate(self.corners):
            row, column = divmod(place, columns)
            restyle(corner, "edge", "last" if column == columns - 1 else "")
            self._grid.addWidget(corner, row, column)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The six corners, in reading order."""
        return (
            self.location,
            self.call_back,
            self.weapons,
            self.centre,
            self.told,
            self.clocks,
        )
