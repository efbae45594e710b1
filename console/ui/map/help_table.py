"""Help near here: the same as the map, as a list that can be read aloud and walked by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from console.ui.actions import Handlers
from console.ui.widgets.layout import scrolled
from console.ui.widgets.panel import Panel

ROUNDING: Final = 4
"""At some text sizes each line of words wants a pixel more than the layout reckons with."""

LOW: Final = 6
"""In a pane lower than so many titles, a second line of the header would leave no list."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One place of help, all of it in words.

    Attributes:
        id: the id of its mark on the map.
        detail: kind and reason, for example ``emergency · paediatric``.
        phone: as it is dialled; empty if nobody knows it.
        distance: for example ``1.6 km``.
        drive: about how long a car takes, for example ``5 min``; empty where no roads are on file.
        invented: made up for practice; the row says so.
        warning: what to be careful of, for example ``number 210 days old``; shown in amber.
    """

    id: str
    name: str
    detail: str
    phone: str
    distance: str
    invented: bool = False
    warning: str = ""
    drive: str = ""

    def spoken(self) -> str:
        """Return the whole row as a screen reader says it."""
        parts = (
            self.name,
            _("invented for practice") if self.invented else "",
            self.distance,
            _("about {drive} by car, estimated").format(drive=self.drive) if self.drive else "",
            self.detail,
            self.phone or _("no number known"),
            self.warning,
        )
        return ", ".join(part for part in parts if part)


class HelpTable(QFrame):
    """The places of help near the chosen person, nearest first.

    Signals:
        picked: the selection moved to the place with this id.
        called: Enter or a double click on the place with this id.
    """

    picked = Signal(str)
    called = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpPane")
        self._title = QLabel(_("HELP NEAR HERE"), self)
        self._title.setObjectName("helpTitle")
        self._title.setProperty("role", "paneTitle")
        self._note = QLabel(self)
        self._note.setObjectName("helpNote")
        self._empty = QLabel(_("Choose a contact to see the help near that person."), self)
        self._empty.setObjectName("helpEmpty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.list = self._list()
        self._rows: tuple[HelpRow, ...] = ()
        self._arrange()

    def _list(self) -> QListWidget:
        rows = QListWidget(self)
        rows.setObjectName("helpTable")
        rows.setAccessibleName(_("Help near here, nearest first"))
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.viewport().installEventFilter(self)
        rows.currentRowChanged.connect(self._moved)
        rows.itemActivated.connect(lambda item: self.called.emit(self._rows[rows.row(item)].id))
        return rows

    def _arrange(self) -> None:
        self._header = QFrame(self)
        self._header.setObjectName("helpHeader")
        self._titles = QGridLayout(self._header)
        self._titles.setColumnStretch(1, 1)
        self._titles.setVerticalSpacing(2)
        self._titles.addWidget(self._title, 0, 0)
        self._place_note()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addLayout(self._stack, 1)
        self.setFocusProxy(self.list)

    def handlers(self) -> Handlers:
        """Return what the keys of this pane do."""
        return {"focus_map": self.list.setFocus}

    def show_rows(self, rows: Sequence[HelpRow], note: str = "") -> None:
        """Show ``rows`` in the order given; the chosen place stays chosen if it is still there.

        ``note`` stands in the header, for example ``estimated car minutes``.
        """
        self._note.setText(note)
        self._place_note()
        if tuple(rows) == self._rows and rows:
            return
        chosen = self.chosen()
        self.list.blockSignals(True)
        self._rows = tuple(rows)
        self.list.clear()
        for row in rows:
            self._append(row)
        found = next((at for at, row in enumerate(rows) if row.id == chosen), -1)
        self.list.setCurrentRow(found)
        self.list.blockSignals(False)
        if self._stack.currentWidget() in {self.list, self._empty}:  # no panel stands there
            self._stack.setCurrentWidget(self.list if rows else self._empty)
        self._fit()

    @property
    def rows(self) -> Sequence[HelpRow]:
        """The places that are listed, nearest first."""
        return self._rows

    def show_empty(self, words: str) -> None:
        """Say in words why there is no list."""
        self.show_rows(())
        self._empty.setText(words)

    def hold(self, panel: Panel) -> None:
        """Let a panel open in the place of the list, and the list come back when it is left."""
        room = scrolled(panel)
        panel.hide()
        self._stack.addWidget(room)
        panel.opened.connect(lambda: self._stack.setCurrentWidget(room))
        panel.left.connect(
            lambda: self._stack.setCurrentWidget(self.list if self._rows else self._empty)
        )

    def chosen(self) -> str:
        """Return the id of the chosen place, or nothing."""
        at = self.list.currentRow()
        return self._rows[at].id if 0 <= at < len(self._rows) else ""

    def choose(self, place: str) -> None:
        """Choose a place without saying so: it was picked on the map."""
        found = next((at for at, row in enumerate(self._rows) if row.id == place), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(found)
        self.list.blockSignals(False)

    def _append(self, row: HelpRow) -> None:
        card = HelpCard(row)
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken())
        self.list.setItemWidget(item, card)

    def _place_note(self) -> None:
        """Put the note beside the title, or under it where there is no room."""
        sides = self._titles.contentsMargins()
        room = self.width() - sides.left() - sides.right() - self._titles.horizontalSpacing()
        self._note.setWordWrap(False)
        beside = self._title.sizeHint().width() + self._note.sizeHint().width() <= room
        self._note.setWordWrap(not beside)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._note.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if beside:
            self._titles.addWidget(self._note, 0, 1)
        else:
            self._titles.addWidget(self._note, 1, 0, 1, 2)
        low = self.height() < LOW * self._title.sizeHint().height()
        self._note.setVisible(bool(self._note.text()) and (beside or not low))
        self._title.setToolTip(self._note.text())

    def _fit(self) -> None:
        """Make each row as high as its words need at this width and text size."""
        wide = self.list.viewport().width()
        for at in range(self.list.count()):
            item = self.list.item(at)
            card = self.list.itemWidget(item)
            if card is None:  # its row is in the list a moment before, and may bring a scroll bar
                continue
            card.ensurePolished()
            tall = max(card.heightForWidth(wide), card.minimumSizeHint().height())
            item.setSizeHint(QSize(0, tall + ROUNDING))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the rows again when the list's width or style changes (Qt)."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place_note()
            self._fit()
        return super().eventFilter(watched, event)

    def _moved(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.picked.emit(self._rows[at].id)


class HelpCard(QFrame):
    """One row: name and what it is on the left, how far and its number on the right."""

    def __init__(self, row: HelpRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpCard")
        # the list is what the pointer and the keys speak to
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid = QGridLayout(self)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._label("helpName", row.name, wraps=True), 0, 0)
        far = f"≈ {row.drive} · {row.distance}" if row.drive else row.distance
        grid.addWidget(self._label("helpDistance", far, right=True), 0, 1)
        grid.addWidget(self._label("helpDetail", row.detail, wraps=True), 1, 0)
        grid.addWidget(self._label("helpPhone", row.phone or _("no number"), right=True), 1, 1)
        below = [
            self._label(name, text, wraps=True)
            for name, text in (
                ("helpInvented", _("invented for practice") if row.invented else ""),
                ("helpWarning", row.warning),
            )
            if text
        ]
        for at, label in enumerate(below):
            grid.addWidget(label, 2 + at, 0, 1, 2)

    def _label(self, name: str, text: str, *, wraps: bool = False, right: bool = False) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(wraps)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(Qt.AlignmentFlag.AlignTop | side)
        return label
