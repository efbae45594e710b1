"""Streets: how long a city takes to bring in, how long a place takes to find, how near it is."""

import csv
import gzip
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from geopy.distance import geodesic

from console.cli.bench import peers
from console.cli.bench.row import Goal, Peer, Row, spread
from console.domain.place.candidate import Candidate
from console.domain.place.location import Precision
from console.domain.place.point import Point
from console.places.gazetteer import Gazetteer
from console.places.hospitals import hospitals
from console.places.imports.streets.read import read_osm
from console.places.nearest import Nearest
from console.places.streets.roads import Roads
from console.store.streets.file import StreetFile
from console.store.streets.rows import Box, StreetData

SEED: Final = 988
ASKED: Final = 700
LOOPED: Final = 20
DRIVEN: Final = 100
BUILD_GOAL: Final = Goal("p50_ms", 10_000.0)
GOAL: Final = Goal("p99_ms", 2.0)
NO_EXTRACT: Final = "not measured: VIGIL_BENCH_PBF names no OpenStreetMap extract"
ABOUT: Final = (Precision.ADDRESS, Precision.CROSSING, Precision.STREET)


def locate() -> list[Row]:
    """Return the figures for the extract that VIGIL_BENCH_PBF names, or that tests have."""
    found = peers()
    extract = Path(os.environ["VIGIL_BENCH_PBF"]) if "VIGIL_BENCH_PBF" in os.environ else None
    extract = extract or (found.shared_file("columbus_s.osm.pbf") if found else None)
    if extract is None or not extract.is_file():
        return [Row("locate", "streets", note=NO_EXTRACT)]
    with tempfile.TemporaryDirectory(prefix="vigil-bench-") as folder:
        file = StreetFile(Path(folder) / "streets.db")
        start = perf_counter()
        data = read_osm(extract).data
        file.replace(data)
        took = (perf_counter() - start) * 1_000
        what = f"{extract.name} ({extract.stat().st_size // 1024} KiB) to streets and roads"
        rows = [Row("locate", what, {"p50_ms": took}, 1, goal=BUILD_GOAL)]
        rows += [_asked(file, data), _driven(file, data.source.box)]
        known = found.shared_file("hifld_hospitals_8013.csv.gz") if found else None
        rows += _near_enough(file, data.source.box, known)
        file.close()
    return rows


def _asked(file: StreetFile, data: StreetData) -> Row:
    gazetteer = Gazetteer(streets=file)
    gazetteer.candidates("43215")  # reads the tables
    questions = list(_questions(data))
    took = []
    for text in questions:
        start = perf_counter()
        gazetteer.candidates(text)
        took.append((perf_counter() - start) * 1_000)
    beside = Peer("a loop over all names", {"p50_ms": median(_looped(data, questions))})
    what = f"houses, streets, crossings, misspellings, towns among {len(data.streets)} streets"
    return Row("locate", what, spread(took), len(took), beside, GOAL)


def _questions(data: StreetData) -> Iterator[str]:
    """Yield what people ask for, always the same in one city."""
    random = Random(SEED)  # noqa: S311 - a benchmark's, not a secret's
    named = [street for street in data.streets if street.kind and len(street.base) > 3]  # noqa: PLR2004
    for _n in range(ASKED // 7):
        street, crossing = random.choice(named), random.choice(data.crossings)
        ones = data.streets[crossing.one].name, data.streets[crossing.other].name
        place = random.randrange(len(street.base))
        wrong = street.name.lower().replace(
            street.base, street.base[:place] + street.base[place + 1 :]
        )
        number = random.randrange(1, 4_000)
        yield f"{number} {street.name}, Columbus, OH 43215"
        yield f"{number} {street.name}"
        yield street.name
        yield " and ".join(ones)
        yield f"corner of {ones[0]} & {ones[1]}, Columbus Ohio"
        yield f"{number} {wrong}, Columbus OH"
        yield random.choice(("43215", "Columbus, OH", "Xyzzyq, OH", "39.96, -83.0", "12 Oak Ct"))


def _looped(data: StreetData, questions: Sequence[str]) -> list[float]:
    """Return how long the plain way takes: every name against the text, nothing prepared."""
    took = []
    for text in questions[:LOOPED]:
        start = perf_counter()
        said = text.casefold()
        for street in data.streets:
            if street.name.casefold() in said:
                said.index(street.name.casefold())
        took.append((perf_counter() - start) * 1_000)
    return took


def _driven(file: StreetFile, box: Box) -> Row:
    ((number, _box),) = file.graphs()
    graph = file.graph(number)
    if graph is None:
        return Row("locate", "car minutes", note="not measured: no roads in this extract")
    roads, index = Roads(graph), Nearest(hospitals())
    random = Random(SEED)  # noqa: S311 - as above
    took = []
    for _n in range(DRIVEN):
        at = Point(random.uniform(box.south, box.north), random.uniform(box.west, box.east))
        near = [one.facility.at for one in index.nearest(at)]
        start = perf_counter()
        roads.minutes(at, near)
        took.append((perf_counter() - start) * 1_000)
    what = f"car minutes to ten hospitals, {len(roads.edges)} roads"
    return Row("locate", what, spread(took[1:]), len(took) - 1)


def _near_enough(file: StreetFile, box: Box, known: Path | None) -> Iterator[Row]:
    """Yield how far the addresses of real hospitals are found from where they stand."""
    if known is None:
        yield Row("locate", "accuracy", note="not measured: no addresses with known places")
        return
    with gzip.open(known, "rt", encoding="utf-8-sig") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if box.holds(float(row["LATITUDE"]), float(row["LONGITUDE"]))
        ]
    gazetteer = Gazetteer(streets=file)
    asked = []
    for row in rows:
        text = f"{row['ADDRESS']}, {row['CITY']}, {row['STATE']} {row['ZIP']}"
        found = gazetteer.candidates(text)
        if found:
            at = float(row["LATITUDE"]), float(row["LONGITUDE"])
            asked.append((found[0], float(geodesic((found[0].lat, found[0].lon), at).m)))
    for what, wanted in (
        ("any answer", tuple(Precision)),
        ("a street or finer", ABOUT),
        ("a house", (Precision.ADDRESS,)),
    ):
        some = [one for one in asked if one[0].precision in wanted]
        yield Row("locate", f"accuracy, {what}", _figures(some, len(rows)), len(rows))


def _figures(found: Sequence[tuple[Candidate, float]], asked: int) -> dict[str, float]:
    if not found:
        return {"hit_share": 0.0}
    off = [metres for _one, metres in found]
    inside = sum(metres <= one.error_m for one, metres in found) / len(found)
    p90 = quantiles(off, n=10, method="inclusive")[8] if len(off) > 1 else off[0]
    return {
        "hit_share": len(found) / asked,
        "median_m": median(off),
        "p90_m": p90,
        "inside_share": inside,
    }
