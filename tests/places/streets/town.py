"""An invented town as a PBF file: three streets each way, houses, a bridge and a station."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import osmium
from osmium.osm.mutable import Node, Way

SOUTH, WEST, STEP = 39.9600, -83.0000, 0.0020
"""In Columbus, so that county, state and ZIP code are real."""

ACROSS: Final = ("West Broad Street", "Monument Street", "Tenth Avenue")
UP: Final = ("North High Street", "Wolfe Street", "Oak Court")
STATION: Final = {"amenity": "fire_station", "name": "Invented Station 7", "phone": "614-555-0107"}


def at(row: float, column: float) -> tuple[float, float]:
    """Return latitude and longitude of a corner of the grid."""
    return SOUTH + row * STEP, WEST + column * STEP


class Town:
    """Things to be written to a PBF file, in any order."""

    def __init__(self) -> None:
        self._nodes: dict[int, Node] = {}
        self._ways: list[Way] = []

    def node(self, ident: int, place: tuple[float, float], tags: Mapping[str, str] = {}) -> int:
        self._nodes[ident] = Node(id=ident, location=(place[1], place[0]), tags=dict(tags))
        return ident

    def way(self, nodes: list[int], **tags: str) -> None:
        named = {key.replace("__", ":"): value for key, value in tags.items()}
        self._ways.append(Way(id=len(self._ways) + 1, nodes=nodes, tags=named))

    def write(self, file: Path) -> Path:
        file.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(file)) as writer:
            for ident in sorted(self._nodes):
                writer.add_node(self._nodes[ident])
            for way in self._ways:
                writer.add_way(way)
        return file


def grid(*, named: bool = True) -> Town:
    """Return the town: corners 1 to 9, row by row."""
    town = Town()
    for row in range(3):
        for column in range(3):
            town.node(1 + 3 * row + column, at(row, column))
    for n in range(3):
        across, up = ({"name": ACROSS[n]}, {"name": UP[n]}) if named else ({}, {})
        first = 1 + 3 * n
        town.way([first, first + 1], highway="residential", **across)
        town.way([first + 1, first + 2], highway="residential", **across)
        town.way([1 + n, 4 + n, 7 + n], highway="residential", **up)
    return town


def whole_town() -> Town:
    """Return the grid with houses, a line of numbers, a bridge that crosses nothing, a station."""
    town = grid()
    for ident, number, column in ((21, "100", 0.1), (22, "180", 1.9), (23, "101", 0.1)):
        house = {"addr:housenumber": number, "addr:street": "W Broad St"}
        town.node(ident, at(0.05, column), house)
    town.node(31, at(1.05, 0.0), {"addr:housenumber": "2", "addr:street": "Monument St"})
    town.node(32, at(1.05, 2.0), {"addr:housenumber": "40", "addr:street": "Monument St"})
    town.way([31, 32], addr__interpolation="even")
    town.node(41, at(-0.5, 0.5))
    town.node(42, at(2.5, 0.5))
    town.way([41, 42], highway="primary", name="Saint Clair Avenue", bridge="yes")
    town.node(51, at(0.5, 0.5), STATION)
    town.node(52, at(0.6, 0.5), {"addr:housenumber": "7"})
    return town
