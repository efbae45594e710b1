"""A real door on loopback before a real desk."""

from collections.abc import Iterator

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordClient, RecordStaff
from console.domain.ids import SYSTEM, ClientId, StaffId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client, Identifier, Phone
from console.domain.people.staff import Role, Staff
from console.intake.door import Door, serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from tests.intake.posting import OTHER, OTHERS, ROTATED, SECRET, SENDER

JAMIE = Client(
    ClientId("c-jamie"),
    "Jamie Ortega",
    identifiers=(Identifier("urn:clinic:mrn", "00417"),),
    phones=(Phone("+16145550123"),),
    circle=(Supporter("Rosa Ortega", "mother", ("+16145550190",), frozenset({Scope.PLAN})),),
)
LEAD = StaffId("m.okafor")


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys({SENDER: (ROTATED, SECRET), OTHER: (OTHERS,)})


@pytest.fixture
def quarantine() -> MemoryQuarantine:
    return MemoryQuarantine()


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """A desk that knows one client and one lead."""
    desk.do(RecordClient(JAMIE.id, private(JAMIE), "test"), SYSTEM)
    lead = Staff(LEAD, "M. Okafor", frozenset({Role.SHIFT_LEAD}))
    desk.do(RecordStaff(LEAD, private(lead)), SYSTEM)
    return desk


@pytest.fixture
def door(staffed: Desk, keys: MemoryKeys, quarantine: MemoryQuarantine) -> Iterator[Door]:
    opened = serve(staffed, keys, quarantine, "127.0.0.1", 0)
    yield opened
    opened.stop()
