"""Finding places of the directory by what people know of them: name, town, ZIP code, kind."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from console.domain.place.facility import Facility, FacilityKind
from console.places.address import LEADING, STATES, plain
from console.words import labels

TEN: Final = 10
"""The digits of a North American number."""
FEWEST_DIGITS: Final = 7
"""So many digits without a letter are meant as a telephone number, however they are grouped."""
STATE_NAMES: Final = {code: name for name, code in STATES.items()}
BOTH_WAYS: Final = LEADING | {whole: short for short, whole in LEADING.items()}
"""St. and saint, N and north: whichever way a name was written, both ways find it."""


class Finder:
    """The places of the directory by the beginnings of their words.

    Places that a newest list still names stand before those that it dropped; then by name, state
    and town.  It is made in about a second for 75 000 places, and then asked in milliseconds.
    """

    def __init__(self, facilities: Iterable[Facility]) -> None:
        made = sorted(((_order(one), one) for one in facilities), key=lambda pair: pair[0])
        self.places: tuple[Facility, ...] = tuple(one for _by, one in made)
        self._names = [_spelt(order[1]) for order, _one in made]
        self._texts = [
            " ".join((name, *_beside(one)))
            for name, one in zip(self._names, self.places, strict=True)
        ]

    def find(self, text: str) -> tuple[Facility, ...]:
        """Return the places that ``text`` may mean, those of that name first; all for no text.

        Every word of it begins a word of the place: of its name, its town or state, its ZIP
        code, its kind, its number or its id.
        """
        wanted = _asked(text)
        if not wanted:
            return self.places
        found: Iterable[int] = range(len(self._texts))
        for word in wanted:
            found = [at for at in found if word in self._texts[at]]
        whole = "".join(wanted)
        best: tuple[list[int], list[int], list[int]] = ([], [], [])
        for at in found:
            name = self._names[at]
            named = all(word in name for word in wanted)
            best[0 if name.startswith(whole) else 1 if named else 2].append(at)
        return tuple(self.places[at] for part in best for at in part)


def _order(one: Facility) -> tuple[bool, str, str, str, str]:
    return one.gone, plain(one.name), one.state or "", plain(one.city or ""), one.id


def _spelt(name: str) -> str:
    """Return a plain name, a space before each word, with the other way to write some of them."""
    words = name.split()
    more = [BOTH_WAYS[word] for word in words if word in BOTH_WAYS]
    return "".join(f" {word}" for word in (*words, *more))


def _beside(one: Facility) -> Iterator[str]:
    """Yield what a place is found by beside its name."""
    yield _kind(one.kind)
    for said in (one.city, one.state, STATE_NAMES.get(one.state or ""), one.zip, one.id):
        if said:
            yield plain(said)
    if one.phone:
        digits = "".join(filter(str.isdigit, one.phone))[-TEN:]
        yield f"{digits[:3]} {digits[3:6]} {digits[6:]} {digits}"


@cache
def _kind(kind: FacilityKind) -> str:
    """Return the word for a kind; translating it anew for every place would take seconds."""
    return plain(labels.facility(kind))


def _asked(text: str) -> tuple[str, ...]:
    """Return the beginnings of words that are meant, each behind the space before it."""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) >= FEWEST_DIGITS and not any(map(str.isalpha, text)):
        return (f" {digits[-TEN:]}",)
    return tuple(f" {word}" for word in plain(text).split())
