"""Filled forms that come in at the door: each becomes one assessment."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from hashlib import sha256

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.triage import judged
from console.domain.instrument.instrument import Finding
from console.domain.instrument.paper import Paper
from console.domain.instrument.scoring import Basis
from console.domain.instrument.shipped import shipped
from console.domain.tier import Tier
from console.intake.event import IntakeEvent
from console.intake.forms.hearing import option_of
from console.intake.forms.known import known
from console.intake.forms.match import Place, Role
from console.intake.forms.model import Coding, FilledForm, Format, Parcel, Reply
from console.intake.forms.resources import parcel
from console.intake.forms.verdict import Hints, Judges, Verdict, judge
from console.intake.strict.json_in import LARGEST
from console.intake.strict.wanted import NotAsWanted
from console.intake.whose import whose

_PLAIN = {
    ("http://snomed.info/sct", "373066001"): "Yes",
    ("http://snomed.info/sct", "373067005"): "No",
    ("http://loinc.org", "LA33-6"): "Yes",
    ("http://loinc.org", "LA32-8"): "No",
}
MOST = 64
"""So many filled forms may come at once."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One filled form, ready to be taken in.

    Attributes:
        event: whom it is about, and under which name it is taken in only once.
        suggestion: what our rules make of it.
        said: the questions and answers as the form words them.
        paper: the form as it came.
    """

    event: IntakeEvent
    suggestion: Suggestion
    said: str
    paper: Paper


def is_fhir(data: bytes) -> bool:
    """Whether ``data`` looks like FHIR: XML, or JSON that names a type of resource."""
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:1] == b"<":
        return True
    try:
        whole = json.loads(bare)
    except (ValueError, RecursionError):
        return b'"resourceType"' in data
    return isinstance(whole, dict) and "resourceType" in whole


def arrivals(
    data: bytes, sender: str, board: Board, now: datetime, largest: int = LARGEST
) -> tuple[Arrival, ...]:
    """Return the filled forms in ``data``, in its order.

    Args:
        data: a QuestionnaireResponse or a Bundle, as JSON or XML.
        sender: who posted it.
        board: whom they may be about, and what was loaded and scored here before.
        now: when it came, for a form that does not say when it was filled in.
        largest: the most bytes that are taken.

    Raises:
        NotAsWanted: it is no FHIR, or there is no filled form in it, or there are too many.
    """
    found = parcel(data, largest)
    if not 0 < len(found.filled) <= MOST:
        wanted = _("from 1 to {n} QuestionnaireResponses are wanted").format(n=MOST)
        raise NotAsWanted("", wanted)
    judges = Judges(tuple(shipped().values()), known().beside(board.instruments))
    return tuple(
        _arrival(_event(form, sender, now), form, found, data, board, judges)
        for form in found.filled
    )


def suggested(verdict: Verdict) -> Suggestion:
    """Return what a verdict suggests for the queue; unscored is never low."""
    if verdict.scored is not None:
        return judged(verdict.scored)
    if verdict.at_least < Finding.MODERATE:
        return Suggestion(Tier.MODERATE, Rule.ANSWERS_UNSCORED)
    first = verdict.basis[0] if verdict.basis else Basis("")
    rule = next((rule for rule in Rule if rule == first.code), Rule.SCORE_RAISED)
    return Suggestion(verdict.weight, rule, first.shown)


def _event(form: FilledForm, sender: str, now: datetime) -> IntakeEvent:
    """Return whom a form is about, under the name of this state of it."""
    stamped = f"{form.id}/{form.stamp}" if form.id and form.stamp else ""
    return IntakeEvent(
        stamped or sha256(form.written.encode()).hexdigest(),
        sender,
        ContactKind.ASSESSMENT,
        form.authored or now,
        form.whose.identifiers,
        None,
        {},
    )


def _arrival(  # noqa: PLR0913, PLR0917 -- one form, where it stood, and what is known beside it
    event: IntakeEvent,
    form: FilledForm,
    found: Parcel,
    data: bytes,
    board: Board,
    judges: Judges,
) -> Arrival:
    verdict = judge(form, found.forms, judges, _hints(board, event))
    instrument, scored = verdict.instrument, verdict.scored
    alone = len({one.whose for one in found.filled}) == 1
    paper = Paper(
        private(data.decode() if alone else form.written),
        found.format if alone else Format.JSON,
        form.release,
        instrument.id if instrument is not None else "",
        instrument.version if instrument is not None else 0,
        verdict.cautions,
        scored.score if scored is not None else None,
        scored.band if scored is not None else None,
    )
    return Arrival(event, suggested(verdict), "\n".join(_lines(form, verdict.places)), paper)


def _hints(board: Board, event: IntakeEvent) -> Hints:
    """Return the totals of the client's time before, and which wordings are used here."""
    client = whose(board.clients.values(), event)
    totals = board.totals.get(client, {}) if client is not None else {}
    held = board.instruments.items()
    variants = {name: one.wording.variant for name, one in held if one.wording.variant}
    return Hints(None, totals, variants)


def _lines(form: FilledForm, places: Sequence[Place]) -> Iterator[str]:
    """Yield the questions and answers, then what the form says of itself.

    They stand in the words of the form; where it has none, in those that ship.  Nothing in
    them depends on the language of this machine: a duplicate is known by them.
    """
    for place in places:
        answers = "; ".join(_said(reply, place) for reply in place.filled.replies)
        name = _name(place)
        if name and (answers or place.filled.text):
            yield f"{name}: {answers}" if answers else name
    which = f"{form.canonical}|{form.version}" if form.version else form.canonical
    when = form.authored.isoformat() if form.authored is not None else ""
    about = (form.status, when, form.id, which)
    yield " · ".join(part for part in about if part)


def _name(place: Place) -> str:
    """Return what a question is called: by the form, by its questionnaire, or by us."""
    asked = place.question.text if place.question is not None else ""
    ours = (place.item.text or place.item.label) if place.item is not None else ""
    if place.role is Role.LOOKALIKE:
        ours = ""
    return place.filled.text or asked or ours or place.filled.link


def _said(reply: Reply, place: Place) -> str:
    if reply.absent is not None:
        return reply.absent
    if reply.coding is not None:
        return reply.coding.display or _ours(reply.coding, place) or reply.coding.code
    if reply.flag is not None:
        return "yes" if reply.flag else "no"
    if reply.number is not None:
        return f"{reply.number:g}"
    return reply.text or ""


def _ours(coding: Coding, place: Place) -> str:
    """Return the words that ship for an answer, where its code is one of ours."""
    option = option_of(place.item, coding, place) if place.item is not None else None
    if option is not None:
        return option.text or option.code
    return _PLAIN.get((coding.system, coding.code), "")
