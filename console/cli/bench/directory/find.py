"""Finding a place among as many as the country has, by what is typed a letter at a time."""

from collections.abc import Callable, Sequence
from time import perf_counter

from console.cli.bench.row import Goal, Peer, Row, spread
from console.domain.place.facility import Facility
from console.places.bench import PLACES, stationed
from console.places.hospitals import hospitals
from console.places.lists.find import Finder

ASKED = ("grant med", "columbus hosp", "43215", "614 555 0100", "mercy", "station 9", "hospital")
TIMES = 5
GOAL = Goal("p95_ms", 100.0)
"""A list that follows within a tenth of a second seems to follow at once."""


def find() -> list[Row]:
    """Return how long a search takes after every letter, and how long its index takes once."""
    known = hospitals()
    every = (*known, *stationed(known, PLACES - len(known)))
    start = perf_counter()
    finder = Finder(every)
    made_ms = (perf_counter() - start) * 1_000
    typed = [text[:end] for text in ASKED for end in range(1, len(text) + 1)]
    ours, loop = _asked(finder.find, typed * TIMES), _asked(_loop(every), ASKED)
    beside = Peer("a loop over names, towns and ZIP codes as they are", loop)
    what = f"{len(every):,} places searched after a letter"
    return [
        Row("find", what, ours, len(typed) * TIMES, beside, GOAL),
        Row("find", f"the index of {len(every):,} places, made once", {"p50_ms": made_ms}, 1),
    ]


def _asked(find_places: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    took = []
    for text in texts:
        start = perf_counter()
        find_places(text)
        took.append((perf_counter() - start) * 1_000)
    return spread(took)


def _loop(every: Sequence[Facility]) -> Callable[[str], list[Facility]]:
    def find_places(text: str) -> list[Facility]:
        words = text.lower().split()
        return [
            one
            for one in every
            if all(word in f"{one.name} {one.city} {one.zip}".lower() for word in words)
        ]

    return find_places
