"""Gate G1: nobody of the circle is told but on one of its four ways."""

import pytest

from console.desk.fresh import private
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.commands import NoteOralAgreement, RecordDisclosure
from console.domain.people.circle import ConsentState, Oral, Scope
from console.domain.refused import (
    BeyondScope,
    NeedsOverride,
    NeedsTheirWord,
    NeedsWords,
    NeverTold,
    Part2Bars,
    ReleaseDoesNotHold,
    Shut,
    TheyObjected,
)
from console.words.refusals import refusal
from tests.domain.centre import kinds
from tests.domain.gates.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_release_that_holds_opens_it_and_leaves_a_record(room: Room) -> None:
    assert kinds(room.do(room.telling("Rosa Lee", "authorization"))) == [
        "StepDone",
        "DisclosureMade",
    ]
    (made,) = room.disclosures
    record = made.disclosure.value
    assert (made.recipient, made.basis, made.sud) == (Recipient.CONTACT, "authorization", False)
    assert record is not None
    assert record.recipient == "Rosa Lee"
    assert record.minimum == ("safety_concern", "location")
    assert record.consent.startswith("release ")
    assert not record.accountable


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("Old Friend", ConsentState.EXPIRED),
        ("Taken Back", ConsentState.REVOKED),
        ("Nora Nothing", ConsentState.NONE),
        ("Somebody Else", ConsentState.NONE),
    ],
)
def test_no_release_that_holds_is_a_hard_stop_that_names_the_other_ways(
    room: Room, who: str, state: ConsentState
) -> None:
    no = room.refused(room.telling(who, "authorization"))
    assert no == ReleaseDoesNotHold(who, state)
    assert "override form (P29)" in refusal(no, room.board)


NO_SUD = {"part2.told": "none"}
THREE = {"threeway": "yes", **NO_SUD}


@pytest.mark.parametrize(
    ("where", "family", "who"),
    [
        (("P24", "b6", None), "disclosure", {"psap.name": "County"}),
        (("P26", "a2", None), "handoff", {"handoff.to": "988, Sam", **THREE}),
        (("P13", "b5", "connected"), "handoff", {"handoff.to": "Hotline, Maya", **NO_SUD}),
    ],
)
def test_nobody_outside_is_told_by_a_release_that_nobody_has_on_file(
    room: Room, where: tuple[str, str, str | None], family: str, who: dict[str, str]
) -> None:
    protocol = where[0]
    room.begin(room.id, protocol)
    name = next(iter(who.values()))
    if protocol == "P24":
        room.step(room.id, "P24", "a1", "matched", {**who, "psap.number": "+16145550111"})
        room.step(room.id, "P24", "a2", "reached")
        who = {}
    told = {**who, f"{family}.what": "That we worry."}
    by_release = {**told, f"{family}.basis": "authorization"}
    no = room.refused(room.doing(room.id, *where, by_release))
    assert no == ReleaseDoesNotHold(name, ConsentState.NONE, outside=True)
    assert "treatment" in refusal(no, room.board)
    as_care = {**told, f"{family}.basis": "tpo"}
    room.do(room.doing(room.id, *where, as_care))
    (made,) = room.disclosures
    assert (made.basis, made.escalation) == ("tpo", room.run(room.id, protocol).id)


def test_nobody_of_the_circle_is_told_as_treatment_by_another_line(room: Room) -> None:
    room.begin(room.id, "P26")
    told = {**THREE, "handoff.what": "That we worry.", "handoff.basis": "tpo"}
    no = room.refused(room.doing(room.id, "P26", "a2", None, {**told, "handoff.to": "Old Friend"}))
    assert no == ReleaseDoesNotHold("Old Friend", ConsentState.EXPIRED)
    room.step(room.id, "P26", "a2", None, {**told, "handoff.to": "Rosa Lee"})
    (made,) = room.disclosures
    assert (made.recipient, made.basis) == (Recipient.CONTACT, "authorization")


def test_by_hand_nobody_outside_is_told_by_a_release_that_is_not_there(room: Room) -> None:
    bare = Disclosure(Basis.AUTHORIZATION, "Dr Weiss", "All.", "care", kind=Recipient.MEDICAL)
    no = room.refused(RecordDisclosure(room.id, private(bare), bare.basis.value))
    assert no == ReleaseDoesNotHold("Dr Weiss", ConsentState.NONE, outside=True)


def test_a_release_does_not_reach_beyond_its_scope(room: Room) -> None:
    more = room.telling("Rosa Lee", "authorization", items="safety_concern,plan,medicines")
    assert room.refused(more) == BeyondScope(
        "Rosa Lee", Basis.AUTHORIZATION, (Scope.PLAN, Scope.MEDICINES)
    )


