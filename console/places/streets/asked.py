"""What somebody asks for in a street: a house number, a street, or where two streets cross."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from console.places.address import LONGEST, Address, address
from console.places.streets.names import DIRECTIONS, KINDS, digits, street_name

CORNER: Final = re.compile(
    r"^(?:(?:at|on|near|by)\s+)?(?:the\s+)?(?:corner|intersection|crossing|junction)\s+(?:of\s+)?",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(r"\s+(?:and|at|x|by)\s+|\s*(?:&|@|/|\+)\s*", re.IGNORECASE)
UNIT: Final = re.compile(
    r"(?:^|\s+)(?:(?:apt|apartment|unit|suite|ste|rm|room|bldg|building|fl|floor|lot)\.?\s*#?\s*"
    r"\w{1,6}|#\s*\w{1,6})\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to read what was typed.

    Attributes:
        words: of one street, or of the two that cross; a town may follow the last.
        number: the house number, if the words began with one.
        rest: ZIP code and state, and as its words the town that a comma set apart, or nothing.
    """

    words: tuple[str, ...]
    number: int | None
    rest: Address


def asked(text: str) -> Iterator[Asked]:
    """Yield the ways to read a text, the likeliest first; none when it holds no street."""
    parts = address(printable(text))
    for one in _states(parts):
        segments = [piece.strip() for piece in one.words.split(",") if piece.strip()]
        for n, segment in enumerate(segments):
            town = segments[-1] if n < len(segments) - 1 else ""
            if n > 0 and not _is_street(segment):
                continue
            yield from _read(segment, replace(one, words=town, leading_zip=None))


def crossed(words: str) -> str:
    """Return the second street of two that cross, where nothing parts them from a town; else ""."""
    last = words.rpartition(",")[2]
    *_others, cut = (None, *BETWEEN.finditer(last))
    return last[cut.end() :].strip() if cut is not None else ""


def printable(text: str) -> str:
    """Return the text without control characters, as long as anybody looks at it."""
    return "".join(
        " " if unicodedata.category(letter).startswith("C") else letter
        for letter in text[: 2 * LONGEST]
    )


def _states(parts: Address) -> Iterator[Address]:
    """Yield the parts, first with what was taken for a state as the end of a street's name.

    ``Oak Ct`` is no town in Connecticut, ``Main St NE`` none in Nebraska.
    """
    state = (parts.state or "").lower()
    if (state in KINDS or state in DIRECTIONS) and "," not in parts.words:
        yield replace(parts, words=f"{parts.words} {state}", state=None)
    yield parts


def _is_street(segment: str) -> bool:
    """Return whether words after a comma are a street rather than a town."""
    return digits(segment) is not None or bool(street_name(segment).kind or BETWEEN.search(segment))


def _read(segment: str, rest: Address) -> Iterator[Asked]:
    bare = CORNER.sub("", segment)
    found = digits(bare)
    street = bare.partition(" ")[2].strip()
    if found is not None and street and digits(bare.split()[0]) is not None:
        street = re.sub(r"^(?:\d/\d|½|[a-z](?=\s))\s*", "", street) if found else street
        while UNIT.search(street):
            street = UNIT.sub("", street)
        yield Asked((street,), found, rest)
    yield Asked((bare,), None, rest)
    for cut in BETWEEN.finditer(bare):
        one, other = bare[: cut.start()].strip(), bare[cut.end() :].strip()
        if one and other:
            yield Asked((one, other), None, rest)
