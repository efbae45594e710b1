"""How long a car takes, as an estimate, and how far one gets in so many minutes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import cos, inf, radians
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from console.domain.place.point import METRES_A_DEGREE, Point
from console.store.streets.rows import RoadGraph

Floats = npt.NDArray[np.float64]

TO_ROAD_M: Final = 1_000.0
"""Nobody lives farther from a road: such a point is not on this graph."""
TO_ROAD_MS: Final = 4.0  # metres a second: from the door to the road, at a car's walking pace
ON_ROAD_M: Final = 25.0
"""Half of what the points along a road are apart: nearer than that is on the road."""
KEPT: Final = 4
"""So many searches are kept: there and back, of two people."""
LONGEST_S: Final = 2 * 3600.0
SLICE: Final = TO_ROAD_M / METRES_A_DEGREE


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a point meets the roads.

    Attributes:
        edge: the number of the nearest road, and ``share``: how far along it, 0 to 1.
        seconds: from the point to there.
    """

    edge: int
    share: float
    seconds: float


class Search:
    """Dijkstra's search from one place, which can be taken up again where it was left."""

    def __init__(
        self, links: list[list[tuple[int, float]]], ends: Iterable[tuple[int, float]]
    ) -> None:
        self.best: dict[int, float] = {}
        self._links = links
        self._todo = sorted((seconds, node) for node, seconds in ends)

    def look(self, longest: float, wanted: Collection[int]) -> None:
        """Go on up to ``longest`` seconds, or until all ``wanted`` nodes are reached."""
        best, todo, links = self.best, self._todo, self._links
        left = {node for node in wanted if node not in best}
        if wanted and not left:
            return
        while todo and todo[0][0] <= longest:
            seconds, node = heappop(todo)
            if node in best:
                continue
            best[node] = seconds
            for other, more in links[node]:
                if other not in best:
                    heappush(todo, (seconds + more, other))
            if node in left:
                left.discard(node)
                if not left:
                    return


