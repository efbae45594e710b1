"""The left-hand side: a line to type into, and the places that it finds."""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.domain.place.facility import Facility
from console.reports.times import grouped
from console.ui.actions import act
from console.ui.directory.model import PlacesModel
from console.ui.directory.paint import PlaceDelegate
from console.ui.directory.rows import Show, nothing, words_of
from console.ui.theme import dp
from console.ui.widgets.button import KeyButton
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import KeyCap, label

INTO: tuple[Qt.Key, ...] = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


class Found(QListView):
    """The places that were found; letters that are typed into it go to the line above.

    Signals:
        typed: letters were typed.
    """

    typed = Signal(str)

    def __init__(self, model: PlacesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placeList")
        self.setAccessibleName(_("Places of the directory"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setItemDelegate(PlaceDelegate(self))
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyboardSearch(self, search: str) -> None:
        """Hand letters on: Qt would look through every row for them (Qt)."""
        self.typed.emit(search)


class Looking(QFrame):
    """Finds places.

    Signals:
        asked: something else is looked for; carries it.
        opened: Enter or a double click on a place.
        moved: another place is chosen.
    """

    asked = Signal(str)
    opened = Signal()
    moved = Signal()

    def __init__(
        self, model: PlacesModel, other: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setMinimumWidth(1)  # large text: the header leaves out what has no room
        self.model = model
        self.header = PaneHeader(_("Directory"))
        self.filter = KeyButton("place_show", other, words_of(Show.ALL), role="quiet")
        self.header.add(self.filter)
        self.line = QLineEdit()
        self.line.setObjectName("placeLine")
        self.line.setAccessibleName(_("Look for a place: name, town, ZIP code, number or kind"))
        self.line.setPlaceholderText(_("Name, town, ZIP code, number, kind"))
        self.list = Found(model)
        self.nothing = label("", "secondary", wraps=True)
        self.nothing.setObjectName("emptyState")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._arrange()
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.asked)
        self.list.activated.connect(lambda _at: self.opened.emit())
        self.list.typed.connect(self._typed)
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self.moved.emit())
        self.setFocusProxy(self.line)

    def _arrange(self) -> None:
        self._row.addWidget(self.line, 1)
        self._row.addWidget(KeyCap("find"))
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._row)
        column.addWidget(self.stack, 1)
        self._space()

    def place(self) -> Facility | None:
        """Return the place that is chosen."""
        return self.model.place_at(self.list.currentIndex())

    def reading(self) -> None:
        """Say that the directory is being read."""
        self.nothing.setText(_("Reading what is on file …"))
        self.stack.setCurrentWidget(self.nothing)

    def unread(self) -> None:
        """Say that the directory cannot be read; what was read before stays."""
        self.header.say(_("cannot be read now"))
        self.nothing.setText(
            _("What is on file cannot be read now.\n{key} tries again.").format(
                key=act("directory").cap
            )
        )

    def show_found(self, places: tuple[Facility, ...], of: int, show: Show) -> None:
        """Show what was found among so many.

        What was chosen stays chosen; a place that was dealt with gives way to the next.
        """
        chosen, row = self.place(), self.list.currentIndex().row()
        self.model.show(places)
        at = self.model.index_of(chosen.id) if chosen is not None else QModelIndex()
        if not at.isValid() and chosen is not None and show is not Show.ALL:
            at = self.model.index(min(row, len(places) - 1), 0)
        if at.isValid():
            self.list.setCurrentIndex(at)
        self.filter.say(words_of(show))
        total = ngettext("{n} place", "{n} places", of).format(n=grouped(of))
        if len(places) == of:
            self.header.say(total)
        else:
            self.header.say(_("{n} of {total}").format(n=grouped(len(places)), total=total))
        self.nothing.setText(
            nothing(show, typed=bool(self.line.text().strip()))
            if of
            else _("No place is on file yet.")
        )
        self.stack.setCurrentWidget(self.list if places else self.nothing)

    def into(self) -> None:
        """Go from the line into the list."""
        if not self.model.places:
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setFocus()

    def _typed(self, letters: str) -> None:
        self.line.setFocus()
        self.line.insert(letters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down go into the list and Enter open what is chosen, else the first (Qt)."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in INTO:
                self.into()
                return True
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.type() == QEvent.Type.KeyPress and enter and not event.modifiers():
                self.into()
                self.opened.emit()
                return True
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        self._row.setContentsMargins(dp(14), dp(8), dp(14), dp(8))
        self._row.setSpacing(dp(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()
            self.list.doItemsLayout()
