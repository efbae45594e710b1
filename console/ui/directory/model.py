"""The places that were found, as a list that Qt can show; the words are made when seen."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.place.facility import Facility, FacilityId
from console.ui.directory.rows import Row

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole


class PlacesModel(QAbstractListModel):
    """Holds the places alone; ``said`` makes the words of one of them."""

    def __init__(self, said: Callable[[Facility], Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._places: Sequence[Facility] = ()

    @property
    def places(self) -> Sequence[Facility]:
        """What is listed, from top to bottom."""
        return self._places

    def show(self, places: Sequence[Facility]) -> None:
        """Show other places."""
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def say_again(self) -> None:
        """Let every row that is seen be said anew: a number was verified, or a day has passed."""
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, 0))

    def place_at(self, index: Index) -> Facility | None:
        """Return the place at ``index``."""
        return self._places[index.row()] if 0 <= index.row() < len(self._places) else None

    def index_of(self, place: FacilityId) -> QModelIndex:
        """Return where a place is listed; nowhere if it is not."""
        at = next((n for n, one in enumerate(self._places) if one.id == place), -1)
        return self.index(at, 0) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many places there are (Qt)."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says (Qt)."""
        place = self.place_at(index)
        if place is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return self._said(place)
            case Qt.ItemDataRole.DisplayRole:
                return place.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(place).spoken
            case _:
                return None
