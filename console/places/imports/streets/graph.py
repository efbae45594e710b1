"""The road graph for cars, built from the ways of an extract.

The speeds are estimates of ours for a quiet hour in a town, never those of an ambulance.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from console.places.imports.streets.osm import Extract, Way
from console.places.streets.line import apart
from console.store.streets.rows import RoadGraph

Array = npt.NDArray[Any]

KMH: Final[Mapping[str, float]] = {
    "motorway": 95, "motorway_link": 50, "trunk": 75, "trunk_link": 45, "primary": 50,
    "primary_link": 35, "secondary": 46, "secondary_link": 32, "tertiary": 42, "tertiary_link": 30,
    "unclassified": 36, "residential": 30, "road": 30, "living_street": 12, "service": 15,
}  # fmt: skip
"""How fast a car gets on, stops at corners included; traffic lights are counted apart."""
SIGNAL_S: Final = 10.0
"""How long a traffic light costs on average: a wait of twenty seconds every other time."""
FASTEST_SHARE: Final = 0.85
"""Of a posted limit, where one is on the map, as an average over the whole road."""
MPH: Final = 1.609344
NO_CAR: Final = frozenset({"no", "private"})
DIVIDED: Final = frozenset({"motorway"})
NOT_DOORSTEPS: Final = frozenset({"motorway", "motorway_link", "trunk_link"})
"""Roads that nobody starts from."""
SPOT_M: Final = 50.0
"""How far apart the points are at which a drive may start or end."""


@dataclass(slots=True)
class _Made:
    numbers: dict[int, int] = field(default_factory=dict)
    nodes: list[tuple[float, float]] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)
    seconds: list[tuple[float, float]] = field(default_factory=list)
    spots: list[tuple[float, float, int, float]] = field(default_factory=list)

    def node(self, ref: int, at: tuple[float, float]) -> int:
        number = self.numbers.setdefault(ref, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(at)
        return number


def road_graph(found: Extract) -> RoadGraph | None:
    """Return the graph of the roads that cars may use, nothing where there are none."""
    cars = [way for way in found.ways if _for_cars(way)]
    uses: Counter[int] = Counter()
    for way in cars:
        uses.update(way.refs)
        uses.update((way.refs[0], way.refs[-1]))
    made = _Made()
    for way in cars:
        _add(made, way, uses, found.signals)
    if not made.edges:
        return None
    return _packed(made)


def _for_cars(way: Way) -> bool:
    tags = way.tags
    allowed = tags.get("motor_vehicle", tags.get("access", "yes"))
    return tags["highway"] in KMH and allowed not in NO_CAR


def _add(made: _Made, way: Way, uses: Mapping[int, int], signals: set[int]) -> None:
    """Cut a road at its junctions and add each part as an edge."""
    points, start = way.points, 0
    to, back = _directions(way)
    metres_a_second = _kmh(way) / 3.6
    for end in range(1, len(points)):
        if uses[way.refs[end]] < 2 and end < len(points) - 1:  # noqa: PLR2004 - not a junction
            continue
        part = points[start : end + 1]
        metres = sum(apart(a, b) for a, b in pairwise(part))
        waits = SIGNAL_S * sum(ref in signals for ref in way.refs[start + 1 : end + 1])
        waits_back = SIGNAL_S * sum(ref in signals for ref in way.refs[start:end])
        drive = metres / metres_a_second
        tail, head = made.node(way.refs[start], part[0]), made.node(way.refs[end], part[-1])
        made.edges.append((tail, head))
        made.seconds.append(
            (drive + waits if to else np.inf, drive + waits_back if back else np.inf)
        )
        if way.tags["highway"] not in NOT_DOORSTEPS:
            made.spots.extend(_spots(part, metres, len(made.edges) - 1))
        start = end


def _directions(way: Way) -> tuple[bool, bool]:
    """Return whether one may drive along the way, and against it."""
    said = way.tags.get("oneway", "")
    if said in {"-1", "reverse"}:
        return False, True
    round_about = way.tags.get("junction") in {"roundabout", "circular"}
    one_way = said in {"yes", "1", "true"} or (
        not said and (way.tags["highway"] in DIVIDED or round_about)
    )
    return True, not one_way


def _kmh(way: Way) -> float:
    usual = KMH[way.tags["highway"]]
    said = way.tags.get("maxspeed", "").split()
    if not said or not said[0].isdecimal():
        return usual
    limit = int(said[0]) * (MPH if said[-1] == "mph" else 1.0)
    return max(5.0, min(limit * FASTEST_SHARE, usual * 1.3)) if limit else usual


def _spots(
    part: Sequence[tuple[float, float]], metres: float, edge: int
) -> Iterator[tuple[float, float, int, float]]:
    """Yield points along an edge, none farther from the next than ``SPOT_M``."""
    passed = 0.0
    yield (*part[0], edge, 0.0)
    for one, other in pairwise(part):
        step = apart(one, other)
        pieces = int(step // SPOT_M) + 1
        for n in range(1, pieces + 1):
            share = n / pieces
            at = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            yield (*at, edge, min((passed + step * share) / metres, 1.0) if metres else 0.0)
        passed += step


def _packed(made: _Made) -> RoadGraph:
    edges = np.array(made.edges, dtype=np.uint32)
    seconds = np.array(made.seconds, dtype=np.float32)
    main = _main_part(edges, seconds, len(made.nodes))
    spots = np.array(made.spots, dtype=np.float64).reshape(-1, 4)
    on = edges[spots[:, 2].astype(np.int64)] if len(spots) else edges[:0]
    spots = spots[main[on].all(axis=1)] if len(spots) else spots
    spots = spots[np.argsort(spots[:, 0], kind="stable")]
    return RoadGraph(
        np.array(made.nodes, dtype=np.float64).tobytes(),
        edges.tobytes(),
        seconds.tobytes(),
        spots[:, :2].tobytes(),
        spots[:, 2].astype(np.uint32).tobytes(),
        spots[:, 3].astype(np.float32).tobytes(),
    )


def _main_part(edges: Array, seconds: Array, count: int) -> Array:
    """Return which nodes lie in the part in which one can drive from everywhere to everywhere.

    Yards behind a gate that is not on the map would otherwise be places without a way out.
    """
    ahead: list[list[int]] = [[] for _ in range(count)]
    behind: list[list[int]] = [[] for _ in range(count)]
    for (tail, head), (to, back) in zip(edges.tolist(), seconds.tolist(), strict=True):
        if np.isfinite(to):
            ahead[tail].append(head)
            behind[head].append(tail)
        if np.isfinite(back):
            ahead[head].append(tail)
            behind[tail].append(head)
    left, best = set(range(count)), set[int]()
    while len(left) > len(best):
        seed = next(iter(left))
        together = _reached(ahead, seed) & _reached(behind, seed)
        best = max(best, together, key=len)
        left -= together
    found = np.zeros(count, dtype=np.bool_)
    found[list(best)] = True
    return found


def _reached(links: Sequence[Sequence[int]], seed: int) -> set[int]:
    seen, todo = {seed}, [seed]
    while todo:
        for other in links[todo.pop()]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen
