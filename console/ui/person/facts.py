"""What the glance panel says: short words about a case, nothing that a widget would have to know.

The domain says what is so; here stands how each corner of the panel puts it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from gettext import gettext as _
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.people.circle import ConsentState, Scope, Supporter
from console.domain.people.client import Client, Flag, Phone
from console.domain.place.facility import Facility
from console.domain.place.location import Placed
from console.domain.protocol.escalation import Answered
from console.domain.protocol.protocol import FieldType
from console.words import labels

OLD_NUMBER = timedelta(days=90)
"""A 911 centre's number that nobody verified for so long is shown in amber (FIELD-NOTES)."""

MOST_CENTRES = 3
MOST_SUPPORTERS = 4
KM = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the panel.

    Attributes:
        role: ``value`` for what is looked for, ``secondary`` for what qualifies it.
        tone: a tier's name, ``well`` or nothing; the words say the same without it.
    """

    text: str
    role: str = "secondary"
    tone: str = ""


def clock_time(at: datetime, now: datetime) -> str:
    """Return a time of day here; with its day when that is not today."""
    here, today = at.astimezone(), now.astimezone().date()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%d %b %H:%M}"


def location(case: Case, now: datetime, zone: str | None) -> Iterator[Said]:
    """Yield where the person is and how surely we know; ``zone`` is the time zone there."""
    place = case.place
    if place is None:
        yield Said(_("Not known yet"), "value", "high")
        yield Said(_("Ask: where are you right now?"))
        return
    yield Said(place.line or _("A point on the map"), "value")
    yield _surety(place, now)
    here = place.location
    rest = [labels.source(here.source)]
    if here.access:
        rest.append(here.access)
    if here.moving:
        rest.append(_("moving"))
    if here.at is None:
        rest.append(_("not on the map"))
    elif here.error_m is not None and here.error_m >= KM:
        rest.append(_("within {km:.0f} km").format(km=here.error_m / KM))
    theirs = local_time(now, zone)
    if theirs:
        rest.append(theirs)
    yield Said(" · ".join(rest))


def local_time(now: datetime, zone: str | None) -> str:
    """Return the time where the client is, where it differs from ours."""
    if zone is None:
        return ""
    try:
        there = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    if there.utcoffset() == now.astimezone().utcoffset():
        return ""
    return _("{time} there").format(time=f"{there:%H:%M}")


def _surety(place: Placed, now: datetime) -> Said:
    if place.confirmed is not None and not place.stale(now):
        words = _("✓ read back {time}").format(time=clock_time(place.confirmed.at, now))
        if place.age(now) >= labels.HOUR:
            words = _("{words}, {age} ago").format(words=words, age=labels.age(place.age(now)))
        return Said(words, "secondary", "well")
    age = labels.age(place.age(now))
    if place.stale(now):
        return Said(_("⚠ STALE {age} · not read back").format(age=age), "secondary", "high")
    return Said(_("○ not read back · {age}").format(age=age), "secondary", "moderate")


def call_back(board: Board, case: Case, now: datetime) -> Iterator[Said]:
    """Yield the number to reach the person again, and what is agreed about it."""
    client = board.client_of(case)
    number = reach(case, client)
    if number is None:
        yield Said(_("No number yet"), "value", "high")
        yield Said(_("Ask for it and read it back."))
    else:
        yield Said(labels.phone(number), "value")
        yield Said(_rule(client, number))
    if client is not None and Flag.DO_NOT_CALL in client.flags:
        yield Said(_("✕ do not call"), "secondary", "imminent")
    safe = case.answers.get("safe_to_talk")
    if safe is None:
        yield Said(_("safe to talk: not asked yet"), "secondary", "moderate")
    elif safe.value.code in {"yes", "safe"}:
        at = clock_time(safe.at, now)
        yield Said(_("✓ safe to talk {time}").format(time=at), "secondary", "well")
    else:
        yield Said(_("✕ not safe to talk"), "secondary", "imminent")


def reach(case: Case, client: Client | None) -> str | None:
    """Return the number to call: agreed in this case, else called from, else on file."""
    agreed = case.answers.get("callback.number")
    if agreed is not None and agreed.value.shown.strip():
        return agreed.value.shown.strip()
    called = (c.phone.value for c in reversed(case.contacts) if c.phone is not None)
    found = next((number for number in called if number), None)
    if found is not None:
        return found
    return client.phones[0].number if client is not None and client.phones else None


def _rule(client: Client | None, number: str) -> str:
    known: Sequence[Phone] = client.phones if client is not None else ()
    phone = next((one for one in known if one.number == number), None)
    if phone is None:
        return _("not on file: no voicemail, no text until agreed")
    said = [
        _("voicemail allowed") if phone.voicemail_ok else _("no voicemail"),
        _("text allowed") if phone.text_ok else _("no text"),
    ]
    return " · ".join([*said, phone.note] if phone.note else said)


def weapons(board: Board, case: Case, now: datetime) -> Iterator[Said]:
    """Yield what is known of weapons and means: from this case's answers, then from the record."""
    about = [
        (name, found)
        for name, found in case.answers.items()
        if "weapon" in name or name.startswith("means")
    ]
    client = board.client_of(case)
    on_file = client is not None and Flag.WEAPONS in client.flags
    asked = [found for name, found in about if "weapon" in name]
    if about:
        words = " · ".join(shown(board, name, found) for name, found in about)
        none = all(found.value.code in {"no", "none"} for _name, found in about)
        yield Said(words, "value", "" if none else "imminent")
    if not asked:
        yield Said(_("Weapons: not asked yet"), "secondary" if about else "value", "moderate")
    else:
        at = max(found.at for found in asked)
        yield Said(_("asked {time}").format(time=clock_time(at, now)))
    if on_file:
        yield Said(_("⚠ weapons on file"), "secondary", "high")


