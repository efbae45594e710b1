"""Two workstations on one journal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import (
    Command,
    OpenJournal,
    PublishProtocols,
    ReceiveContact,
    RecordStaff,
    SignIn,
    TakeCase,
    WriteNote,
)
from console.domain.ids import SYSTEM, CaseId, ContactId, StaffId, StationId
from console.domain.people.staff import Role, Staff
from console.domain.refused import Refused, TakenBy
from console.journal.entry import faults
from console.journal.port import Journal
from tests.conftest import Clock
from tests.store.people import ONE, arriving, open_centre
from tests.stories.station import PROTOCOL

STAFF = tuple(StaffId(name) for name in ("ana", "ben", "cho", "dee", "eli", "fay"))


@pytest.fixture
def desks(journal: Journal, clock: Clock) -> list[Desk]:
    """Six stations with somebody at each of them."""
    first = open_centre(journal, clock)
    for staff in STAFF:
        record = Staff(staff, staff.title(), frozenset({Role.COUNSELLOR}))
        first.do(RecordStaff(staff, private(record)), SYSTEM)
    made = [Desk(journal, StationId(f"desk-{n}"), clock) for n in range(len(STAFF))]
    for desk, staff in zip(made, STAFF, strict=True):
        desk.do(SignIn(), staff)
    return made


def another(n: str) -> ReceiveContact:
    return replace(arriving(CaseId(f"case-{n}")), contact=ContactId(f"contact-{n}"))


def test_the_second_to_reach_for_a_case_is_told_who_has_it(desks: list[Desk]) -> None:
    one, two, *_ = desks
    one.do(arriving(ONE), SYSTEM)
    one.do(TakeCase(ONE), STAFF[0])
    with pytest.raises(Refused) as refused:
        two.do(TakeCase(ONE), STAFF[1])
    assert refused.value.reason == TakenBy(STAFF[0])
    assert two.board == one.board


def test_of_all_who_reach_for_one_case_at_once_one_gets_it(desks: list[Desk]) -> None:
    desks[0].do(arriving(ONE), SYSTEM)
    together = Barrier(len(desks))

    def reach(n: int) -> StaffId | None:
        together.wait()
        try:
            desks[n].do(TakeCase(ONE), STAFF[n])
        except Refused as refused:
            if isinstance(refused.reason, TakenBy):
                return refused.reason.staff
            raise
        return None

    with ThreadPoolExecutor(len(desks)) as pool:
        told = list(pool.map(reach, range(len(desks))))
    owner = STAFF[told.index(None)]
    assert sorted(told, key=str) == sorted([None, *[owner] * 5], key=str)
    for desk in desks:
        desk.catch_up()
    assert [desk.board.cases[ONE].owner for desk in desks] == [owner] * 6


def all_at_once(desks: list[Desk], command: Callable[[int], Command]) -> None:
    together = Barrier(len(desks))

    def ask(n: int) -> None:
        together.wait()
        desks[n].do(command(n), SYSTEM)

    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(ask, range(len(desks))))
    desks[0].catch_up()


def test_one_contact_that_two_stations_hear_of_at_once_is_one_case(desks: list[Desk]) -> None:
    heard = replace(another("same"), client=None)
    all_at_once(desks, lambda n: replace(heard, fresh=CaseId(f"case-as-{n}-calls-it")))
    (case,) = desks[0].board.cases.values()
    assert [contact.id for contact in case.contacts] == ["contact-same"]


def test_stations_that_are_set_up_at_once_open_one_journal(journal: Journal, clock: Clock) -> None:
    desks = [Desk(journal, StationId(f"desk-{n}"), clock) for n in range(6)]
    all_at_once(desks, lambda n: OpenJournal(f"j-{n}", practice=True))
    assert [entry.kind for entry in journal.since(0)] == ["journal.opened"]
    all_at_once(desks, lambda _n: PublishProtocols((PROTOCOL,)))
    assert [entry.kind for entry in journal.since(1)] == ["protocol.published"]


def test_many_stations_writing_at_once_leave_one_whole_chain(
    desks: list[Desk], journal: Journal
) -> None:
    before = len(journal.since(0))

    def work(station: int) -> None:
        for n in range(15):
            desks[station].do(another(f"{station}-{n}"), SYSTEM)

    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(work, range(len(desks))))
    entries = journal.since(0)
    assert len(entries) == before + 90
    assert list(faults(entries)) == []
    for desk in desks:
        desk.catch_up()
    assert [desk.board == desks[0].board for desk in desks] == [True] * 6
    assert len(desks[0].board.cases) == 90


def test_stations_that_work_on_the_same_case_lose_nothing(
    desks: list[Desk], journal: Journal
) -> None:
    desks[0].do(arriving(ONE), SYSTEM)
    desks[0].do(TakeCase(ONE), STAFF[0])

    def write(station: int) -> None:
        for n in range(10):
            desks[station].do(WriteNote(ONE, private(f"{station}-{n}")), STAFF[0])

    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(write, range(len(desks))))
    desks[0].catch_up()
    notes = [note.text.value for note in desks[0].board.cases[ONE].notes]
    assert sorted(str(n) for n in notes) == sorted(f"{s}-{n}" for s in range(6) for n in range(10))
    assert list(faults(journal.since(0))) == []


def test_a_station_that_was_away_sees_the_same_as_one_that_was_not(
    desks: list[Desk], clock: Clock, journal: Journal
) -> None:
    for n in range(5):
        desks[0].do(another(str(n)), SYSTEM)
        clock.forward(timedelta(seconds=10))
    late = Desk(journal, StationId("late"), clock)
    late.catch_up()
    assert (late.board, late.head) == (desks[0].board, desks[0].head)
