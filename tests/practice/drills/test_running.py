"""A drill in progress: what is due comes by the signed door, and only what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.desk.desk import Desk
from console.desk.fresh import fresh_run
from console.domain.care.case import Case
from console.domain.care.contact import LineState
from console.domain.commands import (
    AskForHelp,
    DoStep,
    OpenJournal,
    PublishProtocols,
    StartEscalation,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StaffId, StationId, StepId
from console.domain.protocol.escalation import Value
from console.intake.door import Door, serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from console.journal.memory import MemoryJournal
from console.practice.drills.drill import Drill
from console.practice.drills.read import read
from console.practice.drills.running import Entrance, Running
from console.practice.senders import fresh_secrets
from console.practice.shift import enrol, load_shift
from tests.conftest import Clock
from tests.practice.drills.made import LISTS
from tests.practice.drills.test_read import DAY, SMALL

ME, LEAD = StaffId("j.ortiz"), StaffId("m.okafor")
SCRIPT = (
    SMALL
    + """
[[beat]]
id = "hello"
when = ["event:taken"]
after_s = 5
says = "Hello?"
[[beat]]
id = "where"
when = ["step:P71.a1"]
says = "At home."
[[beat]]
id = "nudge"
at_s = 60
unless = ["event:located"]
says = "Do you not want to know where I am?"
[[inject]]
id = "busy"
kind = "lead_busy"
when = ["event:lead_called"]
away_s = 90
says = "The lead is busy."
voice = "lead"
[[inject]]
id = "drops"
kind = "drop_call"
when = ["event:lead_came"]
[inject.post]
sender = "practice-phones"
kind = "call"
client = "pat"
body = { dropped = true }
call = { event = "ended", call_id = "one" }
"""
)


@pytest.fixture
def drill() -> Drill:
    return read(SCRIPT, DAY)


@pytest.fixture
def secrets(drill: Drill) -> dict[str, str]:
    return fresh_secrets(drill.senders)


@pytest.fixture
def memory() -> MemoryJournal:
    return MemoryJournal()


@pytest.fixture
def mine(memory: MemoryJournal, clock: Clock, drill: Drill) -> Desk:
    """The desk of whoever plays, with everybody enrolled."""
    made = Desk(memory, StationId("s1"), clock)
    made.do(OpenJournal("j1", practice=True), SYSTEM)
    enrol(made, replace(load_shift(1, date(2026, 3, 1)), clients=drill.clients))
    made.do(PublishProtocols(LISTS), SYSTEM)
    return made


@pytest.fixture
def door(mine: Desk, secrets: dict[str, str]) -> Iterator[Door]:
    keys = MemoryKeys({sender: (secret,) for sender, secret in secrets.items()})
    opened = serve(mine, keys, MemoryQuarantine(), "127.0.0.1", 0)
    yield opened
    opened.stop()


@pytest.fixture
def lead(memory: MemoryJournal, clock: Clock, mine: Desk) -> Desk:
    return Desk(memory, StationId("practice-lead"), clock)


@pytest.fixture
def entrance(door: Door, secrets: dict[str, str]) -> Entrance:
    return Entrance(door.url, secrets)


@pytest.fixture
def running(drill: Drill, lead: Desk, entrance: Entrance) -> Running:
    made = Running(drill, lead, LEAD, entrance)
    made.lead_in()
    return made


def come(running: Running) -> list[str]:
    return [one.beat.id for one in running.turn()]


def taken(mine: Desk) -> CaseId:
    mine.catch_up()
    (case,) = mine.board.cases
    mine.do(TakeCase(case), ME)
    return case


def test_each_line_comes_after_its_sign_and_its_time_and_once(
    running: Running, mine: Desk, clock: Clock
) -> None:
    assert come(running) == ["rings"]
    assert come(running) == []
    case = taken(mine)
    assert come(running) == []
    clock.forward(timedelta(seconds=5))
    assert come(running) == ["hello"]
    run = fresh_run()
    mine.do(StartEscalation(case, run, ProtocolId("P71")), ME)
    mine.do(DoStep(case, run, StepId("a1"), fresh_run()), ME)
    assert come(running) == ["where"]
    assert come(running) == []


def test_a_nudge_comes_only_to_whoever_has_not_done_it(
    running: Running, mine: Desk, clock: Clock
) -> None:
    running.turn()
    case = taken(mine)
    clock.forward(timedelta(seconds=59))
    assert "nudge" not in come(running)
    run = fresh_run()
    mine.do(StartEscalation(case, run, ProtocolId("P71")), ME)
    read_back = (Value("location.read_back", code="yes"),)
    mine.do(DoStep(case, run, StepId("a1"), fresh_run(), None, read_back), ME)
    clock.forward(timedelta(seconds=10))
    assert "nudge" not in come(running)


def test_a_nudge_comes_when_its_time_is_up(running: Running, clock: Clock) -> None:
    running.turn()
    clock.forward(timedelta(seconds=60))
    assert come(running) == ["nudge"]


def test_a_lead_who_is_busy_comes_when_they_are_free(
    running: Running, mine: Desk, clock: Clock
) -> None:
    running.turn()
    case = taken(mine)
    mine.do(AskForHelp(case), ME)
    assert come(running) == ["busy"]
    clock.forward(timedelta(seconds=89))
    running.turn()
    assert mine_after(mine, case).help_answered_by is None
    clock.forward(timedelta(seconds=1))
    running.turn()
    assert mine_after(mine, case).help_answered_by == LEAD


def mine_after(mine: Desk, case: CaseId) -> Case:
    mine.catch_up()
    return mine.board.cases[case]


def test_a_call_is_dropped_by_the_door_as_a_switchboard_says_it(
    running: Running, mine: Desk, clock: Clock
) -> None:
    running.turn()
    case = taken(mine)
    mine.do(AskForHelp(case), ME)
    running.turn()
    clock.forward(timedelta(seconds=90))
    assert come(running) == ["hello", "nudge", "drops"]
    mine.catch_up()
    assert [c.line for c in mine.board.cases[case].contacts] == [LineState.DROPPED]
    assert mine.board.cases[case].lost is not None


def test_whoever_signs_with_another_secret_reaches_nobody(
    drill: Drill, lead: Desk, door: Door, secrets: dict[str, str], mine: Desk
) -> None:
    strangers = fresh_secrets(secrets)
    stranger = Running(drill, lead, LEAD, Entrance(door.url, strangers))
    stranger.lead_in()
    stranger.turn()
    mine.catch_up()
    assert mine.board.cases == {}


def test_in_a_hurry_nothing_is_waited_for_and_nobody_is_nudged(
    drill: Drill, lead: Desk, entrance: Entrance, mine: Desk, clock: Clock
) -> None:
    running = Running(drill, lead, LEAD, entrance, hurried=True)
    running.lead_in()
    assert come(running) == ["rings"]
    case = taken(mine)
    assert come(running) == ["hello"]
    mine.do(AskForHelp(case), ME)
    clock.forward(timedelta(hours=1))
    assert come(running) == ["busy", "drops"]
    assert mine_after(mine, case).help_answered_by == LEAD


def test_it_writes_nothing_but_what_the_door_takes_in_and_what_a_lead_does(
    running: Running, mine: Desk, memory: MemoryJournal
) -> None:
    running.turn()
    case = taken(mine)
    mine.do(AskForHelp(case), ME)
    for _n in range(5):
        running.turn()
    fresh = [entry for entry in memory.since(running.since) if entry.by not in {ME, SYSTEM}]
    assert {entry.by for entry in fresh} <= {LEAD}
