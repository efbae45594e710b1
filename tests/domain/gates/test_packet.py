"""The hand-off packet: the minimum for whoever takes over, and a list of what is held back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Recipient, Why, Withheld
from console.domain.care.packet import Audience, Item, Packet, Source, packet
from console.domain.care.part2 import Programme
from console.domain.commands import RecordClient, RecordDisclosure
from console.domain.decide.gates.giving import Given, record
from console.domain.events import DisclosureMade
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.client import Flag
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.protocol.escalation import Answered, Value
from console.domain.refused import NeedsEmergencyFacts, NeedsTheirWord
from console.words.packet import Line, Origin, lines, withheld
from tests.domain.gates.room import TODAY, Room

SAID = {"weapons": "unknown", "substances": "yes", "presenting_problem": "Lost her job."}


@pytest.fixture
def room() -> Room:
    room = Room()
    known = room.board.clients[next(iter(room.board.clients))]
    plan = SafetyPlan(1, TODAY, "Dr Lin", (PlanItem(Part.ALONE, "cold water"),))
    changed = replace(known, plan=plan, flags=frozenset({Flag.PART2}))
    room.do(RecordClient(known.id, private(changed), "test"), SYSTEM)
    return room


def case_of(room: Room) -> Case:
    case = room.case(room.id)
    answers = {
        name: Answered(
            Value(name, text=private(said)) if " " in said else Value(name, said),
            room.time,
            StaffId("ana"),
            99,
        )
        for name, said in SAID.items()
    }
    return replace(case, answers={**case.answers, **answers})


def made(room: Room, to: Audience, programme: Programme | None = None) -> Packet:
    case = case_of(room)
    client = room.board.client_of(case)
    return packet(Source(case, client, programme or Programme()), to, TODAY)


def held(found: Packet) -> dict[str, Why]:
    return {one.item: one.why for one in found.withheld}


@pytest.mark.parametrize("recipient", set(Recipient) - {Recipient.AGENCY})
def test_the_weapon_stands_in_the_first_line(room: Room, recipient: Recipient) -> None:
    assert made(room, Audience(recipient, "Rosa Lee")).items[0] is Item.WEAPONS


def test_a_911_centre_hears_what_the_rescue_needs_and_nothing_of_treatment(room: Room) -> None:
    found = made(room, Audience(Recipient.POLICE))
    assert not {Item.SUD, Item.PLAN, Item.MEDICINES, Item.REASON} & set(found.items)
    assert held(found)["substance_use"] is Why.PART2
    assert held(found)["plan"] is Why.EXCLUDED


def test_medical_staff_hear_of_substance_use_once_the_emergency_is_named(room: Room) -> None:
    calm = made(room, Audience(Recipient.MEDICAL))
    assert held(calm) == {"substance_use": Why.PART2}
    assert made(room, Audience(Recipient.MEDICAL, emergency=True)).sud


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("Rosa Lee", Why.DECLINED),
        ("Old Friend", Why.EXPIRED),
        ("Taken Back", Why.DECLINED),
        ("Nora Nothing", Why.NONE_ON_FILE),
    ],
)
def test_somebody_of_the_circle_hears_what_their_release_reaches(
    room: Room, who: str, why: Why
) -> None:
    found = made(room, Audience(Recipient.CONTACT, who))
    assert held(found)["plan"] is why
    assert held(found)["substance_use"] is Why.PART2
    assert Item.TIER not in found.items
    assert made(room, Audience(Recipient.CONTACT, "Sam Sponsor")).sud


def test_for_whoever_is_never_to_be_told_the_packet_is_empty(room: Room) -> None:
    found = made(room, Audience(Recipient.CONTACT, "Mike Never"))
    assert (found.items, found.barred) == ((), True)
    assert Withheld("plan", Why.DECLINED) in found.withheld


def test_a_name_that_tells_of_treatment_is_held_back(room: Room) -> None:
    telling = Programme(sud_only_name=True)
    police = made(room, Audience(Recipient.POLICE), telling)
    assert held(police)["programme_name"] is Why.PART2
    origin = Origin("Clean Start Recovery", "+16145550100")
    case = case_of(room)
    said = lines(room.board, case, police, origin, room.time)
    assert not any("Clean Start" in line.value for line in said)
    named = lines(room.board, case, made(room, Audience(Recipient.POLICE)), origin, room.time)
    assert any("Clean Start" in line.value for line in named)


def test_what_nobody_knows_says_when_it_was_asked_and_own_words_are_marked(room: Room) -> None:
    case = case_of(room)
    found = made(room, Audience(Recipient.OTHER_LINE))
    said = {line.item: line for line in lines(room.board, case, found, Origin("", ""), room.time)}
    at = f"{room.time.astimezone():%H:%M}"
    assert said[Item.WEAPONS].value == f"Weapons there: unknown, asked {at}"
    assert said[Item.REASON].note == "in their own words: leave substance use out"
    assert ("Substance use", "42 CFR Part 2") in withheld(found)


WEAPON = {"weapons": "yes", "weapon.where": "Drawer, beside her methadone."}


def weapon_line(room: Room, to: Audience) -> Line:
    case = room.case(room.id)
    answers = {
        name: Answered(
            Value(name, text=private(said)) if " " in said else Value(name, said),
            room.time,
            StaffId("ana"),
            99,
        )
        for name, said in WEAPON.items()
    }
    case = replace(case, answers=answers)
    return lines(room.board, case, made(room, to), Origin("", ""), room.time)[0]


@pytest.mark.parametrize("recipient", [Recipient.POLICE, Recipient.MEDICAL, Recipient.CRISIS_TEAM])
def test_where_a_weapon_is_goes_to_whoever_goes_there_once_somebody_has_read_it(
    room: Room, recipient: Recipient
) -> None:
    found = weapon_line(room, Audience(recipient))
    assert found.unread
    assert found.value == "Weapons there: yes · Where it is: Drawer, beside her methadone."
    assert found.safe == "Weapons there: yes · where: ask us"


@pytest.mark.parametrize("recipient", [Recipient.CONTACT, Recipient.THREATENED])
def test_whoever_is_to_stay_away_from_a_weapon_hears_that_it_is_there_and_not_where(
    room: Room, recipient: Recipient
) -> None:
    found = weapon_line(room, Audience(recipient, "Rosa Lee"))
    assert found.value == found.safe == "Weapons there: yes"


def give(room: Room, to: Audience, **more: str) -> RecordDisclosure:
    case = case_of(room)
    found = made(room, to)
    said = {"who": "Dr Okafor", "facility": "", "because": "", **more}
    told = Given(
        found,
        said["who"],
        said["facility"],
        said["because"],
        "Ana",
        room.time,
        "packet",
        "hand-off",
    )
    made_of = record(room.board, case, told)
    return RecordDisclosure(room.id, private(made_of), made_of.basis.value)


def test_what_was_given_is_a_disclosure_with_all_that_was_held_back(room: Room) -> None:
    to = Audience(Recipient.MEDICAL, emergency=True)
    assert room.refused(give(room, to)) == NeedsEmergencyFacts()
    room.do(give(room, to, facility="Grant Medical Center", because="Took 40 pills."))
    (event,) = room.disclosures
    assert (event.recipient, event.basis, event.sud) == (Recipient.MEDICAL, "2_51", True)
    room.do(give(room, Audience(Recipient.POLICE), who="Sgt Hale"))
    assert isinstance(event, DisclosureMade)
    police = room.disclosures[1].disclosure.value
    assert police is not None
    assert (police.basis, police.sud) == (Basis.THREAT_512J, False)
    assert Withheld("substance_use", Why.PART2) in police.withheld
    contact = Audience(Recipient.CONTACT, "Nora Nothing")
    assert room.refused(give(room, contact, who="Nora Nothing")) == NeedsTheirWord(
        Basis.EMERGENCY_510B
    )


@given(
    recipient=st.sampled_from(Recipient),
    emergency=st.booleans(),
    name=st.sampled_from(["", "Rosa Lee", "Old Friend", "Sam Sponsor", "Nora Nothing", "X"]),
    part2=st.booleans(),
    mct=st.booleans(),
)
def test_no_packet_takes_substance_use_to_whom_it_may_not_go(
    recipient: Recipient, emergency: bool, name: str, part2: bool, mct: bool
) -> None:
    room = ROOM
    programme = Programme(part2=part2, mct_medical=mct)
    found = made(room, Audience(recipient, name, emergency), programme)
    released = recipient is Recipient.CONTACT and name == "Sam Sponsor"
    inside = recipient is Recipient.INTERNAL
    medical = emergency and programme.medical(recipient)
    assert found.sud <= (released or inside or medical or not programme.covers(None))
    if not found.sud:
        assert held(found)["substance_use"] is Why.PART2
    if found.sud and not (released or inside or medical):
        assert programme.medical(recipient)


ROOM = Room()
