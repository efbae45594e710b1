"""What cannot be taken in as it is: kept for a lead, released, or discarded."""

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from console.desk.desk import Desk
from console.domain.commands import QuarantineEvent, ResolveQuarantine
from console.domain.decide import guard
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role
from console.domain.refused import NothingThere, Refused
from console.intake.event import parse
from console.intake.forms.arrive import is_fhir
from console.intake.ports import Quarantine
from console.intake.receive import Answer, Reused, receive, receive_forms
from console.store.beside.quarantine import Held

_NAMES = UUID("c2a7a0de-9a0b-4d0c-8b5a-6a7f3f1f9d02")


def keep(desk: Desk, quarantine: Quarantine, item: Held) -> str:
    """Keep ``item`` and journal that it is kept; return the name under which it is.

    The bytes are kept before the journal says so, so that the journal never names
    what is not there.  The same thing sent again is kept once, and not again after a
    lead has decided.

    Raises:
        Busy: other stations were first every time.
        Unreachable: the database is gone.
    """
    held = quarantine.get(item.id)
    if held is not None and held.raw != item.raw:
        item = replace(item, id=str(uuid4()))
    quarantine.put(item)
    command = QuarantineEvent(item.id, item.sender, item.reason)
    desk.do(command, SYSTEM, request=str(uuid5(_NAMES, item.id)))
    if item.id not in desk.board.quarantined:
        quarantine.discard(item.id)
    return item.id


def kept_id(sender: str, webhook_id: str) -> str:
    """Return the name under which something unreadable from ``sender`` is kept."""
    return str(uuid5(_NAMES, f"{sender}:{webhook_id}"))


def release(desk: Desk, quarantine: Quarantine, id_: str, by: StaffId) -> Answer:
    """Take in what was kept, now that it can be read, for the lead ``by``.

    Something that came under an id used before is taken in under a new one.

    Raises:
        NotAsWanted: it still cannot be read; it stays where it is.
        Refused: nothing is kept under ``id_``, or ``by`` may not decide this.
        Busy: other stations were first every time.
        Unreachable: the database is gone.
    """
    held = quarantine.get(id_)
    desk.catch_up()
    if held is None or id_ not in desk.board.quarantined:
        raise Refused(NothingThere())
    asked = Asked(by, desk.station, desk.now())
    guard.one_of(desk.board, asked, Role.SHIFT_LEAD, Role.ADMINISTRATOR)
    answer = _taken(desk, held)
    desk.do(ResolveQuarantine(id_, released=True), by)
    quarantine.discard(id_)
    return answer


def _taken(desk: Desk, held: Held) -> Answer:
    """Take in what was kept, under a name of its own where its name was used before."""
    if is_fhir(held.raw):
        return receive_forms(desk, held.raw, held.sender, anew=held.id)
    event = parse(held.raw)
    try:
        return receive(desk, event)
    except Reused:
        return receive(desk, replace(event, id=held.id))


def discard(desk: Desk, quarantine: Quarantine, id_: str, by: StaffId) -> None:
    """Forget what was kept; the journal remembers that ``by`` decided so.

    Raises:
        Refused: nothing is kept under ``id_``, or ``by`` may not decide this.
        Busy: other stations were first every time.
        Unreachable: the database is gone.
    """
    desk.do(ResolveQuarantine(id_, released=False), by)
    quarantine.discard(id_)
