"""How long after it was started the console can be used."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from console.cli.bench.row import Goal, Row, spread
from console.cli.bench.screen import ME
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM
from console.domain.people.staff import Role, Staff
from console.settings import Settings
from console.wiring.centre import open_centre

STARTS = 5
STARTED = (
    "from console.cli import speak; speak(); from console.app.stopwatch import started; started()"
)
"""What the command line does to open a window, and then the stopwatch."""
GOAL = Goal("p50_ms", 1_500.0)


def start() -> list[Row]:
    """Return how long the window, and then the map, take from the start of the process."""
    with TemporaryDirectory(prefix="vigil-bench-") as name:
        with open_centre(Settings(Path(name))) as centre:
            me = Staff(ME, "Bench", frozenset({Role.COUNSELLOR}))
            centre.do(RecordStaff(ME, private(me)), SYSTEM)
        _once(name)  # the first start fills the caches of the disk
        starts = [_once(name) for _ in range(STARTS)]
    maps = [one.drawn for one in starts if one.drawn is not None]
    usable, worked = ([one.usable for one in starts], [one.worked for one in starts])
    rows = [
        Row("start", "process → window painted and usable", spread(usable), STARTS, goal=GOAL),
        Row("start", "processor time until then", spread(worked), STARTS),
    ]
    if len(maps) < STARTS:
        note = f"the map was drawn in {len(maps)} of {STARTS} starts"
        return [*rows, Row("start", "process → map drawn", note=note)]
    return [*rows, Row("start", "process → map drawn", spread(maps), STARTS)]


@dataclass(frozen=True, slots=True)
class _Start:
    """One start, in milliseconds from the moment in which the process was asked for."""

    usable: float
    worked: float
    drawn: float | None


def _once(folder: str) -> _Start:
    env = {**os.environ, "VIGIL_DATA": folder, "QT_QPA_PLATFORM": "offscreen"}
    began = perf_counter()  # the same clock for every process of a machine
    ran = subprocess.run(  # noqa: S603 -- this program itself
        [sys.executable, "-c", STARTED],
        capture_output=True, env=env, check=True, text=True,
    )  # fmt: skip
    told = json.loads(ran.stdout.splitlines()[-1])
    drawn = None if told["map"] is None else (told["map"] - began) * 1_000
    return _Start((told["usable"] - began) * 1_000, told["worked"] * 1_000, drawn)
