"""The desk: what is told has been written, and everybody is told the same in one order."""

from datetime import UTC, datetime
from threading import Thread
from uuid import uuid4

import pytest

from console.desk.desk import Change, Desk, Start
from console.desk.fresh import fresh_case, private
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import (
    Command,
    OpenJournal,
    ReceiveContact,
    RecordStaff,
    TakeCase,
    WriteNote,
)
from console.domain.ids import SYSTEM, CaseId, ContactId, StaffId, StationId
from console.domain.people.staff import Role, Staff
from console.domain.refused import Refused, TakenBy
from console.domain.tier import Tier
from console.journal.entry import faults
from console.journal.memory import MemoryJournal

ANA, BEN = StaffId("ana"), StaffId("ben")
NOW = datetime(2026, 1, 5, 22, tzinfo=UTC)


def station(journal: MemoryJournal, name: str) -> Desk:
    return Desk(journal, StationId(name), lambda: NOW)


def opened() -> tuple[MemoryJournal, Desk]:
    journal = MemoryJournal()
    desk = station(journal, "one")
    desk.do(OpenJournal("j1", practice=True), SYSTEM)
    for staff in (ANA, BEN):
        record = private(Staff(staff, staff.title(), frozenset({Role.COUNSELLOR})))
        desk.do(RecordStaff(staff, record), SYSTEM)
    return journal, desk


def arrives(desk: Desk, name: str = "c1") -> CaseId:
    low = Suggestion(Tier.LOW, Rule.SESSION_MISSED)
    command = ReceiveContact(ContactId(name), fresh_case(), ContactKind.MISSED_SESSION, "test", low)
    desk.do(command, SYSTEM)
    found = desk.board.contact(ContactId(name))
    assert found is not None
    return found[0].id


def test_two_stations_that_take_one_case_at_once_agree_on_one_owner() -> None:
    journal, one = opened()
    two = station(journal, "two")
    case = arrives(one)
    two.catch_up()
    outcomes: list[object] = []

    def take(desk: Desk, who: StaffId) -> None:
        try:
            outcomes.append(desk.do(TakeCase(case), who).happened[0].by)
        except Refused as refused:
            outcomes.append(refused.reason)

    threads = [Thread(target=take, args=pair) for pair in ((one, ANA), (two, BEN))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.catch_up()
    two.catch_up()
    owner = one.board.cases[case].owner
    assert owner is not None
    assert sorted(map(str, outcomes)) == sorted([str(owner), str(TakenBy(owner))])
    assert one.board == two.board


def test_a_command_that_is_handed_over_again_is_written_once() -> None:
    journal, desk = opened()
    case = arrives(desk)
    desk.do(TakeCase(case), ANA)
    request, note = str(uuid4()), WriteNote(case, private("She sleeps."))
    first = desk.do(note, ANA, request=request)
    again = desk.do(note, ANA, request=request)
    assert (first.again, again.again) == (False, True)
    assert again.happened == first.happened
    assert len(desk.board.cases[case].notes) == 1
    assert list(faults(journal.since(0))) == []


def test_listeners_hear_every_change_once_in_the_order_of_the_journal() -> None:
    journal, one = opened()
    two = station(journal, "two")
    two.catch_up()
    heard: list[Change] = []
    stop = two.listen(heard.append)
    case = arrives(one)
    one.do(TakeCase(case), ANA)
    two.catch_up()
    two.catch_up()
    numbers = [one.seq for change in heard for one in change.happened]
    assert numbers == list(range(4, 6))
    assert heard[-1].after == one.board
    assert case not in heard[0].before.cases
    stop()
    one.do(WriteNote(case, private("x")), ANA)
    two.catch_up()
    assert [one.seq for change in heard for one in change.happened] == numbers


def test_a_refusal_writes_nothing_and_tells_nobody() -> None:
    journal, desk = opened()
    case = arrives(desk)
    desk.do(TakeCase(case), ANA)
    heard: list[Change] = []
    desk.listen(heard.append)
    head = journal.head()
    with pytest.raises(Refused) as refused:
        desk.do(TakeCase(case), BEN)
    assert refused.value.reason == TakenBy(ANA)
    assert (journal.head(), heard) == (head, [])


def test_a_desk_that_starts_from_a_snapshot_stands_where_the_others_stand() -> None:
    journal, desk = opened()
    arrives(desk)
    middle = Start(desk.board, desk.head[1])
    arrives(desk, "c2")
    late = Desk(journal, StationId("late"), lambda: NOW, start=middle)
    late.catch_up()
    assert (late.board, late.head) == (desk.board, desk.head)


@pytest.mark.parametrize("command", [OpenJournal("j2", practice=False)])
def test_what_is_so_already_writes_nothing(command: Command) -> None:
    journal, desk = opened()
    head = journal.head()
    assert desk.do(command, SYSTEM).happened == ()
    assert journal.head() == head