class Roads:
    """The road graph of one file; asking takes some milliseconds in a city.

    Safe to use from any thread.
    """

    def __init__(self, graph: RoadGraph) -> None:
        self.nodes = np.frombuffer(graph.nodes, np.float64).reshape(-1, 2)
        self.edges: list[tuple[int, int]] = [
            (tail, head)
            for tail, head in np.frombuffer(graph.edges, np.uint32).reshape(-1, 2).tolist()
        ]
        self.seconds: list[tuple[float, float]] = [
            (to, back)
            for to, back in np.frombuffer(graph.seconds, np.float32).reshape(-1, 2).tolist()
        ]
        self._lock = Lock()
        self._searches: dict[tuple[Spot, bool], Search] = {}
        self._spots = np.frombuffer(graph.spots, np.float64).reshape(-1, 2)
        self._spot_edges = np.frombuffer(graph.spot_edges, np.uint32)
        self._spot_shares = np.frombuffer(graph.spot_shares, np.float32)

    @cached_property
    def ahead(self) -> list[list[tuple[int, float]]]:
        """From each node: where one can drive, and in how many seconds."""
        return self._links(reverse=False)

    @cached_property
    def behind(self) -> list[list[tuple[int, float]]]:
        """To each node: from where one can drive, and in how many seconds."""
        return self._links(reverse=True)

    def spot(self, point: Point) -> Spot | None:
        """Return where a point meets the roads; nothing when no road is near."""
        lats = self._spots[:, 0]
        low, high = np.searchsorted(lats, (point.lat - SLICE, point.lat + SLICE))
        if low == high:
            return None
        near = self._spots[low:high]
        north = (near[:, 0] - point.lat) * METRES_A_DEGREE
        east = (near[:, 1] - point.lon) * METRES_A_DEGREE * cos(radians(point.lat))
        off = north**2 + east**2
        best = int(np.argmin(off))
        metres = float(off[best]) ** 0.5
        if metres > TO_ROAD_M:
            return None
        at = int(low) + best
        seconds = max(metres - ON_ROAD_M, 0.0) / TO_ROAD_MS
        return Spot(int(self._spot_edges[at]), float(self._spot_shares[at]), seconds)

    def minutes(
        self, here: Point, there: Sequence[Point], *, towards: bool = False
    ) -> list[float | None]:
        """Return for each point how long a car takes there, or from there when ``towards``.

        Nothing where no road is near, or none leads there within two hours.
        """
        start = self.spot(here)
        spots = [self.spot(point) for point in there]
        if start is None:
            return [None] * len(spots)
        wanted = {node for spot in spots if spot is not None for node in self.edges[spot.edge]}
        took = self.reach(start, LONGEST_S, wanted, towards=towards)
        return [
            None if spot is None else self._minutes(start, spot, took, towards=towards)
            for spot in spots
        ]

    def reach(
        self,
        start: Spot,
        longest: float,
        wanted: Collection[int] = (),
        *,
        towards: bool = False,
    ) -> Mapping[int, float]:
        """Return how many seconds each node is from ``start``, as far as was looked.

        Looks up to ``longest`` seconds, or until all ``wanted`` nodes are reached, if some are.
        What was found from one place is kept: the next question is mostly about the same person.
        """
        with self._lock:
            key = start, towards
            search = self._searches.pop(key, None)
            if search is None:
                ends = self._ends(start, leaving=not towards)
                search = Search(self.behind if towards else self.ahead, ends)
            self._searches[key] = search
            while len(self._searches) > KEPT:
                del self._searches[next(iter(self._searches))]
            search.look(longest, wanted)
            return dict(search.best)

    def spot_seconds(
        self, start: Spot, longest: float, *, towards: bool = False
    ) -> tuple[Floats, Floats]:
        """Return all points along roads, and in how many seconds each is reached from ``start``.

        Infinite where it takes more than ``longest`` seconds.
        """
        took = np.full(len(self.nodes), np.inf)
        reached = self.reach(start, longest, towards=towards)
        took[list(reached)] = list(reached.values())
        edges, seconds = self._ends_of_edges
        tails, heads = took[edges[self._spot_edges]].T
        to, back = seconds[self._spot_edges].T
        if towards:
            to, back = back, to
        share = self._spot_shares.astype(np.float64)
        own, way = self._spot_edges == start.edge, share - start.share
        own_to, own_back = self.seconds[start.edge][:: -1 if towards else 1]
        with np.errstate(invalid="ignore"):  # nothing of a road that may not be driven is nothing
            along = np.fmin(
                tails + np.where(share > 0, to * share, 0.0),
                heads + np.where(share < 1, back * (1 - share), 0.0),
            )
            drive = np.where(way > 0, way * own_to, np.where(way < 0, -way * own_back, 0.0))
        along = np.where(own, np.fmin(along, drive + start.seconds), along)
        return self._spots, np.where(along <= longest, along, np.inf)

    @cached_property
    def _ends_of_edges(self) -> tuple[npt.NDArray[np.int64], Floats]:
        return np.array(self.edges, dtype=np.int64), np.array(self.seconds, dtype=np.float64)

    def _ends(self, spot: Spot, *, leaving: bool) -> Iterator[tuple[int, float]]:
        """Yield the nodes at the ends of a spot's road, with the seconds between node and point."""
        (tail, head), (to, back) = self.edges[spot.edge], self.seconds[spot.edge]
        if not leaving:
            to, back = back, to
        if to < inf:
            yield head, spot.seconds + to * (1 - spot.share)
        if back < inf:
            yield tail, spot.seconds + back * spot.share

    def _minutes(
        self, start: Spot, end: Spot, took: Mapping[int, float], *, towards: bool
    ) -> float | None:
        ways = [
            took[node] + seconds
            for node, seconds in self._ends(end, leaving=towards)
            if node in took
        ]
        if start.edge == end.edge:
            to, back = self.seconds[start.edge]
            along = (end.share - start.share) * (-1 if towards else 1)
            drive = along * to if along > 0 else -along * back if along < 0 else 0.0
            ways.append(start.seconds + end.seconds + drive)
        least = min(ways, default=inf)
        return least / 60 if least < inf else None

    def _links(self, *, reverse: bool) -> list[list[tuple[int, float]]]:
        links: list[list[tuple[int, float]]] = [[] for _ in range(len(self.nodes))]
        for (tail, head), seconds in zip(self.edges, self.seconds, strict=True):
            to, back = reversed(seconds) if reverse else seconds
            if to < inf:
                links[tail].append((head, to))
            if back < inf:
                links[head].append((tail, back))
        return links
