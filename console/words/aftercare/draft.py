"""The first draft of a message to the care team: what they need, and nothing more.

It is made of codes and times of the case alone.  No note, no answer and no word of the client
goes into it, and nothing of treatment for substance use (42 CFR Part 2); a person reads it,
changes it, and gives it.
"""

from datetime import datetime
from gettext import gettext as _

from console.domain.care.case import Case, Ending, NoNext, PlanLook
from console.domain.people.client import PastCase
from console.words import labels
from console.words.aftercare import said


def team_message(about: Case | PastCase) -> str:
    """Return a draft about a case that has landed, or is open still."""
    if isinstance(about, Case):
        lines = [*_opening(about.number, about.opened_at), _("The case is open.")]
        if about.tier is not None:
            start, here = labels.tier(about.tier_at_start), labels.tier(about.tier.tier)
            words = _("Risk at the start: {start}. Now: {now}.")
            lines.append(words.format(start=start.lower(), now=here.lower()))
        return "\n".join((*lines, _asked()))
    lines = [*_opening(about.number, about.began), *_landing(about)]
    return "\n".join((*lines, _asked()))


def _opening(number: int, began: datetime) -> list[str]:
    words = _("Crisis line, case {n}: your client was in contact on {when}.")
    return [words.format(n=number, when=said.moment(began))]


def _landing(past: PastCase) -> list[str]:
    lines = []
    if past.tier is not None:
        start = labels.tier(past.at_start).lower() if past.at_start is not None else "—"
        words = _("Risk at the start: {start}. At the end: {end}.")
        lines.append(words.format(start=start, end=labels.tier(past.tier).lower()))
    ending = next((found for found in Ending if found == past.outcome), None)
    if ending is not None:
        lines.append(_("How it ended: {how}.").format(how=labels.ending(ending)))
    if past.confirmed:
        lines.append(_("Responders are known to have reached them."))
    plan = next((found for found in PlanLook if found == past.plan), None)
    if plan is not None:
        lines.append(_("Safety plan: {plan}.").format(plan=labels.plan_look(plan)))
    if past.next_contact is not None:
        when = said.moment(past.next_contact)
        lines.append(_("We reach out again on {when}.").format(when=when))
    else:
        why = next((found for found in NoNext if found == past.no_next), None)
        if why is not None:
            lines.append(_("No next contact of ours: {why}.").format(why=labels.no_next(why)))
    return lines


def _asked() -> str:
    return _("Please see them soon, look at the safety plan together, and tell us when you have.")
