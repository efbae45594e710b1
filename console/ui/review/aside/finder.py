"""The search box of review: words, a client's name, the number of a case or an entry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.board import Board
from console.domain.ids import CaseId, ClientId
from console.ui.actions import act
from console.ui.theme import dp
from console.ui.widgets.button import plain_button

TYPING_MS = 200
MOST = 6


@dataclass(frozen=True, slots=True)
class Hint:
    """What the typed text may mean: a client, or the number of an entry."""

    words: str
    client: ClientId | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked: one client, or one case, and how it is called."""

    words: str
    client: ClientId | None = None
    case: CaseId | None = None


def hints(text: str, board: Board) -> tuple[Hint, ...]:
    """Return what ``text`` may mean, besides words that somebody said."""
    typed = text.casefold().split()
    if not typed:
        return ()
    found = []
    number = "".join(typed)
    if number.isdecimal() and 0 < int(number) <= board.seq:
        found.append(Hint(_("case or entry {n}").format(n=int(number)), number=int(number)))
    for client in board.clients.values():
        names = f"{client.name} {client.preferred or ''}".casefold().split()
        if all(any(name.startswith(part) for name in names) for part in typed):
            found.append(Hint(client.shown_name, client=client.id))
    return tuple(sorted(found, key=lambda hint: (hint.number is None, hint.words))[:MOST])


class Finder(QWidget):
    """A box to type in; what it may mean is offered below, Down or Enter takes it.

    Signals:
        changed: other words are looked for, or something picked was let go.
        chosen: a hint was taken; carries it.
        entered: Enter was pressed and nothing was offered.
    """

    changed = Signal()
    chosen = Signal(object)
    entered = Signal()

    def __init__(
        self, hint: Callable[[str], Sequence[Hint]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._hints: tuple[Hint, ...] = ()
        self._words = ""
        self._picked: Picked | None = None
        self.box = QLineEdit(self)
        self.box.setObjectName("reviewSearch")
        self.box.setAccessibleName(_("Search the journal: words, client or number"))
        self.box.setPlaceholderText(_("{key}  words, client, number").format(key=act("find").cap))
        self.box.setClearButtonEnabled(False)
        self.offered = QListWidget(self)
        self.offered.setObjectName("reviewHints")
        self.offered.setAccessibleName(_("What it may mean"))
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.hide()
        self.let_go: QPushButton = plain_button("", self.forget)
        self.let_go.setObjectName("reviewPicked")
        self.let_go.hide()
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.offered)
        column.addWidget(self.let_go)
        self._column = column
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._typed)
        self.box.textEdited.connect(self._edited)
        self.box.returnPressed.connect(self._enter)
        self.box.installEventFilter(self)
        self.offered.installEventFilter(self)
        self.offered.itemClicked.connect(lambda _item: self._take())
        self._space()

    @property
    def words(self) -> str:
        """The words that are looked for."""
        return self._words

    @property
    def picked(self) -> Picked | None:
        """The client or case that was picked."""
        return self._picked

    def focus(self) -> None:
        """Go to the box, ready to be typed over."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def pick(self, picked: Picked) -> None:
        """Look only at this client or case; words that were typed are dropped."""
        self._picked = picked
        self.let_go.setText(f"{picked.words}  ×")  # noqa: RUF001 -- the sign for letting go
        self.let_go.setAccessibleName(_("Only {what}. Let it go").format(what=picked.words))
        self.let_go.show()
        self._wipe()

    def forget(self) -> None:
        """Let go of what was picked."""
        held = self._picked is not None
        self._picked = None
        self.let_go.hide()
        if held:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def clear(self) -> None:
        """Look for nothing, without saying so."""
        self._picked = None
        self.let_go.hide()
        self._wipe()

    def _wipe(self) -> None:
        self._typing.stop()
        self.box.clear()
        self._words = ""
        self._offer(())

    def _edited(self, text: str) -> None:
        self._offer(tuple(self._hint(text)))
        self._typing.start()

    def _typed(self) -> None:
        words = self.box.text().strip()
        if words != self._words:
            self._words = words
            self.changed.emit()

    def _offer(self, found: tuple[Hint, ...]) -> None:
        self._hints = found
        self.offered.clear()
        for hint in found:
            self.offered.addItem(QListWidgetItem(hint.words))
        self.offered.setVisible(bool(found))
        if found:
            row = max(self.offered.sizeHintForRow(0), dp(24))
            self.offered.setFixedHeight(row * len(found) + 2)

    def _take(self) -> None:
        row = max(self.offered.currentRow(), 0)
        if row < len(self._hints):
            hint = self._hints[row]
            self._typing.stop()
            self.chosen.emit(hint)

    def _enter(self) -> None:
        if self._hints:
            self._take()
        else:
            self._typing.stop()
            self._typed()
            self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between the box and what is offered (Qt)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.box and event.key() == Qt.Key.Key_Down and self._hints:
                self.offered.setCurrentRow(0)
                self.offered.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.offered:
                return self._in_offered(event)
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self._wipe()
                self.changed.emit()
                return True
        return super().eventFilter(watched, event)

    def _in_offered(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take()
            case Qt.Key.Key_Escape:
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Up if self.offered.currentRow() == 0:
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                return False
        return True

    def _space(self) -> None:
        self._column.setContentsMargins(dp(14), dp(10), dp(14), dp(6))
        self._column.setSpacing(dp(4))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._space()
