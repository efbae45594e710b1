"""Whether an instrument can be relied on: what its text says, seen as a whole."""

from collections.abc import Iterator, Sequence

from console.domain.instrument.answers import REFUSED, UNANSWERED
from console.domain.instrument.instrument import (
    Band,
    Clue,
    Finding,
    Instrument,
    Item,
    ItemKind,
    Licence,
    LicenceStatus,
    Method,
)
from console.domain.reading.fault import Fault

MOST_OPTIONS = 7
"""So many answers have a digit; 8 and 9 stand for "refused" and "not asked"."""


def faults_in(instrument: Instrument) -> tuple[Fault, ...]:
    """Return everything that keeps ``instrument`` from being used."""
    return tuple(_faults(instrument))


def _faults(instrument: Instrument) -> Iterator[Fault]:
    here = str(instrument.id)
    ids = [item.id for item in instrument.items]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(f"{here} item {name}", "The id is used twice.", "Give each its own.")
    if not ids:
        yield Fault(here, "It has no items.", "Write [[item]] for each of them.")
    yield from _licence(here, instrument)
    for item in instrument.items:
        yield from _item(here, instrument, item)
    for trigger in instrument.triggers:
        where = f"{here} trigger {trigger.id}"
        yield from _clues(where, instrument, (*trigger.any_of, *trigger.all_of))
        if trigger.stands_open and trigger.finding < Finding.MODERATE:
            yield Fault(
                where,
                "It names a mild outcome although something is missing.",
                "Take stands_open out: what is incomplete must never reassure.",
            )
    for name in (name for part in instrument.subscales for name in part.items):
        yield from _known(f"{here} subscale", ids, name)
    for other in instrument.lookalikes:
        yield from _known(f"{here} lookalike {other.code}", ids, other.item)
    if instrument.method is Method.SUM:
        yield from _sum(here, instrument)


def _licence(here: str, instrument: Instrument) -> Iterator[Fault]:
    licence: Licence = instrument.licence
    if licence.text_shipped and licence.status is not LicenceStatus.GREEN:
        yield Fault(
            f"{here} licence",
            f"The text of a {licence.status} instrument does not ship.",
            "Write text_shipped = false and take the text out.",
        )
    shown = [item.id for item in instrument.items if item.text is not None]
    if shown and not (licence.text_shipped or licence.own_words):
        yield Fault(
            f"{here} item {shown[0]}",
            "It has a text, which the licence block says does not ship.",
            "Take the text out, or say in the licence block whose words they are.",
        )


def _item(here: str, instrument: Instrument, item: Item) -> Iterator[Fault]:
    where = f"{here} item {item.id}"
    yield from _clues(where, instrument, item.asked_when)
    codes = [option.code for option in item.options]
    if item.kind in {ItemKind.CHOICE, ItemKind.CHOICES} and not codes:
        yield Fault(where, "It offers no answers.", "Name its scale.")
    if item.kind is ItemKind.CHOICE and len(codes) > MOST_OPTIONS:
        yield Fault(
            where, f"It has {len(codes)} answers; seven have a number key.", "Offer seven or fewer."
        )
    if {REFUSED.value, UNANSWERED} & set(codes) or len(set(codes)) < len(codes):
        yield Fault(
            where, "An answer has a code twice, or one that means something else.", "Rename it."
        )
    counts = item.scored and instrument.method is Method.SUM
    if counts and any(option.ordinal is None for option in item.options):
        yield Fault(where, "An answer that counts has no ordinal.", "Write ordinal = 0.")


def _clues(where: str, instrument: Instrument, clues: Sequence[Clue]) -> Iterator[Fault]:
    ids = [item.id for item in instrument.items]
    for clue in clues:
        yield from _known(where, ids, clue.item)
        item = instrument.item(clue.item)
        if item is not None:
            known = {option.code for option in item.options} | {REFUSED.value, UNANSWERED}
            for code in sorted(clue.said - known):
                yield Fault(
                    where, f"“{code}” is no answer to {clue.item}.", "Use a code of its scale."
                )


def _known(where: str, ids: Sequence[str], name: str) -> Iterator[Fault]:
    if name not in ids:
        yield Fault(where, f"“{name}” is not an item.", "Name an item of this file.")


def _sum(here: str, instrument: Instrument) -> Iterator[Fault]:
    """Yield the totals that no band, or more than one, stands for."""
    scored = [item for item in instrument.items if item.scored and item.options]
    ordinals = [[option.ordinal or 0 for option in item.options] for item in scored]
    least, most = sum(map(min, ordinals)), sum(map(max, ordinals))
    for bands in [variant.bands or instrument.bands for variant in instrument.variants] or [
        instrument.bands
    ]:
        yield from _bands(here, bands, range(least, most + 1), instrument.lower_is_worse)
    for item in instrument.items:
        if item.scored and not (item.required and not item.asked_when):
            yield Fault(
                f"{here} item {item.id}",
                "It counts into the total and need not be asked.",
                "Make it required, or write scored = false.",
            )


def _bands(
    here: str, bands: tuple[Band, ...], totals: range, lower_is_worse: bool
) -> Iterator[Fault]:
    for total in totals:
        if sum(band.low <= total <= band.high for band in bands) != 1:
            yield Fault(
                f"{here} band",
                f"The total {total} is in no band, or in two.",
                "Let the bands follow each other from the least total to the greatest.",
            )
            return
    ordered = sorted(bands, key=lambda band: -band.low if lower_is_worse else band.low)
    findings = [band.finding for band in ordered]
    if findings != sorted(findings):
        yield Fault(
            f"{here} band",
            "A worse total is in a milder band.",
            "Let the finding rise with what is worse.",
        )
