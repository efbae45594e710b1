"""Ten thousand rows of a list, from the file into the database, with the journal's entry."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from console.cli.bench.row import Goal, Peer, Row
from console.domain.ids import SYSTEM
from console.places.bench import SEED, around
from console.places.hospitals import hospitals
from console.places.imports.formats import Format, load
from console.settings import Settings
from console.wiring.centre import Centre, open_centre

ROWS = 10_000
GOAL = Goal("p50_ms", 3_000.0)
COLUMNS = ("id", "kind", "name", "lat", "lon", "phone", "address", "city", "state", "zip")


def imports() -> list[Row]:
    """Return how long a list takes the first time and, a tenth of it changed, the second."""
    with TemporaryDirectory(prefix="vigil-bench-") as folder:
        file = Path(folder) / "list.csv"
        _write(file, 0)
        start = perf_counter()
        with file.open(encoding="utf-8", newline="") as text:
            read = len(list(csv.DictReader(text)))
        plain_ms = (perf_counter() - start) * 1_000
        with _centre(Path(folder)) as centre:
            first_ms = _bring_in(centre, file)
            _write(file, ROWS // 10)
            again_ms = _bring_in(centre, file)
    beside = Peer(f"reading the {read} rows and nothing else", {"p50_ms": plain_ms})
    what = f"{ROWS} rows into the directory"
    return [
        Row("imports", what, {"p50_ms": first_ms}, 1, beside, GOAL),
        Row("imports", f"{what} again, a tenth changed", {"p50_ms": again_ms}, 1, goal=GOAL),
    ]


@contextmanager
def _centre(folder: Path) -> Iterator[Centre]:
    with open_centre(Settings(data=folder)) as centre:
        yield centre


def _bring_in(centre: Centre, file: Path) -> float:
    start = perf_counter()
    loaded = load(Format.CSV, file, source="bench")
    centre.store.directory.replace("bench", loaded.facilities)
    done = loaded.summary
    centre.do(done.note(), SYSTEM)
    return (perf_counter() - start) * 1_000


def _write(file: Path, changed: int) -> None:
    random = Random(SEED)  # noqa: S311 - a benchmark's, not a secret's
    with file.open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(COLUMNS)
        for n, at in enumerate(around(hospitals(), ROWS)):
            name = f"Station {n} {'new' if n < changed else 'old'}"
            number = f"614-555-{random.randrange(10_000):04}"
            out.writerow(
                (n, "ems", name, at.lat, at.lon, number, f"{n} Elm St", "Columbus", "OH", "43215")
            )
