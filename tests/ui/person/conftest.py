"""A seat to look at people from; who is looked at is up to the test."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.ids import CaseId
from console.domain.people.client import Client
from console.ui.bridge import Bridge
from tests.ui.centre import enrol
from tests.ui.escalation.seat import Seat, publish_all, take_call

Look = Callable[..., Seat]


@pytest.fixture
def seat(bridge: Bridge, qtbot: QtBot) -> Iterator[Seat]:
    seat = Seat(bridge, qtbot)
    qtbot.addWidget(seat)
    yield seat
    seat.close()


@pytest.fixture
def look(seat: Seat, desk: Desk) -> Look:
    """Let a client call, take the call, and look at them; ``None`` for somebody unknown."""

    def take(client: Client | None, phone: str = "+16145550178") -> Seat:
        publish_all(desk)
        if client is not None:
            enrol(desk, client)
        case: CaseId = take_call(desk, client.id if client is not None else None, phone)
        seat.open(case)
        return seat

    return take
