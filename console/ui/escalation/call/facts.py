"""What is said to a 911 centre, in the order of 47 CFR 9.14(b), and nothing beyond it.

The minimum necessary (45 CFR 164.502(b)): no history, no diagnosis, no substance-use record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _

from PySide6.QtCore import QLocale

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Recipient
from console.domain.ids import StaffId
from console.domain.seen.glance import Presence, glance
from console.domain.tier import Tier
from console.reports.document import Document, Facts
from console.reports.times import moment
from console.words import labels
from console.words.packet import answered
from console.words.place.where import Trust, surety
from console.words.refusals import staff_name


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Who we say that we are; from the settings.

    Attributes:
        organisation: as it is said aloud.
        call_back: the ten-digit number on which the centre reaches us again.
    """

    organisation: str = ""
    call_back: str = ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line to read aloud.

    Attributes:
        value: what to say; empty where we do not know it and have to ask.
        note: what whoever reads must know of it and does not say.
        sure: whether ``note`` is reassuring.
    """

    label: str
    value: str
    big: bool = False
    note: str = ""
    sure: bool = False


def card_lines(
    board: Board, case: Case, me: StaffId, facts: CardFacts, now: datetime
) -> Iterator[CardLine]:
    """Yield the lines of the card, in the order in which they are said."""
    organisation = facts.organisation or ""
    who = _("This is the crisis line of {name}.")
    if board.programme.may_hear_name(Recipient.POLICE):
        yield CardLine(_("We are"), who.format(name=organisation) if organisation else "")
    else:
        note = _("our name tells of treatment: it is not said (Part 2)")
        yield CardLine(_("We are"), _("This is a crisis line."), note=note)
    yield CardLine(_("Call back"), labels.phone(facts.call_back) if facts.call_back else "")
    yield CardLine(_("Operator"), f"{staff_name(board, me)} · {me}")
    yield _address(board, case, now)
    yield CardLine(_("Nature"), _nature(case), big=True)
    yield CardLine(_("Weapons"), _weapons(board, case, now), big=True)
    yield CardLine(_("Scene"), _scene(board, case))
    yield CardLine(_("Person"), _person(board, case, now))
    yield CardLine(_("Language"), _language(board, case))
    yield CardLine(_("Ask for"), _("crisis-trained officer, EMS or co-response; no siren"))
    yield CardLine(_("Get"), _("incident number, unit, minutes, name or badge"))


def _address(board: Board, case: Case, now: datetime) -> CardLine:
    what, said = _("Emergency"), _answer(case, "location.address")
    place, where = case.place, glance(board, case, now).where
    if place is None or where is None:
        return CardLine(what, said, big=True)
    line = place.line or labels.place(place.location) or said
    asks = [labels.doubt(doubt, place.location.error_m) for doubt in where.doubts]
    how = surety(place, where.over_since, now)
    sure = how.trust is Trust.SURE and not asks
    note = " · ".join((how.text, *asks))
    return CardLine(what, line, big=True, note=note, sure=sure)


def _nature(case: Case) -> str:
    nature = _answer(case, "psap.nature")
    named = {
        "attempt": _("Suicide attempt in progress."),
        "imminent": _("Suicide threat, imminent."),
        "overdose": _("Overdose."),
        "medical": _("Medical emergency."),
        "welfare": _("Welfare check."),
    }
    if nature in named:
        return named[nature]
    danger = _newest(case, "danger_now", "attempt_in_progress")
    if danger in {"yes", "attempt"}:
        return named["attempt"]
    if danger in {"overdose", "medical"}:
        return named[danger]
    if case.tier is not None and case.tier.tier is Tier.IMMINENT:
        return named["imminent"]
    return ""


def _weapons(board: Board, case: Case, now: datetime) -> str:
    """Return what responders may meet: weapons, and means that are within reach."""
    weapons = glance(board, case, now).weapons
    on_record = _("our record warns of weapons")
    match weapons.now:
        case Presence.YES:
            said = _("YES, weapons there")
        case Presence.NO:
            said = _("none, they say") + (f"; {on_record}" if weapons.on_record else "")
        case Presence.UNKNOWN:
            said = _asked_in_vain(weapons.asked_at) + (
                f"; {on_record}" if weapons.on_record else ""
            )
        case _:
            said = _("not asked; {record}").format(record=on_record) if weapons.on_record else ""
    means = _means(board, case)
    if not means:
        return said
    near = _("{means} within reach").format(means=means)
    return f"{said}; {near}" if said else near


def _asked_in_vain(at: datetime | None) -> str:
    """Return that it stays unknown, and when it was asked (gate G6)."""
    if at is None:
        return _("asked, not known")
    return _("asked {time}, not known").format(time=f"{at.astimezone():%H:%M}")


def _means(board: Board, case: Case) -> str:
    """Return what the person could use and has at hand, in the words of the checklist."""
    kind, near, moved = (
        case.answers.get(name) for name in ("means.type", "means.in_reach", "means.moved")
    )
    if kind is None or near is None or near.value.code != "yes":
        return ""
    if moved is not None and moved.value.code == "moved" and moved.at > near.at:
        return ""
    named = {
        code: words
        for versions in board.protocols.values()
        for protocol in versions
        for step in protocol.steps
        for field in step.fields
        if field.id == "means.type"
        for code, words in field.choices
    }
    codes = [code for code in (kind.value.code or "").split(",") if code not in {"", "none"}]
    return ", ".join(named.get(code, code).lower() for code in codes)


def _scene(board: Board, case: Case) -> str:
    access = case.place.location.access if case.place is not None else ""
    unit = _answer(case, "location.unit")
    parts = (
        *answered(board, case, ("scene.violence", "scene.hazards")),
        _answer(case, "scene.people") or _answer(case, "others_present"),
        _answer(case, "scene.access") or access or unit,
        _answer(case, "scene.prepared"),
    )
    return " · ".join(part for part in parts if part)


def _person(board: Board, case: Case, now: datetime) -> str:
    client = board.client_of(case)
    if client is None:
        return ""
    age = client.age(now.astimezone().date())
    years = _("{n} years").format(n=age) if age is not None else ""
    return " · ".join(part for part in (client.shown_name, years, client.pronouns) if part)


def _language(board: Board, case: Case) -> str:
    client = board.client_of(case)
    tags = client.languages if client is not None else ()
    said = _answer(case, "language")
    tags = (said,) if said in {"en", "es"} else tags
    names = [QLocale.languageToString(QLocale(tag).language()) for tag in tags[:1]]
    if _answer(case, "interpreter_needed") == "yes":
        names.append(_("needs an interpreter"))
    needs = _answer(case, "scene.needs")
    return " · ".join([*names, needs] if needs else names)


def _newest(case: Case, *fields: str) -> str:
    given = [
        (case.answers[field].at, place, case.answers[field])
        for place, field in enumerate(fields)
        if field in case.answers
    ]
    return max(given, key=lambda one: one[:2])[2].value.shown if given else ""


def _answer(case: Case, field: str) -> str:
    found = case.answers.get(field)
    return found.value.shown.strip() if found is not None else ""


def card_document(
    number: int, at: datetime, lines: tuple[CardLine, ...], centre: str, *, practice: bool
) -> Document:
    """Return the card on paper; what is not known is left open, to be asked and written in."""
    open_ = "_" * 24
    said = tuple(
        (line.label, f"{line.value or open_}{f' ({line.note})' if line.note else ''}")
        for line in lines
    )
    about = _("case {n} · printed {at} · minimum necessary").format(
        n=number, at=moment(at, at.astimezone().tzinfo or UTC)
    )
    call = Facts(_("911 centre"), ((_("Call"), centre),))
    return Document(_("Call card"), about, (call, Facts(_("Read this aloud"), said)), practice)
