"""A station never looks healthy while it cannot write, or cannot see what others wrote."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import MergeCases, SignOut, TakeCase
from console.domain.ids import CaseId, StaffId, StationId
from console.journal.codec import UnknownKind
from console.journal.entry import Draft, Entry
from console.journal.memory import MemoryJournal
from console.journal.port import Appended, Unreachable
from console.store.trouble import StoreTrouble, Why
from console.ui.bridge import Bridge
from console.ui.room import Room
from tests.conftest import HERE, Clock
from tests.ui.centre import (
    LEAD,
    ME,
    FewPlaces,
    MemoryDrafts,
    MemoryHistory,
    arrive,
    facilities,
    open_centre,
)


class Full(MemoryJournal):
    """A journal on a disk that can be full, or that a newer program wrote in."""

    full = False
    newer = False

    def append(self, drafts: Sequence[Draft], *, seen: int, request: str) -> Appended:
        if self.full:
            raise StoreTrouble(Why.FULL)
        return super().append(drafts, seen=seen, request=request)

    def since(self, seq: int, limit: int | None = None) -> Sequence[Entry]:
        if self.newer:
            raise UnknownKind("tea.poured", 1)
        return super().since(seq, limit)


class FullDrafts(MemoryDrafts):
    """Drafts on the same disk."""

    def __init__(self, journal: Full) -> None:
        super().__init__()
        self._journal = journal

    def keep(self, case: CaseId, staff: StaffId, text: str) -> None:
        if self._journal.full:
            raise Unreachable
        super().keep(case, staff, text)


@pytest.fixture
def journal() -> Full:
    return Full()


@pytest.fixture
def bridge(journal: Full, clock: Clock, qapp: QApplication) -> Iterator[Bridge]:
    desk = Desk(journal, HERE, clock)
    open_centre(desk)
    room = Room(MemoryHistory(journal), FullDrafts(journal), FewPlaces(facilities()))
    bridge = Bridge(desk, ME, room)
    yield bridge
    bridge.close()


def test_a_full_disk_stays_said_until_something_can_be_written_again(
    bridge: Bridge, journal: Full, qtbot: QtBot
) -> None:
    journal.full = True
    with qtbot.waitSignal(bridge.lost):
        bridge.send(SignOut())
    assert bridge.cause.startswith("The disk is full.")
    with qtbot.assertNotEmitted(bridge.back, wait=1_500):
        bridge.look()
    assert bridge.is_lost, "reading alone proves nothing"
    journal.full = False
    with qtbot.waitSignal(bridge.back, timeout=5_000):
        bridge.look()
    assert not bridge.is_lost


def test_a_quick_answer_about_something_else_does_not_clear_the_loss(
    bridge: Bridge, journal: Full, qtbot: QtBot
) -> None:
    journal.full = True
    bridge.unreachable()
    heard: list[int] = []
    bridge.ask(lambda: 1, heard.append)
    qtbot.waitUntil(lambda: heard == [1])
    assert bridge.is_lost


def test_a_station_older_than_the_journal_says_so_and_stays_lost(
    bridge: Bridge, journal: Full, qtbot: QtBot
) -> None:
    journal.newer = True
    said: list[str] = []
    bridge.refused.connect(said.append)
    with qtbot.waitSignal(bridge.lost):
        bridge.look()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said[0].startswith("This station is older than the journal")
    assert bridge.is_lost
    journal.newer = False
    with qtbot.waitSignal(bridge.back, timeout=5_000):
        bridge.look()


def test_the_owner_reads_who_took_their_case(
    bridge: Bridge, journal: Full, clock: Clock, qtbot: QtBot
) -> None:
    lead = Desk(journal, StationId("lead-desk"), clock)
    case = arrive(lead, "c1")
    with qtbot.waitSignal(bridge.changed):
        bridge.look()
    with qtbot.waitSignal(bridge.changed):
        bridge.send(TakeCase(case))
    bridge.select(case)
    said: list[str] = []
    bridge.refused.connect(said.append)
    lead.do(TakeCase(case), LEAD)
    bridge.look()
    qtbot.waitUntil(lambda: said == ["M. Okafor took your case over."])


def test_the_screen_goes_along_with_a_case_that_was_joined_to_another(
    bridge: Bridge, journal: Full, clock: Clock, qtbot: QtBot
) -> None:
    lead = Desk(journal, StationId("lead-desk"), clock)
    one, two = arrive(lead, "c1"), arrive(lead, "c2")
    bridge.look()
    qtbot.waitUntil(lambda: two in bridge.board.cases)
    bridge.select(two)
    lead.do(MergeCases(one, two), LEAD)
    bridge.look()
    qtbot.waitUntil(lambda: bridge.case is not None and bridge.case.id == one)
