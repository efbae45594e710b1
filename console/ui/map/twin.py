"""All that the map shows, as a list in order of distance: for whoever cannot see the map."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from console.domain.place.facility import FacilityKind
from console.ui.map import shapes
from console.ui.map.area import Area, AreaKind
from console.ui.map.mark import Mark, note
from console.words import labels

EARTH_KM: Final = 6371.0
HERE_KM: Final = 0.05
Index = QModelIndex | QPersistentModelIndex


class TwinModel(QAbstractListModel):
    """A line for each area and each mark; the words of a line are made when it is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._areas: tuple[Area, ...] = ()
        self._marks: list[Mark] = []
        self._from: tuple[float, float] = (0.0, 0.0)

    def take(
        self, areas: Sequence[Area], marks: Iterable[Mark], place: tuple[float, float]
    ) -> None:
        """Hold all that is on the map, the nearest to ``place`` first."""
        lat, lon = place
        narrow = cos(radians(lat))
        self.beginResetModel()
        self._areas, self._from = tuple(areas), place
        # near enough to sort by; what is said is measured on the sphere
        self._marks = sorted(
            marks,
            key=lambda mark: (
                (mark.lat - lat) ** 2 + (((mark.lon - lon + 180) % 360 - 180) * narrow) ** 2
            ),
        )
        self.endResetModel()

    def mark(self, row: int) -> Mark | None:
        """Return the mark of a line; an area has none."""
        at = row - len(self._areas)
        return self._marks[at] if 0 <= at < len(self._marks) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are (Qt)."""
        inside = parent is not None and parent.isValid()
        return 0 if inside else len(self._areas) + len(self._marks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a line (Qt)."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        mark = self.mark(index.row())
        return self._of(mark) if mark is not None else area_words(self._areas[index.row()])

    def _of(self, mark: Mark) -> str:
        if mark.is_client:
            place = _("address confirmed") if mark.confirmed else _("not confirmed")
            parts = (shapes.word(mark.tier), mark.label, place, note(mark))
        else:
            kind = labels.facility(FacilityKind(mark.kind))
            made = _("invented for practice") if mark.invented else ""
            urgent = _("emergency department") if mark.emergency else ""
            parts = (mark.label, kind, urgent, made)
        return " · ".join(filter(None, (away(self._from, (mark.lat, mark.lon)), *parts)))


def area_words(area: Area) -> str:
    """Return an area in words."""
    match area.kind:
        case AreaKind.REACH:
            return _("Area: {what}").format(what=area.label)
        case AreaKind.PSAP:
            return _("Answers here, by its area: {who}").format(who=area.label)
        case AreaKind.UNKNOWN:
            return area.label


def away(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Return how far and where ``other`` is from ``one``, for example ``1.6 km NE``."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    km = 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
    if km < HERE_KM:
        return _("here")
    east = sin(lon2 - lon1) * cos(lat2)
    north = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(lon2 - lon1)
    names = (_("N"), _("NE"), _("E"), _("SE"), _("S"), _("SW"), _("W"), _("NW"))
    way = names[round(degrees(atan2(east, north)) / 45) % len(names)]
    return _("{n} km {way}").format(n=f"{km:.1f}" if km < 100 else f"{km:,.0f}", way=way)  # noqa: PLR2004


class MapTwin(QFrame):
    """The list over the map.

    Signals:
        chosen: Enter on the mark with this id.
        left: Esc.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapTwin")
        self.setAutoFillBackground(True)
        self.title = QLabel(self)
        self.title.setObjectName("mapTwinTitle")
        self.title.setWordWrap(True)
        self.model = TwinModel(self)
        self.list = QListView(self)
        self.list.setObjectName("mapTwinList")
        self.list.setAccessibleName(_("All that the map shows, nearest first"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.activated.connect(self._activated)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.hide()

    def open_list(
        self,
        areas: Sequence[Area],
        marks: Iterable[Mark],
        place: tuple[float, float],
        what: str,
    ) -> None:
        """Show everything, sorted by how far it is from ``place``, which ``what`` names."""
        self.model.take(areas, marks, place)
        count = _("{n} on the map, nearest to {what} first. Enter goes there, Esc leaves.")
        self.title.setText(count.format(n=f"{self.model.rowCount():,}", what=what))
        self.list.setCurrentIndex(self.model.index(0))
        self.show()
        self.raise_()
        self.list.setFocus()

    def _activated(self, index: QModelIndex) -> None:
        mark = self.model.mark(index.row())
        if mark is not None:
            self.chosen.emit(mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
