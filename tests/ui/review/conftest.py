"""A night to look back on, in a real database, and the review of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.ids import CaseId
from console.ui.bridge import Bridge
from console.ui.review.workspace import ReviewWorkspace
from tests.conftest import Clock
from tests.ui.review.ward import OKAFOR, Ward


@pytest.fixture
def ward(tmp_path: Path, clock: Clock) -> Iterator[Ward]:
    ward = Ward(tmp_path, clock)
    yield ward
    ward.whole.close()


@pytest.fixture
def rescued(ward: Ward) -> CaseId:
    """Dana's case, and everybody else's beside it."""
    case = ward.rescue()
    ward.others()
    return case


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
