"""A filled form in FHIR, for commands that are given a file."""

from collections.abc import Sequence

from console.cli.out import Stop
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.scoring import Scored
from console.domain.instrument.shipped import shipped
from console.intake.forms.known import known
from console.intake.forms.resources import parcel
from console.intake.forms.verdict import Hints, Judges, Verdict, judge

_OTHERS = frozenset({Doubt.OTHER_INSTRUMENT, Doubt.NO_INSTRUMENT})


def scored(data: bytes, asked: Hints) -> Scored:
    """Return what the filled form of the instrument that is wanted comes to.

    Raises:
        NotAsWanted: it is no FHIR.
        Stop: there is no filled form in it, or several that it may be.
    """
    found = parcel(data)
    judges = Judges(tuple(shipped().values()), known())
    verdicts = [judge(form, found.forms, judges, asked) for form in found.filled]
    if not verdicts:
        raise Stop("There is no QuestionnaireResponse in it. Give the filled form.")
    return _only(verdicts, asked.wanted)


def _only(verdicts: Sequence[Verdict], wanted: Instrument | None) -> Scored:
    own = [one for one in verdicts if not _OTHERS & {caution.code for caution in one.cautions}]
    fit = [one.scored for one in own or verdicts if one.scored is not None]
    if len(fit) != 1:
        title = wanted.title if wanted is not None else "one instrument"
        raise Stop(f"There are {len(fit)} filled forms in it that may be {title}. Give one alone.")
    return fit[0]
