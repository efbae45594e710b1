"""The queue as a list that Qt can show."""

from collections.abc import Callable, Sequence
from datetime import datetime
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.ids import CaseId
from console.ui.queue.cards import Card, Head, Nobody, Row
from console.ui.queue.cards import Section as Part
from console.ui.queue.owed import Owed
from console.ui.widgets.times import hhmm

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class QueueModel(QAbstractListModel):
    """Rows are headings and cards, from top to bottom; ``now`` tells the time of the clocks."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show ``rows`` by the fewest row changes, so that selection and scroll survive."""
        self._drop_rows_not_in({row.key for row in rows})
        for at, row in enumerate(rows):
            self._place(at, row)

    def _drop_rows_not_in(self, kept: set[str]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._rows[at].key not in kept:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _place(self, at: int, row: Row) -> None:
        """Make the row ``at`` show ``row``; the rows above are in place already."""
        was = next((r for r in range(at, len(self._rows)) if self._rows[r].key == row.key), None)
        if was is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if was != at:
            self.beginMoveRows(QModelIndex(), was, was, QModelIndex(), at)
            self._rows.insert(at, self._rows.pop(was))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def row_at(self, index: Index) -> Row | None:
        """Return what the row at ``index`` shows."""
        return self._rows[index.row()] if index.isValid() else None

    def case_at(self, index: Index) -> CaseId | None:
        """Return which case the row at ``index`` shows, if it is a card of an open one."""
        row = self.row_at(index)
        return row.case if isinstance(row, Card) and not row.gone else None

    def owed_at(self, index: Index) -> CaseId | None:
        """Return of which landed case a follow-up is owed at ``index``, if one is."""
        row = self.row_at(index)
        return row.case if isinstance(row, Owed) and not row.gone else None

    def index_of(self, case: CaseId | None) -> QModelIndex:
        """Return where ``case`` is; nowhere if it is not shown."""
        for at, row in enumerate(self._rows):
            if isinstance(row, Card) and row.case == case:
                return self.index(at, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are (Qt)."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that cards can be chosen and headings not (Qt)."""
        if self.case_at(index) is None and self.owed_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says (Qt)."""
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.name if isinstance(row, Card | Owed) else title(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken(self.now()) if isinstance(row, Card | Owed) else title(row)
            case _:
                return None


def title(row: Head | Nobody) -> str:
    """Return the words of a row that is no card."""
    return heading(row) if isinstance(row, Head) else nobody(row)


def heading(row: Head) -> str:
    """Return the words of a heading."""
    return {
        Part.MINE: _("With you"),
        Part.WAITING: _("Waiting · riskiest first"),
        Part.OTHERS: _("With others"),
        Part.OWED: _("Follow-ups owed"),
    }[row.section]


def nobody(row: Nobody) -> str:
    """Return that nobody waits."""
    if row.since is None:
        return _("Nobody is waiting.")
    return _("Nobody is waiting. Since {time}.").format(time=hhmm(row.since))
