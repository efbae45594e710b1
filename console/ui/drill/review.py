"""The workspace of a drill: what was said, what it came to, and the review to be written."""

from collections.abc import Callable
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.practice.drills import words
from console.practice.drills.review import Change, Review
from console.ui.actions import Handlers
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader, upright
from console.ui.widgets.label import label, section
from console.ui.widgets.panel import Panel
from console.ui.widgets.saving import FileLine, documents

CHANGES = 3
LINES = 3


class DrillReview(QWidget):
    """Before the end: what the drill is, and what was said.  After it: the score and the review.

    Signals:
        went: it leads to another workspace; carries its name.
    """

    went = Signal(str)

    def __init__(
        self,
        title: str,
        brief: str,
        save: Callable[[Review, Path, Callable[[str, bool], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        """Show the drill called ``title``.

        Args:
            title: of the drill.
            brief: what the player was told.
            save: saves a review in a file off the GUI thread, then tells in words how that
                went, and whether it is there.
            parent: the owner (Qt).
        """
        super().__init__(parent)
        self.setObjectName("drill")
        self._save = save
        self._draft: Review | None = None
        self._title = title
        self.said = Reading(_("What was said"))
        self.said.setPlainText(f"{_('Before you begin')}: {brief}")
        self.score = Reading(_("What it came to"))
        self.note = label(_("The score comes when the drill is over."), "strong", wraps=True)
        self.why = Lines(_("Why it went so"))
        self.keep = Lines(_("Keep"))
        self.changes = [
            tuple(self._line(name) for name in (_("What"), _("Who"), _("By when")))
            for _row in range(CHANGES)
        ]
        self.request = self._line(_("Checklist, version, and what to change"))
        self.staff = Lines(_("How the people are"))
        self.ask = label("", "secondary", wraps=True)
        self.panel = SavePanel()
        self.panel.saved.connect(self._ask_save)
        self.export = KeyButton("export", self.save, _("Save the review"))
        self.export.setEnabled(False)
        self.told = label("", "secondary", wraps=True)
        self._arrange()

    # -- how it is put together ----------------------------------------------------------

    @staticmethod
    def _line(name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(name)
        return made

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(PaneHeader(_("What was said")))
        left.addWidget(self.said, 1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(PaneHeader(_("What it came to")))
        middle.addWidget(self.note)
        middle.addWidget(self.score, 1)
        self.note.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        right = QVBoxLayout()
        right.setSpacing(0)
        head = PaneHeader(_("Review, free of blame"))
        head.add(self.export)
        right.addWidget(head)
        right.addWidget(self.panel)
        right.addWidget(self._form(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (column, share) in enumerate(((left, 3), (middle, 3), (right, 4))):
            if place:
                row.addWidget(upright())
            row.addLayout(column, share)
        self.setFocusProxy(self.said)

    def _form(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(14), dp(10), dp(14), dp(14))
        column.setSpacing(dp(6))
        grid = QGridLayout()
        grid.setSpacing(dp(6))
        for row, cells in enumerate(self.changes):
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place)
        for place, share in enumerate((4, 2, 2)):
            grid.setColumnStretch(place, share)
        for words_, part in (
            (_("Ask each other, of the work and never of a person"), self.ask),
            (_("Why it went so"), self.why),
            (_("Keep"), self.keep),
            (_("Change"), grid),
            (_("Change asked of a checklist"), self.request),
            (_("How the people are, and what they need"), self.staff),
        ):
            column.addWidget(section(words_))
            if isinstance(part, QGridLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addWidget(self.told)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        return area

    # -- what is shown ---------------------------------------------------------------------

    def hear(self, after: str, voice: str, says: str) -> None:
        """Add what was said, ``after`` so long."""
        self.said.appendPlainText(f"\n{after}  {voice}: {says}")

    def show_review(self, draft: Review) -> None:
        """Show what the drill came to, and let the review be written."""
        self._draft = draft
        lines = words.lines(draft.score)
        self.note.setText(lines[0])
        self.score.setPlainText("\n".join(line.strip() for line in lines[1:]))
        self.ask.setText("\n".join(draft.ask))
        self.keep.setPlainText("\n".join(draft.keep))
        used = ", ".join(f"{name} v{version}" for name, version in draft.score.lists)
        self.request.setToolTip(_("Used here: {lists}").format(lists=used))
        self.export.setEnabled(True)
        self.why.setFocus()

    @property
    def review(self) -> Review | None:
        """The review as it is written now."""
        if self._draft is None:
            return None
        rows = [tuple(cell.text().strip() for cell in cells) for cells in self.changes]
        return replace(
            self._draft,
            why=self.why.toPlainText().strip(),
            keep=tuple(self.keep.toPlainText().splitlines()),
            change=tuple(Change(*row) for row in rows if any(row)),
            request=self.request.text().strip(),
            staff=self.staff.toPlainText().strip(),
        )

    def handlers(self) -> Handlers:
        """Return what this workspace does."""
        return {"export": self.save} if self._draft is not None else {}

    def save(self) -> None:
        """Ask where the review is saved."""
        if self._draft is not None:
            stem = f"vigil-drill-{self._draft.score.drill}-{self._draft.on.isoformat()}"
            self.panel.ask(stem)

    def _ask_save(self, file: Path) -> None:
        review = self.review
        if review is not None:
            self.told.setText(_("The review is being saved …"))
            self._save(review, file, self._tell)

    def _tell(self, said: str, _there: bool) -> None:
        self.told.setText(said)


class Reading(QPlainTextEdit):
    """Text to be read, by keys too; as long as it is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )


class Lines(QPlainTextEdit):
    """A few lines to write on, as high as they are at the text size."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + dp(20))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()


class SavePanel(Panel):
    """Asks for the file of a review.

    Signals:
        saved: carries the file that was named.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Save the review as PDF or JSON"), _("Save"), parent)
        self.file = FileLine()
        self.body.addWidget(self.file)

    def ask(self, stem: str) -> None:
        """Propose a name; no name of anybody stands in it."""
        self.file.begin(documents() / f"{stem}.pdf")
        self.open_panel(self._check, self.file)

    def _check(self) -> str | None:
        """Go on, or say what is in the way."""
        file = self.file.file
        if file is None or file.suffix not in {".pdf", ".json"}:
            return _("Name a file that ends in .pdf or .json.")
        in_the_way = self.file.in_the_way(file)
        if in_the_way is None:
            self.saved.emit(file)
        return in_the_way
