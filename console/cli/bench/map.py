"""How smoothly the map moves with a whole country's help on it."""

import os
from random import Random
from typing import TYPE_CHECKING

from console.cli.bench.row import Goal, Peer, Row, spread
from console.cli.bench.screen import offscreen
from console.places.bench import SEED, around
from console.places.hospitals import hospitals

if TYPE_CHECKING:  # only this bench needs the screen
    from console.ui.map.mark import Mark

FACILITIES = int(os.environ.get("VIGIL_BENCH_PLACES", "75000"))
PLAIN = min(FACILITIES, 5_000)
"""So many rows of plain folium; with all of them its page takes minutes to open."""
CLIENTS = 500
NATION, CITY = (39.5, -96.5, 4), (40.7, -74.0, 10)
GOAL = Goal("p95_ms", 50.0)


def map() -> list[Row]:  # noqa: A001 -- the bench is called so
    """Return the time from frame to frame while the map is panned and zoomed at every frame."""
    from console.app import application  # noqa: PLC0415 -- loads Qt
    from console.places.page import build_page, build_plain  # noqa: PLC0415 -- loads folium
    from console.settings import load  # noqa: PLC0415 -- as above
    from console.ui.map.web.frames import frames  # noqa: PLC0415 -- loads the web engine

    offscreen()
    _app = application(load().data)
    marks = _marks()
    page = build_page()
    plain = build_plain([(mark.lat, mark.lon, mark.label) for mark in marks[:PLAIN]])
    rows = []
    for name, place in (("the nation", NATION), ("a city", CITY)):
        ours, theirs = frames(page, marks, place), frames(plain, (), place, ours=False)
        for how, mine, other in (
            ("panned", ours.panned, theirs.panned),
            ("zoomed", ours.zoomed, theirs.zoomed),
            ("zoomed for the first time", ours.entered, theirs.entered),
        ):
            what = f"{name} {how}: frame to frame, {FACILITIES:,} places and {CLIENTS} clients"
            peer = Peer(f"plain folium with {PLAIN:,}", spread(other))
            rows.append(Row("map", what, spread(mine), len(mine), peer, GOAL))
    return rows


def _marks() -> list["Mark"]:
    from console.domain.tier import Tier  # noqa: PLC0415 -- as above
    from console.ui.map.mark import Mark, MarkKind  # noqa: PLC0415 -- as above

    random = Random(SEED)  # noqa: S311 -- a benchmark's, not a secret's
    every = hospitals()
    kinds = (MarkKind.HOSPITAL, MarkKind.EMS, MarkKind.MOBILE_CRISIS, MarkKind.CRISIS_CENTRE)
    places = [
        Mark(f"place-{n}", kinds[n % len(kinds)], at.lat, at.lon, f"Place {n}")
        for n, at in enumerate(around(every, FACILITIES))
    ]
    people = [
        Mark(
            f"client-{n}", MarkKind.CLIENT, at.lat, at.lon, f"Client {n}",
            error_m=2_000.0, confirmed=n % 3 == 0, tier=random.choice((None, *Tier)),
        )
        for n, at in enumerate(around(every, CLIENTS))
    ]  # fmt: skip
    return [*places, *people]
