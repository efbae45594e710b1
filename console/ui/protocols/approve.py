"""The form in which a clinical lead stands for a protocol."""

from collections.abc import Callable
from datetime import date, timedelta
from gettext import gettext as _

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QWidget

from console.domain.protocol.protocol import Protocol
from console.ui.theme import dp
from console.ui.widgets.label import label
from console.ui.widgets.panel import Panel

LONGEST = timedelta(days=365)
"""A protocol is looked at again within twelve months (``clinical/CONTENT.md`` section 6)."""


class ApprovePanel(Panel):
    """Credential and next review; the first press says what it means, the second does it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Approve"), _("Approve"), parent)
        self.setObjectName("approvePanel")
        self.credential = QLineEdit()
        self.credential.setAccessibleName(_("Your credential"))
        self.credential.setPlaceholderText(_("for example LCSW, Ohio I.1234567"))
        self.review = QDateEdit()
        self.review.setAccessibleName(_("Next review"))
        self.review.setDisplayFormat("yyyy-MM-dd")
        self.review.lineEdit().setTextMargins(dp(5), 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        row.addWidget(label(_("Your credential"), "secondary"))
        row.addWidget(self.credential, 1)
        row.addWidget(label(_("Next review"), "secondary"))
        row.addWidget(self.review)
        self.body.addLayout(row)
        self._sure: tuple[str, date] | None = None

    def ask(self, protocol: Protocol, today: date, approve: Callable[[str, date], None]) -> None:
        """Ask for what an approval needs, and then for a second press."""
        title = _("Stand for {id} version {n}: {title}")
        self.title.setText(title.format(id=protocol.id, n=protocol.version, title=protocol.title))
        self.do.setText(_("Approve"))
        self._sure = None
        year = today + LONGEST
        self.review.setDate(QDate(year.year, year.month, year.day))
        self.open_panel(lambda: self._ask(today, approve), self.credential)

    def _ask(self, today: date, approve: Callable[[str, date], None]) -> str | None:
        credential = " ".join(self.credential.text().split())
        shown = self.review.date()
        review = date(shown.year(), shown.month(), shown.day())
        if not credential:
            return _("Write your credential, so that staff can see who stands for this.")
        if review <= today:
            return _("The next review lies ahead of today.")
        if review > today + LONGEST:
            return _("The next review is within twelve months: {day} at the latest.").format(
                day=today + LONGEST
            )
        if self._sure != (credential, review):
            self._sure = credential, review
            self.do.setText(_("Yes, I stand for it"))
            return _(
                "From now on staff work live by this version. You have read every step. "
                "Press once more to stand for it until {day}."
            ).format(day=review)
        approve(credential, review)
        return None
