"""The review after a drill: planned, happened, why, keep, change (CONTENT section 7; S60).

It is free of blame and of names: people stand in it as what they do here, clients not at
all, and nothing that anybody said.  What the journal knows is filled in; why it went so,
and what to change, is for the people who were there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import gettext as _

from console.domain import events as e
from console.domain.board import Board
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role
from console.practice.drills import words
from console.practice.drills.drill import Drill
from console.practice.drills.score import Mark, Score, Timed, Way, score
from console.reports.document import Block, Document, Facts, Figure, Figures, Moment, Table
from console.reports.document import Timeline as Lines
from console.reports.times import span
from console.words import labels
from console.words.entries import describe

EMPTY_ROWS = 4
BLANK = "\N{NO-BREAK SPACE}"
"""A cell to write in, as high as a line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: how long after the first contact, by which part, what."""

    after: timedelta
    part: str
    what: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something to change, who sees to it, and by when."""

    what: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What is filled in for the people who look back together.

    Attributes:
        ask: what to ask each other about, one question for everything that did not come off.
        why, staff: in people's words; empty in the draft.
        request: a change asked of a checklist, with the version that was used.
    """

    title: str
    on: date
    score: Score
    planned: tuple[str, ...]
    happened: tuple[Step, ...]
    ask: tuple[str, ...]
    why: str = ""
    keep: tuple[str, ...] = ()
    change: tuple[Change, ...] = ()
    request: str = ""
    staff: str = ""


def draft(drill: Drill, entries: Iterable[Happened], since: int, on: date) -> Review:
    """Return what the journal can say for the review of ``drill``; see ``score``."""
    journal = tuple(entries)
    found = score(drill, journal, since)
    return Review(
        drill.title,
        on,
        found,
        (*drill.aims, *_targets(drill)),
        tuple(_happened(journal, since)),
        tuple(_ask(found)) or (_("Everything came off. What made it so?"),),
        keep=tuple(_keep(found)),
    )


def document(review: Review, language: str = "en") -> Document:
    """Return the review as a document to print and to write on."""
    found = review.score
    met, of = found.met
    versions = ", ".join(f"{name} v{version}" for name, version in found.lists)
    blocks: tuple[Block, ...] = (
        Figures(
            (
                Figure(_("Aims met"), f"{met} / {of}"),
                *(
                    Figure(words.target(t.what), span(t.took), _against(t))
                    for t in found.times
                    if t.target is not None
                ),
            )
        ),
        _lined(_("Planned"), review.planned),
        Lines(_("Happened"), ((_("from the first contact"), _moments(review)),)),
        _steps(found),
        _records(found),
        _lined(_("Why: ask each other, of the work and never of a person"), review.ask),
        _written(_("Why it went so"), (review.why,)),
        _written(_("Keep"), review.keep),
        _changes(review),
        Facts(
            _("Change asked of a checklist"),
            ((_("Used here"), versions or "—"), (_("Asked for"), review.request or BLANK)),
        ),
        _written(_("How the people are, and what they need"), (review.staff,)),
    )
    subtitle = _("Drill of {day} · free of blame, without names · {note}").format(
        day=review.on.isoformat(), note=words.refusals()
    )
    title = _("Review: {drill}").format(drill=review.title)
    return Document(title, subtitle, blocks, practice=True, language=language)


# -- what the journal knows --------------------------------------------------------------------


def _targets(drill: Drill) -> Iterator[str]:
    for what, within in drill.targets:
        yield _("{what} within {n} s").format(
            what=words.target(what), n=f"{within.total_seconds():.0f}"
        )


def _happened(journal: tuple[Happened, ...], since: int) -> Iterator[Step]:
    """Yield what happened, without a word of anybody's and without a name."""
    board, began = Board(), None
    for happened in journal:
        board = evolve(board, happened)
        if happened.seq <= since or not isinstance(happened.event, _SHOWN):
            continue
        began = began or happened.at
        yield Step(happened.at - began, _part(board, happened.by), _plain(happened.event))


_SHOWN = (
    *(e.ContactArrived, e.CaseTaken, e.CallEnded, e.EscalationStarted, e.StepDone, e.StepTried),
    *(e.StepSkipped, e.StepUndone, e.TierSet, e.LocationConfirmed, e.HelpAsked, e.HelpAnswered),
    *(e.RolePaged, e.ClockMissed, e.DisclosureMade, e.CaseClosed),
)


