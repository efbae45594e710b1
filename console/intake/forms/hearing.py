"""What was answered to one item: as far as it can be relied on, and as grave as it may be.

Nothing is mended.  A code in the wrong system, a number that contradicts its code, two
answers that differ: such an answer is not counted, and the gravest that it may mean is
kept beside it, so that it can still raise the alarm and can never calm one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from console.domain.instrument.answers import REFUSED, Answer, Caution
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Instrument, Item, ItemKind, Option
from console.intake.forms.match import Place, systems_of
from console.intake.forms.model import Absent, Coding, Reply

_YESES = frozenset({"true", "y"})
_ADDRESSES = ("http://", "https://", "urn:")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said to one item.

    Attributes:
        answer: what can be relied on; ``None`` when there is nothing, or nothing readable.
        worst: the gravest that it may mean.
        unreadable: whether something was said that cannot be relied on.
    """

    answer: Answer | None = None
    worst: Answer | None = None
    unreadable: bool = False
    cautions: tuple[Caution, ...] = ()


def hear(instrument: Instrument, item: Item, places: Sequence[Place]) -> Heard:
    """Return what all the questions of a form that are ``item`` say together."""
    found = [
        _one(instrument, item, place, reply) for place in places for reply in place.filled.replies
    ]
    if not found:
        return Heard()
    cautions = tuple(caution for one in found for caution in one.cautions)
    answers = {one.answer for one in found if one.answer is not None}
    worst = _gravest(instrument, item, (one.worst for one in found))
    if any(one.unreadable for one in found):
        return Heard(None, worst, unreadable=True, cautions=cautions)
    if item.kind is ItemKind.CHOICES and REFUSED not in answers:
        several = ",".join(dict.fromkeys(str(one.answer) for one in found if one.answer))
        return Heard(several or None, several or None, cautions=cautions)
    if len(answers) > 1:
        differ = Caution(Doubt.ANSWERS_DIFFER, item.id)
        return Heard(None, worst, unreadable=True, cautions=(*cautions, differ))
    if len(found) > 1:
        cautions = (*cautions, Caution(Doubt.ANSWERED_TWICE, item.id))
    return Heard(next(iter(answers), None), worst, cautions=cautions)


def ordinal(reply: Reply, options: Iterable[Option]) -> int | None:
    """Return what an answer to another question would count among ``options``."""
    if reply.number is not None and reply.number == int(reply.number):
        return int(reply.number)
    found = _by_code(reply.coding, options) if reply.coding is not None else None
    return found.ordinal if found is not None else None


def yes(instrument: Instrument, place: Place) -> bool:
    """Whether a question of no instrument was answered with yes."""
    options = [option for item in instrument.items for option in item.options]
    for reply in place.filled.replies:
        found = _by_code(reply.coding, options) if reply.coding is not None else None
        if reply.flag or (found is not None and found.code == "yes"):
            return True
    return False


def _one(instrument: Instrument, item: Item, place: Place, reply: Reply) -> Heard:
    if reply.absent is not None:
        refused = REFUSED if reply.absent is Absent.DECLINED else None
        return Heard(refused, refused)
    if reply.coding is not None:
        return _coded(instrument, item, place, reply.coding)
    if reply.flag is not None:
        said = item.option("yes" if reply.flag else "no")
        return _taken(said) if said is not None else _unknown(item, None)
    if reply.number is not None:
        return _number(item, reply.number)
    if item.kind is ItemKind.TEXT and reply.text is not None:
        return Heard(reply.text, reply.text)
    return _unknown(item, _gravest(instrument, item, _loosely(item, reply.text or "")))


def _coded(instrument: Instrument, item: Item, place: Place, coding: Coding) -> Heard:
    option, weight = option_of(item, coding, place), _weight(coding, place)
    if option is None:
        option = _by_weight(item, weight)
        if option is not None:
            return _taken(option, Caution(Doubt.BY_ORDINAL, item.id, f"{weight:g}"))
        doubt = _why_unknown(item, coding)
        loose = (_loose for said in _sayings(coding) for _loose in _loosely(item, said))
        return _unknown(item, _gravest(instrument, item, loose), doubt)
    if weight is None or option.ordinal is None or option.ordinal == weight:
        return _taken(option)
    if _turned(instrument, item, option, weight):
        return _taken(option, Caution(Doubt.POLARITY, item.id, f"{option.code} = {weight:g}"))
    other = _by_weight(item, weight)
    meant = [option.code, *([other.code] if other is not None else ())]
    figures = Caution(Doubt.ORDINAL_DIFFERS, item.id, f"{option.ordinal} ≠ {weight:g}")
    worst = _gravest(instrument, item, meant)
    return Heard(None, worst, unreadable=True, cautions=(figures,))