@pytest.mark.parametrize("basis", ["authorization", "510b_agreed", "510b_emergency", "512j"])
def test_whoever_is_never_to_be_contacted_is_never_told(room: Room, basis: str) -> None:
    said = room.telling("mike  never", basis, because="She asked for him.")
    assert room.refused(said) == NeverTold("mike  never", Shut.NEVER)


def test_contacts_that_are_barred_in_the_case_stay_barred_until_somebody_says_otherwise(
    room: Room,
) -> None:
    room.step(room.id, "T1", "a1", "nobody", {"contact_barred": "barred"})
    room.begin(room.id, "T1")
    assert room.refused(room.telling("Rosa Lee", "authorization")) == NeverTold(
        "Rosa Lee", Shut.HERE
    )
    another = {"contact_barred": "not_barred"}
    room.step(room.id, "T1", "a1", "nobody", another)
    room.begin(room.id, "T1")
    assert kinds(room.do(room.telling("Rosa Lee", "authorization")))[-1] == "DisclosureMade"


@pytest.mark.parametrize("basis", [Basis.AGREED_510B, Basis.EMERGENCY_510B])
def test_telling_without_a_release_takes_words(room: Room, basis: Basis) -> None:
    bare = room.telling("Nora Nothing", basis.value)
    assert room.refused(bare) == NeedsTheirWord(basis)
    room.do(room.telling("Nora Nothing", basis.value, because="“Please call Nora.”"))
    (made,) = room.disclosures
    assert made.disclosure.value is not None
    assert made.disclosure.value.consent == "“Please call Nora.”"


def test_an_emergency_lets_only_what_helps_now_be_told(room: Room) -> None:
    more = room.telling(
        "Nora Nothing", "510b_emergency", because="She is out.", items="location,in_care,plan"
    )
    assert room.refused(more) == BeyondScope(
        "Nora Nothing", Basis.EMERGENCY_510B, (Scope.IN_CARE, Scope.PLAN)
    )


def test_a_threat_to_life_opens_it_only_with_the_form(room: Room) -> None:
    assert room.refused(room.telling("Nora Nothing", "512j")) == NeedsOverride()


@pytest.mark.parametrize("basis", ["510b_agreed", "510b_emergency"])
def test_substance_use_is_told_by_a_release_that_names_it_and_else_never(
    room: Room, basis: str
) -> None:
    facts = {"items": "substance_use", "because": "She says so."}
    refused = room.refused(room.telling("Sam Sponsor", basis, **facts))
    assert isinstance(refused, BeyondScope)
    assert Scope.SUBSTANCE_USE in refused.items
    assert isinstance(room.refused(room.telling("Rosa Lee", "authorization", **facts)), BeyondScope)
    room.do(room.telling("Sam Sponsor", "authorization", **facts))
    assert [made.sud for made in room.disclosures] == [True]


def test_by_hand_it_goes_by_the_same_rules(room: Room) -> None:
    def by_hand(who: str, kind: Recipient, *, sud: bool = False) -> RecordDisclosure:
        told = Disclosure(Basis.TREATMENT, who, "All of it.", "help", kind=kind, sud=sud)
        return RecordDisclosure(room.id, private(told), told.basis.value)

    assert room.refused(by_hand("Mike Never", Recipient.OTHER_LINE)) == NeverTold(
        "Mike Never", Shut.NEVER
    )
    assert room.refused(by_hand("Sgt Hale", Recipient.POLICE, sud=True)) == Part2Bars(
        Recipient.POLICE
    )
    assert kinds(room.do(by_hand("Sgt Hale", Recipient.POLICE))) == ["DisclosureMade"]


@pytest.mark.parametrize("part", range(3))
def test_by_hand_nothing_is_recorded_that_an_accounting_could_not_name(
    room: Room, part: int
) -> None:
    who, what, why = ("  " if part == n else said for n, said in enumerate(("Hale", "Risk", "Aid")))
    bare = private(Disclosure(Basis.THREAT_512J, who, what, why, kind=Recipient.POLICE))
    refused = room.refused(RecordDisclosure(room.id, bare, Basis.THREAT_512J.value))
    assert isinstance(refused, NeedsWords)


def test_what_the_client_said_in_this_case_stands_for_words_in_the_step(room: Room) -> None:
    note = NoteOralAgreement(room.id, private("Nora Nothing"), Oral.AGREED, private("“Yes.”"))
    room.do(note)
    room.do(room.telling("Nora Nothing", "510b_agreed"))
    (made,) = room.disclosures
    assert made.disclosure.value is not None
    assert made.disclosure.value.consent == "“Yes.”"


def test_their_no_of_today_stands_before_a_release(room: Room) -> None:
    no = NoteOralAgreement(room.id, private("Rosa Lee"), Oral.OBJECTED, private("“Not her.”"))
    room.do(no)
    assert room.refused(room.telling("Rosa Lee", "authorization")) == TheyObjected("Rosa Lee")
    assert room.refused(room.telling("Rosa Lee", "512j")) == NeedsOverride()
