"""The nearest ten of all facilities that ship, refined by geodesic distance."""

from console.cli.bench import peers
from console.cli.bench.row import Goal, Peer, Row
from console.places.bench import TEN, around, by_loop, timed
from console.places.hospitals import hospitals
from console.places.nearest import Nearest

ASKED, LOOPED = 500, 3
GOAL = Goal("p99_ms", 5.0)


def nearest() -> list[Row]:
    """Return how long the question takes, ours, a geopy loop and SQLite's R*Tree."""
    facilities = hospitals()
    index = Nearest(facilities)
    points = around(facilities, ASKED)
    what = f"nearest ten of {len(facilities)}, refined"
    ours = timed(what, lambda at: index.nearest(at, n=TEN), points)
    figures = {"p50_ms": ours.p50_ms, "p99_ms": ours.p99_ms}
    loop = timed("loop", lambda at: by_loop(facilities, at), points[:LOOPED])
    beside = Peer("a geopy loop", {"p50_ms": loop.p50_ms})
    rows = [Row("nearest", what, figures, ours.asked, beside, GOAL)]
    found = peers()
    if found is None:
        note = "the R*Tree is not measured: the tests are not on this machine"
        return [*rows, Row("nearest", "SQLite R*Tree", note=note)]
    tree = timed("tree", found.rtree(facilities), points)
    figures = {"p50_ms": tree.p50_ms, "p99_ms": tree.p99_ms}
    return [*rows, Row("nearest", "peer: SQLite R*Tree, refined", figures, tree.asked)]
