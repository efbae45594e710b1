"""Forms filled in for the tests: by item, by row, or drawn."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from console.domain.instrument.answers import REFUSED, Answer, Heard, hear
from console.domain.instrument.instrument import Instrument, Item, ItemKind
from console.domain.instrument.loaded import Wording
from console.domain.instrument.scoring import Scored, score
from console.domain.instrument.shipped import known_by, shipped

ALL = tuple(shipped().values())


def named(name: str) -> Instrument:
    found = known_by(name)
    assert found is not None, name
    return found


def filled(name: str, said: Mapping[str, object], **how: object) -> Scored:
    """Score what was said to each item."""
    instrument = named(name)
    return score(instrument, hear(instrument, said), **how)  # type: ignore[arg-type]


def row(name: str, said: Sequence[object], **how: object) -> Scored:
    """Score answers in the order of the items; ``None`` was not asked."""
    items = [item.id for item in named(name).items]
    return filled(name, dict(zip(items, said, strict=False)), **how)


def ordered(instrument: Instrument, item: Item, variant: str | None) -> list[Answer]:
    """Return the answers to an item from the mildest to the worst; none where none is worse."""
    ordinals = [option.ordinal for option in item.options]
    if item.kind is not ItemKind.CHOICE or None in ordinals:
        codes = {option.code for option in item.options}
        return ["no", "yes"] if codes == {"yes", "no"} else []
    chosen = instrument.variant(variant)
    turned = chosen is not None and item.id in chosen.reversed
    down = turned != instrument.lower_is_worse
    options = sorted(item.options, key=lambda option: option.ordinal or 0, reverse=down)
    return [option.code for option in options]


@st.composite
def answers_to(draw: st.DrawFn, instrument: Instrument) -> dict[str, Answer]:
    """Draw any answers: some given, some refused, some not asked."""
    said: dict[str, Answer] = {}
    for item in instrument.items:
        if item.kind in {ItemKind.TEXT, ItemKind.NUMBER}:
            choices: list[Answer | None] = ["3", REFUSED, None]
        else:
            choices = [*(option.code for option in item.options), REFUSED, None]
        answer = draw(st.sampled_from(choices))
        if answer is not None:
            said[item.id] = answer
    return said


def judged(
    instrument: Instrument,
    said: Mapping[str, Answer],
    variant: str | None = None,
    previous: int | None = None,
) -> Scored:
    return score(instrument, Heard(said), variant=variant, previous=previous)


def wording(name: str, variant: str | None = None) -> Wording:
    """Invented words: never those of the instrument."""
    items = named(name).items
    said = tuple((i.id, o.code, f"say {o.code}") for i in items for o in i.options)
    return Wording(tuple((i.id, f"words of {i.label}") for i in items), said, "Now ask:", variant)
