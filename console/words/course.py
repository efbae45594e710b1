"""The course of a case, in times and codes: the first draft of the note.

What the program knows, it writes; the judgement is the human's (CONTENT section 6, rule 18).
No word of the client goes into it: who writes the note adds what it takes of them.
"""

from collections.abc import Iterator
from datetime import datetime
from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.contact import Contact
from console.domain.care.landing import of_dispatch
from console.domain.protocol.escalation import Escalation, Outcome
from console.words import labels
from console.words.refusals import staff_name

Moment = tuple[datetime, str]


def course(board: Board, case: Case) -> str:
    """Return the draft: what happened, in its order, and the place for what it means."""
    found = sorted(_moments(board, case), key=lambda one: one[0])
    lines = [_("Case {n}, as it went").format(n=case.number)]
    lines += [f"{at.astimezone():%H:%M} {words}" for at, words in found]
    return "\n".join((*lines, "", _("What I make of it:"), ""))


def _moments(board: Board, case: Case) -> Iterator[Moment]:
    for contact in case.contacts:
        yield from _contact(contact)
    if case.first_taken_at is not None and case.owner is not None:
        taken = _("taken; with {who} now").format(who=staff_name(board, case.owner))
        yield case.first_taken_at, taken
    if case.place is not None and case.place.confirmed is not None:
        yield case.place.confirmed.at, _("location read back")
    for one in case.assessments:
        band = f", {one.band.replace('_', ' ')}" if one.band else ""
        score = _("no score") if one.score is None else str(one.score)
        known = board.instrument(one.instrument)
        title = known.title if known is not None else str(one.instrument)
        yield one.at, f"{title}: {score}{band}"
    for rating in dict.fromkeys(filter(None, (case.first_tier, case.tier))):
        yield rating.at, _("tier set: {tier}").format(tier=labels.tier(rating.tier).lower())
    for run in case.escalations:
        yield run.started_at, _run(board, run)
    yield from _help(case)
    for tick in case.ticks:
        yield tick.at, _("safety plan tried: {part}").format(part=labels.part(tick.part).lower())


def _contact(contact: Contact) -> Iterator[Moment]:
    yield contact.arrived, _("arrived: {kind}").format(kind=labels.contact_kind(contact.kind))
    if contact.ended_at is not None:
        yield contact.ended_at, labels.line(contact.line).lower()


def _run(board: Board, run: Escalation) -> str:
    """Return how far a checklist was gone through; what was left out is counted, not judged."""
    outcomes = [how.outcome for how in run.settled.values()]
    done = outcomes.count(Outcome.DONE)
    skipped = outcomes.count(Outcome.SKIPPED)
    words = f"{run.protocol} {board.protocol_of(run).title}: "
    words += _("{n} done").format(n=done)
    if skipped:
        words += _(", {n} skipped").format(n=skipped)
    return words if run.running else words + _(", ended")


def _help(case: Case) -> Iterator[Moment]:
    if case.help_asked_at is not None:
        came = _("lead called; came") if case.help_answered_by is not None else _("lead called")
        yield case.help_asked_at, came
    dialled = case.answers.get("psap.dialled_at")
    if dialled is not None:
        yield dialled.at, _("911 centre called")
    for field, words in (
        ("psap.incident", _("incident number written down")),
        ("responder.contact_at", _("responders reached the person")),
    ):
        known = of_dispatch(case, field)
        if known is not None:
            yield known.at, words
