"""What is said of a client's circle, safety plan and directive: labels, sentences, refusals."""

from datetime import date
from gettext import gettext as _
from typing import assert_never

from console.domain import events as e
from console.domain.errors import (
    Barred,
    Lacking,
    NeedsWords,
    NobodyCalled,
    NoRelease,
    NotOnScale,
    NotWithThem,
    PlanChanged,
    RecordChanged,
    ReleaseLacks,
    SameName,
)
from console.domain.people.circle import ConsentState, Oral, Supporter
from console.domain.people.directive import DirectiveKind
from console.domain.people.release import (
    Channel,
    Form,
    Paper,
    ReleasePart,
    RevokedHow,
    Scope,
    Statement,
)
from console.domain.people.worries import Worry, WorryKind
from console.domain.private import Private
from console.words import labels

ERASED = "—"

AboutPeople = (
    NotWithThem
    | RecordChanged
    | NobodyCalled
    | SameName
    | Barred
    | NoRelease
    | ReleaseLacks
    | NeedsWords
    | NotOnScale
    | PlanChanged
)


def oral(value: Oral) -> str:
    """Return what a client said to somebody being told."""
    return {
        Oral.AGREED: _("agreed"),
        Oral.NO_OBJECTION: _("asked, did not object"),
        Oral.INFERRED: _("did not say; inferred from what is going on"),
        Oral.EMERGENCY_BEST_INTEREST: _("cannot say; in their best interest"),
        Oral.OBJECTED: _("objected"),
    }[value]


def channel(value: Channel) -> str:
    """Return a way to reach somebody."""
    return {
        Channel.CALL: _("call"),
        Channel.VOICEMAIL: _("voicemail"),
        Channel.TEXT: _("text"),
        Channel.EMAIL: _("e-mail"),
        Channel.LETTER: _("letter"),
        Channel.IN_PERSON: _("in person"),
    }[value]


def form(value: Form) -> str:
    """Return what a release is written on."""
    return {Form.PAPER: _("on paper"), Form.ELECTRONIC: _("electronic")}[value]


def statement(value: Statement) -> str:
    """Return what a form tells whoever signs it."""
    return {
        Statement.REVOCATION: _("how to take it back"),
        Statement.CONDITIONING: _("care does not depend on it"),
        Statement.REDISCLOSURE: _("it may be told on"),
    }[value]


def revoked_how(value: RevokedHow | None) -> str:
    """Return in what way a release was taken back."""
    if value is None:
        return ERASED
    return {
        RevokedHow.ORALLY: _("said"),
        RevokedHow.IN_WRITING: _("in writing"),
        RevokedHow.IN_THE_CHART: _("in the chart"),
    }[value]


def directive_kind(value: DirectiveKind) -> str:
    """Return what a directive does."""
    return {
        DirectiveKind.INSTRUCTIONS: _("instructions"),
        DirectiveKind.PROXY: _("names an agent"),
        DirectiveKind.BOTH: _("instructions and agent"),
    }[value]


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
        WorryKind.BARRED_IN_PLAN: _("The safety plan names {who}, who is never to be contacted."),
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


def happened(event: e.PeopleEvent | e.OralAgreementNoted) -> tuple[str, str]:
    """Return what an entry about a client's circle, plan or directive says: title and detail."""
    match event:
        case e.PlanWritten():
            title = _("Safety plan written: version {n}").format(n=event.version)
            plan = event.plan.value
            with_ = _("made with {who}").format(who=plan.made_with) if plan is not None else ERASED
            return title, with_
        case e.DirectiveRecorded():
            return _("Advance directive recorded"), _directive(event)
        case e.OralAgreementNoted():
            title = _("Telling {who}: client {kind}")
            return title.format(who=_text(event.who), kind=oral(event.kind)), _text(event.said)
        case e.SupporterNamed():
            who = event.who.value
            name = who.name if who is not None else ERASED
            relation = who.relation if who is not None else ""
            return _("In the circle: {who}").format(who=name), relation
        case _:
            return _release(event)


def _directive(event: e.DirectiveRecorded) -> str:
    held = event.directive.value
    if held is None:
        return ERASED
    if not held.exists:
        return _("they have none")
    return _("revoked") if held.revoked_on is not None else _("on file")


def _release(
    event: e.ReleaseRecorded | e.ReleaseRevoked | e.ReleaseVerified | e.ContactBarred | e.BarLifted,
) -> tuple[str, str]:
    who = _text(event.who)
    match event:
        case e.ReleaseRecorded():
            given = event.release.value
            scope = ERASED
            if given is not None:
                scope = ", ".join(labels.scope(one) for one in sorted(given.scope))
            return _("Release recorded: {who}").format(who=who), scope
        case e.ReleaseRevoked():
            said = event.revocation.value
            how = revoked_how(said.how) if said is not None else ERASED
            return _("Release revoked: {who}").format(who=who), how
        case e.ReleaseVerified():
            return _("Number and release still stand: {who}").format(who=who), ""
        case e.ContactBarred():
            why = _text(event.reason)
            suspect = _("suspected of violence")
            detail = f"{suspect} · {why}" if event.suspect else why
            return _("Never contact: {who}").format(who=who), detail
        case e.BarLifted():
            return _("May be contacted again: {who}").format(who=who), _text(event.reason)
        case _:
            assert_never(event)


def _text(private: Private[str]) -> str:
    return private.value if private.value is not None else ERASED


def refused(reason: AboutPeople) -> str:
    """Return why something about a client was not written down, and what to do."""
    match reason:
        case NobodyCalled() | SameName() | Barred() | NoRelease():
            return _about(reason).format(name=reason.name)
        case NotWithThem():
            return _(
                "You have no open case of this client. "
                "A lead or a clinician may write this without one."
            )
        case RecordChanged():
            return _("The record was changed meanwhile. Look at it again.")
        case ReleaseLacks():
            parts = ", ".join(_part(part) for part in reason.parts)
            return _("The release still needs: {parts}.").format(parts=parts)
        case NeedsWords():
            return _lacking(reason.what)
        case NotOnScale():
            words = _("A number from {least} to {most} is wanted.")
            return words.format(least=reason.least, most=reason.most)
        case PlanChanged():
            words = _(
                "The safety plan was changed meanwhile: version {n} stands there now. "
                "What you wrote is kept; look at both."
            )
            return words.format(n=reason.version)
        case _:
            assert_never(reason)


def _about(reason: NobodyCalled | SameName | Barred | NoRelease) -> str:
    match reason:
        case NobodyCalled():
            return _("Nobody in the circle is called {name}. Name them first.")
        case SameName():
            return _("Two people here are called {name}. Give one a name that differs.")
        case Barred():
            return _("{name} is never to be contacted. Lift the bar first, with a reason.")
        case NoRelease():
            return _("There is no release for {name} that holds.")


def _part(value: ReleasePart) -> str:
    return {
        ReleasePart.SCOPE: _("what may be told"),
        ReleasePart.PURPOSE: _("what for"),
        ReleasePart.END: _("until when"),
        ReleasePart.SIGNATURE: _("who signed it, and when"),
    }[value]


def _lacking(value: Lacking) -> str:
    return {
        Lacking.NAME: _("Write the name."),
        Lacking.REASON: _("Write the reason, in one sentence."),
        Lacking.WHAT_WAS_SAID: _("Write what was said, or what you go by."),
        Lacking.PLAN_LINES: _("Write at least one line of the plan."),
    }[value]
