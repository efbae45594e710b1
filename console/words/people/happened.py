"""What an entry about a client's circle, plan or directive says."""

from gettext import gettext as _
from typing import assert_never

from console.domain import events as e
from console.words import labels
from console.words.line import ERASED, text_of
from console.words.people.kinds import oral, revoked_how


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
            return title.format(who=text_of(event.who), kind=oral(event.kind)), text_of(event.said)
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
    who = text_of(event.who)
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
            why = text_of(event.reason)
            suspect = _("suspected of violence")
            detail = f"{suspect} · {why}" if event.suspect else why
            return _("Never contact: {who}").format(who=who), detail
        case e.BarLifted():
            return _("May be contacted again: {who}").format(who=who), text_of(event.reason)
        case _:
            assert_never(event)
