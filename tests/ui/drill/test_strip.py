"""The strip of a drill: what is heard, for how long, and its end."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.drill.strip import DrillStrip
from tests.conftest import NOON


@pytest.fixture
def strip(qtbot: QtBot, dressed: QApplication) -> DrillStrip:
    assert dressed is not None
    made = DrillStrip("Attempt in progress", "A call comes in.")
    qtbot.addWidget(made)
    return made


def test_before_it_begins_it_says_what_the_player_may_know(strip: DrillStrip) -> None:
    assert (strip.voice.text(), strip.line.text()) == ("Before you begin", "A call comes in.")


def test_the_newest_words_are_large_and_those_before_stay_beside(strip: DrillStrip) -> None:
    strip.begin(NOON)
    strip.hear("Caller", "I took them.")
    strip.hear("911 centre", "Where is your emergency?")
    assert (strip.voice.text(), strip.line.text()) == ("911 centre", "Where is your emergency?")
    assert strip.before.text() == "Caller: I took them."
    assert strip.line.accessibleName() == "911 centre says: Where is your emergency?"


def test_its_clock_runs_from_the_beginning_to_the_end(strip: DrillStrip) -> None:
    strip.tick(NOON)
    assert not strip.clock.text()
    strip.begin(NOON)
    strip.tick(NOON + timedelta(seconds=134))
    assert strip.clock.text() == "2:14"
    strip.finish("9 of 12 aims met.")
    strip.tick(NOON + timedelta(seconds=200))
    assert strip.clock.text() == "2:14"


def test_it_is_ended_once_by_its_key_and_not_again_once_it_is_over(
    strip: DrillStrip, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(strip.ended, timeout=1_000):
        strip.handlers()["drill_end"]()
    strip.finish("9 of 12 aims met.")
    assert dict(strip.handlers()) == {}
    assert (strip.voice.text(), strip.line.text()) == ("The drill is over", "9 of 12 aims met.")
    assert strip.end.isHidden()
