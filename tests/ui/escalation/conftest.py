"""A seat at which one client's call has been taken."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.ids import CaseId
from console.ui.bridge import Bridge
from tests.ui.centre import dana, enrol
from tests.ui.escalation.seat import Seat, publish_all, take_call


@pytest.fixture
def case(desk: Desk) -> CaseId:
    enrol(desk, dana())
    publish_all(desk)
    return take_call(desk)


@pytest.fixture
def seat(case: CaseId, bridge: Bridge, qtbot: QtBot) -> Iterator[Seat]:
    seat = Seat(bridge, qtbot)
    qtbot.addWidget(seat)
    seat.open(case)
    yield seat
    seat.close()
