"""A whole workplace on an embedded database of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.app.station import Station
from console.settings import Settings
from console.wiring.centre import open_centre

Opens = Callable[..., Station]


@pytest.fixture
def opens(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Opens a station; whatever is still open at the end is closed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made: list[Station] = []

    def station(
        name: str = "desk-1", door: str = "127.0.0.1:0", *, practice: bool = False
    ) -> Station:
        settings = Settings(tmp_path / "data", station=name, door=door, voice=False)
        made.append(Station(open_centre(settings, practice=practice), with_map=False))
        return made[-1]

    yield station
    for one in made:
        if isinstance(one.window, QWidget):
            one.close()
