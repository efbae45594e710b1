"""From an IntakeEvent to commands, once and only once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from gettext import gettext as _
from uuid import UUID, uuid5

from console.desk.desk import Busy, Desk, Done
from console.desk.fresh import fresh_case, private
from console.domain.care.contact import Contact, ContactKind
from console.domain.care.triage import suggest
from console.domain.commands import AnswerCall, EndCall, OfferLocation, ReceiveContact
from console.domain.events import ContactArrived
from console.domain.ids import SYSTEM, CaseId, ContactId
from console.domain.private import Private
from console.domain.refused import NoSuchContact, Refused
from console.intake.event import Call, CallEvent, IntakeEvent
from console.intake.forms.arrive import Arrival, arrivals
from console.intake.location import location_in
from console.intake.strict.json_in import Json
from console.intake.whose import whose

_NAMES = UUID("7d6b3f0e-5a52-4c0b-9b6e-3f3a4a0c7f11")
"""What the names of this door's requests and contacts are drawn from (RFC 9562, version 5)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an event: for its sender, or for whoever put it in by hand.

    Attributes:
        accepted: it is in the journal, now or since an earlier time.
        duplicate: nothing new was written for it.
        quarantined: the name under which it is kept for a lead.
        reason: why it was not accepted, as a sentence.
    """

    accepted: bool
    duplicate: bool = False
    contact: ContactId | None = None
    case: CaseId | None = None
    quarantined: str | None = None
    reason: str | None = None

    def plain(self) -> dict[str, object]:
        """Return the answer as JSON can hold it."""
        return asdict(self)


class Reused(Exception):  # noqa: N818 -- an answer to the sender, not a fault of ours
    """The sender used the id of an earlier event for something else."""

    def __str__(self) -> str:
        """Return the sentence for the sender."""
        return _("The id was used before, for another event. Each event takes an id of its own.")


def receive(desk: Desk, event: IntakeEvent) -> Answer:
    """Put ``event`` in the journal and return what became of it.

    A second call with the same event writes nothing and gives the same contact and
    case, also when the case has been closed meanwhile.

    Raises:
        Reused: the id belongs to another event; nothing was written.
        Busy: other stations were first every time; nothing was written.
        Unreachable: the journal cannot be written; nothing was.
    """
    desk.catch_up()  # a client whom a colleague wrote down a moment ago is known
    if event.call is None:
        name = _name(event.sender, "event", event.id)
        answer = _put(desk, _asked_for(desk, event, ContactId(name)), name)
    else:
        answer = _call(desk, event, event.call)
    _offer(desk, event, answer)
    return answer


def receive_forms(desk: Desk, data: bytes, sender: str, anew: str = "") -> Answer:
    """Put the filled forms in ``data`` in the journal, each as it came.

    The answer tells of the one that weighs most.  A second call with the same forms writes
    nothing; what was written before a call broke off is found again by the next.

    Args:
        desk: where they are written.
        data: a QuestionnaireResponse or a Bundle, as JSON or XML.
        sender: who posted it.
        anew: takes in what came under a name used before, under a name that begins with it.

    Raises:
        NotAsWanted: there is no filled form of FHIR in it; nothing was written.
        Reused: another form came under the name of one of them; the others are written.
        Busy: other stations were first every time.
        Unreachable: the journal cannot be written.
    """
    desk.catch_up()
    reused, answers = None, []
    for arrival in arrivals(data, sender, desk.board, desk.now()):
        try:
            answers.append((arrival.suggestion.tier, _form(desk, arrival)))
        except Reused as no:
            if not anew:
                reused = no
                continue
            event = replace(arrival.event, id=f"{anew}/{arrival.event.id}")
            answers.append((arrival.suggestion.tier, _form(desk, replace(arrival, event=event))))
    if reused is not None:
        raise reused
    gravest = max(answers, key=lambda pair: pair[0])[1]
    return replace(gravest, duplicate=all(answer.duplicate for _tier, answer in answers))


def _form(desk: Desk, arrival: Arrival) -> Answer:
    name = _name(arrival.event.sender, "form", arrival.event.id)
    command = replace(
        _asked_for(desk, arrival.event, ContactId(name)),
        suggestion=arrival.suggestion,
        said=private(arrival.said),
        paper=arrival.paper,
    )
    return _put(desk, command, name)


def told(event: IntakeEvent) -> str | None:
    """Return what the event says, for a person to read; ``None`` when it says nothing.

    The same event always says the same, whatever the language of this machine: a
    duplicate is known by it.  What somebody wrote stands first and as it is; other
    parts follow, one a line.
    """
    apart = {"text", "dropped"} | ({"location"} if location_in(event) is not None else set())
    body = {name: value for name, value in event.body.items() if name not in apart}
    text = event.body.get("text")
    lines = [text] if isinstance(text, str) and text else []
    return "\n".join((*lines, *_lines(body))) or None


def _lines(value: Mapping[str, Json], before: str = "") -> list[str]:
    lines: list[str] = []
    for name, item in value.items():
        if isinstance(item, Mapping):
            lines.extend(_lines(item, f"{before}{name} "))
        elif item is not None:
            lines.append(f"{before}{name}: {_shown(item)}")
    return lines


def _shown(value: Json) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return "; ".join(_lines(value))
        case Sequence() if not isinstance(value, str):
            return ", ".join(_shown(item) for item in value)
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _call(desk: Desk, event: IntakeEvent, call: Call) -> Answer:
    """Take in what happened to a call; its first event makes the contact, whichever it is.

    A switchboard's posts can get lost or overtake one another, so an answer or an end
    whose ringing never came still makes a contact, while one whose case is closed does not.
    """
    contact = ContactId(_name(event.sender, "call", call.call_id))
    waiting = call.event in {CallEvent.RINGING, CallEvent.ABANDONED}
    arrived = replace(_asked_for(desk, event, contact), call_id=call.call_id, ringing=waiting)
    begun = _put(desk, arrived, _name(event.sender, "call", call.call_id))
    command = _asked(call, contact)
    if command is None:
        return begun
    try:
        done = desk.do(command, SYSTEM, request=_name(event.sender, call.event, call.call_id))
    except Refused as refused:
        if not isinstance(refused.reason, NoSuchContact):
            raise
        return begun  # its case is closed: a hang-up after the landing
    new = bool(done.happened) and not done.again
    return replace(begun, duplicate=begun.duplicate and not new)


def _offer(desk: Desk, event: IntakeEvent, answer: Answer) -> None:
    """Offer where the sender says that the person is, to whoever has the case; once an event."""
    found = location_in(event)
    if found is None or answer.contact is None:
        return
    command = OfferLocation(answer.contact, private(found))
    try:
        desk.do(command, SYSTEM, request=_name(event.sender, "location", event.id))
    except Refused as refused:
        if not isinstance(refused.reason, NoSuchContact):
            raise  # else its case is closed: nobody is looked for there any more


def _asked(call: Call, contact: ContactId) -> AnswerCall | EndCall | None:
    match call.event:
        case CallEvent.RINGING:
            return None
        case CallEvent.ANSWERED:
            return AnswerCall(contact)
        case CallEvent.ENDED:
            return EndCall(contact, call.dropped)
        case CallEvent.ABANDONED:
            return EndCall(contact, dropped=True)


def _asked_for(desk: Desk, event: IntakeEvent, contact: ContactId) -> ReceiveContact:
    """Return the command that an event stands for."""
    said = told(event)
    return ReceiveContact(
        contact,
        fresh_case(),
        event.kind,
        event.sender,
        suggest(event.kind, event.body),
        whose(desk.board.clients.values(), event),
        private(said) if said is not None else None,
        private(event.phone) if event.phone is not None else None,
    )


def _put(desk: Desk, command: ReceiveContact, request: str) -> Answer:
    """Carry ``command`` out, once and only once, whatever has become of its case since."""
    contact = command.contact
    done = desk.do(command, SYSTEM, request=request)
    if not done.happened and desk.board.contact(contact) is None:
        # It has landed, so the board has nothing more to say of it.  Under another name
        # the question reaches the journal, which under one request writes only once and
        # tells what it wrote then.
        asked = replace(command, contact=ContactId(f"{contact}-landed"))
        done = desk.do(asked, SYSTEM, request=request)
    held, case = _held(desk, contact, done)
    if command.kind is not ContactKind.CALL and not _same(command, held):
        raise Reused
    return Answer(True, done.again or not done.happened, contact, case)


def _held(desk: Desk, contact: ContactId, done: Done) -> tuple[Contact | ContactArrived, CaseId]:
    """Return the contact as it was first taken in, and its case."""
    if not done.happened:
        found = desk.board.contact(contact)
        if found is None:
            raise Busy
        return found[1], found[0].id
    written = done.happened[0].event
    if not isinstance(written, ContactArrived):
        raise Reused
    return written, written.case


def _same(command: ReceiveContact, held: Contact | ContactArrived) -> bool:
    """Whether what was taken in under this id is what comes now; erased words match any."""
    return (
        held.kind is command.kind
        and _alike(held.said, command.said)
        and _alike(held.phone, command.phone)
    )


def _alike(held: Private[str] | None, now: Private[str] | None) -> bool:
    if held is None or now is None:
        return held is now
    return held.value is None or held.value == now.value


def _name(sender: str, what: str, id_: str) -> str:
    return str(uuid5(_NAMES, f"{sender}:{what}:{id_}"))
