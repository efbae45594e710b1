"""A signed release as a form: what 45 CFR 164.508(c) and 42 CFR 2.31 ask for."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

from console.desk.fresh import private
from console.domain.commands import Command, RecordRelease
from console.domain.people.circle import Supporter
from console.domain.people.client import Client
from console.domain.people.release import Channel, Form, Paper, Release, Scope, Statement
from console.ui.person.write import form
from console.ui.person.write.blanks import Blank, Kind
from console.ui.person.write.read import Unclear, Values, day_of, picked, words_of
from console.words import labels
from console.words.people import around, kinds


def release_paper(client: Client, one: Supporter, today: date) -> form.Paper:
    """Return the form of a release for somebody of the circle, with what the last one said."""
    return form.Paper(
        f"release:{client.id}:{one.name.casefold()}",
        _("RELEASE FOR {who}").format(who=around.named(one).upper()),
        _blanks(),
        _values(client, one, today),
        lambda values, _made_from: _commands(client, one, values, today),
    )


def _blanks() -> tuple[Blank, ...]:
    scopes = tuple((scope.value, labels.scope(scope)) for scope in Scope)
    channels = tuple((one.value, kinds.channel(one)) for one in Channel)
    forms = tuple((one.value, kinds.form(one)) for one in Form)
    told = tuple((one.value, kinds.statement(one)) for one in Statement)
    day = _("2027-03-01, or 12 months")
    return (
        Blank("scope", _("What may be told"), kind=Kind.TICKS, choices=scopes),
        Blank("purpose", _("What for"), _("support in a crisis")),
        Blank("starts", _("From"), day),
        Blank("ends", _("Until"), _("2027-03-01, or 12 months, or an event")),
        Blank("channels", _("How they may be reached"), kind=Kind.TICKS, choices=channels),
        Blank("hours", _("When"), _("for example 08:00 to 22:00")),
        Blank("signed_by", _("Signed by"), _("the client, or who signs for them")),
        Blank("signed_on", _("Signed on"), day),
        Blank("authority", _("By what right, if not the client"), _("parent, guardian, agent")),
        Blank("form", _("Written"), kind=Kind.ONE, choices=forms),
        Blank("statements", _("The form says"), kind=Kind.TICKS, choices=told),
        Blank("sha256", _("SHA-256 of the form"), _("of the scan, if there is one")),
    )


def _values(client: Client, one: Supporter, today: date) -> dict[str, str]:
    held = one.release
    paper = held.paper if held is not None else Paper(_("support in a crisis"))
    return {
        "scope": ",".join(sorted(held.scope)) if held is not None else Scope.SAFETY_CONCERN,
        "purpose": paper.purpose or _("support in a crisis"),
        "starts": today.isoformat(),
        "ends": paper.ends_when or _("12 months"),
        "channels": ",".join(sorted(paper.channels)),
        "hours": paper.hours,
        "signed_by": client.name,
        "signed_on": "",
        "form": paper.form or "",
    }


def _commands(client: Client, one: Supporter, values: Values, today: date) -> Sequence[Command]:
    expires, event = _end(values, today)
    release = Release(
        frozenset(Scope(code) for code in picked(values, "scope")),
        day_of(values, "starts", today),
        expires,
        Paper(
            words_of(values, "purpose"),
            frozenset(Channel(code) for code in picked(values, "channels")),
            words_of(values, "hours"),
            event,
            words_of(values, "signed_by"),
            day_of(values, "signed_on", today),
            words_of(values, "authority"),
            next((Form(code) for code in picked(values, "form")), None),
            words_of(values, "sha256").casefold(),
            statements=frozenset(Statement(code) for code in picked(values, "statements")),
        ),
    )
    return (RecordRelease(client.id, private(one.name), private(release)),)


def _end(values: Values, today: date) -> tuple[date | None, str]:
    """Return the day on which it ends, or else the event."""
    text = words_of(values, "ends")
    try:
        return day_of(values, "ends", today), ""
    except Unclear:
        if any(letter.isdigit() for letter in text):  # a day that was mistyped, not an event
            raise
        return None, text
