"""What a counsellor waits for in a checklist: its opening, and each tick."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from console.cli.bench import cases
from console.cli.bench.row import Goal, Row, spread
from console.cli.bench.screen import ME, bench_centre, offscreen, peers_server
from console.domain.commands import PublishProtocols
from console.domain.events import CaseTaken
from console.domain.ids import SYSTEM, CaseId
from console.wiring.centre import Centre

if TYPE_CHECKING:  # only these benches need Qt
    from console.app.stopwatch import Workplace

PHASES, STEPS = 5, 8
OPENED, WARM_UP = 40, 3
TICKED = 5
GOAL = Goal("p95_ms", 50.0)
HEAD = """
id = "P90"
version = 1
title = "Forty steps"
place = "overlay"
entry = "A text arrives"
enter = ["contact:text"]
"""
PHASE = '[[phase]]\nid = "p{n}"\ntitle = "Phase {n}"\n'
STEP = """[[phase.step]]
id = "s{n}"
text = "Ask whatever stands at number {n} here"
kind = "ask"
target_s = 60
say = {{ en = "How are you feeling right now?", es = "¿Cómo se siente ahora?" }}
[[phase.step.field]]
id = "said.{n}"
label = "What they said"
type = "text"
required = false
[[phase.step.field]]
id = "choice.{n}"
label = "Which of these"
type = "choice"
required = false
choices = {{ one = "The first", two = "The second", three = "The third" }}
"""


def steps() -> list[Row]:
    """Return how long a checklist of forty steps takes to open, and a tick to be kept and shown."""
    rows = _on(None, "SQLite")
    with peers_server() as url:
        if url is None:
            note = "not measured: the PostgreSQL of the tests is not on this machine"
            return [*rows, Row("steps", "PostgreSQL", goal=GOAL, note=note)]
        return [*rows, *_on(url, "PostgreSQL")]


def _on(url: str | None, store: str) -> list[Row]:
    from console.app.stopwatch import Workplace  # noqa: PLC0415 -- loads Qt

    offscreen()
    with TemporaryDirectory(prefix="vigil-bench-") as folder:
        centre = bench_centre(Path(folder), url, practice=True)
        centre.do(PublishProtocols((_forty(),)), SYSTEM)
        cases.enrol(centre, 1)
        place = Workplace(centre, ME)
        try:
            took = [_opened(place, centre, n) for n in range(WARM_UP + OPENED)][WARM_UP:]
        finally:
            place.close()
    opened = [first for first, _ticks in took]
    ticked = [tick for _first, ticks in took for tick in ticks]
    size = PHASES * STEPS
    return [
        Row(
            "steps",
            f"key → {size} steps open, the first painted, {store}",
            spread(opened),
            len(opened),
            goal=GOAL,
        ),
        Row(
            "steps",
            f"key → tick in the journal, the next step painted, {store}",
            spread(ticked),
            len(ticked),
            goal=GOAL,
        ),
    ]


def _forty() -> str:
    """Return a checklist as large as any will be: five phases of eight steps."""
    parts = [HEAD]
    for phase in range(PHASES):
        parts.append(PHASE.format(n=phase))
        parts += (STEP.format(n=phase * STEPS + step) for step in range(STEPS))
    return "".join(parts)


def _opened(place: "Workplace", centre: Centre, n: int) -> tuple[float, list[float]]:
    """Open the checklist in a case of its own, and tick the first few of its steps."""
    case = CaseId(f"steps-{n}")
    cases.write(centre, ME, cases.arrived(case), CaseTaken(case))
    place.look_at(case)
    first = place.begun("P90", "Ask whatever stands at number 0 here")
    ticks = [
        place.stepped(f"Ask whatever stands at number {step} here") for step in range(1, TICKED + 1)
    ]
    cases.close(centre, ME, case)
    place.settle()
    return first, ticks
