"""What stands around a client, in words: each release, the directive's five lines, what worries."""

from collections.abc import Iterator, Sequence
from datetime import date
from gettext import gettext as _
from typing import assert_never

from console.domain.people.circle import ConsentState, Supporter
from console.domain.people.directive import Agent, Directive
from console.domain.people.release import Channel, Paper, Scope
from console.domain.people.worries import Worry, WorryKind
from console.words import labels
from console.words.line import ERASED
from console.words.people.kinds import channel, directive_kind


def day(value: date, today: date) -> str:
    """Return a day as short as it can be said: 3 Nov, with its year when that is another."""
    year = "" if value.year == today.year else f" {value.year}"
    return f"{value.day} {value:%b}{year}"


SIGNS = {
    ConsentState.GIVEN: "✓",
    ConsentState.ENDS_SOON: "✓",
    ConsentState.NOT_YET: "○",
    ConsentState.EXPIRED: "○",
    ConsentState.REVOKED: "○",
    ConsentState.NONE: "○",
    ConsentState.NEVER: "✕",
}
"""The shape of each state of a release: colour never stands alone."""


def release(one: Supporter, today: date) -> str:
    """Return the state of somebody's release with the day that it turns on."""
    paper = one.paper or Paper()
    match one.consent(today):
        case ConsentState.NEVER:
            return _("never: violence suspected") if one.dv_suspect else _("never contact")
        case ConsentState.REVOKED:
            return _("revoked {day}").format(day=_on(one.revoked_on, today))
        case ConsentState.NOT_YET:
            return _("begins {day}").format(day=_on(one.starts, today))
        case ConsentState.EXPIRED:
            return _("ended {day}").format(day=_on(one.expires, today))
        case ConsentState.ENDS_SOON:
            days = (one.expires - today).days if one.expires is not None else 0
            soon = {0: _("ends today"), 1: _("ends tomorrow")}
            return soon.get(days, _("ends in {n} days").format(n=days))
        case ConsentState.GIVEN if one.expires is not None:
            return _("until {day}").format(day=_on(one.expires, today))
        case ConsentState.GIVEN:
            when = paper.ends_when
            return _("until {event}").format(event=when) if when else _("no end on file")
        case ConsentState.NONE:
            return _("no release")
        case state:
            assert_never(state)


def _on(value: date | None, today: date) -> str:
    return day(value, today) if value is not None else ERASED


def scope(held: frozenset[Scope]) -> str:
    """Return what may be told, in short words."""
    words = ", ".join(labels.scope(one) for one in Scope if one in held)
    return _("{scope} only").format(scope=words) if len(held) == 1 else words


def reach(one: Supporter) -> str:
    """Return how somebody is reached and how near they are, as far as anybody asked."""
    parts = [labels.phone(number) for number in one.phones]
    if one.paper is not None and one.paper.channels:
        channels = [channel(c) for c in Channel if c in one.paper.channels]
        parts.append(_("by {channels} only").format(channels=", ".join(channels)))
    if one.paper is not None and one.paper.hours:
        parts.append(one.paper.hours)
    if one.lives_with:
        parts.append(_("lives with them"))
    if one.minutes_away is not None:
        parts.append(_("{n} min away").format(n=one.minutes_away))
    if one.has_keys:
        parts.append(_("has keys"))
    parts += one.languages
    return " · ".join(parts)


def named(one: Supporter) -> str:
    """Return somebody's name with how they stand to the client."""
    name = one.name or ERASED
    return f"{name}, {one.relation}" if one.relation else name


