"""What is doubtful about a location.  It warns, and never blocks or changes anything."""

from enum import StrEnum

from console.domain.place.location import Location

WIDE_M = 500.0
"""A circle wider than this is no place to send anybody to: several streets lie in it (ours)."""

ALIKE = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "boulevard": "blvd",
    "court": "ct",
    "place": "pl",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}
"""Words of an address that are written in two ways."""


class Doubt(StrEnum):
    """Why a location may not bring anybody to the door."""

    NO_POINT = "no_point"
    WIDE = "wide"
    MOVING = "moving"


def doubts(location: Location) -> tuple[Doubt, ...]:
    """Return what to ask about before somebody is sent to ``location``."""
    found = []
    if location.at is None:
        found.append(Doubt.NO_POINT)
    elif (location.error_m or 0.0) > WIDE_M:
        found.append(Doubt.WIDE)
    if location.moving:
        found.append(Doubt.MOVING)
    return tuple(found)


def plain(address: str) -> tuple[str, ...]:
    """Return the words of an address so that two ways of writing one street are the same."""
    words = address.casefold().replace(",", " ").replace(".", " ").split()
    return tuple(ALIKE.get(word, word) for word in words)


def same_street(one: str, other: str) -> bool:
    """Whether two addresses name the same street and number, however they are written.

    The shorter may leave out town, state and ZIP; it must have a number.
    """
    short, long = sorted((plain(one), plain(other)), key=len)
    return bool(short) and short[0][:1].isdigit() and long[: len(short)] == short
