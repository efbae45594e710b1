"""Places written as figures: degrees in the usual notations, and Plus Codes."""

import re
from dataclasses import dataclass
from math import hypot
from typing import Final

from console.domain.place.point import METRES_A_DEGREE
from console.places.address import Degrees, degrees
from console.places.streets import plus

FINEST_M: Final = 10
WORDS: Final = re.compile(
    r"\b(?:geo|latitude|longitude|lat|lon|lng|long|degrees|deg|d)\b[:=]?", re.IGNORECASE
)
SIGNS: Final = re.compile(r"[°º˚'′’\"″”:]")  # noqa: RUF001 - primes are what people type
TOKEN: Final = re.compile(r"[NSEW]|[+-]?\d+(?:\.\d+)?")
UNITS: Final = 3  # degrees, minutes, seconds
SIXTY: Final = 60
CODE: Final = re.compile(
    r"^(?P<code>[23456789CFGHJMPQRVWX]{2,8}0*\+[23456789CFGHJMPQRVWX]{0,7})(?:[\s,]+(?P<town>.*))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlusCode:
    """A Plus Code, with the words after it; a short one means nothing without a town."""

    code: str
    town: str

    @property
    def whole(self) -> bool:
        """Whether it needs no town."""
        return plus.whole(self.code)

    def near(self, lat: float, lon: float) -> Degrees:
        """Return the place of the code; of a short one the nearest to a point that has it."""
        found = plus.field(self.code) if self.whole else plus.nearest(self.code, lat, lon)
        tall, wide = found.tall * METRES_A_DEGREE / 2, found.wide * METRES_A_DEGREE / 2
        error = max(FINEST_M, round(hypot(tall, wide)))
        north, east = found.middle
        return Degrees(round(north, 6), round(east, 6), error)


def plus_code(text: str) -> PlusCode | None:
    """Return the Plus Code that a text begins with, if it is one."""
    found = CODE.match(text.strip())
    if found is None or not plus.valid(found["code"].upper()):
        return None
    return PlusCode(found["code"].upper(), (found["town"] or "").strip(" ,"))


def coordinates(text: str) -> Degrees | None:
    """Return the point that a text is in degrees: decimal, with minutes, or with seconds.

    ``40 N 80 W`` without a sign or a decimal is a street corner in some towns, and is not taken.
    """
    plain = WORDS.sub(" ", text).strip()
    if (found := degrees(plain)) is not None:
        return found
    if not (SIGNS.search(plain) or ("." in plain and re.search(r"[NSEW]", plain, re.IGNORECASE))):
        return None
    bare = SIGNS.sub(" ", plain).upper()
    if TOKEN.sub("", bare).strip(" ,;"):
        return None
    halves = _halves(bare)
    parts = [_part(half) for half in halves]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:  # noqa: PLR2004 - two of them
        return None
    one, other = parts[0], parts[1]
    if one[2] in {"E", "W"} or other[2] in {"N", "S"}:
        one, other = other, one
    if one[2] in {"E", "W"} or other[2] in {"N", "S"}:
        return None
    if abs(one[0]) > 90 or abs(other[0]) > 180:  # noqa: PLR2004 - the earth
        return None
    return Degrees(
        round(one[0], 7), round(other[0], 7), max(FINEST_M, round(max(one[1], other[1])))
    )


def _halves(text: str) -> list[list[str]]:
    """Return the tokens of latitude and longitude: parted by a comma, or after their letters."""
    by_comma = [TOKEN.findall(half) for half in re.split(r"[,;]", text) if half.strip()]
    if len(by_comma) == 2:  # noqa: PLR2004 - two halves
        return by_comma
    tokens = TOKEN.findall(text)
    letters = [n for n, token in enumerate(tokens) if token.isalpha()]
    if len(letters) == 2:  # noqa: PLR2004 - two letters
        cut = letters[1] if letters[0] == 0 else letters[0] + 1
        return [tokens[:cut], tokens[cut:]]
    return []


def _part(tokens: list[str]) -> tuple[float, float, str] | None:
    """Return degrees, their error in metres, and the letter of one half."""
    letters = [token for token in tokens if token.isalpha()]
    numbers = [token for token in tokens if not token.isalpha()]
    if len(letters) > 1 or not 0 < len(numbers) <= UNITS:
        return None
    if any(not number[0].isdigit() for number in numbers[1:]):
        return None
    if any("." in number for number in numbers[:-1]):
        return None
    if any(float(number) >= SIXTY for number in numbers[1:]):
        return None
    letter = letters[0] if letters else ""
    value = sum(abs(float(number)) / 60**n for n, number in enumerate(numbers))
    decimals = len(numbers[-1].partition(".")[2])
    error = METRES_A_DEGREE / 60 ** (len(numbers) - 1) * 10**-decimals / 2
    below = numbers[0].startswith("-") or letter in {"S", "W"}
    return (-value if below else value), error, letter