def _plain(event: e.Event) -> str:
    """Return what happened as the journal's own sentence says it, but for what people said."""
    match event:
        case e.StepTried():
            return _("{step}: stays open").format(step=event.text)
        case e.StepDone():
            return event.text
        case e.StepSkipped():
            why = event.because or labels.skip(event.code)
            return _("{step}: skipped, {why}").format(step=event.text, why=why)
        case e.StepUndone():
            return _("{step}: opened again").format(step=event.text)
        case e.DisclosureMade():
            return _("Told outside: {basis}").format(basis=labels.basis(event.basis))
        case e.ContactArrived():
            return labels.contact_kind(event.kind)
        case _:
            return describe(event).title


def _part(board: Board, who: StaffId) -> str:
    """Return what somebody does here, instead of a name."""
    if who == SYSTEM:
        return _("the console")
    staff = board.staff.get(who)
    roles = staff.roles if staff is not None else frozenset()
    if Role.SHIFT_LEAD in roles:
        return _("the lead")
    return _("the counsellor") if Role.COUNSELLOR in roles else _("the clinician")


def _ask(found: Score) -> Iterator[str]:
    for timed in found.times:
        if timed.target is not None and timed.mark is not Mark.MET:
            yield _("What stood in the way? {what}").format(what=words.target(timed.what))
    for seen in found.expected:
        if seen.way not in {Way.DONE, Way.NOT_APPLICABLE}:
            yield _("What made this hard here? {step}").format(step=words.named(seen))
    yield from (_("How did this come about? {why}").format(why=fail.why) for fail in found.fails)
    yield from _ask_of_records(found)
    for text in found.clocks:
        yield _("Is the time for it right? {step}").format(step=text)
    if not found.landed:
        yield _("What was missing to come to a landing?")
    elif not found.fits:
        yield _("How did it come to end so?")


def _ask_of_records(found: Score) -> Iterator[str]:
    for record in found.told:
        for name in record.lacks:
            yield _("What would make it easy to write down? {part}").format(part=words.part(name))
    for basis in found.untold:
        yield _("Was somebody told, and where does it stand? {basis}").format(
            basis=labels.basis(basis)
        )


def _keep(found: Score) -> Iterator[str]:
    for timed in found.times:
        if timed.target is not None and timed.mark is Mark.MET:
            yield f"{words.target(timed.what)}: {words.timed(timed)}"
    done = [seen.step for seen in found.expected if seen.way is Way.DONE]
    if done:
        yield _("Done as planned: {steps}").format(steps=", ".join(done))


# -- how it is printed --------------------------------------------------------------------------


def _against(timed: Timed) -> str:
    within = _("{mark}, of {target}")
    return within.format(mark=words.mark(timed.mark), target=span(timed.target))


def _lined(title: str, rows: tuple[str, ...]) -> Table:
    return Table(title, ("",), tuple((row,) for row in rows), none=_("Nothing."))


def _written(title: str, rows: tuple[str, ...]) -> Table:
    """Return what people write: what they wrote, or lines to write on."""
    held = tuple((row,) for row in rows if row) or ((BLANK,),) * EMPTY_ROWS
    return Table(title, ("",), held)


def _moments(review: Review) -> tuple[Moment, ...]:
    return tuple(
        Moment(labels.clock(step.after), step.what, by=step.part) for step in review.happened
    )


def _steps(found: Score) -> Table:
    rows = [(words.named(seen), words.way(seen)) for seen in found.expected]
    rows += [(words.named(s), words.way(s)) for s in (*found.skipped, *found.left)]
    rows += [(text, _("its clock ran out")) for text in found.clocks]
    rows += [(words.named(seen), _("a gate, led past")) for seen in found.gates.led_past]
    rows += [(fail.why, _("should not be")) for fail in found.fails]
    return Table(
        _("Steps"), (_("Step"), _("What became of it")), tuple(rows), none=_("None was expected.")
    )


def _records(found: Score) -> Table:
    rows = [
        (labels.basis(r.basis), ", ".join(words.part(n) for n in r.lacks) or _("whole"))
        for r in found.told
    ]
    rows += [(labels.basis(basis), _("no record")) for basis in found.untold]
    return Table(
        _("Told to somebody outside"),
        (_("Basis"), _("Still empty in its record")),
        tuple(rows),
        none=_("Nobody was told."),
    )


def _changes(review: Review) -> Table:
    rows = [(one.what, one.owner, one.due) for one in review.change]
    rows += [(BLANK, BLANK, BLANK)] * max(EMPTY_ROWS - len(rows), 0)
    heads = (_("What"), _("Who sees to it"), _("By when"))
    return Table(_("Change"), heads, tuple(rows), widths=(0, 38, 26))
