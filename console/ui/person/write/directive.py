"""What is known of an advance directive, as a form."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

from console.desk.fresh import private
from console.domain.commands import Command, RecordDirective
from console.domain.people.client import Client
from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.ui.person.write.blanks import Blank, Kind, yes_no
from console.ui.person.write.form import Paper
from console.ui.person.write.read import (
    Unclear,
    Values,
    day_of,
    phones_of,
    picked,
    words_of,
    yes_of,
)
from console.words import labels
from console.words.people import around, kinds

STATE = 2
"""How many letters a US state has."""


def directive_paper(client: Client, today: date) -> Paper:
    """Return the form with what is known of the directive now."""
    return Paper(
        f"directive:{client.id}",
        _("ADVANCE DIRECTIVE"),
        _blanks(),
        _values(client.directive),
        lambda values, _made_from: _commands(client, values, today),
        summary=around.directive(client.directive, today),
    )


def _blanks() -> tuple[Blank, ...]:
    gives = tuple((one.value, kinds.directive_kind(one)) for one in DirectiveKind)
    who, day = _("name, number"), _("2025-11-03, or 11/3/2025")
    return (
        Blank("exists", _("There is one"), kind=Kind.ONE, choices=yes_no()),
        Blank("kind", _("It gives"), kind=Kind.ONE, choices=gives),
        Blank("state", _("State"), _("OH")),
        Blank("signed_on", _("Signed on"), day),
        Blank("agent", _("Who decides"), who),
        Blank("alternate", _("Else"), who),
        Blank("medicines_yes", _("Medicines: yes")),
        Blank("medicines_no", _("Medicines: no")),
        Blank("facility_yes", _("To be taken to")),
        Blank("facility_no", _("Not to be taken to")),
        Blank("calms", _("What calms them")),
        Blank("at_home", _("Children, animals at home")),
        Blank("may_be_told", _("May be told")),
        Blank("not_told", _("May not be told")),
        Blank("revoked_on", _("Revoked on"), _("today, or a day; empty while it stands")),
        Blank("sha256", _("SHA-256 of the document"), _("of the scan, if there is one")),
    )


def _values(held: Directive | None) -> dict[str, str]:
    if held is None:
        return {}
    return {
        "exists": "yes" if held.exists else "no",
        "kind": held.kind or "",
        "state": held.state,
        "signed_on": held.signed_on.isoformat() if held.signed_on is not None else "",
        "agent": _told(held.agent),
        "alternate": _told(held.alternate),
        "medicines_yes": held.medicines_yes,
        "medicines_no": held.medicines_no,
        "facility_yes": held.facility_yes,
        "facility_no": held.facility_no,
        "calms": held.calms,
        "at_home": held.at_home,
        "may_be_told": held.may_be_told,
        "not_told": held.not_told,
        "revoked_on": held.revoked_on.isoformat() if held.revoked_on is not None else "",
        "sha256": held.sha256,
    }


def _told(one: Agent | None) -> str:
    if one is None:
        return ""
    return f"{one.name}, {labels.phone(one.phone)}" if one.phone else one.name


def _commands(client: Client, values: Values, today: date) -> Sequence[Command]:
    exists = yes_of(values, "exists")
    if exists is None:
        raise Unclear("exists", _("Say whether there is one."))
    state = words_of(values, "state").upper()
    if state and len(state) != STATE:
        raise Unclear("state", _("Two letters are wanted, such as OH."))
    directive = Directive(
        exists,
        today,
        next((DirectiveKind(code) for code in picked(values, "kind")), None),
        state,
        day_of(values, "signed_on", today),
        _agent(values, "agent"),
        _agent(values, "alternate"),
        words_of(values, "medicines_yes"),
        words_of(values, "medicines_no"),
        words_of(values, "facility_yes"),
        words_of(values, "facility_no"),
        words_of(values, "calms"),
        words_of(values, "may_be_told"),
        words_of(values, "not_told"),
        words_of(values, "at_home"),
        day_of(values, "revoked_on", today),
        words_of(values, "sha256").casefold(),
    )
    return (RecordDirective(client.id, private(directive)),)


def _agent(values: Values, field: str) -> Agent | None:
    """Return who is named, with their number where one was typed after a comma."""
    name, _comma, number = words_of(values, field).partition(",")
    if not name:
        return None
    found = phones_of({field: number}, field)
    return Agent(name.strip(), found[0] if found else "")
