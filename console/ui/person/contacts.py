"""What came in: this case's contacts with what was said, then the cases before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.domain.board import Board
from console.domain.care.after.rules import AfterRules
from console.domain.care.case import Case, Ending
from console.domain.care.contact import NO_VERDICT, Contact, ContactKind, LineState
from console.domain.instrument.doubt import Doubt
from console.domain.people.client import PastCase
from console.ui.widgets.label import label, section
from console.words import instruments, labels
from console.words.aftercare.planned import beside
from console.words.entries import text_of

GAP = 4
IN_WORDS = frozenset({ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.THIRD_PARTY})
"""What somebody wrote; what a tracker or a questionnaire sends is said by its rule and figures.

The answers of a form that could not be scored are shown as they came: somebody has to look.
"""


@dataclass(frozen=True, slots=True)
class Came:
    """One line: when, what, and what was said."""

    when: str
    what: str
    said: str = ""


def came(
    board: Board, case: Case, now: datetime, rules: AfterRules | None = None
) -> Iterator[Came]:
    """Yield the contacts of ``case``, what is planned beside it, then the past cases."""
    for contact in sorted(case.contacts, key=lambda c: c.arrived, reverse=True):
        yield _now(contact, now)
    yield from (Came("", line) for line in beside(board, case, now, rules or AfterRules()))
    if case.client is not None:
        for past in board.history.get(case.client, ()):
            yield _then(past, now)


def _now(contact: Contact, now: datetime) -> Came:
    here = contact.arrived.astimezone()
    when = f"{here:%H:%M}" if here.date() == now.astimezone().date() else f"{here:%d %b}"
    what = [labels.contact_kind(contact.kind)]
    if contact.call_id is not None:
        what.append(_line(contact))
    if contact.suggestion.rule not in NO_VERDICT:
        what.append(labels.reason(contact.suggestion))
    what += instruments.odd(contact.instrument, contact.cautions)
    unscored = any(one.code == Doubt.UNSCORED for one in contact.cautions)
    said = text_of(contact.said) if unscored or contact.kind in IN_WORDS else ""
    return Came(when, " · ".join(what), said)


def _line(contact: Contact) -> str:
    """Return where a call is; how long somebody has been on the line, while they are."""
    if contact.line is not LineState.OPEN or contact.answered_at is None:
        return labels.line(contact.line)
    words = _("on the line since {time}")
    return words.format(time=f"{contact.answered_at.astimezone():%H:%M}")


def _then(past: PastCase, now: datetime) -> Came:
    here = past.closed_at.astimezone()
    year = "" if here.year == now.astimezone().year else f" {here:%Y}"
    kinds = {str(kind): kind for kind in ContactKind}
    endings = {str(ending): ending for ending in Ending}
    kind = labels.contact_kind(kinds[past.kind]) if past.kind in kinds else past.kind
    what = [kind]
    if past.tier is not None:
        what.append(labels.tier(past.tier).lower())
    if past.outcome in endings:
        what.append(labels.ending(endings[past.outcome]))
    return Came(f"{here:%d %b}{year}", " · ".join(what))


class Contacts(QFrame):
    """The lines in two columns: when, and what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts")
        inner = QWidget(self)
        inner.setObjectName("contactLines")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Last contacts"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget(self)
        self._box = box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inner)
        box.addStretch(1)
        scroll.setWidget(holder)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll = scroll
        self._title = section(_("LAST CONTACTS"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._title)
        layout.addWidget(scroll, 1)

    def show_case(
        self, board: Board, case: Case, now: datetime, rules: AfterRules | None = None
    ) -> None:
        """Show what came in, and what is planned for the client beside this case."""
        lines = tuple(came(board, case, now, rules))
        while len(self._rows) < len(lines):
            self._add()
        for place, (when, what, said) in enumerate(self._rows):
            there = place < len(lines)
            line = lines[place] if there else Came("", "")
            when.setText(line.when)
            what.setText(line.what)
            said.setText(f"“{line.said}”" if line.said else "")
            when.setVisible(there)
            what.setVisible(there)
            said.setVisible(bool(line.said))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width (Qt)."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take no more height than the lines need: what is below it has the rest."""
        lines = self._box.totalHeightForWidth(self._scroll.viewport().width())
        self.setMaximumHeight(self._title.sizeHint().height() + GAP + lines)

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """What is shown: when, what, what was said."""
        return tuple(
            (when.text(), what.text(), said.text())
            for when, what, said in self._rows
            if not when.isHidden()
        )

    def _add(self) -> None:
        when, what = label("", "secondary"), label("", wraps=True)
        said = label("", "said", wraps=True)
        row = 2 * len(self._rows)
        self._grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, row, 1)
        self._grid.addWidget(said, row + 1, 1)
        self._rows.append((when, what, said))
