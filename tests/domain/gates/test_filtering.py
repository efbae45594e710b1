"""Gate G4: 42 CFR Part 2 knows no duty to warn."""

import pytest

from console.domain.care.disclosure import Recipient
from console.domain.care.part2 import Programme
from console.domain.ids import ClientId
from console.domain.people.client import Client, Flag
from console.domain.refused import NeedsEmergencyFacts, NeedsEvidence, NotMedical, Part2Bars
from tests.domain.centre import ANA, kinds
from tests.domain.gates.room import Room

FOUR = {
    "part2.told": "medical",
    "part2.who": "Dr Okafor",
    "part2.facility": "Grant Medical Center",
    "part2.nature": "Took 40 pills an hour ago.",
}


@pytest.fixture
def room() -> Room:
    room = Room()
    room.do(room.telling("Rosa Lee", "authorization"))
    return room


def test_medical_staff_in_an_emergency_are_a_record_of_their_own_with_the_four_facts(
    room: Room,
) -> None:
    events = room.do(room.told({"disclosure.basis": "tpo", **FOUR}))
    assert kinds(events) == ["StepDone", "DisclosureMade", "DisclosureMade", "EscalationEnded"]
    _, medical, police = room.disclosures
    assert (medical.recipient, medical.basis, medical.sud) == (Recipient.MEDICAL, "2_51", True)
    record = medical.disclosure.value
    assert record is not None
    assert record.emergency is not None
    assert record.emergency.personnel == "Dr Okafor"
    assert record.emergency.facility == "Grant Medical Center"
    assert record.emergency.discloser == ANA.title()
    assert record.emergency.at == room.time
    assert record.emergency.nature == "Took 40 pills an hour ago."
    assert (police.recipient, police.sud) == (Recipient.POLICE, False)


@pytest.mark.parametrize("missing", ["part2.who", "part2.facility", "part2.nature"])
def test_the_four_facts_are_written_down_at_once(room: Room, missing: str) -> None:
    told = {"disclosure.basis": "tpo", **FOUR, missing: ""}
    assert room.refused(room.told(told)) == NeedsEmergencyFacts()


def test_the_emergency_rule_does_not_reach_a_911_centre(room: Room) -> None:
    told = {"disclosure.basis": "2_51", "part2.told": "none"}
    assert room.refused(room.told(told)) == NotMedical(Recipient.POLICE)


def test_consent_that_nobody_signed_is_none(room: Room) -> None:
    told = {"disclosure.basis": "512j", "part2.told": "consent"}
    assert room.refused(room.told(told)) == Part2Bars(Recipient.POLICE)


@pytest.mark.parametrize(
    ("protocol", "step", "answer"), [("P26", "a2", None), ("P13", "b5", "connected")]
)
def test_another_line_is_handed_to_only_once_it_is_said_what_of_substance_use_was_told(
    room: Room, protocol: str, step: str, answer: str | None
) -> None:
    said = {"handoff.to": "988, Sam", "handoff.basis": "510b_agreed", "handoff.what": "Worry."}
    said |= {"threeway": "yes"} if protocol == "P26" else {}
    room.begin(room.id, protocol)
    bare = room.refused(room.doing(room.id, protocol, step, answer, said))
    assert isinstance(bare, NeedsEvidence)
    assert bare.fields == ("part2.told",)
    told = room.doing(room.id, protocol, step, answer, {**said, "part2.told": "consent"})
    assert room.refused(told) == Part2Bars(Recipient.OTHER_LINE)
    room.step(room.id, protocol, step, answer, {**said, "part2.told": "none"})
    made = room.disclosures[-1]
    assert (made.basis, made.recipient, made.sud) == ("510b_agreed", Recipient.OTHER_LINE, False)


def test_whoever_is_medical_is_for_counsel_to_say() -> None:
    careful, told = Programme(), Programme(mct_medical=True)
    team = Recipient.CRISIS_TEAM
    assert not careful.may_hear(team, emergency=True)
    assert told.may_hear(team, emergency=True)
    assert not told.may_hear(team), "only in an emergency"
    for nobody in (None, *Recipient):
        inside = nobody is Recipient.INTERNAL
        assert told.may_hear(nobody) == inside
        assert told.may_hear(nobody, consent=True)


def test_a_client_under_part_2_is_covered_whatever_the_programme_is() -> None:
    other = Programme(part2=False)
    client = Client(ClientId("x"), "X", flags=frozenset({Flag.PART2}))
    assert other.covers(client)
    assert not other.covers(None)
    assert Programme().covers(None)


def test_a_name_that_tells_of_treatment_is_not_said_but_to_whom_may_hear_it() -> None:
    revealing = Programme(sud_only_name=True)
    assert not revealing.may_hear_name(Recipient.POLICE)
    assert revealing.may_hear_name(Recipient.MEDICAL)
    assert Programme().may_hear_name(Recipient.POLICE)


def test_substances_by_consent_are_told_to_no_911_centre_even_before_the_basis_is_asked(
    room: Room,
) -> None:
    room.begin(room.id, "P24")
    early = room.doing(room.id, "P24", "b2", "consent")
    assert room.refused(early) == Part2Bars(Recipient.POLICE)
    room.step(room.id, "P24", "b2", "none")
    assert room.case(room.id).answers["part2.told"].value.code == "none"
