"""From … to …: two times, typed in place."""

from datetime import UTC, datetime, timedelta
from gettext import gettext as _

from PySide6.QtCore import QDateTime, QEvent, QTimer, Signal
from PySide6.QtWidgets import QDateTimeEdit, QGridLayout, QWidget

from console.ui.theme import dp
from console.ui.widgets.label import label

SHOWN = "yyyy-MM-dd HH:mm"
TYPING_MS = 400


def time_edit(name: str) -> QDateTimeEdit:
    """Return a box for a date and a time of this workplace."""
    edit = QDateTimeEdit()
    edit.setDisplayFormat(SHOWN)
    edit.setAccessibleName(name)
    edit.lineEdit().setTextMargins(dp(5), 0, 0, 0)
    return edit


def put(edit: QDateTimeEdit, at: datetime) -> None:
    """Show ``at``, to the minute."""
    at = at.replace(second=0, microsecond=0)
    edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(at.timestamp())))


def read(edit: QDateTimeEdit) -> datetime:
    """Return the time that is shown (aware, UTC)."""
    return datetime.fromtimestamp(edit.dateTime().toSecsSinceEpoch(), UTC)


class Span(QWidget):
    """Two times.

    Signals:
        changed: another time was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since, self.until = time_edit(_("From")), time_edit(_("To"))
        self._grid = QGridLayout(self)
        for row, (words, edit) in enumerate(((_("From"), self.since), (_("To"), self.until))):
            self._grid.addWidget(label(words, "secondary"), row, 0)
            self._grid.addWidget(edit, row, 1)
        self._grid.setColumnStretch(1, 1)
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.changed)
        self.since.dateTimeChanged.connect(lambda _at: self._typing.start())
        self.until.dateTimeChanged.connect(lambda _at: self._typing.start())
        self._space()

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when, and until the end of which minute."""
        return read(self.since), read(self.until) + timedelta(minutes=1)

    def show_span(self, since: datetime, until: datetime) -> None:
        """Show these, without saying so."""
        put(self.since, since)
        put(self.until, until)
        self._typing.stop()

    def _space(self) -> None:
        self._grid.setContentsMargins(dp(14), 0, dp(14), dp(8))
        self._grid.setSpacing(dp(6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size (Qt)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._space()
