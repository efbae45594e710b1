"""What a person waits for: a contact on another station's screen, and the answer to a key."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from console.cli.bench import cases, peers
from console.cli.bench.psap import mosaic
from console.cli.bench.row import Goal, Row, spread
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM, CaseId, ClientId, StaffId
from console.domain.people.staff import Role, Staff
from console.places.bench import PLACES, around, stationed
from console.places.hospitals import hospitals
from console.places.psap.centres import Centres
from console.practice.senders import Sender
from console.settings import Settings
from console.wiring.centre import Centre, open_centre

if TYPE_CHECKING:  # only these benches need Qt
    from console.app.stopwatch import SecondStation, Workplace

ME, SENDER = StaffId("bench"), "bench"
WARM_UP, POSTED, PRESSED = 5, 100, 100
STORED = int(os.environ.get("VIGIL_BENCH_CASES", "100000"))
ARRIVAL, KEY, AROUND = Goal("p95_ms", 100.0), Goal("p95_ms", 50.0), Goal("p95_ms", 100.0)


def arrival() -> list[Row]:
    """Return how long a contact takes from the door of a service to another station's screen."""
    what = "accepted at the door → painted on a second station, PostgreSQL"
    with peers_server() as url, TemporaryDirectory(prefix="vigil-bench-") as folder:
        if url is None:
            note = "not measured: the PostgreSQL of the tests is not on this machine"
            return [Row("arrival", what, goal=ARRIVAL, note=note)]
        centre = bench_centre(Path(folder) / "second", url)
        secret = centre.store.intake_keys.add(SENDER, centre.desk.now()).secret
        with _door(url, Path(folder) / "door") as address:
            trips = _trips(centre, Sender(address, secret))
    accepted = spread([max(painted - taken, 0) * 1_000 for _sent, taken, painted in trips])
    sent = spread([(painted - posted) * 1_000 for posted, _taken, painted in trips])
    return [
        Row("arrival", what, accepted, len(trips), goal=ARRIVAL),
        Row("arrival", "posted by the sender → painted on a second station", sent, len(trips)),
    ]


def key() -> list[Row]:
    """Return how long after a key the window shows its answer, with many closed cases stored."""
    from console.app.stopwatch import Workplace  # noqa: PLC0415 -- loads Qt

    offscreen()
    with TemporaryDirectory(prefix="vigil-bench-") as folder:
        centre = bench_centre(Path(folder), None)
        cases.fill(centre, ME, STORED)
        centre.close()
        centre = open_centre(Settings(Path(folder)))
        place = Workplace(centre, ME)
        try:
            took = [_taken(place, centre, n) for n in range(WARM_UP + PRESSED)][WARM_UP:]
        finally:
            place.close()
    beside = f"with {STORED:,} closed cases stored"
    named, carded = ([name for name, _card in took], [card for _name, card in took])
    return [
        Row("key", f"key → their name painted, {beside}", spread(named), PRESSED, goal=KEY),
        Row("key", f"key → journaled, card painted, {beside}", spread(carded), PRESSED, goal=KEY),
    ]


def taken() -> list[Row]:
    """Return how long after a key the help around somebody stands on the screen, new each time."""
    from console.app.stopwatch import Workplace  # noqa: PLC0415 -- loads Qt

    offscreen()
    with TemporaryDirectory(prefix="vigil-bench-") as folder:
        centre = bench_centre(Path(folder), None)
        known = hospitals()
        centres, stations = tuple(mosaic()), PLACES - len(known)
        centre.store.directory.replace("bench", (*centres, *stationed(known, stations)))
        answers = Centres(centres)
        covered = (at for at in around(known, 2 * PRESSED) if answers.answer(at).hits)
        points = list(islice(covered, WARM_UP + PRESSED))
        for n, at in enumerate(points):
            cases.enrol_at(centre, n, at)
        place = Workplace(centre, ME)
        try:
            took = [_around(place, centre, n) for n in range(len(points))][WARM_UP:]
        finally:
            place.close()
    what = f"key → 911 centre and nearest help painted, {PLACES:,} places, {len(centres):,} areas"
    return [Row("taken", what, spread(took), PRESSED, goal=AROUND)]


def _around(place: "Workplace", centre: Centre, n: int) -> float:
    case = CaseId(f"taken-{n}")
    cases.write(centre, ME, cases.arrived(case, ClientId(f"there-{n}")))
    place.settle()
    took = place.around(case)
    cases.close(centre, ME, case)
    place.settle()
    return took


@contextmanager
def peers_server() -> Iterator[str | None]:
    """Run the PostgreSQL of the tests, where it is."""
    found = peers()
    if found is None:
        yield None
        return
    with found.postgres() as url:
        yield url


def bench_centre(folder: Path, url: str | None, *, practice: bool = False) -> Centre:
    """Return a centre with one counsellor; in practice drafts may be run."""
    centre = open_centre(Settings(folder), url, practice=practice)
    centre.do(RecordStaff(ME, private(Staff(ME, "Bench", frozenset({Role.COUNSELLOR})))), SYSTEM)
    return centre


def offscreen() -> None:
    """Let Qt draw where no screen is."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


@contextmanager
def _door(url: str, folder: Path) -> Iterator[str]:
    """Run the intake service as a process of its own, as with a server it is."""
    serve = ("-m", "console.cli", "--db", url, "intake", "serve", "--listen", "127.0.0.1:0")
    env = {**os.environ, "VIGIL_DATA": str(folder)}
    with subprocess.Popen(  # noqa: S603 -- this program itself
        [sys.executable, *serve],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        text=True,
    ) as service:
        try:
            line = service.stdout.readline() if service.stdout is not None else ""
            yield line.split()[2].removesuffix(".")
        finally:
            service.terminate()


def _trips(centre: Centre, sender: Sender) -> list[tuple[float, float, float]]:
    from console.app.stopwatch import SecondStation  # noqa: PLC0415 -- loads Qt

    offscreen()
    second = SecondStation(centre, ME)
    try:
        return [_trip(second, centre, sender, n) for n in range(WARM_UP + POSTED)][WARM_UP:]
    finally:
        second.close()
        centre.close()


def _trip(
    second: "SecondStation", centre: Centre, sender: Sender, n: int
) -> tuple[float, float, float]:
    event = {
        "version": 1,
        "id": f"bench-{n}",
        "sender": SENDER,
        "kind": "text",
        "at": centre.desk.now().isoformat(),
        "client": {"phone": f"+1614555{n:04}"},
        "body": {"text": cases.SAID},
    }
    posted, taken, painted, answer = second.painted(lambda: sender.post(event))
    if answer.case is not None:
        cases.close(centre, ME, answer.case)
    second.settle()
    return posted, taken, painted


def _taken(place: "Workplace", centre: Centre, n: int) -> tuple[float, float]:
    case, client = CaseId(f"key-{n}"), ClientId(f"bench-{n % cases.CLIENTS}")
    cases.write(centre, ME, cases.arrived(case, client))
    place.settle()
    took = place.took(case)
    cases.close(centre, ME, case)
    place.settle()
    return took
