"""The nearest ten of as many places as the country has, with what is known of each."""

from collections.abc import Sequence

from console.cli.bench import NO_POSTGIS, peers, postgis
from console.cli.bench.row import Goal, Peer, Row
from console.domain.place.facility import Facility
from console.domain.place.point import Point
from console.places.bench import PLACES, TEN, Timing, around, by_loop, stationed, timed
from console.places.hospitals import hospitals
from console.places.nearest import Nearest

ASKED, LOOPED, WARM_UP = 1_000, 2, 20
GOAL = Goal("p99_ms", 5.0)


def nearest() -> list[Row]:
    """Return how long the question takes, ours, a geopy loop, SQLite's R*Tree and PostGIS."""
    known = hospitals()
    every = (*known, *stationed(known, PLACES - len(known)))
    index = Nearest(every)
    points = around(known, WARM_UP + ASKED)
    ours = timed("ours", lambda at: index.nearest(at, n=TEN), points[WARM_UP:])
    loop = timed("loop", lambda at: by_loop(every, at), points[:LOOPED])
    beside = Peer(f"a geopy loop, asked {LOOPED} times", {"p50_ms": loop.p50_ms})
    what = f"nearest ten of {len(every):,} with reasons, refined"
    first = Row("nearest", what, _figures(ours), ours.asked, beside, GOAL)
    return [first, _rtree(every, points), _postgis(every, points)]


def _rtree(every: Sequence[Facility], points: Sequence[Point]) -> Row:
    found = peers()
    if found is None:
        note = "the R*Tree is not measured: the tests are not on this machine"
        return Row("nearest", "SQLite R*Tree", note=note)
    tree = timed("tree", found.rtree(every), points[WARM_UP:])
    return Row("nearest", "peer: SQLite R*Tree, refined, no reasons", _figures(tree), tree.asked)


def _postgis(every: Sequence[Facility], points: Sequence[Point]) -> Row:
    with postgis() as gis:
        if gis is None:
            return Row("nearest", "PostGIS", note=NO_POSTGIS)
        ask = gis.nearest_ten(every)
        timed("warm up", ask, points[:WARM_UP])  # the plan of a question is made only once
        took = timed("postgis", ask, points[WARM_UP:])
    what = "peer: PostGIS, GiST and <->, refined, no reasons"
    return Row("nearest", what, _figures(took), took.asked)


def _figures(timing: Timing) -> dict[str, float]:
    return {"p50_ms": timing.p50_ms, "p99_ms": timing.p99_ms}
