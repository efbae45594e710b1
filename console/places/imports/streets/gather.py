"""Pieces of road put together: what has one name and hangs together is one street."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import Final

import numpy as np

from console.domain.place.point import METRES_A_DEGREE
from console.places.imports.streets.osm import Extract, House, Way, names_of
from console.places.streets.line import apart, foot
from console.places.streets.names import StreetName, misspellings, street_name
from console.store.streets.rows import Box, Crossing, Door, Path, Street, Stretch

GAP_M: Final = 300.0
"""Pieces of one name that end so near each other are one street: a park or a bridge is between."""
FRONT_M: Final = 1_000.0
"""A house farther from every street of its street's name is not on any of them."""
MOST_PIECES: Final = 300
SHORTEST_BASE: Final = 4
"""In shorter names one letter is too much to guess."""


@dataclass(slots=True)
class Piece:
    """Some ways of one name that hang together.

    Attributes:
        spelt: how the map writes the name.
        nodes: numbers and places of all of its nodes.
    """

    name: StreetName
    spelt: str
    ways: list[Way] = field(default_factory=list)
    nodes: dict[int, tuple[float, float]] = field(default_factory=dict)
    doors: list[Door] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    _lines: list[tuple[Box, Path]] = field(default_factory=list)

    def off(self, at: tuple[float, float], at_most: float) -> float:
        """Return how far a point is from the street; some more than ``at_most`` if it is more."""
        if not self._lines:
            self._lines = [(_box(path), path) for path in (tuple(way.points) for way in self.ways)]
        best = inf
        for box, path in self._lines:
            if apart(at, box.nearest(*at)) <= min(best, at_most):
                best = min(best, foot(path, at).off)
        return best


def gathered(found: Extract) -> tuple[tuple[Street, ...], tuple[Crossing, ...]]:
    """Return the streets of an extract, and where they cross."""
    pieces = list(_pieces(found.ways))
    by_base: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_base[piece.name.base].append(piece)
    for house in found.houses:
        pieces_of = by_base[street_name(house.street).base]
        _piece_of(house, pieces_of, pieces).doors.append(Door(house.number, house.lat, house.lon))
    for line in found.lines:
        _lay(line, found.numbers, by_base)
    of_way = {id(way): piece for piece in pieces for way in piece.ways}
    for way, stretch in found.laid:
        of_way[id(way)].stretches.append(stretch)
    return tuple(map(_street, pieces)), tuple(_crossings(pieces))


def _box(path: Path) -> Box:
    lats, lons = zip(*path, strict=True)
    return Box(min(lats), min(lons), max(lats), max(lons))


def _pieces(ways: Iterable[Way]) -> Iterator[Piece]:
    named: dict[StreetName, tuple[str, list[Way]]] = {}
    for way in ways:
        for name, said in {street_name(said): said for said in names_of(way)}.items():
            named.setdefault(name, (said, []))[1].append(way)
    for name, (spelt, of) in named.items():
        for group in _hanging_together(of):
            piece = Piece(name, spelt, group)
            for way in group:
                piece.nodes.update(zip(way.refs, way.points, strict=True))
            yield piece


