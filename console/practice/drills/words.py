"""What a drill and its score are called on the screen and on paper."""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Final

from console.practice.drills.drill import Inject, Target, Voice
from console.practice.drills.score import Mark, Score, StepSeen, Timed, Way
from console.reports.times import span
from console.words import labels

WELL, LOOK = "✓", "▲"
"""Before a line that came off, and before one to talk about."""
DONE: Final = frozenset({Way.DONE, Way.NOT_APPLICABLE})


def voice(value: Voice) -> str:
    """Return who speaks."""
    return {
        Voice.CALLER: _("Caller"),
        Voice.OTHER: _("Somebody beside them"),
        Voice.PSAP: _("911 centre"),
        Voice.SUPPORTER: _("One of their circle"),
        Voice.CLINICIAN: _("Clinician on call"),
        Voice.LEAD: _("Lead"),
        Voice.POISON_CENTRE: _("Poison centre"),
        Voice.TEAM: _("Mobile crisis team"),
    }[value]


def inject(value: Inject) -> str:
    """Return what is put in the way."""
    return {
        Inject.DROP_CALL: _("the call drops"),
        Inject.WRONG_PSAP: _("the wrong 911 centre"),
        Inject.WEAPON: _("a weapon comes up"),
        Inject.LEAD_BUSY: _("the lead is busy"),
        Inject.CONSENT_EXPIRED: _("a release has run out"),
        Inject.OTHER_STATE: _("another state"),
        Inject.INTERPRETER: _("an interpreter is needed"),
    }[value]


def target(value: Target) -> str:
    """Return what is timed."""
    return {
        Target.TAKEN: _("Somebody took it"),
        Target.LOCATED: _("Location read back"),
        Target.ASKED: _("Suicide asked about"),
        Target.LEAD_CALLED: _("Lead called"),
        Target.LEAD_CAME: _("Lead came"),
        Target.DIALLED: _("911 centre dialled"),
    }[value]


def mark(value: Mark) -> str:
    """Return how something stands."""
    return {Mark.MET: _("in time"), Mark.LATE: _("later"), Mark.MISSED: _("not seen")}[value]


def way(seen: StepSeen) -> str:
    """Return what became of a step."""
    if seen.way is Way.SKIPPED and seen.why is not None:
        return _("skipped: {why}").format(why=labels.skip(seen.why))
    return {
        Way.DONE: _("done"),
        Way.SKIPPED: _("skipped"),
        Way.NOT_APPLICABLE: _("does not apply"),
        Way.PASSED: _("led past"),
        Way.OPEN: _("left open"),
        Way.NOT_BEGUN: _("its list was not begun"),
    }[seen.way]


def named(seen: StepSeen) -> str:
    """Return a step with its name and what it says."""
    return f"{seen.step}  {seen.text}".rstrip()


def part(name: str) -> str:
    """Return a part of the record of a disclosure."""
    return {
        "recipient": _("to whom"),
        "what": _("what"),
        "purpose": _("what for"),
        "facts_relied_on": _("facts relied on"),
        "source": _("from whom"),
        "emergency": _("the four facts of 2.51"),
    }.get(name, name)


def timed(value: Timed) -> str:
    """Return how long something took, and in which time it should come."""
    took = span(value.took)
    if value.target is None:
        return took
    return _("{took} of {target}").format(took=took, target=span(value.target))


def summary(score: Score) -> str:
    """Return the score in one line."""
    met, of = score.met
    return _("{met} of {of} aims met").format(met=met, of=of)


def refusals() -> str:
    """Return what the score cannot say."""
    return _(
        "Presses that the console refused are not in the journal, so they are not counted. "
        "No gate was passed without its evidence: the console does not let anybody."
    )


def unheard(beats: tuple[str, ...]) -> str:
    """Return which lines of the drill never came."""
    return _("  · never came: {beats}").format(beats=", ".join(beats))


def lines(score: Score) -> tuple[str, ...]:
    """Return the score for a terminal."""
    return tuple(_lines(score))


def _lines(score: Score) -> Iterator[str]:
    yield f"{score.title}: {summary(score)}"
    for t in score.times:
        yield f"  {_sign(t)} {target(t.what)}: {timed(t)}  {_marked(t)}".rstrip()
    for seen in score.expected:
        yield f"  {WELL if seen.way in DONE else LOOK} {named(seen)} · {way(seen)}"
    yield from (f"  {LOOK} {_('skipped')}: {named(s)} ({way(s)})" for s in score.skipped)
    yield from (f"  {LOOK} {_('left open')}: {named(seen)}" for seen in score.left)
    yield from (f"  {LOOK} {_('its clock ran out')}: {text}" for text in score.clocks)
    yield from (f"  {LOOK} {_('should not be')}: {fail.why}" for fail in score.fails)
    yield from _told(score)
    ended = ", ".join(labels.ending(one) for one in score.endings) or _("open")
    how = _("ended: {how}") if score.fits else _("ended, not as planned: {how}")
    yield f"  {WELL if score.fits else LOOK} {how.format(how=ended)}"
    gates = score.gates
    yield "  · " + _(
        "gates passed with evidence: {n}; led past: {past}; opened again: {again}"
    ).format(n=gates.passed, past=len(gates.led_past), again=gates.reopened)
    yield f"  · {refusals()}"


def _told(score: Score) -> Iterator[str]:
    for record in score.told:
        lacks = ", ".join(part(name) for name in record.lacks)
        state = _("still empty: {parts}").format(parts=lacks) if lacks else _("whole")
        said = _("record of what was told, {basis}: {state}")
        basis = labels.basis(record.basis)
        yield f"  {LOOK if lacks else WELL} {said.format(basis=basis, state=state)}"
    for basis in score.untold:
        said = _("no record of what was told: {basis}")
        yield f"  {LOOK} {said.format(basis=labels.basis(basis))}"


def _sign(value: Timed) -> str:
    if value.target is None:
        return "·"
    return WELL if value.mark is Mark.MET else LOOK


def _marked(value: Timed) -> str:
    return mark(value.mark) if value.target is not None else ""
