"""A calm strip that asks where a report should be saved, and the saving itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from console.reports.pdf import NotPrinted
from console.reports.written import Format
from console.ui.actions import act
from console.ui.review.aside.span import put, read, time_edit
from console.ui.review.narrow import UNREADABLE
from console.ui.theme import dp
from console.ui.widgets.label import label
from console.ui.widgets.panel import Panel
from console.ui.widgets.saving import FileLine, documents, write


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be saved, and where.

    Attributes:
        replace: whether a file that is there already may go; asked for by a second press.
    """

    file: Path
    kind: Format
    since: datetime
    until: datetime
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The file is there."""

    file: Path


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Nothing was written; says why, and what to do."""

    why: str


def save(made: Callable[[], bytes], wish: Wish) -> Saved | NotSaved:
    """Make the file and write it, readable to its owner alone; takes seconds."""
    try:
        content = made()
    except NotPrinted:
        return NotSaved(_("No PDF can be made on this machine. Save it as CSV."))
    except UNREADABLE:
        return NotSaved(
            _(
                "An entry cannot be read, so no report can be made. Check the journal with {key}."
            ).format(key=act("check_journal").cap)
        )
    try:
        write(wish.file, content, replace=wish.replace)
    except FileExistsError:
        return NotSaved(_("{file} is there already. Choose another name.").format(file=wish.file))
    except OSError as no:
        why = _("{file} cannot be written: {why}. Choose another place.")
        return NotSaved(why.format(file=wish.file, why=(no.strerror or "").lower()))
    return Saved(wish.file)


class SavePanel(Panel):
    """Period, sort of file, and its name; opens for a shift or for a case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Save"), _("Save"), parent)
        self.setObjectName("savePanel")
        self.since, self.until = time_edit(_("From")), time_edit(_("To"))
        self.pdf, self.csv = QRadioButton("PDF"), QRadioButton("CSV")
        self.pdf.setAccessibleName(_("as PDF"))
        self.csv.setAccessibleName(_("as CSV"))
        self.file = FileLine()
        self._period = QWidget()
        period = QHBoxLayout(self._period)
        period.setContentsMargins(0, 0, 0, 0)
        for part in (label(_("From"), "secondary"), self.since, label(_("to"), "secondary")):
            period.addWidget(part)
        period.addWidget(self.until)
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        row.addWidget(self._period)
        row.addWidget(self.pdf)
        row.addWidget(self.csv)
        row.addWidget(self.file, 1)
        self.body.addLayout(row)
        self._stem, self._proposed = "", ""
        self._folder = documents()
        self.pdf.toggled.connect(self._suffix)
        self.since.dateTimeChanged.connect(lambda _at: self._rename())

    def ask_shift(self, since: datetime, until: datetime, save: Callable[[Wish], None]) -> None:
        """Ask where to save the report of a shift."""
        self.title.setText(_("Shift report"))
        self._period.show()
        self.csv.show()
        put(self.since, since)
        put(self.until, until)
        self._stem = ""
        self._begin(save, self.since)

    def ask_told(
        self, title: str, stem: str, since: datetime, until: datetime, save: Callable[[Wish], None]
    ) -> None:
        """Ask where to save a list of what was told; ``stem`` begins the name of the file."""
        self.title.setText(title)
        self._period.show()
        put(self.since, since)
        put(self.until, until)
        self._stem = f"{stem}-{until.astimezone():%Y-%m-%d}"
        self._begin(save, self.since)

    def ask_case(self, number: int, now: datetime, save: Callable[[Wish], None]) -> None:
        """Ask where to save the timeline of a case."""
        self.title.setText(_("Timeline of case {n}").format(n=number))
        self._period.hide()
        put(self.since, now)
        put(self.until, now)
        self._stem = f"vigil-case-{number}"
        self._begin(save, self.file)

    def _begin(self, save: Callable[[Wish], None], first: QWidget) -> None:
        self.pdf.setChecked(True)
        self._name()
        self.open_panel(lambda: self._ask(save), first)

    @property
    def _kind(self) -> Format:
        return Format.CSV if self.csv.isChecked() else Format.PDF

    def _name(self) -> None:
        """Propose a name; the case's number stands in it, never the client's name."""
        stem = self._stem or f"vigil-shift-{read(self.since).astimezone():%Y-%m-%d-%H%M}"
        self.file.begin(self._folder / f"{stem}.{self._kind}")
        self._proposed = self.file.text()

    def _rename(self) -> None:
        """Propose a name for another time, unless a name was typed."""
        if self.file.text() == self._proposed:
            self._name()

    def _suffix(self) -> None:
        proposed = self.file.text() == self._proposed
        if self.file.text():
            self.file.setText(str(Path(self.file.text()).with_suffix(f".{self._kind}")))
        if proposed:
            self._proposed = self.file.text()

    def _ask(self, save: Callable[[Wish], None]) -> str | None:
        """Save, or say what is in the way."""
        file = self.file.file
        if file is None:
            return _("Name a file.")
        if self._period.isVisible() and read(self.since) >= read(self.until):
            return _("The time ends before it begins. Mend the times.")
        in_the_way = self.file.in_the_way(file)
        if in_the_way is not None:
            return in_the_way
        self._folder = file.parent
        save(Wish(file, self._kind, read(self.since), read(self.until), self.file.replaces))
        return None
