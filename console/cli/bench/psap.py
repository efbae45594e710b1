"""Which 911 centre answers for a point, by the areas of a whole country."""

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from console.cli.bench import NO_POSTGIS, peers, postgis
from console.cli.bench.row import Goal, Peer, Row
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.bench import SEED, Timing, around, timed
from console.places.hospitals import hospitals
from console.places.outlines import COUNTIES, rings_of
from console.places.psap.areas import middle
from console.places.psap.centres import Centres
from console.places.psap.shape import area

ASKED, LOOPED, WARM_UP = 2_000, 100, 20
GOAL = Goal("p99_ms", 1.0)
ERRORS_M = (150.0, 5_000.0)
"""How far off a place may be: a little, and by far."""


def psap() -> list[Row]:
    """Return how long the question takes, for a point and for circles, and what the peers take."""
    every = tuple(mosaic())
    centres = Centres(every)
    points = around(hospitals(), WARM_UP + ASKED)
    timed("warm up", centres.answer, points[:WARM_UP])  # the counties are read once
    points = points[WARM_UP:]
    found = peers()
    beside = None
    if found is not None:
        loop = timed("loop", found.every_polygon(every), points[:LOOPED])
        beside = Peer("ray casting through every area", {"p50_ms": loop.p50_ms})
    exact = timed("exact", centres.answer, points)
    what = f"the centre for a point, {len(every)} areas (the shapes of all counties)"
    rows = [Row("psap", what, _figures(exact), exact.asked, beside, GOAL)]
    for error_m in ERRORS_M:
        wide = timed("wide", partial(centres.answer, error_m=error_m), points)
        what = f"all centres within {error_m:,.0f} m of a point"
        rows.append(Row("psap", what, _figures(wide), wide.asked, goal=GOAL))
    if found is None:
        note = "the R*Tree is not measured: the tests are not on this machine"
        return [*rows, Row("psap", "SQLite R*Tree", note=note)]
    tree = timed("tree", found.polygon_tree(every), points)
    rows.append(Row("psap", "peer: SQLite R*Tree, ray casting", _figures(tree), tree.asked))
    return [*rows, *_postgis(every, points)]


def _postgis(every: Sequence[Facility], points: Sequence[Point]) -> Iterator[Row]:
    """Yield how long PostGIS takes to name the areas, which is a part of what ours answers."""
    with postgis() as gis:
        if gis is None:
            yield Row("psap", "PostGIS", note=NO_POSTGIS)
            return
        gis.load(every)
        asks = {"the areas that hold a point": gis.holding}
        for error_m in ERRORS_M:
            asks[f"the areas within {error_m:,.0f} m"] = partial(gis.within, error_m)
        for what, ask in asks.items():
            timed("warm up", ask, points[:WARM_UP])  # the plan of a question is made only once
            took = timed(what, ask, points)
            yield Row("psap", f"peer: PostGIS, GiST, {what}", _figures(took), took.asked)


def _figures(timing: Timing) -> dict[str, float]:
    return {"p50_ms": timing.p50_ms, "p99_ms": timing.p99_ms}


def mosaic() -> Iterator[Facility]:
    """Yield an invented centre for each county, with the county's outline as its area."""
    random = Random(SEED)  # noqa: S311 - a benchmark's, not a secret's
    for fips, parts in rings_of(COUNTIES, "counties"):
        shape = area(
            [tuple(tuple((float(x), float(y)) for x, y in ring) for ring in part) for part in parts]
        )
        at, error_m = middle(shape)
        yield Facility(
            FacilityId(f"bench:{fips}"),
            FacilityKind.PSAP,
            f"Centre {random.randrange(10_000)} (invented)",
            Point(at.lat, at.lon),
            "bench",
            "2026",
            error_m=round(error_m),
            invented=True,
            area=shape,
        )
