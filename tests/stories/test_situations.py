"""Every situation that a client can bring, by keys, from the first ring to a verified landing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.wiring.report import checked
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
