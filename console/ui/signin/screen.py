"""Signing in: who, their PIN or password, and whether they lead this shift."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.ids import StaffId
from console.domain.people.staff import Role, Staff
from console.ui.signin.door import Door
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import Chip, label
from console.ui.widgets.layout import in_the_middle
from console.words import labels

WIDE: Final = 380
ROW: Final = 36
MOST_ROWS: Final = 7
BORDER: Final = 2
"""Of the list while it has the focus; a row must not lie over it."""


class SignIn(QWidget):
    """The first screen of a shift.

    Signals:
        signed_in: carries who, and whether they lead this shift.
    """

    signed_in = Signal(object, bool)

    def __init__(
        self,
        staff: Sequence[Staff],
        door: Door,
        *,
        centre: str = "",
        practice: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("signIn")
        self._door = door
        self._staff = sorted(
            (person for person in staff if not person.disabled), key=lambda p: p.name
        )
        self.list = QListWidget()
        self.list.setObjectName("staff")
        self.list.setAccessibleName(_("Who are you"))
        for person in self._staff:
            roles = ", ".join(labels.role(role) for role in sorted(person.roles))
            item = QListWidgetItem(f"{person.name}  ·  {roles}", self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{person.name}, {roles}")
            item.setSizeHint(QSize(dp(100), dp(ROW)))
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setPlaceholderText(_("PIN or password"))
        self.secret.setAccessibleName(_("PIN or password"))
        self.secret.setMaxLength(256)
        self.leads = QCheckBox(_("I lead this shift"))
        self.leads.setAccessibleName(_("I lead this shift"))
        self.told = label("", "error", wraps=True)
        self.enter: QPushButton = plain_button(_("Sit down"), self.knock, "primary")
        self._arrange(centre, practice=practice)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._who)
        self.list.itemActivated.connect(lambda _item: self.secret.setFocus())
        self.secret.returnPressed.connect(self.knock)
        door.passed.connect(self._passed)
        door.stopped.connect(self._stopped)
        door.busy.connect(self._busy)
        self.list.setCurrentRow(0)
        if not self._staff:
            self.told.setText(_("Nobody is set up here yet. Ask the administrator."))

    def _arrange(self, centre: str, *, practice: bool) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(dp(WIDE))
        column = QVBoxLayout(card)
        column.setContentsMargins(dp(26), dp(22), dp(26), dp(22))
        column.setSpacing(dp(10))
        if practice:
            column.addWidget(Chip(_("PRACTICE · invented people"), "practice"))
        column.addWidget(label(_("Good to have you here"), "name"))
        if centre:
            column.addWidget(label(centre, "secondary"))
        column.addWidget(self.list)
        column.addWidget(self.secret)
        if practice:
            column.addWidget(label(_("Practice: any PIN opens."), "secondary"))
        column.addWidget(self.leads)
        last = QHBoxLayout()
        last.setSpacing(dp(12))
        last.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.told, 1)
        column.addLayout(last)
        rows = min(max(len(self._staff), 1), MOST_ROWS)
        self.list.setFixedHeight(dp(ROW) * rows + 2 * BORDER)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(in_the_middle(card))
        whole.addStretch(3)
        self.setFocusProxy(self.list if len(self._staff) > 1 else self.secret)

    @property
    def chosen(self) -> Staff | None:
        """Who is chosen in the list."""
        row = self.list.currentRow()
        return self._staff[row] if 0 <= row < len(self._staff) else None

    def knock(self) -> None:
        """Check what was typed."""
        person = self.chosen
        if person is not None and self.secret.text():
            self._door.knock(person.id, self.secret.text())

    def _who(self, _row: int) -> None:
        person = self.chosen
        may = person is not None and person.is_(Role.SHIFT_LEAD)
        self.leads.setVisible(may)
        self.leads.setChecked(may)
        self.secret.clear()
        self.told.clear()

    def _passed(self, staff: StaffId) -> None:
        leads = self.leads.isChecked() and not self.leads.isHidden()
        self.secret.clear()
        self.signed_in.emit(staff, leads)

    def _stopped(self, words: str) -> None:
        self.told.setText(words)
        self.secret.clear()
        self.secret.setFocus()

    def _busy(self, checking: bool) -> None:
        self.enter.setEnabled(not checking)
        self.secret.setReadOnly(checking)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a digit that is typed over the list begin the PIN (Qt)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            if typed.isdigit():
                self.secret.setFocus()
                self.secret.insert(typed)
                return True
        return super().eventFilter(watched, event)
