"""Which 911 centre answers for a point, by the areas of a whole country."""

from collections.abc import Iterator
from random import Random

from console.cli.bench import peers
from console.cli.bench.row import Goal, Peer, Row
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.bench import SEED, around, timed
from console.places.hospitals import hospitals
from console.places.outlines import COUNTIES, rings_of
from console.places.psap.areas import middle
from console.places.psap.centres import Centres
from console.places.psap.shape import area

ASKED, LOOPED = 2_000, 100
GOAL = Goal("p99_ms", 1.0)
ERROR_M = 150.0


def psap() -> list[Row]:
    """Return how long the question takes: ours, R*Tree with plain ray casting, every polygon."""
    every = tuple(mosaic())
    centres = Centres(every)
    points = around(hospitals(), ASKED)
    what = f"{len(every)} areas (the shapes of all counties)"
    exact = timed("exact", centres.answer, points)
    wide = timed("wide", lambda at: centres.answer(at, ERROR_M), points)
    figures = {"p50_ms": exact.p50_ms, "p99_ms": exact.p99_ms}
    rows = []
    found = peers()
    if found is None:
        rows.append(Row("psap", f"the centre for a point, {what}", figures, exact.asked, goal=GOAL))
        note = "the R*Tree is not measured: the tests are not on this machine"
        rows.append(Row("psap", "SQLite R*Tree", note=note))
    else:
        loop = timed("loop", found.every_polygon(every), points[:LOOPED])
        beside = Peer("ray casting through every area", {"p50_ms": loop.p50_ms})
        what_ours = f"the centre for a point, {what}"
        rows.append(Row("psap", what_ours, figures, exact.asked, beside, GOAL))
        tree = timed("tree", found.polygon_tree(every), points)
        figures = {"p50_ms": tree.p50_ms, "p99_ms": tree.p99_ms}
        rows.append(Row("psap", "peer: SQLite R*Tree, ray casting", figures, tree.asked))
    figures = {"p50_ms": wide.p50_ms, "p99_ms": wide.p99_ms}
    what = f"all centres within {ERROR_M:.0f} m of a point"
    return [*rows, Row("psap", what, figures, wide.asked, goal=GOAL)]


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
