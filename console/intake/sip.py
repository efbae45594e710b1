"""What a SIP proxy says of a call: ``{"event", "call_id", "from", "to"}``.

``resources/intake/kamailio.cfg`` makes Kamailio say it.
"""

from datetime import datetime

from console.domain.care.contact import ContactKind
from console.intake.event import (
    CALL_ID_MOST,
    VALUE_MOST,
    Call,
    CallEvent,
    IntakeEvent,
    member,
    phone_number,
)
from console.intake.strict.json_in import Fields, read

SENDER = "sip"


def parse(raw: bytes, now: datetime) -> IntakeEvent:
    """Return the event that ``raw`` stands for, as of ``now`` (UTC).

    A caller who withholds their number has none; what they dialled is not kept.

    Raises:
        NotAsWanted: it is not what such a proxy says.
    """
    fields = Fields(read(raw))
    call = Call(
        member(fields, "event", CallEvent),
        fields.text("call_id", CALL_ID_MOST),
        fields.get("dropped") is True,
    )
    number = fields.maybe("from", VALUE_MOST)
    fields.get("to")
    fields.finish()
    phone = phone_number(number) if number is not None else None
    id_ = f"{call.event}:{call.call_id}"
    return IntakeEvent(id_, SENDER, ContactKind.CALL, now, (), phone, {}, call)
