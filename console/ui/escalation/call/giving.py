"""Making, giving and saving a hand-off packet of the case that is looked at."""

from collections.abc import Callable, Mapping
from datetime import UTC
from gettext import gettext as _
from pathlib import Path

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Recipient
from console.domain.care.packet import Item, Packet, Source, packet
from console.domain.commands import NotePacket, RecordDisclosure
from console.domain.decide.gates.giving import Given, basis_of, record
from console.domain.protocol.escalation import current_run
from console.reports.handoff.told import Making, told
from console.reports.handoff.written import written
from console.reports.pdf import NotPrinted
from console.ui.bridge import Bridge
from console.ui.escalation.call.facts import CardFacts
from console.ui.escalation.call.packet import PacketCard, Shown
from console.ui.widgets.saving import documents, write
from console.words import labels
from console.words import packet as words
from console.words.refusals import staff_name

FOR = {
    "P24": Recipient.POLICE,
    "P25": Recipient.CRISIS_TEAM,
    "P26": Recipient.OTHER_LINE,
    "P28": Recipient.CONTACT,
}
"""For whom the packet opens while one of these lists runs; else for medical staff."""
NAMED = {
    Recipient.MEDICAL: "facility",
    Recipient.POLICE: "psap.name",
    Recipient.CRISIS_TEAM: "mct.team",
    Recipient.OTHER_LINE: "handoff.to",
}


class Giving:
    """Fills the card, records what was given, saves it as a file."""

    def __init__(self, bridge: Bridge, card: PacketCard, facts: Callable[[], CardFacts]) -> None:
        self._bridge, self._card, self._facts = bridge, card, facts

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the acts that make a file of it."""
        return {
            "packet_form": self._card.next_form,
            "packet_read": self._card.say_read,
        }

    def begin(self, case: Case) -> None:
        """Open the card for whoever the running list deals with."""
        board = self._bridge.board
        run = current_run(case, board)
        recipient = FOR.get(run.protocol, Recipient.MEDICAL) if run else Recipient.MEDICAL
        answer = case.answers.get(NAMED.get(recipient, ""))
        who = answer.value.shown if answer is not None else ""
        self._card.begin(recipient, who, self._circle(board, case))

    def _circle(self, board: Board, case: Case) -> tuple[str, ...]:
        client, today = board.client_of(case), self._bridge.now().date()
        circle = client.circle if client is not None else ()
        ranked = sorted(circle, key=lambda one: (one.barred, not one.may_be_told(today)))
        return tuple(one.name for one in ranked)

    def made(self, case: Case) -> Packet:
        """Return the packet for whom the card is."""
        board = self._bridge.board
        source = Source(case, board.client_of(case), board.programme)
        return packet(source, self._card.audience, self._bridge.now().date())

    def fill(self, case: Case) -> None:
        """Show the packet as it is now."""
        board, now, made = self._bridge.board, self._bridge.now(), self.made(case)
        basis = basis_of(board, case, made, now)
        recipient = made.to.recipient
        programme = board.programme
        self._card.show_packet(
            Shown(
                words.title(made),
                words.lines(board, case, made, self._origin(), now),
                words.withheld(made),
                _("on the basis of {basis}").format(basis=labels.basis(basis)),
                medical=programme.medical(recipient) and programme.covers(board.client_of(case)),
                asks=basis in {Basis.EMERGENCY_510B, Basis.AGREED_510B},
                practice=board.practice,
            )
        )

    def give(self, then: Callable[[], None]) -> None:
        """Record that the packet was given."""
        case, board, card = self._bridge.case, self._bridge.board, self._card
        who = card.who.text().strip()
        if case is None:
            return
        if not who:
            self._bridge.refused.emit(_("To whom was it given? Write the name."))
            card.who.setFocus()
            return
        made, now = self.made(case), self._bridge.now()
        told = ", ".join(line.label for line in self._lines(case, made)) or _("nothing")
        given = Given(
            made,
            who,
            card.facility.text().strip(),
            card.because.text().strip(),
            staff_name(board, self._bridge.me),
            now.astimezone(UTC),
            _("packet: {items}").format(items=told),
            words.title(made),
        )
        told_of = record(board, case, given)
        command = RecordDisclosure(case.id, private(told_of), told_of.basis.value)
        self._bridge.send(command, then=lambda _done: then())

    def save(self) -> None:
        """Save the packet as a file in the person's documents, and write down that it was made."""
        case, board = self._bridge.case, self._bridge.board
        if case is None:
            return
        now, packet_ = self._bridge.now(), self.made(case)
        if packet_.barred:
            self._bridge.refused.emit(_("Nothing may be told to them, so there is no file."))
            return
        making = Making(board, case, packet_, self._origin(), now, self._card.words_read)
        found, form = told(making), self._card.form
        zone = now.astimezone().tzinfo or UTC
        to = packet_.to.recipient.value
        name = f"vigil-packet-{case.number}-{to}-{now.astimezone():%H%M%S}.{form.ending}"
        note = NotePacket(case.id, case.client, packet_, form.value, found.unread)
        file = documents() / name

        def made_it() -> str:
            said = saved(
                file, lambda: written(found, form, zone), noted=lambda: self._bridge.do(note)
            )
            return said + _left_out(found.unread) if file.exists() else said

        self._bridge.ask(made_it, self._bridge.refused.emit, slow=True)

    def _lines(self, case: Case, made: Packet) -> tuple[words.Line, ...]:
        return words.lines(self._bridge.board, case, made, self._origin(), self._bridge.now())

    def _origin(self) -> words.Origin:
        facts, me = self._facts(), self._bridge.me
        operator = staff_name(self._bridge.board, me)
        return words.Origin(facts.organisation, facts.call_back, operator)


def saved(
    file: Path, made: Callable[[], bytes], *, noted: Callable[[], object] | None = None
) -> str:
    """Save the file, and let ``noted`` write down that it is there; return it in words."""
    try:
        write(file, made(), noted=noted)
    except NotPrinted:
        return _("No PDF can be made on this machine. Read it from the screen.")
    except OSError as no:
        why = _("{file} cannot be written: {why}.")
        return why.format(file=file, why=(no.strerror or "").lower())
    return _("Saved as {file}.").format(file=file)


def _left_out(unread: tuple[Item, ...]) -> str:
    """Return which lines are in the file without somebody's own words."""
    lines = ", ".join(words.item(one) for one in unread)
    return f" {_('Own words left out, unread: {lines}.').format(lines=lines)}" if unread else ""
