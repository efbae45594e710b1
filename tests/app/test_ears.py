"""What a station hears, and what it says when it cannot be heard."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.app.ears import TO_READ
from console.app.station import Station
from console.settings import Settings
from console.voice.wire import Why
from console.voice.wording import unheard
from console.wiring.centre import open_centre
from tests.app.test_station import ANA, a_case, works_here

PATIENCE_MS = 30_000


def test_a_machine_without_a_player_says_so_once_and_long_enough_to_be_read(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    station = Station(open_centre(Settings(tmp_path / "data")), with_map=False)
    works_here(station.centre)
    window = station.open(ANA, leads=False)
    a_case(station.centre, 1)
    words = unheard(Why.NO_PLAYER)
    qtbot.waitUntil(lambda: words in window.calm.text, timeout=PATIENCE_MS)
    bridge = station.bridge
    assert bridge is not None
    a_case(station.centre, 2)
    qtbot.waitUntil(lambda: len(bridge.board.cases) == 2, timeout=PATIENCE_MS)
    assert words in window.calm.text
    assert TO_READ.total_seconds() > 5
    station.close()
