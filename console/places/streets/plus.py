"""Plus Codes: places as ten or so letters, read by the public specification of Open Location Code.

Twenty signs; five pairs for latitude and longitude, each twenty times finer than the one before,
then single signs that part the field in five rows and four columns.
"""

from dataclasses import dataclass
from typing import Final

SIGNS: Final = "23456789CFGHJMPQRVWX"
BASE, ROWS, COLUMNS = len(SIGNS), 5, 4
PAIRS, MOST = 10, 15
PLUS, PLUS_AT, NOTHING = "+", 8, "0"
SOUTH, WEST = -90.0, -180.0
WIDEST: Final = 20.0
"""Degrees that the first pair parts the earth in."""


@dataclass(frozen=True, slots=True)
class Field:
    """The part of the earth that a code names, in degrees from its south-western corner."""

    south: float
    west: float
    tall: float
    wide: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its latitude and longitude."""
        return self.south + self.tall / 2, self.west + self.wide / 2


def valid(code: str) -> bool:
    """Whether ``code``, in capital letters, is a Plus Code, whole or short."""
    before, plus, after = code.partition(PLUS)
    if not plus or PLUS in after or len(before) > PLUS_AT or len(before) % 2 or len(after) == 1:
        return False
    said = before.rstrip(NOTHING)
    if said != before and (after or len(before) < PLUS_AT or len(said) % 2 or not said):
        return False
    return bool(said or after) and all(sign in SIGNS for sign in said + after)


def whole(code: str) -> bool:
    """Whether ``code`` is valid and names one place on the earth by itself."""
    if not valid(code) or code.index(PLUS) != PLUS_AT:
        return False
    first, second = (SIGNS.index(sign) for sign in code[:2])
    return first * WIDEST < -2 * SOUTH and second * WIDEST < -2 * WEST


def field(code: str) -> Field:
    """Return what a whole code names; signs beyond the fifteenth say nothing more."""
    said = code.replace(PLUS, "").rstrip(NOTHING)[:MOST]
    south, west, size = 0.0, 0.0, WIDEST * BASE
    for place in range(0, min(len(said), PAIRS), 2):
        size /= BASE
        south += SIGNS.index(said[place]) * size
        west += SIGNS.index(said[place + 1]) * size
    tall = wide = size
    for sign in said[PAIRS:]:
        row, column = divmod(SIGNS.index(sign), COLUMNS)
        tall, wide = tall / ROWS, wide / COLUMNS
        south, west = south + row * tall, west + column * wide
    return Field(SOUTH + south, WEST + west, tall, wide)


def nearest(code: str, lat: float, lon: float) -> Field:
    """Return, of the places that a short code may name, the one nearest to a point."""
    missing = PLUS_AT - code.index(PLUS)
    step = WIDEST / BASE ** (missing // 2 - 1)
    found = field(_begun(lat, lon, missing) + code)
    (north, east), south, west = found.middle, found.south, found.west
    if lat + step / 2 < north and north - step >= SOUTH:
        south -= step
    elif lat - step / 2 > north and north + step <= -SOUTH:
        south += step
    if lon + step / 2 < east:
        west -= step
    elif lon - step / 2 > east:
        west += step
    return Field(south, west, found.tall, found.wide)


def _begun(lat: float, lon: float, signs: int) -> str:
    """Return the first ``signs`` signs of the code of a point."""
    north = min(max(lat - SOUTH, 0.0), -2 * SOUTH - 1e-9)
    east = (lon - WEST) % (-2 * WEST)
    made, size = "", WIDEST
    for _pair in range(signs // 2):
        made += SIGNS[int(north // size) % BASE] + SIGNS[int(east // size) % BASE]
        size /= BASE
    return made
