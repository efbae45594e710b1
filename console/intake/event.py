"""IntakeEvent v1: the one form that every sender's payload takes before anything else.

::

    {"version": 1, "id": "…", "sender": "…", "at": "2026-03-01T12:00:00Z",
     "kind": "call|text|message|mood|missed_session|assessment|third_party",
     "client": {"identifiers": [{"system": "…", "value": "…"}], "phone": "+1…"},
     "body": {…},
     "call": {"event": "ringing|answered|ended|abandoned", "call_id": "…"}}

What the body may hold, by kind: ``text`` (text, message, third_party; required there);
``latest``, ``fall``, ``days``, ``silent_days`` (mood, numbers); ``instrument`` and
``answers`` (assessment); ``dropped`` (call, when it broke off in the middle); for every
kind ``location``, where the sender says that the person is (``console.intake.location``).
Anything else in a body is kept and shown as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from gettext import gettext as _
from typing import TypeVar

from console.domain.care.contact import ContactKind
from console.domain.people.client import Identifier
from console.intake.strict.json_in import Fields, Json, clean, read
from console.intake.strict.wanted import NotAsWanted

VERSION = 1
ID_MOST, SENDER_MOST, CALL_ID_MOST, VALUE_MOST, PHONE_MOST, IDENTIFIERS_MOST = (
    128,
    64,
    256,
    256,
    32,
    16,
)
_SENDER = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_PHONE = re.compile(r"\+?[0-9]{3,15}")
_BETWEEN = re.compile(r"[\s().\-/]")
_US, _US_WITH_COUNTRY = 10, 11

E = TypeVar("E", bound=StrEnum)


class CallEvent(StrEnum):
    """What a switchboard can say of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Call:
    """Which call the event is about, and what became of it.

    Attributes:
        call_id: the sender's own name of the call, the same in all its events.
        dropped: it ended in the middle, by nobody's wish.
    """

    event: CallEvent
    call_id: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class IntakeEvent:
    """One event, as read.

    Attributes:
        id: the sender's own name of the event: together with the sender it is the
            key under which the event is taken in only once.
        at: when it happened by the sender's clock (UTC).
        identifiers: what other systems call the client.
        phone: the number they called or wrote from: E.164, or a short code as it is.
        body: what the kind carries; every text in it can be written down.
    """

    id: str
    sender: str
    kind: ContactKind
    at: datetime
    identifiers: tuple[Identifier, ...]
    phone: str | None
    body: Mapping[str, Json]
    call: Call | None = None


def parse(raw: bytes) -> IntakeEvent:
    """Return the event in ``raw``.

    Raises:
        NotAsWanted: it is not an IntakeEvent of version 1.
    """
    fields = Fields(read(raw))
    version = fields.get("version")
    if version != VERSION or isinstance(version, bool):
        raise NotAsWanted("version", _("{n} is wanted; no other is known").format(n=VERSION))
    kind = member(fields, "kind", ContactKind)
    body = _body(fields, kind)
    identifiers, phone = _client(fields)
    event = IntakeEvent(
        fields.text("id", ID_MOST),
        fields.text("sender", SENDER_MOST, is_sender),
        kind,
        _time(fields),
        identifiers,
        phone,
        body,
        _call(fields, kind, body),
    )
    fields.finish()
    return event


def is_sender(name: str) -> bool:
    """Whether ``name`` can be the name of a sender: small letters, digits, and ``. _ -``."""
    return _SENDER.fullmatch(name) is not None


def phone_number(text: str) -> str | None:
    """Return ``text`` as E.164 where it is a whole number, a short code as it is, else ``None``.

    Ten digits are taken for a number of the North American plan.
    """
    bare = _BETWEEN.sub("", text)
    if not _PHONE.fullmatch(bare):
        return None
    if len(bare) == _US:
        return f"+1{bare}" if not bare.startswith("+") else bare
    if len(bare) == _US_WITH_COUNTRY and bare.startswith("1"):
        return f"+{bare}"
    return bare


def _time(fields: Fields) -> datetime:
    wanted = NotAsWanted("at", _("a time with its zone is wanted, such as 2026-03-01T12:00:00Z"))
    value = fields.get("at")
    if not isinstance(value, str):
        raise wanted
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise wanted
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise wanted from None


def _client(fields: Fields) -> tuple[tuple[Identifier, ...], str | None]:
    value = fields.get("client")
    if value is None:
        return (), None
    client = Fields(value, "client")
    identifiers = []
    for item in client.each("identifiers", IDENTIFIERS_MOST):
        identifiers.append(
            Identifier(item.text("system", VALUE_MOST), item.text("value", VALUE_MOST))
        )
        item.finish()
    said = client.maybe("phone", PHONE_MOST)
    client.finish()
    phone = phone_number(said) if said is not None else None
    if said is not None and phone is None:
        raise NotAsWanted("client.phone", _("a number such as +16145550100 is wanted"))
    return tuple(identifiers), phone


def _body(fields: Fields, kind: ContactKind) -> Mapping[str, Json]:
    value = fields.get("body")
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        raise NotAsWanted("body", _("an object is wanted"))
    match kind:
        case ContactKind.TEXT | ContactKind.MESSAGE | ContactKind.THIRD_PARTY:
            if not isinstance(value.get("text"), str):
                raise NotAsWanted("body.text", _("what they wrote or said is wanted, as a text"))
        case ContactKind.MOOD:
            for name in ("latest", "fall", "days", "silent_days"):
                _number(value.get(name), f"body.{name}")
        case ContactKind.CALL:
            if not isinstance(value.get("dropped", False), bool):
                raise NotAsWanted("body.dropped", _("true or false is wanted"))
        case ContactKind.ASSESSMENT | ContactKind.MISSED_SESSION:
            pass  # what a rule cannot read is "unscored", never refused and never "low"
    return {clean(name): _cleaned(item) for name, item in value.items()}


def _number(value: Json, field: str) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise NotAsWanted(field, _("a number is wanted"))


def _call(fields: Fields, kind: ContactKind, body: Mapping[str, Json]) -> Call | None:
    value = fields.get("call")
    if kind is not ContactKind.CALL:
        if value is not None:
            raise NotAsWanted("call", _("nothing is wanted, for this kind"))
        return None
    call = Fields(value, "call")
    found = Call(
        member(call, "event", CallEvent),
        call.text("call_id", CALL_ID_MOST),
        body.get("dropped") is True,
    )
    call.finish()
    return found


def member(fields: Fields, name: str, of: type[E]) -> E:
    """Return the member of ``of`` whose code stands under ``name``, which must be one."""
    value = fields.get(name)
    for member in of:
        if member.value == value:
            return member
    known = ", ".join(of)
    raise NotAsWanted(fields.path(name), _("one of {these} is wanted").format(these=known))


def _cleaned(value: Json) -> Json:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): _cleaned(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(item) for item in value]
    return value
