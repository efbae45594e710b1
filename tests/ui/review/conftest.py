"""A night to look back on, in a real database, and the review of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.ids import CaseId
from console.ui.bridge import Bridge
from console.ui.review.workspace import ReviewWorkspace
from tests.conftest import Clock
from tests.ui.review.ward import OKAFOR, Ward


@dataclass(frozen=True)
class Night:
    """A database in which a night is written, to be copied, and what time it was then."""

    folder: Path
    over: datetime


@pytest.fixture(scope="session")
def _night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder, clock = tmp_path_factory.mktemp("night"), Clock()
    ward = Ward(folder, clock)
    ward.rescue()
    ward.others()
    ward.whole.close()
    return Night(folder, clock.now)


@pytest.fixture
def ward(_night: Night, tmp_path: Path, clock: Clock) -> Iterator[Ward]:
    """The morning after: Dana's case has landed, Evan's, Keisha's and Luis' are open."""
    folder = tmp_path / "night"
    shutil.copytree(_night.folder, folder)
    clock.now = _night.over
    ward = Ward(folder, clock, begin=False)
    yield ward
    ward.whole.close()


@pytest.fixture
def rescued(ward: Ward) -> CaseId:
    """Dana's case."""
    return CaseId("case-call")


@pytest.fixture
def bridge(ward: Ward, dressed: QApplication) -> Iterator[Bridge]:
    """The shift lead's."""
    bridge = ward.bridge(OKAFOR)
    yield bridge
    bridge.close()


@pytest.fixture
def review(rescued: CaseId, ward: Ward, bridge: Bridge, qtbot: QtBot) -> ReviewWorkspace:
    """The review, open, with its first page read."""
    review = ReviewWorkspace(bridge, ward.press)
    qtbot.addWidget(review)
    review.resize(1440, 800)
    review.show()
    qtbot.waitExposed(review)
    review.activateWindow()
    qtbot.waitUntil(review.isActiveWindow)
    qtbot.waitUntil(lambda: bool(review.journal.model.rows))
    return review