def _hanging_together(ways: Sequence[Way]) -> Iterator[list[Way]]:
    """Yield the ways in groups that share nodes, or nearly touch."""
    leader = list(range(len(ways)))

    def head(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    first: dict[int, int] = {}
    for n, way in enumerate(ways):
        for ref in way.refs:
            leader[head(n)] = head(first.setdefault(ref, n))
    if 1 < len(ways) <= MOST_PIECES:
        for one, other in _near_ends(ways):
            leader[head(one)] = head(other)
    groups: dict[int, list[Way]] = defaultdict(list)
    for n, way in enumerate(ways):
        groups[head(n)].append(way)
    yield from groups.values()


def _near_ends(ways: Sequence[Way]) -> Iterator[tuple[int, int]]:
    ends = np.array([(*way.at[:2], *way.at[-2:]) for way in ways]).reshape(-1, 2)
    scale = METRES_A_DEGREE * np.array([1.0, np.cos(np.radians(ends[0, 0]))])
    flat = ends * scale
    near = ((flat[:, None] - flat[None]) ** 2).sum(axis=2) <= GAP_M**2
    for one, other in zip(*np.nonzero(np.triu(near, 1)), strict=True):
        yield int(one) // 2, int(other) // 2


def _piece_of(house: House, candidates: list[Piece], pieces: list[Piece]) -> Piece:
    """Return the street that a house stands on; one of its own where the map has none."""
    said, at = street_name(house.street), (house.lat, house.lon)
    best, least = None, (FRONT_M, 0)
    for piece in candidates:
        if piece.name.meant_by(said) and piece.nodes:
            off = piece.off(at, least[0])
            if (off, said.unsaid(piece.name)) < least:
                best, least = piece, (off, said.unsaid(piece.name))
        elif piece.name == said and apart(at, (piece.doors[0].lat, piece.doors[0].lon)) < FRONT_M:
            best, least = piece, (FRONT_M, 0)
    if best is None:
        best = Piece(said, house.street)
        pieces.append(best)
        candidates.append(best)
    return best


def _lay(
    line: Way,
    numbers: Mapping[int, tuple[int, str]],
    by_base: Mapping[str, Sequence[Piece]],
) -> None:
    """Put a line along which house numbers run with its street."""
    known = [(n, *numbers[ref]) for n, ref in enumerate(line.refs) if ref in numbers]
    street = line.tags.get("addr:street") or next((of for _n, _no, of in known if of), "")
    said, points = street_name(street), line.points
    parity = 2 if line.tags["addr:interpolation"] == "all" else None
    near = [p for p in by_base.get(said.base, ()) if p.name.meant_by(said) and p.ways]
    if not street or not near:
        return
    piece = min(near, key=lambda p: min(foot(tuple(w.points), points[0]).off for w in p.ways))
    for (start, first, _of), (end, last, _to) in pairwise(known):
        if first != last:
            of = first % 2 if parity is None else parity
            piece.stretches.append(Stretch(first, last, of, tuple(points[start : end + 1])))


def _street(piece: Piece) -> Street:
    name = piece.name
    guessable = len(name.base) >= SHORTEST_BASE
    return Street(
        piece.spelt,
        name.pre,
        name.base,
        name.kind,
        name.post,
        tuple(chained(piece.ways)),
        tuple(sorted(piece.doors, key=lambda door: door.number)),
        tuple(piece.stretches),
        misspellings(name.base) if guessable else frozenset(),
    )


def chained(ways: Sequence[Way]) -> Iterator[Path]:
    """Yield the ways joined end to end, as far as exactly two of them meet."""
    at = {ref: point for way in ways for ref, point in zip(way.refs, way.points, strict=True)}
    ends: dict[int, list[int]] = defaultdict(list)
    for n, way in enumerate(ways):
        ends[way.refs[0]].append(n)
        ends[way.refs[-1]].append(n)
    left = set(range(len(ways)))
    for n in range(len(ways)):
        if n not in left:
            continue
        left.remove(n)
        refs = list(ways[n].refs)
        for _end in range(2):
            while (more := _next(refs[-1], ends, left)) is not None:
                left.remove(more)
                added = list(ways[more].refs)
                refs.extend(added[1:] if added[0] == refs[-1] else added[-2::-1])
            refs.reverse()
        yield tuple(at[ref] for ref in refs)


def _next(end: int, ends: Mapping[int, Sequence[int]], left: set[int]) -> int | None:
    meeting = ends[end]
    free = [n for n in meeting if n in left]
    return free[0] if len(meeting) == 2 and len(free) == 1 else None  # noqa: PLR2004 - two ends


def _crossings(pieces: Sequence[Piece]) -> Iterator[Crossing]:
    """Yield the nodes that a road of one street shares with a road of another one.

    One road that goes by two names crosses nothing.
    """
    ways: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for n, piece in enumerate(pieces):
        for way in piece.ways:
            for ref in way.refs:
                ways[ref][n].add(id(way))
    for ref, at in ways.items():
        if len(at) < 2:  # noqa: PLR2004 - two streets
            continue
        streets = sorted(at)
        for place, one in enumerate(streets):
            for other in streets[place + 1 :]:
                if at[one] - at[other] and at[other] - at[one]:
                    lat, lon = pieces[one].nodes[ref]
                    yield Crossing(one, other, lat, lon)
