"""The shipped protocols, published, with a clinical lead at the desk."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role, Staff
from console.ui.bridge import Bridge
from console.ui.protocols.workspace import ProtocolsWorkspace
from console.ui.room import Room
from tests.ui.centre import publish
from tests.ui.review.keys import bind

LIN = StaffId("lin")
Opened = Callable[[StaffId], ProtocolsWorkspace]


@pytest.fixture
def lin(desk: Desk) -> StaffId:
    """The clinical lead."""
    desk.do(
        RecordStaff(LIN, private(Staff(LIN, "Dr Lin", frozenset({Role.CLINICAL_LEAD})))), SYSTEM
    )
    return LIN


@pytest.fixture
def opened(desk: Desk, room: Room, dressed: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the workspace for somebody."""
    publish(desk)
    bridges: list[Bridge] = []

    def open_for(me: StaffId) -> ProtocolsWorkspace:
        bridge = Bridge(desk, me, room)
        bridges.append(bridge)
        workspace = ProtocolsWorkspace(bridge)
        qtbot.addWidget(workspace)
        bind(workspace)
        workspace.resize(1440, 800)
        workspace.show()
        qtbot.waitExposed(workspace)
        workspace.activateWindow()
        qtbot.waitUntil(workspace.isActiveWindow)
        workspace.list.setFocus()
        return workspace

    yield open_for
    for bridge in bridges:
        bridge.close()
