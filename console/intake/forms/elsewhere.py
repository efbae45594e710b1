"""Answers that are grave alone, among questions that are not of the instrument of a form.

Whatever a form is taken for, a yes to intent in it is a yes to intent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from console.domain.instrument.answers import Answer, Caution, Heard
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Finding, Instrument
from console.domain.instrument.scoring import Basis, score
from console.intake.forms.hearing import hear
from console.intake.forms.match import Match, Place, Role


@dataclass(frozen=True, slots=True)
class Alarm:
    """How grave what was found is, and why."""

    finding: Finding = Finding.NONE
    basis: tuple[Basis, ...] = ()
    cautions: tuple[Caution, ...] = ()


def elsewhere(found: Match, instruments: Iterable[Instrument], watched: Mapping[str, str]) -> Alarm:
    """Return the gravest that the questions of a form come to that are not of its instrument.

    Args:
        found: the form, with what each of its questions is.
        instruments: ours.
        watched: LOINC codes of questions that weigh like an item of ours, by theirs.
    """
    strangers = [place for place in found.places if place.role is Role.STRANGER]
    own = found.instrument.id if found.instrument is not None else ""
    gravest = Alarm()
    for instrument in instruments:
        if instrument.id != own:
            alarm = _alarm(instrument, strangers, watched)
            if alarm.finding >= Finding.MODERATE and alarm.finding > gravest.finding:
                gravest = alarm
    return gravest


def _alarm(instrument: Instrument, strangers: Sequence[Place], watched: Mapping[str, str]) -> Alarm:
    answers: dict[str, Answer] = {}
    for item in instrument.items:
        same = {item.loinc} | {code for code, like in watched.items() if like == item.loinc}
        places = [place for place in strangers if item.loinc and same & set(place.codes)]
        worst = hear(instrument, item, places).worst
        if worst is not None:
            answers[item.id] = worst
    if not answers:
        return Alarm()
    scored = score(instrument, Heard(answers))
    raised = Caution(Doubt.RAISED_BY, value=instrument.id)
    basis = tuple(one for one in scored.basis if one.code not in {"total", "nothing_raised"})
    return Alarm(scored.at_least, basis, (raised,))
