"""The command bar: one line that knows acts, steps, answers, people and places."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.actions import Offer
from console.ui.theme import dp, font, token
from console.ui.widgets.button import KeyButton
from console.ui.widgets.label import KeyCap
from console.ui.widgets.way_back import WayBack

HEIGHT: Final = 42
MOST: Final = 9
PAUSE_MS: Final = 200
Index = QModelIndex | QPersistentModelIndex
OFFER: Final = Qt.ItemDataRole.UserRole


class CommandBar(QFrame):
    """Type what you want; Up and Down choose, Enter does it, Esc leaves it.

    Args:
        look: what a text may mean, at once.
        search: asks for what takes longer to find; the second argument is called with it.

    Signals:
        left: it was left, and where somebody was before is gone.
    """

    left = Signal()

    def __init__(
        self,
        look: Callable[[str], Sequence[Offer]],
        search: Callable[[str, Callable[[Sequence[Offer]], None]], None],
        over: QWidget,
    ) -> None:
        super().__init__()
        self.setObjectName("commandBar")
        self._look, self._search = look, search
        self._way_back = WayBack()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Command: a person, a step, an answer or a place"))
        self.line.setPlaceholderText(_("type a command, a step, an answer, a person or a place"))
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.offers = OfferList(over)
        self.offers.list.itemClicked.connect(lambda _item: self._run())
        self._row = QHBoxLayout(self)
        self._row.addWidget(KeyCap("command_bar"))
        self._row.addWidget(self.line, 1)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._space()

    def add(self, *buttons: KeyButton) -> None:
        """Put keys at the end of the bar."""
        for button in buttons:
            self._row.addWidget(button)

    def open_bar(self) -> None:
        """Be ready to be typed in; the second time, leave."""
        if self.line.hasFocus():
            self.leave()
            return
        self._way_back.note(self.window().focusWidget())
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Forget what was typed and give the focus back."""
        self.line.clear()
        self._pause.stop()
        self.offers.show_offers(())
        if not self._way_back.go():
            self.left.emit()

    def _text(self) -> str:
        return self.line.text().strip().lstrip("/").strip()

    def _typed(self) -> None:
        text = self._text()
        self.offers.show_offers(self._look(text) if text else ())
        self._pause.start()

    def _ask(self) -> None:
        text = self._text()
        if text:
            self._search(text, lambda found: self._found(text, found))

    def _found(self, text: str, found: Sequence[Offer]) -> None:
        if text == self._text() and found and self.line.hasFocus():
            self.offers.show_offers((*self._look(text), *found))

    def _run(self) -> None:
        offer = self.offers.chosen()
        if offer is not None:
            self.leave()
            offer.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose, do and leave by the keys of the line (Qt)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.offers.move_by(1)
                    return True
                case Qt.Key.Key_Up:
                    self.offers.move_by(-1)
                    return True
                case Qt.Key.Key_Escape:
                    self.leave()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run()
                    return True
                case _:
                    pass
        if event.type() == QEvent.Type.FocusIn:
            self._typed()  # what was offered before may be of another step, or of another case
        if event.type() == QEvent.Type.FocusOut:
            self._pause.stop()
            self.offers.show_offers(())
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        self._row.setContentsMargins(dp(14), 0, dp(10), 0)
        self._row.setSpacing(dp(8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return one height (Qt)."""
        return QSize(dp(400), dp(HEIGHT))


class OfferList(QFrame):
    """What the typed words may mean; it lies above the command bar."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("offers")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What it may mean"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(OfferDelegate(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self.list)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show at most nine; none hides the list."""
        self.list.clear()
        for offer in offers[:MOST]:
            item = QListWidgetItem(offer.words, self.list)
            item.setData(OFFER, offer)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.words}, {offer.detail}")
        self.setVisible(self.list.count() > 0)
        if self.list.count():
            self.list.setCurrentRow(0)
            self.fit()
            self.raise_()

    def fit(self) -> None:
        """Lie at the bottom left of what is underneath."""
        over = self.parentWidget()
        if over is not None:
            rows = self.list.count() * self.list.sizeHintForRow(0)
            height = min(rows + 10, over.height())
            width = min(dp(640), over.width() - dp(16))
            self.setGeometry(dp(8), over.height() - height - dp(6), width, height)

    def move_by(self, rows: int) -> None:
        """Choose the next one, or the one before."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + rows) % count)

    def chosen(self) -> Offer | None:
        """Return what is chosen."""
        item = self.list.currentItem()
        offer = item.data(OFFER) if item is not None else None
        return offer if isinstance(offer, Offer) else None


class OfferDelegate(QStyledItemDelegate):
    """Paints an offer: its words, and the rest in smaller type."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of a line (Qt)."""
        return QSize(dp(200), dp(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line (Qt)."""
        offer = index.data(OFFER)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, token("accent_ground"))
        inner = option.rect.adjusted(dp(12), 0, -dp(12), 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        strong, small = font(13, strong=True), font(12)
        painter.setFont(strong)
        painter.setPen(token("ink"))
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignLeft, offer.words)
        used = QFontMetrics(strong).horizontalAdvance(offer.words) + dp(14)
        painter.setFont(small)
        painter.setPen(token("ink2"))
        rest = QFontMetrics(small).elidedText(
            offer.detail, Qt.TextElideMode.ElideRight, inner.width() - used
        )
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, rest)
        painter.restore()