def _number(item: Item, number: float) -> Heard:
    whole = int(number) if number == int(number) else None
    if item.kind is ItemKind.NUMBER and whole is not None and whole >= 0:
        return Heard(str(whole), str(whole))
    option = _by_weight(item, number)
    if option is None or item.kind is not ItemKind.CHOICE:
        return _unknown(item, None)
    return _taken(option, Caution(Doubt.BY_NUMBER, item.id, str(whole)))


def _taken(option: Option, *cautions: Caution) -> Heard:
    return Heard(option.code, option.code, cautions=cautions)


def _unknown(item: Item, worst: Answer | None, doubt: Doubt = Doubt.UNKNOWN_OPTION) -> Heard:
    return Heard(None, worst, unreadable=True, cautions=(Caution(doubt, item.id),))


def option_of(item: Item, coding: Coding, place: Place) -> Option | None:
    """Return the option that a code means: in its own system, or in that of the form."""
    own = _by_code(coding, item.options)
    if own is not None or place.form is None:
        return own
    return item.option(place.form.option(item.id, coding.system, coding.code) or "")


def _by_code(coding: Coding, options: Iterable[Option]) -> Option | None:
    """Return the option that a code in its own system means."""
    return next(
        (
            option
            for option in options
            for code in option.codes
            if code == coding.code and coding.system in systems_of(code)
        ),
        None,
    )


def _weight(coding: Coding, place: Place) -> float | None:
    """Return the number that the form, or its questionnaire, gives to an answer."""
    if coding.ordinal is not None or place.question is None:
        return coding.ordinal
    same = (one for one in place.question.options if one.code == coding.code)
    return next((one.ordinal for one in same if one.system == coding.system), None)


def _by_weight(item: Item, weight: float | None) -> Option | None:
    if weight is None:
        return None
    return next((option for option in item.options if option.ordinal == weight), None)


def _turned(instrument: Instrument, item: Item, option: Option, weight: float) -> bool:
    """Whether the number is that of the same answer in a wording with the other pole."""
    counts = [one.ordinal for one in item.options if one.ordinal is not None]
    reversed_ = any(item.id in variant.reversed for variant in instrument.variants)
    return reversed_ and max(counts) + min(counts) - (option.ordinal or 0) == weight


def _why_unknown(item: Item, coding: Coding) -> Doubt:
    if coding.code.strip().startswith(_ADDRESSES):
        return Doubt.CODE_SYSTEM_SWAPPED
    known = {code for option in item.options for code in option.codes}
    return Doubt.CODE_SYSTEM if coding.code in known else Doubt.UNKNOWN_OPTION


def _sayings(coding: Coding) -> tuple[str, ...]:
    return coding.code, coding.system, coding.display


def _loosely(item: Item, said: str) -> Iterator[str]:
    """Yield what ``said`` may mean, whatever is wrong with it: for the alarm, never for a score."""
    bare = "yes" if _bare(said) in _YESES else _bare(said)
    for option in item.options:
        if bare and bare in map(_bare, (option.code, option.text or "", *option.codes)):
            yield option.code


def _bare(said: str) -> str:
    return "".join(letter for letter in said.casefold() if letter.isalnum())


def _gravest(instrument: Instrument, item: Item, meant: Iterable[Answer | None]) -> Answer | None:
    """Return the answer that weighs most; a refusal only when there is no other."""
    answers = [one for one in meant if one is not None]
    codes = [one for one in answers if isinstance(one, str)]
    turn = -1 if instrument.lower_is_worse else 1
    weights = {option.code: turn * (option.ordinal or 0) for option in item.options}
    return max(codes, key=lambda code: weights.get(code, 0)) if codes else next(iter(answers), None)