def worry(value: Worry, today: date) -> str:
    """Return what needs a look, in one line."""
    on = day(value.on, today) if value.on is not None else ""
    days = (value.on - today).days if value.on is not None else 0
    text = {
        WorryKind.BARRED_IN_PLAN: _("The safety plan names {who}: never contact."),
        WorryKind.VIOLENCE_UNNAMED: _(
            "Violence at home is on record, and nobody is barred. Ask who is not to be told."
        ),
        WorryKind.RELEASE_REVOKED: _("{who}: release revoked {on}."),
        WorryKind.RELEASE_EXPIRED: _("{who}: release ended {on}."),
        WorryKind.RELEASE_ENDS_SOON: _("{who}: release ends in {n} days."),
        WorryKind.RELEASE_UNVERIFIED: _("{who}: number and release not checked in 90 days."),
        WorryKind.PLAN_MISSING: _("No safety plan is on file."),
        WorryKind.PLAN_WITHOUT_PEOPLE: _("The safety plan names nobody to turn to."),
        WorryKind.PLAN_OLD: _("The safety plan is {n} days old."),
        WorryKind.DIRECTIVE_REVOKED: _("The advance directive was revoked {on}."),
        WorryKind.DIRECTIVE_OLD: _("Advance directive of {on}: ask whether it still stands."),
    }[value.kind]
    if value.kind is WorryKind.RELEASE_ENDS_SOON and days <= 1:
        text = _("{who}: release ends tomorrow.") if days else _("{who}: release ends today.")
    return text.format(who=value.who or ERASED, on=on, n=abs(days))


def in_order(circle: Sequence[Supporter], today: date) -> list[Supporter]:
    """Return the circle, whoever may be told first and whoever never may last."""
    return sorted(circle, key=lambda one: (one.barred, not one.may_be_told(today)))


def person(one: Supporter, today: date) -> str:
    """Return somebody with the state of their release, in words and shape."""
    state = one.consent(today)
    parts = [named(one), release(one, today)]
    if one.scope and state is not ConsentState.NEVER:
        parts.append(scope(one.scope))
    if one.unverified(today):
        parts.append(_("⚠ not checked in 90 days"))
    return f"{SIGNS[state]} {' · '.join(parts)}"


def about(one: Supporter) -> str:
    """Return what else is on file of somebody: why they are barred, what the client prefers."""
    bar = one.bar
    why = bar.reason if bar is not None and not bar.lifted else ""
    prefers = _("would want: {words}").format(words=one.prefers) if one.prefers else ""
    return " · ".join(part for part in (why, one.note, prefers) if part)


def directive(held: Directive | None, today: date) -> tuple[str, ...]:
    """Return the five lines of a directive; that there is none is said too (CONTENT 4.5)."""
    return (_which(held, today), *_rest(held if _holds(held, today) else None))


def _holds(held: Directive | None, today: date) -> bool:
    return held is not None and held.holds(today)


def _which(held: Directive | None, today: date) -> str:
    if held is None:
        return _("None on file. Ask whether there is one.")
    if not held.exists:
        return _("They have none (asked {day})").format(day=day(held.recorded_on, today))
    signed = day(held.signed_on, today) if held.signed_on is not None else _("undated")
    parts = [
        directive_kind(held.kind) if held.kind is not None else _("on file"),
        held.state,
        _("signed {day}").format(day=signed) if held.signed_on is not None else signed,
    ]
    words = " · ".join(part for part in parts if part)
    if held.revoked_on is not None and held.revoked_on <= today:
        on = day(held.revoked_on, today)
        return _("✕ revoked {day} · {words}").format(day=on, words=words)
    return f"✓ {words}"


def _rest(held: Directive | None) -> Iterator[str]:
    """Yield the four lines that follow the first, each in its place whatever is known."""
    if held is None:
        for heading in (_("Decides"), _("Medicines"), _("To be taken to"), _("Calms")):
            yield f"{heading}: {ERASED}"
        return
    other = _agent(held.alternate)
    decides = (_agent(held.agent), _("else {who}").format(who=other) if other else "")
    yield _line(_("Decides"), *decides)
    yield _line(_("Medicines"), held.medicines_yes, _not(held.medicines_no))
    home = _("at home: {who}").format(who=held.at_home) if held.at_home else ""
    yield _line(_("To be taken to"), held.facility_yes, _not(held.facility_no), home)
    tell = _("tell {who}").format(who=held.may_be_told) if held.may_be_told else ""
    yield _line(_("Calms"), held.calms, tell, _not(held.not_told))


def _line(heading: str, *parts: str) -> str:
    return f"{heading}: {' · '.join(part for part in parts if part) or ERASED}"


def _not(words: str) -> str:
    return _("not {words}").format(words=words) if words else ""


def _agent(one: Agent | None) -> str:
    return f"{one.name} {labels.phone(one.phone)}".strip() if one is not None else ""
