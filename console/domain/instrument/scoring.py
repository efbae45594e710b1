"""What answers come to.  Pure: the same answers always give the same score.

A required item that is missing means no total and no band, however mild the rest; a single
answer that is grave still says so.  Where it is not known how to read the answers (a cut-off,
a wording), the graver reading counts.  Bands and cut-offs: ``clinical/CONTENT.md`` 1.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from console.domain.ids import InstrumentId
from console.domain.instrument.answers import (
    REFUSED,
    Answers,
    Caution,
    Heard,
    answered,
    asked,
    met,
    missing,
)
from console.domain.instrument.instrument import (
    Band,
    Finding,
    Instrument,
    Item,
    Method,
    Trigger,
    Variant,
)
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class Basis:
    """One thing that a suggestion rests on; ``console.words`` says it.

    Attributes:
        shown: the figures behind it, codes and numbers only, for example ``item 9 = 2``.
    """

    code: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A total that came with the answers, and the code under which it was stored."""

    value: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """What answers come to.

    Attributes:
        score: the total, when every item that counts is answered.
        band: the name of the outcome, when nothing is missing.
        tier: what it suggests; ``None`` when the instrument suggests none, or when too little
            is answered to say so mild a thing.
        basis: why, the gravest first.
        complete: whether everything required was answered.
        warnings: what whoever reads it must know.
        at_least: what the answers amount to whatever else is said.
    """

    instrument: InstrumentId
    version: int
    score: int | None
    band: str | None
    tier: Finding | None
    basis: tuple[Basis, ...]
    complete: bool
    warnings: tuple[Caution, ...] = ()
    at_least: Finding = Finding.NONE

    @property
    def weight(self) -> Tier:
        """The tier that a queue goes by: what nobody has judged is never taken for safe."""
        if self.complete and self.tier is not None:
            return self.tier.tier
        return max(self.at_least.tier, Tier.MODERATE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way of reading the answers: the mildest total that they allow, and its band."""

    total: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The answers with all that was found in them.

    Attributes:
        lacking: what is required and has no answer.
        readings: one for each variant that may hold; none without totals.
        fired: the triggers that fire, the gravest first; of equals, as the file has them.
    """

    instrument: Instrument
    heard: Heard
    lacking: tuple[Item, ...]
    readings: tuple[_Reading, ...]
    fired: tuple[Trigger, ...]

    @property
    def answers(self) -> Answers:
        return self.heard.answers

    @property
    def whole(self) -> bool:
        return not self.lacking

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sorted({reading.total for reading in self.readings}))

    @property
    def bands(self) -> frozenset[str]:
        return frozenset(one.band.id for one in self.readings if one.band is not None)

    @property
    def found(self) -> Finding:
        """The gravest that the answers come to, whatever is missing."""
        by_band = (one.band.finding for one in self.readings if one.band is not None)
        by_rule = (trigger.finding for trigger in self.fired)
        return max((*by_band, *by_rule), default=Finding.NONE)


def score(
    instrument: Instrument,
    heard: Heard,
    *,
    previous: int | None = None,
    variant: str | None = None,
    stated: Stated | None = None,
) -> Scored:
    """Return what the answers in ``heard`` come to.

    Args:
        instrument: the definition to judge by.
        heard: the answers; an item that was not asked is not there.
        previous: the total of the time before, for rules that watch a rise.
        variant: which of the instrument's variants holds; ``None`` when nobody has said it.
        stated: a total that came along: it is compared, never believed.
    """
    readings = _readings(instrument, heard.answers, variant)
    fired = _fired(instrument, heard.answers, readings, previous)
    judged = _Judged(instrument, heard, missing(instrument, heard.answers), readings, fired)
    return Scored(
        instrument.id,
        instrument.version,
        judged.totals[0] if judged.whole and len(judged.totals) == 1 else None,
        _band(judged),
        _tier(judged),
        tuple(_basis(judged)),
        judged.whole,
        (*_cautions(judged), *(_compared(judged, stated) if stated is not None else ())),
        judged.found,
    )


def _readings(
    instrument: Instrument, answers: Answers, variant: str | None
) -> tuple[_Reading, ...]:
    """Return the answers read in the variant that holds, or in all that may."""
    if instrument.method is not Method.SUM:
        return ()
    chosen = instrument.variant(variant)
    held: tuple[Variant | None, ...] = (chosen,) if chosen else instrument.variants or (None,)
    return tuple(_reading(instrument, answers, one) for one in held)


def _reading(instrument: Instrument, answers: Answers, variant: Variant | None) -> _Reading:
    turned = variant.reversed if variant is not None else frozenset()
    bands = variant.bands if variant is not None and variant.bands else instrument.bands
    mildest = max if instrument.lower_is_worse else min
    total = 0
    for item in instrument.items:
        if item.scored:
            ordinals = [option.ordinal or 0 for option in item.options]
            counted = _ordinal(item, answers)
            if counted is None:
                counted = mildest(ordinals)
            elif item.id in turned:
                counted = max(ordinals) + min(ordinals) - counted
            total += counted
    return _Reading(total, next((one for one in bands if one.low <= total <= one.high), None))


