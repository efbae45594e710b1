import json

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.commands import RecordStaff
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role, Staff
from console.domain.refused import NeedsRole, NothingThere, Refused
from console.intake.event import parse
from console.intake.keep import discard, keep, kept_id, release
from console.intake.ports import MemoryQuarantine
from console.intake.receive import receive
from console.intake.strict.wanted import NotAsWanted
from console.store.beside.quarantine import Held
from tests.conftest import NOON
from tests.intake.conftest import LEAD
from tests.intake.posting import SENDER, event


def kept(desk: Desk, quarantine: MemoryQuarantine, raw: bytes, name: str = "msg_1") -> str:
    item = Held(kept_id(SENDER, name), NOON, SENDER, "The event cannot be read.", raw)
    return keep(desk, quarantine, item)


def test_what_is_kept_is_named_in_the_journal_once(
    staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    name = kept(staffed, quarantine, b"{")
    head = staffed.head
    assert kept(staffed, quarantine, b"{") == name
    assert staffed.head == head
    assert staffed.board.quarantined == {name}
    assert [item.raw for item in quarantine.list()] == [b"{"]


def test_two_contents_under_one_name_are_both_kept(
    staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    names = {kept(staffed, quarantine, b"{"), kept(staffed, quarantine, b"[")}
    assert staffed.board.quarantined == names
    assert sorted(item.raw for item in quarantine.list()) == [b"[", b"{"]


def test_a_lead_discards_it_and_it_does_not_come_back(
    staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    name = kept(staffed, quarantine, b"{")
    discard(staffed, quarantine, name, LEAD)
    kept(staffed, quarantine, b"{")
    assert staffed.board.quarantined == frozenset()
    assert quarantine.list() == ()


def test_a_reused_id_is_released_as_a_contact_of_its_own(
    staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    first = receive(staffed, parse(json.dumps(event()).encode()))
    other = json.dumps(event(body={"text": "another evening"})).encode()
    name = kept(staffed, quarantine, other)
    answer = release(staffed, quarantine, name, LEAD)
    assert answer.accepted
    assert answer.case == first.case
    assert answer.contact != first.contact
    assert staffed.board.quarantined == frozenset()
    assert quarantine.list() == ()


def test_what_still_cannot_be_read_stays(staffed: Desk, quarantine: MemoryQuarantine) -> None:
    name = kept(staffed, quarantine, b"{")
    with pytest.raises(NotAsWanted):
        release(staffed, quarantine, name, LEAD)
    assert staffed.board.quarantined == {name}
    assert quarantine.get(name) is not None


def test_nothing_there_is_said_plainly(staffed: Desk, quarantine: MemoryQuarantine) -> None:
    with pytest.raises(Refused) as caught:
        release(staffed, quarantine, "gone", LEAD)
    assert caught.value.reason == NothingThere()


def test_only_a_lead_may_decide(staffed: Desk, quarantine: MemoryQuarantine) -> None:
    raw = json.dumps(event()).encode()
    name = kept(staffed, quarantine, raw)
    counsellor = StaffId("j.lind")
    record = Staff(counsellor, "J. Lind", frozenset({Role.COUNSELLOR}))
    staffed.do(RecordStaff(counsellor, private(record)), SYSTEM)
    for decide in (release, discard):
        with pytest.raises(Refused) as caught:
            decide(staffed, quarantine, name, counsellor)
        assert isinstance(caught.value.reason, NeedsRole)
    assert staffed.board.quarantined == {name}
    assert staffed.board.cases == {}
