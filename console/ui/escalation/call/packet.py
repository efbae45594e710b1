"""The hand-off packet on the screen: for whom, what is said, what is not and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience
from console.reports.handoff.written import Form
from console.ui.escalation.call.card import Card
from console.ui.escalation.call.facts import CardLine
from console.ui.theme import dp
from console.ui.widgets.button import ChoiceButton, KeyButton, plain_button
from console.ui.widgets.label import label, restyle, section
from console.ui.widgets.layout import Flow
from console.words import gates
from console.words.packet import Line

ORDER = (
    Recipient.MEDICAL,
    Recipient.POLICE,
    Recipient.CONTACT,
    Recipient.CRISIS_TEAM,
    Recipient.OTHER_LINE,
    Recipient.INTERNAL,
)
"""The sorts of recipient, in the order of their digits."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card shows.

    Attributes:
        basis: on what law it may be given, in words.
        medical: whether medical staff could hear more in an emergency (2.51).
        asks: whether it is asked why it may be given: in an emergency, or without a release.
    """

    title: str
    lines: Sequence[Line]
    withheld: Sequence[tuple[str, str]]
    basis: str
    medical: bool
    asks: bool
    practice: bool


class PacketCard(Card):
    """Switched by digits; given by one key, which records the disclosure.

    Signals:
        switched: another sort of recipient was chosen, or a fact that decides was filled in.
        given: it was given; the fields say to whom.
        saved: it is wanted as a file, of the form ``form``; ``read`` says what goes along.
    """

    switched = Signal()
    given = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        practice = _("PRACTICE: no real hand-off")
        super().__init__("packetCard", _("Hand-off packet"), practice, parent)
        self.recipient = Recipient.MEDICAL
        self.circle: tuple[str, ...] = ()
        self.form, self._read = Form.PDF, False
        self._unread: tuple[str, ...] = ()
        self._name = ""
        self.title = label("", "strong", wraps=True)
        self.basis = label("", "secondary", wraps=True)
        self.none = label(_("Nothing may be told to them."), "strong", wraps=True)
        self.held = label("", wraps=True)
        self.held.setObjectName("packetWithheld")
        self.buttons: dict[Recipient, QPushButton] = {}
        self.who, self.facility, self.because = QLineEdit(), QLineEdit(), QLineEdit()
        self.as_form = KeyButton("packet_form", self.next_form)
        self.read = KeyButton("packet_read", self.say_read)
        self.read.setCheckable(True)
        self._build()

    def _build(self) -> None:
        top, classes = QWidget(), QWidget()
        head, choices = Flow(top, gap=8), Flow(classes, gap=4)
        head.addWidget(section(_("HAND-OFF PACKET")))
        head.addWidget(self.practice)
        for place, recipient in enumerate(ORDER, start=1):
            said = gates.recipient(recipient)
            spoken = _("Packet for: {who}").format(who=said)
            button = ChoiceButton(said, spoken, partial(self.choose, recipient), digit=place)
            self.buttons[recipient] = button
            choices.addWidget(button)
        self.put_above(top, classes, self.title, self.basis, self.none)
        top.setContentsMargins(0, 0, 0, dp(4))
        self.lines.addSpacing(dp(10))
        self.lines.addWidget(section(_("WITHHELD, AND WHY")))
        self.lines.addWidget(self.held)
        self.lines.addStretch(1)
        self.put_below(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("cardNow")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(5)
        for line, hint in (
            (self.who, _("given to (name)")),
            (self.facility, _("where they work")),
            (self.because, ""),
        ):
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint or _("why it may be given"))
            line.returnPressed.connect(self.given)
            rows.addWidget(line)
        self.facility.textEdited.connect(lambda _text: self.switched.emit())
        self.because.textEdited.connect(lambda _text: self.switched.emit())
        buttons = QWidget()
        row = Flow(buttons, gap=6)
        row.addWidget(plain_button(_("It was given  ↵"), self.given.emit, "primary"))
        row.addWidget(KeyButton("packet_save", self.saved.emit, _("Save packet")))
        row.addWidget(self.as_form)
        row.addWidget(self.read)
        row.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        rows.addWidget(buttons)
        return foot

    @property
    def audience(self) -> Audience:
        """For whom the packet is; an emergency is one once somebody has said what it was."""
        contact = self.recipient is Recipient.CONTACT
        said = bool(self.because.text().strip() and self.facility.text().strip())
        return Audience(self.recipient, self._name if contact else "", said and not contact)

    def begin(self, recipient: Recipient, who: str, circle: tuple[str, ...]) -> None:
        """Open for ``recipient``, with the name that is known already."""
        self.circle, self._name = circle, circle[0] if circle else ""
        self.recipient = recipient
        self._afresh()
        for line in (self.facility, self.because):
            line.clear()
        self.who.setText(self._name if recipient is Recipient.CONTACT else who)

    def choose(self, recipient: Recipient) -> None:
        """Make it for ``recipient``; the same again goes on to the next of the circle."""
        again = recipient is self.recipient is Recipient.CONTACT and self.circle
        if again:
            at = self.circle.index(self._name) if self._name in self.circle else -1
            self._name = self.circle[(at + 1) % len(self.circle)]
        changed = recipient is not self.recipient or again
        self.recipient = recipient
        if changed:
            self._afresh()
            self.because.clear()
            self.facility.clear()
            self.who.setText(self._name if recipient is Recipient.CONTACT else "")
        self.switched.emit()

    def next_form(self) -> None:
        """Let the file be of the next form that programs of this recipient read."""
        forms = [form for form in Form if self.recipient in form.readers]
        self.form = forms[(forms.index(self.form) + 1) % len(forms)]
        self._say_form()

    def say_read(self) -> None:
        """Say that the words of the person are read, or take that back."""
        self._put_read(read=self.read.isVisible() and not self._read)

    def _afresh(self) -> None:
        """Take paper again, and nothing for read: it was, for somebody else."""
        self.form = Form.PDF
        self._put_read(read=False)
        self._say_form()

    def _put_read(self, *, read: bool) -> None:
        self._read = read
        self.read.setChecked(read)
        self.read.say(_("✓ Words read") if read else _("○ Read words"))

    def _say_form(self) -> None:
        self.as_form.say(_("as {form}").format(form=self.form.value.upper()))

    @property
    def words_read(self) -> bool:
        """Whether somebody says that the person's own words are read and may go along."""
        return self._read

    def press(self, place: int) -> None:
        """Choose the sort of recipient at ``place`` (from 1)."""
        if 1 <= place <= len(ORDER):
            self.choose(ORDER[place - 1])

    def show_packet(self, shown: Shown) -> None:
        """Show the packet as it is now."""
        self.practice.setVisible(shown.practice)
        self.title.setText(shown.title)
        self.basis.setText(shown.basis)
        self.none.setVisible(not shown.lines)
        for recipient, button in self.buttons.items():
            button.setChecked(recipient is self.recipient)
        self.show_rows(
            [
                CardLine(one.label, one.value, one.big, one.note, one.note.startswith("✓"))
                for one in shown.lines
            ]
        )
        held = "\n".join(f"✕ {what}: {why}" for what, why in shown.withheld)
        self.held.setText(held or _("Nothing is withheld."))
        unread = tuple(line.value for line in shown.lines if line.unread)
        if unread != self._unread:  # what was read is not what stands there now
            self._unread = unread
            self._put_read(read=False)
        self.read.setVisible(bool(unread))
        self.facility.setVisible(shown.medical)
        self.because.setVisible(shown.medical or shown.asks)
        hint = (
            _("what the emergency is (42 CFR 2.51)") if shown.medical else _("their words, or why")
        )
        self.because.setPlaceholderText(hint)
        self.because.setAccessibleName(hint)
        restyle(self.none, "tone", "imminent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch by a digit, give by Return, leave by Escape (Qt)."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_6 and not event.modifiers():
            self.press(key - Qt.Key.Key_0)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.given.emit()
        else:
            super().keyPressEvent(event)