def shown(board: Board, name: str, found: Answered) -> str:
    """Return an answer as a person reads it: the labels of its codes, or its words."""
    if found.value.text is not None or found.value.code is None:
        return found.value.shown
    for versions in board.protocols.values():
        for protocol in versions:
            for step in protocol.steps:
                for field in step.fields:
                    if field.id != name:
                        continue
                    named = dict(field.choices)
                    if field.type is FieldType.YES_NO:
                        named = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
                        word = named.get(found.value.code, found.value.code)
                        return f"{field.label}: {word}"
                    codes = found.value.code.split(",")
                    return ", ".join(named.get(code, code) for code in codes)
    return found.value.code.replace("_", " ").replace(",", ", ")


def centres(case: Case, found: Sequence[Facility] | None, now: datetime) -> Iterator[Said]:
    """Yield every 911 centre that may answer for the place; ``None`` while they are looked for."""
    if case.place is None or case.place.location.at is None:
        yield Said(_("No place yet, so no centre"), "value", "high")
        yield Said(_ladder())
        return
    if found is None:
        yield Said(_("Looking …"))
        return
    if not found:
        yield Said(_("No 911 centre is known for this place"), "value", "high")
        yield Said(_ladder())
        return
    county = case.place.location.county_fips
    for centre in found[:MOST_CENTRES]:
        invented = _(" (invented)") if centre.invented else ""
        yield Said(f"{centre.name}{invented}", "value")
        yield _number(centre, county, now)
    if len(found) > MOST_CENTRES:
        more = len(found) - MOST_CENTRES
        yield Said(_("and {n} more: ask for their town").format(n=more), "secondary", "high")
    elif len(found) > 1:
        yield Said(_("more than one may answer: ask for their town"), "secondary", "high")


def _number(centre: Facility, county: str | None, now: datetime) -> Said:
    number = labels.phone(centre.phone) if centre.phone else _("no number on file")
    basis = _("by county") if county and centre.county_fips == county else _("by nearness")
    if centre.verified_on is None:
        return Said(f"{number} · {_('number not verified')} · {basis}", "secondary", "high")
    age = _days(centre.verified_on, now)
    words = _("verified {n} d ago").format(n=age.days)
    if age >= OLD_NUMBER:
        return Said(f"{number} · ⚠ {words} · {basis}", "secondary", "high")
    return Said(f"{number} · {words} · {basis}")


def _ladder() -> str:
    """Return whom to reach instead, in order; a bare three digits would reach our own centre."""
    return _(
        "Then: a number you verify now · the county sheriff · the state warning point · "
        "a relay service · 988"
    )


def _days(since: date, now: datetime) -> timedelta:
    return now.astimezone().date() - since


def told(board: Board, case: Case, now: datetime) -> Iterator[Said]:
    """Yield who may be told what, and until when."""
    client = board.client_of(case)
    if client is None:
        yield Said(_("Not known who this is"), "value")
        yield Said(_("Tell nobody until you know, unless a life depends on it."))
        return
    if not client.circle:
        yield Said(_("Nobody is named"), "value")
        yield Said(_("Ask: who could be with you?"))
        return
    today = now.astimezone().date()
    ranked = sorted(client.circle, key=lambda one: not one.may_be_told(today))
    never = [one for one in ranked if one.do_not_contact]
    others = [one for one in ranked if not one.do_not_contact]
    for one in others[: MOST_SUPPORTERS - min(len(never), 2)]:
        yield from _supporter(one, today)
    for one in never:
        name = _name(one)
        yield Said(_("✕ {name}: never").format(name=name), "secondary", "imminent")


def _supporter(one: Supporter, today: date) -> Iterator[Said]:
    state = one.consent(today)
    if not one.may_be_told(today):
        yield Said(f"○ {_name(one)}: {labels.consent(state)}")
        return
    yield Said(f"{_name(one)} ✓", "value")
    until = [_("until {month}").format(month=f"{one.expires:%m/%Y}")] if one.expires else []
    if state is ConsentState.ENDS_SOON:
        until = [_("ends {day}").format(day=f"{one.expires:%d %b}")]
    only = _("{scope} only") if len(one.scope) == 1 else "{scope}"
    scope = ", ".join(labels.scope(scope) for scope in Scope if scope in one.scope)
    words = " · ".join([*until, only.format(scope=scope)])
    yield Said(words, "secondary", "moderate" if state is ConsentState.ENDS_SOON else "")


def _name(one: Supporter) -> str:
    return f"{one.name}, {one.relation}" if one.relation else one.name
