"""The journal as a table, a page at a time, with a heading where a day begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from gettext import gettext as _
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.reports.times import grouped
from console.ui.review.search import Page, Row
from console.ui.widgets.times import hhmmss
from console.words import labels

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What stands in which column."""

    NUMBER = 0
    TIME = 1
    WHAT = 2
    ABOUT = 3
    WHO = 4


@dataclass(frozen=True, slots=True)
class Day:
    """The heading of a day, in the time of this workplace."""

    day: date

    @property
    def words(self) -> str:
        """The date, day of the week first."""
        return f"{self.day:%A} {self.day.day} {self.day:%B %Y}"


Line = Row | Day


class JournalModel(QAbstractTableModel):
    """Holds the pages that were read; ``ask`` is called for the next one."""

    def __init__(self, ask: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._lines: list[Line] = []
        self._before: int | None = None
        self._asking = False

    @property
    def lines(self) -> Sequence[Line]:
        """Everything that is listed, newest first."""
        return self._lines

    @property
    def rows(self) -> list[Row]:
        """The entries that are listed, newest first."""
        return [line for line in self._lines if isinstance(line, Row)]

    def begin(self, page: Page) -> None:
        """Show the first page of something else."""
        self.beginResetModel()
        self._lines = _with_days(page.rows, None)
        self._before, self._asking = page.before, False
        self.endResetModel()

    def go_on(self, page: Page) -> None:
        """Add the next page."""
        self._before, self._asking = page.before, False
        last = next((line for line in reversed(self._lines) if isinstance(line, Row)), None)
        fresh = _with_days(page.rows, last)
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(fresh) - 1)
            self._lines += fresh
            self.endInsertRows()

    def forget_asking(self) -> None:
        """Let the next page be asked for again: the answer did not come."""
        self._asking = False

    def line_at(self, index: Index) -> Line | None:
        """Return what is listed at ``index``."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def index_of(self, seq: int) -> QModelIndex:
        """Return where entry ``seq`` is listed; nowhere if it is not."""
        for at, line in enumerate(self._lines):
            if isinstance(line, Row) and line.seq == seq:
                return self.index(at, Column.WHAT)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are (Qt)."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are (Qt)."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there is a page below (Qt)."""
        return not parent.isValid() and self._before is not None and not self._asking

    def fetchMore(self, parent: Index) -> None:
        """Ask for the page below (Qt)."""
        if self.canFetchMore(parent) and self._before is not None:
            self._asking = True
            self._ask(self._before)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that entries can be chosen and days not (Qt)."""
        if not isinstance(self.line_at(index), Row):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column holds (Qt)."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: _("Entry"),
            Column.TIME: _("Time"),
            Column.WHAT: _("What"),
            Column.ABOUT: _("Client"),
            Column.WHO: _("Who"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says (Qt)."""
        line = self.line_at(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(line, Day):
                    return line.words if index.column() == 0 else ""
                return cell(line, Column(index.column()))
            case _:
                return None


def cell(row: Row, column: Column) -> str:
    """Return the words of one cell."""
    match column:
        case Column.NUMBER:
            return grouped(row.seq)
        case Column.TIME:
            return hhmmss(row.at)
        case Column.WHAT:
            tier = labels.shaped(row.line.tier) if row.line.tier is not None else ""
            parts = (row.line.title, tier, " ".join(row.gates), row.line.detail)
            return " · ".join(part for part in parts if part)
        case Column.ABOUT:
            return row.about or "—"
        case Column.WHO:
            return row.who or "—"


def _with_days(rows: Sequence[Row], last: Row | None) -> list[Line]:
    lines: list[Line] = []
    day = last.at.astimezone().date() if last is not None else None
    for row in rows:
        here = row.at.astimezone().date()
        if here != day:
            lines.append(Day(here))
            day = here
        lines.append(row)
    return lines
