"""Every situation that a client can bring, by keys, from the first ring to a verified landing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience, Source, packet
from console.domain.events import ContactArrived
from console.reports.handoff.closed import Standing, standing
from console.reports.handoff.eido import eido
from console.reports.handoff.fhir import fhir
from console.reports.handoff.own import own
from console.reports.handoff.told import Making, told
from console.reports.handoff.written import Form
from console.wiring.report import checked
from console.words.packet import Origin
from tests.reports.handoff.schemas import eido_faults, fhir_faults
from tests.stories.situations import judge
from tests.stories.situations.hands import Playing
from tests.stories.situations.room import BEGIN, Room
from tests.stories.situations.story import load, names

ROOT = Path(__file__).parents[2]
LONGEST_S = 120
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One workplace for all stories; each has its own client and its own case."""
    made = Room(tmp_path_factory.mktemp("situations"))
    yield made
    made.close()


@pytest.mark.parametrize("name", names())
def test_a_situation_lands_with_all_that_it_asks_for(room: Room, name: str) -> None:
    story = load(name, BEGIN.date())
    case = Playing(room, story).play()
    found = judge.left(room.centre, case.id)
    assert judge.stands(found) == story.stands
    assert judge.open_steps(found) == ()
    assert judge.unwritten(found) == ()
    assert judge.unproven(found) == ()
    assert judge.untold(found) == ()
    assert judge.leaked(found) == ()
    assert judge.in_time(found)
    assert checked(room.centre).faults == ()


def test_each_of_them_is_handed_over_valid_and_with_nothing_that_may_not_be_told(
    room: Room,
) -> None:
    board, history = room.centre.desk.board, room.centre.store.history
    entries = room.centre.store.journal.since(0, 100_000)
    cases = {one.event.case for one in entries if isinstance(one.event, ContactArrived)}
    assert len(cases) >= len(names())
    for case in sorted(cases):
        stands = standing(board, case, lambda name: [e.happened for e in history.of_case(name)])
        assert stands is not None
        assert faults_of(stands) == []


def faults_of(stands: Standing) -> list[str]:
    """Return what the schemas find in the files of a case, and what of substance use is in them."""
    found: list[str] = []
    client, now = stands.board.client_of(stands.case), BEGIN
    for recipient in (Recipient.POLICE, Recipient.MEDICAL, Recipient.CRISIS_TEAM):
        to = Audience(recipient)
        made = packet(Source(stands.case, client, stands.board.programme), to, now.date())
        ready = told(Making(stands.board, stands.case, made, Origin("Line", "+16145550100"), now))
        found += eido_faults(eido(ready))
        if recipient in Form.FHIR.readers:
            found += fhir_faults(fhir(ready))
        told_of = ("substance use", "part 2", "methadone", "heroin", "alcohol", "audit-c")
        text = own(ready).decode().lower() + eido(ready).decode().lower()
        found += [word for word in told_of if word in text and not made.sud]
    return found


def test_the_journal_of_all_of_them_is_whole_by_the_command_line(room: Room) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "console.cli", "--practice", "journal", "verify", "--json"],
        cwd=ROOT,
        env={**os.environ, "VIGIL_DATA": str(room.data)},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    said = json.loads(ran.stdout)
    assert (ran.returncode, said["faults"]) == (0, [])
    assert said["entries"] == room.centre.store.journal.head()[0]
