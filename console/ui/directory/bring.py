"""Bringing in a list: which file it is, and what came of it."""

from collections.abc import Callable, Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from console.domain.place.facility import FacilityKind
from console.reports.times import grouped
from console.ui.directory.stock import Came, NotTaken, Wish
from console.ui.theme import dp
from console.ui.widgets.label import label, restyle
from console.ui.widgets.panel import Panel
from console.ui.widgets.saving import documents
from console.words import labels

FREE: Final = frozenset({"csv", "geojson"})
"""Lists of anybody's own, whose rows do not say what they are or whose they are."""
LEAST: Final = 10  # letters that a box shows however narrow the pane is


def formats() -> dict[str, str]:
    """Return every sort of file by its name on the command line, in words."""
    return {
        "psap-fcc": _("911 centres: the FCC's registry (CSV)"),
        "psap-sta006": _("911 areas: NENA STA-006 (GeoPackage, GeoJSON)"),
        "hospitals-hifld": _("hospitals: HIFLD (CSV)"),
        "hospitals-cms": _("hospitals: CMS (CSV)"),
        "ems-hifld": _("EMS stations: HIFLD (CSV)"),
        "samhsa-mh": _("crisis centres and teams: SAMHSA (CSV)"),
        "csv": _("a list of your own (CSV)"),
        "geojson": _("a list of your own (GeoJSON)"),
    }


class BringPanel(Panel):
    """Asks which file to bring in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("BRING IN A LIST"), _("Bring it in"), parent)
        self.setObjectName("bringPanel")
        self.sort, self.kind = QComboBox(), QComboBox()
        self.sort.setAccessibleName(_("What the file is"))
        self.kind.setAccessibleName(_("What its rows are"))
        for name, words in formats().items():
            self.sort.addItem(words, name)
        self.kind.addItem(_("its rows say what they are"), "")
        for kind in FacilityKind:
            self.kind.addItem(labels.facility(kind), kind.value)
        self.file, self.vintage, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.file.setAccessibleName(_("File"))
        self.file.setPlaceholderText(str(documents() / _("list.csv")))
        self.vintage.setAccessibleName(_("Date of its data"))
        self.vintage.setPlaceholderText(_("where the file does not say it: 2026-02"))
        self.source.setAccessibleName(_("Whose list it is"))
        self.source.setPlaceholderText(_("else the name of the file"))
        self._free: list[QWidget] = []
        self.body.addLayout(self._fields())
        self.body.addWidget(
            label(
                _(
                    "A newer list takes the place of the one before. Verified numbers stay, and "
                    "what it drops is kept and marked. Streets: console directory import osm-pbf "
                    "FILE"
                ),
                "secondary",
                wraps=True,
            )
        )
        self.sort.currentIndexChanged.connect(self._chosen)
        self._chosen()

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(
            (
                (_("What"), self.sort),
                (_("File"), self.file),
                (_("Data of"), self.vintage),
                (_("Rows are"), self.kind),
                (_("Whose"), self.source),
            )
        ):
            name = label(words, "secondary")
            grid.addWidget(name, at, 0)
            grid.addWidget(field, at, 1)
            if field in {self.kind, self.source}:
                self._free += [name, field]
        for box in (self.sort, self.kind):  # a long name is cut in the box and whole in its list
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(LEAST)
        return grid

    def _chosen(self) -> None:
        for part in self._free:
            part.setVisible(self.sort.currentData() in FREE)

    def ask(self, bring: Callable[[Wish], None]) -> None:
        """Ask for a file; what was asked for last stays."""
        self.open_panel(lambda: self._ready(bring), self.sort)

    def _ready(self, bring: Callable[[Wish], None]) -> str | None:
        """Bring it in, or say what is in the way."""
        if not self.file.text().strip():
            return _("Name a file.")
        file = Path(self.file.text().strip()).expanduser()
        if not file.is_file():
            return _("There is no file {file}.").format(file=file)
        free = self.sort.currentData() in FREE
        bring(
            Wish(
                self.sort.currentData(),
                file,
                self.kind.currentData() if free else "",
                self.vintage.text().strip(),
                self.source.text().strip() if free else "",
            )
        )
        return None


class BroughtPage(QFrame):
    """How far the reading is, then what came of it: row by row where something is to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("broughtPage")
        self.said = label("", "value", wraps=True)
        self.lines = QStringListModel(self)
        self.list = QListView()
        self.list.setAccessibleName(_("Rows that were not taken, places no longer listed"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setModel(self.lines)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(dp(20), dp(14), dp(20), dp(14))
        self._column.addWidget(self.said)
        self._column.addWidget(self.list, 1)

    def reading(self, file: str, rows: int) -> None:
        """Say how many rows were read so far."""
        counted = ngettext("{n} row read", "{n} rows read", rows).format(n=grouped(rows))
        self._say(_("{file}: {rows} …").format(file=file, rows=counted), "", ())

    def show_came(self, came: Came | NotTaken) -> None:
        """Show what came of it."""
        match came:
            case NotTaken():
                self._say(came.why, "high", ())
            case Came(rows=0):
                self._say(_("No row of it is a place. Nothing was changed."), "high", _rows(came))
            case Came():
                self._say(summary(came), "", _rows(came))

    def fell(self) -> None:
        """Say that a fault of ours ended it."""
        self._say(
            _("This did not work, by a fault of ours; see the diagnostics. Nothing is lost."),
            "high",
            (),
        )

    def _say(self, words: str, tone: str, lines: "Iterator[str] | tuple[str, ...]") -> None:
        self.said.setText(words)
        restyle(self.said, "tone", tone)
        self.lines.setStringList(list(lines))
        self.list.setVisible(self.lines.rowCount() > 0)


def summary(came: Came) -> str:
    """Return what came of a list, in one line."""
    taken = ngettext("{n} place taken", "{n} places taken", came.rows)
    return _(
        "{taken}: {added} new, {changed} changed; {gone} no longer listed; {bad} not taken."
    ).format(
        taken=taken.format(n=grouped(came.rows)),
        added=grouped(came.added),
        changed=grouped(came.changed),
        gone=grouped(len(came.vanished)),
        bad=grouped(len(came.rejected)),
    )


def _rows(came: Came) -> Iterator[str]:
    """Yield each row that was not taken with its line, then each place that is listed no more."""
    for line, reason in came.rejected:
        yield _("line {n}: {reason}").format(n=line, reason=reason)
    for name in came.vanished:
        yield _("no longer listed, kept and marked: {name}").format(name=name)