def _ordinal(item: Item, answers: Answers) -> int | None:
    said = answers.get(item.id)
    option = item.option(said) if isinstance(said, str) else None
    return option.ordinal if option is not None else None


def _fired(
    instrument: Instrument,
    answers: Answers,
    readings: tuple[_Reading, ...],
    previous: int | None,
) -> tuple[Trigger, ...]:
    turn = -1 if instrument.lower_is_worse else 1
    totals = tuple(reading.total for reading in readings)

    def fires(trigger: Trigger) -> bool:
        least, rise = trigger.total_from, trigger.rise_from
        if trigger.any_of and not any(met(clue, instrument, answers) for clue in trigger.any_of):
            return False
        if not all(met(clue, instrument, answers) for clue in trigger.all_of):
            return False
        if least is not None and not any(turn * (total - least) >= 0 for total in totals):
            return False
        if rise is None:
            return True
        return previous is not None and any(turn * (one - previous) >= rise for one in totals)

    found = sorted(filter(fires, instrument.triggers), key=lambda trigger: -trigger.finding)
    gravest: dict[str, Trigger] = {}
    for trigger in found:
        gravest.setdefault(trigger.id, trigger)
    return tuple(gravest.values())


def _band(judged: _Judged) -> str | None:
    """Return the outcome, where nothing is missing or where it says itself what is."""
    if judged.instrument.method is Method.SUM:
        return next(iter(judged.bands)) if judged.whole and len(judged.bands) == 1 else None
    named = next((trigger for trigger in judged.fired if trigger.band), None)
    if named is not None:
        return named.band if judged.whole or named.stands_open else None
    return judged.instrument.clear or None if judged.whole else None


def _tier(judged: _Judged) -> Finding | None:
    if judged.instrument.method is Method.GUIDE and not judged.fired:
        return None  # a person judges; nothing is computed
    grave = judged.found >= Finding.MODERATE
    return judged.found if judged.whole or grave else None


def _basis(judged: _Judged) -> Iterator[Basis]:
    instrument, answers = judged.instrument, judged.answers
    for trigger in judged.fired:
        yield Basis(trigger.id, _shown(trigger, judged))
    if judged.whole and judged.totals:
        yield Basis("total", f"total {' | '.join(map(str, judged.totals))}")
    elif judged.whole and instrument.method is Method.RULES and not judged.fired:
        yield Basis("nothing_raised")
    for part in instrument.subscales:
        items = [item for item in instrument.items if item.id in part.items]
        if all(answered(item, answers) for item in items):
            total = sum(_ordinal(item, answers) or 0 for item in items)
            positive = total >= part.positive_from
            code = "subscale_positive" if positive else "subscale_negative"
            yield Basis(code, f"{part.id} {total}")


def _shown(trigger: Trigger, judged: _Judged) -> str:
    """Return the figures behind a trigger: its own, a total, or the first item that met it."""
    if trigger.shown:
        return trigger.shown
    if trigger.total_from is not None or trigger.rise_from is not None:
        worst = min if judged.instrument.lower_is_worse else max
        return f"total {worst(judged.totals)}"
    for clue in (*trigger.any_of, *trigger.all_of):
        item = judged.instrument.item(clue.item)
        if item is not None and met(clue, judged.instrument, judged.answers):
            figure = f" = {_ordinal(item, judged.answers)}" if clue.least is not None else ""
            return f"{item.label}{figure}"
    return ""


def _cautions(judged: _Judged) -> Iterator[Caution]:
    instrument, answers = judged.instrument, judged.answers
    yield from judged.heard.cautions
    for item in judged.lacking:
        yield Caution("refused" if answers.get(item.id) is REFUSED else "not_asked", item.id)
    for item in instrument.items:
        decided = all(clue.item in answers for clue in item.asked_when)
        if item.id in answers and decided and not asked(item, instrument, answers):
            yield Caution("out_of_turn", item.id)
    if judged.lacking and judged.found > Finding.NONE and answers:
        figure = str(judged.totals[0]) if len(judged.totals) == 1 else ""
        yield Caution("at_least", judged.found.word, figure)
    if len(judged.bands) > 1:
        yield Caution("say_which", value=" | ".join(one.id for one in instrument.variants))


def _compared(judged: _Judged, stated: Stated) -> Iterator[Caution]:
    """Yield what is wrong with a total that came along."""
    if stated.code and stated.code != judged.instrument.loinc_total:
        yield Caution("total_code", value=stated.code)
    others = dict(judged.heard.in_place_of)
    if {item.id for item in judged.lacking} <= others.keys():
        totals = [total + sum(others.values()) for total in judged.totals]
        if totals and stated.value not in totals:
            yield Caution("total_differs", value=f"{stated.value} ≠ {totals[0]}")
    elif judged.totals:
        yield Caution("total_untrusted", value=str(stated.value))
