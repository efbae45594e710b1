"""Fixtures that more than one folder of tests needs."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from console.desk.desk import Desk
from console.domain.ids import StationId
from console.journal.memory import MemoryJournal
from console.journal.port import Journal

# A machine without a screen can still run every test; set it to "xcb" to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = StationId("desk-1")


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        """Let ``by`` pass."""
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory"])
def journal(request: pytest.FixtureRequest) -> Journal:
    """Every journal there is, one after the other."""
    return MemoryJournal()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    """A desk whose journal forgets: for tests of what the desk shows, not of where it is kept."""
    return Desk(MemoryJournal(), HERE, clock)
