"""Forms put before what ships, as the door and the command line do it."""

from console.domain.ids import InstrumentId
from console.domain.instrument.shipped import shipped
from console.intake.forms.known import known
from console.intake.forms.resources import parcel
from console.intake.forms.verdict import Hints, Judges, Verdict, judge
from tests.intake.forms.papers import Resource, as_json

SHIPPED = Judges(tuple(shipped().values()), known())


def judged(
    resource: Resource,
    wanted: str | None = None,
    *,
    variant: str | None = None,
    previous: int | None = None,
) -> Verdict:
    """What the one filled form in ``resource`` comes to."""
    found = parcel(as_json(resource))
    (form,) = found.filled
    instrument = shipped()[InstrumentId(wanted)] if wanted is not None else None
    everywhere = list(shipped())
    totals = {} if previous is None else dict.fromkeys(everywhere, previous)
    variants = {} if variant is None else dict.fromkeys(everywhere, variant)
    return judge(form, found.forms, SHIPPED, Hints(instrument, totals, variants))


def odd(verdict: Verdict) -> list[str]:
    """What is odd about a form, as code:item:value."""
    parts = ((one.code, one.item, one.value) for one in verdict.cautions)
    return [":".join(part for part in some if part) for some in parts]


def shown(verdict: Verdict) -> tuple[int | None, str | None, bool]:
    """The score, the band and whether the form is complete."""
    assert verdict.scored is not None
    return verdict.scored.score, verdict.scored.band, verdict.scored.complete


NOTHING = (None, None, False)
