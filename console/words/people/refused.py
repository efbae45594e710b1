"""Why something about a client was not written down, and what to do."""

from gettext import gettext as _
from typing import assert_never

from console.domain.people.release import ReleasePart
from console.domain.refused import (
    Barred,
    Lacking,
    NeedsWords,
    NobodyCalled,
    NoRelease,
    NotOnScale,
    NotWithThem,
    PeopleReason,
    PlanChanged,
    RecordChanged,
    ReleaseLacks,
    SameName,
)


def refused(reason: PeopleReason) -> str:
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
