"""Answers as they were given, read against an instrument.

Refused and not asked are two things: a refusal is ``REFUSED``, an item that nobody asked is
not there.  What cannot be read is said, and never taken for an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from console.domain.instrument.instrument import Clue, Instrument, Item, ItemKind


class Declined(Enum):
    """The one value that stands for a question that somebody would not answer."""

    REFUSED = "refused"


REFUSED: Final = Declined.REFUSED
UNANSWERED: Final = "unanswered"
SAID_OF_A_REFUSAL: Final = frozenset({REFUSED.value, "asked-declined", "declined"})

Answer: TypeAlias = str | Declined
"""The code of an option, codes with commas between, words, a number as text, or a refusal."""

Answers: TypeAlias = Mapping[str, Answer]
"""Answers by the id of their item."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as the journal keeps it; an item that was not asked is not there."""

    item: str
    said: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that whoever reads the score must know; ``console.words`` says it.

    Attributes:
        item: the item, or the key, that it is about.
        value: codes and figures only.
    """

    code: str
    item: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers as far as they could be read.

    Attributes:
        in_place_of: the ordinals of other questions that stood in the place of an item.
    """

    answers: Answers
    cautions: tuple[Caution, ...] = ()
    in_place_of: tuple[tuple[str, int], ...] = ()


def hear(instrument: Instrument, said: Mapping[str, object]) -> Heard:
    """Return the answers in ``said``: by our id or LOINC code of the item, each a code or figure.

    Of two answers to one item the graver counts.
    """
    answers: dict[str, Answer] = {}
    cautions: list[Caution] = []
    others: list[tuple[str, int]] = []
    for key, value in said.items():
        item = instrument.item(key)
        if item is None:
            other = next((one for one in instrument.lookalikes if one.code == key), None)
            if other is None:
                cautions.append(Caution("unknown_item", key))
                continue
            cautions.append(Caution("not_standard", other.item, other.code))
            if isinstance(value, int) and not isinstance(value, bool):
                others.append((other.item, value))
            continue
        if value is None or value == "":
            continue
        answer = read_answer(item, value)
        if answer is None:
            cautions.append(Caution("unreadable", item.id))
        elif answers.setdefault(item.id, answer) != answer:
            cautions.append(Caution("said_twice", item.id))
            answers[item.id] = _graver(instrument, item, answers[item.id], answer)
    return Heard(answers, tuple(cautions), tuple(others))


def read_answer(item: Item, value: object) -> Answer | None:
    """Return what ``value`` answers to ``item``, or ``None`` if that cannot be read.

    A text is a code, ours or another's; a number is an ordinal; true and false are yes and no.
    """
    if isinstance(value, str):
        return _read_text(item, value.strip())
    if isinstance(value, list | tuple) and item.kind is ItemKind.CHOICES:
        codes = [_code(item, one) if isinstance(one, str) else None for one in value]
        return ",".join(code for code in codes if code) if all(codes) and codes else None
    if isinstance(value, bool):
        yes_or_no = "yes" if value else "no"
        return yes_or_no if item.option("yes") and item.option("no") else None
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return _read_number(item, int(value))
    return None


def _read_text(item: Item, text: str) -> Answer | None:
    if text.lower() in SAID_OF_A_REFUSAL:
        return REFUSED
    match item.kind:
        case ItemKind.TEXT:
            return text
        case ItemKind.NUMBER:
            return text if text.isdecimal() else None
        case ItemKind.CHOICES:
            codes = [_code(item, one.strip()) for one in text.split(",")]
            return ",".join(code for code in codes if code) if all(codes) else None
        case ItemKind.CHOICE:
            return _code(item, text)


def _code(item: Item, text: str) -> str | None:
    """Return our code for ``text``: a code of ours, or another's with or without its system."""
    bare = text.rpartition(":")[2].casefold()
    found = (
        option.code
        for option in item.options
        if bare == option.code.casefold() or bare in {code.casefold() for code in option.codes}
    )
    return next(found, None)


def _read_number(item: Item, number: int) -> Answer | None:
    if item.kind is ItemKind.NUMBER:
        return str(number) if number >= 0 else None
    if item.kind is not ItemKind.CHOICE:
        return None
    return next((option.code for option in item.options if option.ordinal == number), None)


def _graver(instrument: Instrument, item: Item, one: Answer, other: Answer) -> Answer:
    """Return the answer that weighs more; of a refusal and an answer, the answer."""
    if one is REFUSED or other is REFUSED:
        return other if one is REFUSED else one
    ranks = {option.code: option.ordinal or 0 for option in item.options}
    turn = -1 if instrument.lower_is_worse else 1
    return max((one, other), key=lambda code: turn * ranks.get(str(code), 0))


def met(clue: Clue, instrument: Instrument, answers: Answers) -> bool:
    """Whether what was said to an item is what ``clue`` looks for."""
    said = answers.get(clue.item)
    if not isinstance(said, str):
        wanted = {UNANSWERED} | ({REFUSED.value} if said is REFUSED else set())
        return bool(clue.said & wanted)
    if clue.least is None:
        return bool(clue.said & set(said.split(",")))
    item = instrument.item(clue.item)
    option = item.option(said) if item is not None else None
    ordinal = option.ordinal if option is not None else None
    return ordinal is not None and ordinal >= clue.least


def asked(item: Item, instrument: Instrument, answers: Answers) -> bool:
    """Whether ``item`` is to be asked after these answers."""
    return not item.asked_when or any(met(clue, instrument, answers) for clue in item.asked_when)


def answered(item: Item, answers: Answers) -> bool:
    """Whether ``item`` has an answer that the rules can read."""
    said = answers.get(item.id)
    return isinstance(said, str) or (said is REFUSED and item.refusal_counts)


def missing(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """Return the items that are required, to be asked after these answers, and not answered."""
    return tuple(
        item
        for item in instrument.items
        if item.required and asked(item, instrument, answers) and not answered(item, answers)
    )


def given(answers: Answers) -> tuple[Given, ...]:
    """Return ``answers`` as the journal keeps them."""
    return tuple(
        Given(item, said) if isinstance(said, str) else Given(item, refused=True)
        for item, said in answers.items()
    )


def taken(kept: tuple[Given, ...]) -> dict[str, Answer]:
    """Return the answers that ``given`` wrote."""
    return {one.item: REFUSED if one.refused else one.said for one in kept}
