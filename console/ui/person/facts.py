"""What the glance panel says: short words about a case, nothing that a widget would have to know.

The domain says what is so; here stands how each corner of the panel puts it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.landing import (
    ETA,
    INCIDENT,
    OPERATOR,
    facts_open,
    of_dispatch,
    was_dispatched,
)
from console.domain.people.client import Client, Flag, Phone
from console.domain.place.book import number_fresh
from console.domain.place.location import Placed
from console.domain.protocol.escalation import Answered
from console.domain.seen.glance import Glance, Presence, Where
from console.places.psap.answer import Answer, FoundBy, PsapHit, Rung
from console.words import labels
from console.words.place import ladder
from console.words.place.where import Trust, clock_time, surety

MOST_CENTRES = 3
TONES = {Trust.SURE: "well", Trust.ASK: "moderate", Trust.WARN: "high"}


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


def location(case: Case, g: Glance, now: datetime, zone: str | None) -> Iterator[Said]:
    """Yield where the person is and how surely we know; ``zone`` is the time zone there."""
    place = case.place
    if place is None or g.where is None:
        yield Said(_("Not known yet"), "value", "high")
        yield Said(_("Ask: where are you right now?"))
    else:
        yield Said(place.line or labels.place(place.location), "value")
        sure = surety(place, g.where.over_since, now)
        yield Said(sure.text, "secondary", TONES[sure.trust])
        yield Said(" · ".join(_about(place, g.where, now, zone)))
    if g.offered is not None:
        at = clock_time(g.offered.stated_at, now)
        words = _("offered {time}: {place} · {source}{off} · Ctrl Shift L").format(
            time=at,
            place=labels.place(g.offered),
            source=labels.source(g.offered.source),
            off=f" · {off}" if (off := labels.within(g.offered.error_m)) else "",
        )
        yield Said(words, "secondary", "moderate")


def _about(place: Placed, where: Where, now: datetime, zone: str | None) -> Iterator[str]:
    """Yield who says so, whether it is home, and what to ask about before anybody is sent."""
    here = place.location
    yield labels.source(here.source)
    if where.home is not None:
        yield _("same as home") if where.home else _("not their home")
    if here.access:
        yield here.access
    for doubt in where.doubts:
        yield labels.doubt(doubt, here.error_m)
    theirs = local_time(now, zone)
    if theirs:
        yield theirs


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


def call_back(board: Board, case: Case, g: Glance, now: datetime) -> Iterator[Said]:
    """Yield the number to reach the person again, and what is agreed about it."""
    client, agreed = board.client_of(case), g.call_back
    if agreed.number is None:
        yield Said(_("No number yet"), "value", "high")
        yield Said(_("Ask for it and read it back."))
    else:
        yield Said(labels.phone(agreed.number), "value")
        yield Said(_agreed(board, case, g) or _rule(client, agreed.number))
    if client is not None and Flag.DO_NOT_CALL in client.flags:
        yield Said(_("✕ do not call"), "secondary", "imminent")
    elif agreed.allowed is False or agreed.rule == "never":
        yield Said(_("✕ they do not want to be called back"), "secondary", "imminent")
    safe = case.answers.get("safe_to_talk")
    if safe is None:
        yield Said(_("safe to talk: not asked yet"), "secondary", "moderate")
    elif safe.value.code == "yes":
        at = clock_time(safe.at, now)
        yield Said(_("✓ safe to talk {time}").format(time=at), "secondary", "well")
    else:
        yield Said(_("✕ not safe to talk"), "secondary", "imminent")


def _agreed(board: Board, case: Case, g: Glance) -> str:
    """Return what was agreed in this case; it goes before what is on file."""
    found = case.answers.get("callback.rule")
    if found is None:
        return ""
    code = g.call_back.code_word
    word = _("code word: {word}").format(word=code) if code else ""
    said = _("agreed: {rule}").format(rule=shown(board, "callback.rule", found).lower())
    return " · ".join(part for part in (said, word) if part)


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


def weapons(board: Board, case: Case, g: Glance, now: datetime) -> Iterator[Said]:
    """Yield what is known of weapons and means; that nobody has asked yet is said too."""
    found = g.weapons
    words = {
        Presence.YES: _("YES, weapons there"),
        Presence.NO: _("None reported"),
        Presence.UNKNOWN: _("Asked, not known"),
        Presence.NOT_ASKED: _("Not asked yet"),
    }[found.now]
    means = _means(board, case)
    tones = {Presence.NO: "imminent" if means else "", Presence.NOT_ASKED: "moderate"}
    yield Said(
        " · ".join(part for part in (words, means) if part),
        "value",
        "imminent" if found.warn else tones.get(found.now, "high"),
    )
    if found.asked_at is not None:
        yield Said(_("asked {time}").format(time=clock_time(found.asked_at, now)))
    if found.on_record:
        yield Said(_("⚠ the record warns of weapons"), "secondary", "high")
    for name in ("scene.people", "others_present"):
        if name in case.answers:
            yield Said(case.answers[name].value.shown)
            break


def _means(board: Board, case: Case) -> str:
    kind, near = case.answers.get("means.type"), case.answers.get("means.in_reach")
    if kind is None or kind.value.code in {None, "", "none"}:
        return ""
    words = shown(board, "means.type", kind).lower()
    moved = case.answers.get("means.moved")
    if moved is not None and moved.value.code == "moved" and (near is None or moved.at > near.at):
        return _("{means}, moved away").format(means=words)
    if near is not None and near.value.code == "yes":
        return _("{means} within reach").format(means=words)
    return words


def shown(board: Board, name: str, found: Answered) -> str:
    """Return an answer as a person reads it: the labels of its codes, or its words."""
    if found.value.text is not None or found.value.code is None:
        return found.value.shown
    field = board.field_called(name)
    if field is not None:
        named = dict(field.choices)
        return ", ".join(named.get(code, code) for code in found.value.code.split(","))
    return found.value.code.replace("_", " ").replace(",", ", ")


def centres(case: Case, looked: Answer | None, now: datetime) -> Iterator[Said]:
    """Yield every 911 centre that may answer for the place; ``None`` while they are looked for.

    Those whose area holds the place are all shown; of those that only their county lists, a few.
    """
    if case.place is None or case.place.location.at is None:
        yield Said(_("No place yet, so no centre"), "value", "high")
        yield Said(_ladder(()))
        return
    if looked is None:
        yield Said(_("Looking …"))
        return
    if not looked.hits:
        yield Said(_("No 911 centre is known for this place"), "value", "high")
        yield Said(_ladder(looked.ladder))
        return
    if not looked.complete:
        yield Said(_("Another centre may answer that is not on file"), "value", "high")
    by_area = sum(hit.found_by is FoundBy.POLYGON for hit in looked.hits)
    shown = looked.hits[: max(MOST_CENTRES, by_area)]
    for hit in shown:
        yield Said(hit.facility.name, "value" if looked.complete else "secondary")
        yield _number(hit, now)
    yield from (Said(line, "secondary", "high") for line in looked.why)
    more = len(looked.hits) - len(shown)
    if more:
        yield Said(_("and {n} more: ask for their town").format(n=more), "secondary", "high")
    elif not looked.why and (len(shown) > 1 or not looked.complete):
        yield Said(_("more than one may answer: ask for their town"), "secondary", "high")
    if not any(hit.facility.phone for hit in looked.hits):
        yield Said(_ladder(looked.ladder))


def dispatch(case: Case) -> Iterator[Said]:
    """Yield what is known of the dispatch, once a centre was called, and what is still open."""
    if not was_dispatched(case):
        return
    missing = facts_open(case)
    known = [
        words.format(value=found.value.shown)
        for words, field in (
            (_("incident {value}"), INCIDENT),
            (_("taken by {value}"), OPERATOR),
            (_("{value} min"), ETA),
        )
        if (found := of_dispatch(case, field)) is not None
    ]
    if known:
        yield Said(" · ".join(known), "secondary", "" if missing else "well")
    if missing:
        yield Said(f"○ {labels.still_open(missing)}", "secondary", "moderate")


def _number(hit: PsapHit, now: datetime) -> Said:
    centre, today = hit.facility, now.astimezone().date()
    number = labels.phone(centre.phone) if centre.phone else _("no number on file")
    fresh = number_fresh(centre.verified_on, today)
    if centre.verified_on is None:
        age = _("⚠ number not verified") if centre.phone else ""
    else:
        mark = "" if fresh else "⚠ "
        age = _("{mark}verified {n} d ago").format(mark=mark, n=(today - centre.verified_on).days)
    named = "invented" in centre.name.casefold()
    invented = _("invented") if centre.invented and not named else ""
    gone = _("not in the newest list") if centre.gone else ""
    by = {FoundBy.POLYGON: _("by area"), FoundBy.COUNTY: _("by county"), FoundBy.CITY: _("by town")}
    parts = (number, age, by[hit.found_by], gone, invented)
    words = " · ".join(part for part in parts if part)
    return Said(words, "secondary", "" if fresh and centre.phone else "high")


def _ladder(rungs: Sequence[Rung]) -> str:
    """Return whom to reach instead, in order, with the numbers that are known of them."""
    if not rungs:
        return _(
            "Then: a number you verify now · the county sheriff · the state warning point · "
            "a relay service · 988"
        )
    said = " · ".join(ladder.with_numbers(rung.fallback, rung.known) for rung in rungs)
    return _("Then: {rungs}").format(rungs=said)
