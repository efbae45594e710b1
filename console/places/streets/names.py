"""Names of streets as they are compared: directions, ordinals and kinds in one spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from console.places.address import plain

DIRECTIONS: Final = {
    "n": "north", "s": "south", "e": "east", "w": "west",
    "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
}  # fmt: skip
COMPASS: Final = frozenset(DIRECTIONS.values())

KINDS: Final = {
    "aly": "alley", "ally": "alley", "av": "avenue", "ave": "avenue", "aven": "avenue",
    "bch": "beach", "blvd": "boulevard", "boul": "boulevard", "br": "branch", "brg": "bridge",
    "byp": "bypass", "cir": "circle", "circ": "circle", "cres": "crescent", "crk": "creek",
    "cswy": "causeway", "ct": "court", "crt": "court", "ctr": "center", "cv": "cove",
    "dr": "drive", "drv": "drive", "expy": "expressway", "expwy": "expressway", "ext": "extension",
    "fwy": "freeway", "grn": "green", "grv": "grove", "gtwy": "gateway", "hl": "hill",
    "hls": "hills", "holw": "hollow", "hts": "heights", "hwy": "highway", "is": "island",
    "jct": "junction", "lk": "lake", "ln": "lane", "lndg": "landing", "lp": "loop",
    "mdw": "meadow", "mdws": "meadows", "ml": "mill", "mnr": "manor", "mtwy": "motorway",
    "pk": "pike", "pkwy": "parkway", "pky": "parkway", "pl": "place", "plz": "plaza",
    "psge": "passage", "pt": "point", "rd": "road", "rdg": "ridge", "rdwy": "roadway",
    "rte": "route", "rt": "route", "sq": "square", "sta": "station", "st": "street",
    "str": "street", "ter": "terrace", "terr": "terrace", "tpke": "turnpike", "tr": "trail",
    "trc": "trace", "trl": "trail", "vlg": "village", "vw": "view", "wy": "way", "xing": "crossing",
}  # fmt: skip
KIND_WORDS: Final = frozenset(KINDS.values()) | {"mall", "mews", "path", "pass", "row", "run",
    "walk", "oval", "close", "commons", "end", "bend", "park"}  # fmt: skip

SAINTS: Final = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "dr": "doctor"}
"""What short words mean at the start of a name; at its end they are kinds of street."""

UNITS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ORDINALS: Final = {word: number for number, word in enumerate(UNITS, start=1)} | {
    word[:-1] + "ieth": number for word, number in TENS.items()
}
NUMERAL: Final = re.compile(r"^(\d{1,3})(st|nd|rd|th)?$")
NUMBER: Final = re.compile(r"^(\d{1,6})(?=$|\s|[-/]|½|[a-z](?:$|\s))", re.IGNORECASE)
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class StreetName:
    """A street's name taken apart, every part in its one spelling and perhaps empty.

    Attributes:
        pre: the direction before it: ``west``.
        base: what the street is called by: ``broad``, ``5th``.
        kind: ``street``.
        post: the direction after it, as in ``New York Avenue NW``.
    """

    pre: str
    base: str
    kind: str
    post: str

    def meant_by(self, said: "StreetName") -> bool:
        """Whether ``said`` may be this street: what both of them say agrees.

        Many leave a direction or the kind out, and maps do too: silence is no contradiction.
        """
        return self.base == said.base and all(
            not one or not other or one == other
            for one, other in (
                (self.kind, said.kind),
                (self.pre or self.post, said.pre or said.post),
            )
        )

    def unsaid(self, said: "StreetName") -> int:
        """Return how many parts only one of the two names has: fewer is closer."""
        pairs = ((self.kind, said.kind), (self.pre, said.pre), (self.post, said.post))
        return sum(one != other for one, other in pairs)


def street_name(text: str) -> StreetName:
    """Return a name taken apart; at least one word always stays as the base."""
    words = list(_ordinals(plain(text[:LONGEST]).split()))
    post = kind = pre = ""
    if len(words) > 1 and (found := _direction(words[-1])):
        post = found
        words.pop()
    if len(words) > 1 and (found := KINDS.get(words[-1], words[-1])) in KIND_WORDS:
        kind = found
        words.pop()
    if len(words) > 1 and (found := _direction(words[0])):
        pre = found
        words.pop(0)
    if len(words) > 1 or (kind and words and words[0] in SAINTS):
        words[0] = SAINTS.get(words[0], words[0])
    return StreetName(pre, _joined(words), kind, post)


def _direction(word: str) -> str:
    found = DIRECTIONS.get(word, word)
    return found if found in COMPASS else ""


def _joined(words: list[str]) -> str:
    """Return the words as a base; kinds inside it are written out too: ``state route 161``."""
    whole = [KINDS.get(word, word) if n > 0 else word for n, word in enumerate(words)]
    if len(whole) == 1 and (found := NUMERAL.match(whole[0])):
        return ordinal(int(found[1]))
    return " ".join(whole)


def _ordinals(words: list[str]) -> Iterator[str]:
    """Yield the words with every ordinal as figures: ``twenty first`` is ``21st``."""
    left = list(words)
    while left:
        word = left.pop(0)
        follower = ORDINALS.get(left[0], 0) if left else 0
        if word in TENS and 0 < follower < len(UNITS) and follower < 10:  # noqa: PLR2004 - units
            left.pop(0)
            yield ordinal(TENS[word] + follower)
        elif word in ORDINALS:
            yield ordinal(ORDINALS[word])
        else:
            yield word


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    if 10 < number % 100 < 20:  # noqa: PLR2004 - the teens
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def misspellings(base: str) -> frozenset[str]:
    """Return the base and what is left of it without any one of its letters.

    Two names that share one of these differ by one letter put in, left out, changed, or by two
    that changed places.
    """
    return frozenset((base, *(base[:n] + base[n + 1 :] for n in range(len(base)))))


def digits(text: str) -> int | None:
    """Return the house number that ``412``, ``412B``, ``412 1/2`` or ``412-420`` begins with."""
    found = NUMBER.match(text.strip())
    return int(found[1]) if found else None
