"""The lock: nobody's name can be read; who waits, and for how long, still can."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from console.domain.ids import StaffId
from console.ui.signin.door import Door
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import label
from console.ui.widgets.layout import in_the_middle


class Locked(QWidget):
    """Covers the panes until the same person's PIN.

    Signals:
        opened: the PIN was right.
    """

    opened = Signal()

    def __init__(
        self, door: Door, staff: StaffId, name: str, parent: QWidget, *, practice: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("locked")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door, self._staff = door, staff
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(dp(380))
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setPlaceholderText(_("PIN or password"))
        self.secret.setAccessibleName(_("PIN or password of {name}").format(name=name))
        self.told = label("", "error", wraps=True)
        self.told.setMinimumHeight(dp(36))
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(26), dp(22), dp(26), dp(18))
        column.setSpacing(dp(10))
        column.addWidget(label(_("Locked by {name}").format(name=name), "name", wraps=True))
        column.addWidget(
            label(
                _("Your cases and notes are as you left them. Alerts still sound."),
                "secondary",
                wraps=True,
            )
        )
        column.addWidget(self.secret)
        if practice:
            column.addWidget(label(_("Practice: any PIN opens."), "secondary"))
        column.addWidget(plain_button(_("Come back"), self._knock, "primary"))
        column.addWidget(self.told)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(in_the_middle(card))
        whole.addStretch(3)
        self.secret.returnPressed.connect(self._knock)
        door.passed.connect(self._passed)
        door.stopped.connect(self._stopped)
        self.hide()

    def close_up(self) -> None:
        """Cover everything."""
        self.told.clear()
        self.secret.clear()
        self.fit()
        self.show()
        self.raise_()
        self.secret.setFocus()

    def fit(self) -> None:
        """Cover the whole parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _knock(self) -> None:
        if self.secret.text():
            self._door.knock(self._staff, self.secret.text())

    def _passed(self, staff: StaffId) -> None:
        if self.isVisible() and staff == self._staff:
            self.hide()
            self.secret.clear()
            self.opened.emit()

    def _stopped(self, words: str) -> None:
        if self.isVisible():
            self.told.setText(words)
            self.secret.clear()
            self.secret.setFocus()
