"""Whoever is told about a client is in the journal, with the law that allowed it."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.commands import RecordClient, RecordDisclosure
from console.domain.events import DisclosureMade
from console.domain.ids import SYSTEM, StepId
from console.domain.place.location import STALE_AFTER
from console.domain.refused import NeedsCosign, Part2Bars, Untold
from console.words.entries import describe
from console.words.refusals import refusal
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.gates.room import Room
from tests.domain.test_road import opened, start


def test_telling_a_911_centre_leaves_a_disclosure_record() -> None:
    centre, case = opened()
    start(centre, case)
    centre.step(case, "P00", "b3", "any_yes", {"suicide_q.now": "yes"})
    centre.begin(case, "P24")
    number = {"psap.name": "County Communications", "psap.number": "+16145550111"}
    centre.step(case, "P24", "a1", "matched", number, by=LEE)
    told = {"disclosure.basis": "512j", "disclosure.what": "Address, risk."}
    centre.step(case, "P24", "b6", None, told, by=LEE)
    (record,) = [event for event in centre.events if isinstance(event, DisclosureMade)]
    assert record.basis == "512j"
    assert record.disclosure.value == Disclosure(
        Basis.THREAT_512J,
        "County Communications",
        "Address, risk.",
        "PSAP or welfare-check call",
        kind=Recipient.POLICE,
        channel="telephone",
    )
    assert record.disclosure.value.accountable


def test_a_step_that_tells_nobody_leaves_none() -> None:
    centre, case = opened()
    start(centre, case)
    assert [event for event in centre.events if isinstance(event, DisclosureMade)] == []


SLIP = {"slip.to": "Mike Never", "slip.what": "That she is with us.", "slip.sud": "yes"}


@pytest.mark.parametrize(("protocol", "step"), [("P15", "a4"), ("P32", "a4")])
def test_what_slipped_out_is_on_record_whoever_heard_it(protocol: str, step: str) -> None:
    room = Room()
    room.begin(room.id, protocol)
    bare = room.step(room.id, protocol, step, "slipped")
    assert kinds(bare)[-1] == "RolePaged", "the lead is called at once"
    assert not room.disclosures
    done = room.step(room.id, protocol, step, "slipped", SLIP)
    assert "RolePaged" in kinds(done)
    made = room.disclosures[0]
    assert (made.basis, made.recipient, made.sud) == ("no_basis", Recipient.CONTACT, True)
    record = made.disclosure.value
    assert record is not None
    assert (record.recipient, record.what) == ("Mike Never", "That she is with us.")
    assert record.accountable, "no exemption of 164.528 covers it"
    assert describe(made).title == "Told by mistake to Mike Never"
    assert describe(made).detail == "no basis: should not have been told"


def test_what_slipped_out_is_recorded_once_and_a_second_slip_beside_it() -> None:
    room = Room()
    room.begin(room.id, "P32")
    room.step(room.id, "P32", "a4", "slipped", SLIP)
    room.step(room.id, "P32", "a4", "slipped", SLIP)
    assert len(room.disclosures) == 1
    room.step(room.id, "P32", "a4", "slipped", {**SLIP, "slip.what": "Where she lives."})
    assert len(room.disclosures) == 2
    room.step(room.id, "P32", "a4", "recorded", SLIP)
    assert len(room.disclosures) == 2


def test_a_slip_that_nobody_wrote_down_keeps_the_case_open_and_takes_a_co_sign() -> None:
    room = Room()
    room.begin(room.id, "P15")
    room.step(room.id, "P15", "a4", "slipped")
    room.begin(room.id, "P32")
    assert room.refused(room.doing(room.id, "P32", "a4", "recorded")) == Untold(
        ("Third-party caller",)
    )
    room.step(room.id, "P15", "a4", "slipped", SLIP)
    room.step(room.id, "P32", "a4", "recorded")
    no_lead = room.doing(room.id, "P32", "a9", "not_needed")
    assert room.refused(no_lead) == NeedsCosign(StepId("a9"))


def test_a_slip_whose_list_is_over_is_recorded_in_the_closing_one() -> None:
    room = Room()
    room.begin(room.id, "P15")
    room.step(room.id, "P15", "a4", "slipped")
    room.step(room.id, "P15", "b2", "yes")
    assert not room.run(room.id, "P15").running
    room.begin(room.id, "P32")
    recorded = room.doing(room.id, "P32", "a4", "recorded")
    assert room.refused(recorded) == Untold(("Third-party caller",))
    room.step(room.id, "P32", "a4", "slipped", SLIP)
    room.do(recorded)


def test_a_slip_by_hand_is_refused_to_nobody_and_says_nothing_of_other_tellings() -> None:
    room = Room()
    told = Disclosure(Basis.NONE, "Sgt Hale", "That she drinks.", "A slip.", sud=True)
    room.begin(room.id, "P24")
    room.step(room.id, "P24", "a2", "reached")
    room.do(RecordDisclosure(room.id, private(told), told.basis.value))
    room.begin(room.id, "P32")
    untold = room.refused(room.doing(room.id, "P32", "a4", "recorded"))
    assert untold == Untold(("PSAP or welfare-check call",))


def test_what_no_gate_lets_through_says_how_a_slip_is_written_down() -> None:
    room = Room()
    no = room.refused(room.telling("Mike Never", "authorization"))
    assert "told by mistake" in refusal(no, room.board)
    assert "told by mistake" in refusal(Part2Bars(Recipient.POLICE), room.board)


def test_an_address_of_unknown_age_is_never_shown_as_fresh() -> None:
    centre = Centre()
    client = centre.enrol()
    record = centre.board.clients[client]
    ageless = replace(record, addresses=(replace(record.addresses[0], since=None),))
    centre.do(RecordClient(client, private(ageless), "test"), SYSTEM)
    case, _ = centre.arrives(ContactKind.TEXT, client)
    place = centre.case(case).place
    assert place is not None
    assert place.stale(centre.time)
    assert place.age(centre.time) == STALE_AFTER
