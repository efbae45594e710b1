"""A name is a person, however it is typed; and what was said of one is not said of another."""

import unicodedata
from collections.abc import Mapping

import pytest

from console.desk.fresh import private
from console.domain.barred import NeedsTheirWord, NeverTold, ReleaseDoesNotHold, Shut, TheyObjected
from console.domain.basis import Basis
from console.domain.commands import (
    NoteOralAgreement,
    RecordClient,
    RevokeRelease,
    StartEscalation,
    TakenBack,
)
from console.domain.ids import SYSTEM, ClientId, EscalationId, ProtocolId
from console.domain.people.circle import ConsentState, Oral, Supporter
from console.domain.people.client import Client
from tests.domain.gates.room import PLAIN, Room, somebody

WORD = "She says that he may know."
JOSE = Supporter("José Never", "ex-husband", (), PLAIN, do_not_contact=True)


@pytest.fixture
def room() -> Room:
    room = Room()
    client = ClientId("ana-lee")
    record = Client(client, "Ana Lee", circle=(JOSE, somebody("Jose Lee"), somebody("Rosa Lee")))
    room.do(RecordClient(client, private(record), "t"), SYSTEM)
    return room


@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "José Never"),
        "JOSE  NEVER",
        "Never, José",
        "José Never.",
        "José\u200b Never",
    ],
)
def test_whoever_is_barred_is_barred_however_the_name_is_typed(room: Room, name: str) -> None:
    telling = room.telling(name, "510b_agreed", because=WORD)
    assert room.refused(telling) == NeverTold(name, Shut.NEVER)


@pytest.mark.parametrize("name", ["José", "never", "José Never (the ex)"])
def test_half_a_name_of_somebody_barred_tells_nobody(room: Room, name: str) -> None:
    telling = room.telling(name, "510b_agreed", because=WORD)
    assert room.refused(telling) == NeverTold(name, Shut.ALIKE)


@pytest.mark.parametrize("name", ["Jose Lee", "Rosa Lee", "Somebody New"])
def test_the_whole_name_of_somebody_else_is_somebody_else(room: Room, name: str) -> None:
    room.do(room.telling(name, "510b_agreed", because=WORD))
    assert len(room.disclosures) == 1


def test_a_no_to_somebody_is_a_no_however_the_name_is_typed(room: Room) -> None:
    no = NoteOralAgreement(room.id, private("Rosa Lee"), Oral.OBJECTED, private("not her"))
    room.do(no)
    telling = room.telling("rosa  lee.", "510b_agreed", because=WORD)
    assert room.refused(telling) == TheyObjected("rosa  lee.")


def test_what_was_agreed_of_one_person_is_not_agreed_of_another() -> None:
    room = Room()
    room.do(StartEscalation(room.id, EscalationId("r28"), ProtocolId("P28")))
    nora = {"notify.who": "Nora Nothing", "notify.items": "safety_concern"}
    room.step(room.id, "P28", "a1", "510b_agreed", {**nora, "notify.because": WORD})
    told = {"notify.basis": "510b_agreed", "notify.what": "We worry."}
    other = room.doing(room.id, "P28", "a6", None, {**told, "notify.who": "Old Friend"})
    assert room.refused(other) == NeedsTheirWord(Basis.AGREED_510B)
    room.step(room.id, "P28", "a6", None, {**told, "notify.who": "Nora  nothing"})
    (made,) = room.disclosures
    assert made.disclosure.value is not None
    assert made.disclosure.value.consent == WORD


def told_then_taken_back(*, told: bool) -> tuple[Room, Mapping[str, str]]:
    room = Room()
    room.do(StartEscalation(room.id, EscalationId("r28"), ProtocolId("P28")))
    rosa = {"notify.who": "Rosa Lee", "notify.items": "safety_concern"}
    room.step(room.id, "P28", "a1", "authorization", rosa)
    if told:
        room.step(room.id, "P28", "a3", "none")
    taken_back = RevokeRelease(ClientId("ana-lee"), private("Rosa Lee"), private(TakenBack()))
    room.do(taken_back)
    return room, {"notify.basis": "authorization", "notify.what": "We worry."}


def test_what_was_told_before_the_release_was_taken_back_is_still_written_down() -> None:
    room, said = told_then_taken_back(told=True)
    other = {**said, "notify.who": "Old Friend"}
    assert room.refused(room.doing(room.id, "P28", "a6", None, other)) == ReleaseDoesNotHold(
        "Old Friend", ConsentState.EXPIRED
    )
    room.step(room.id, "P28", "a6", None, {**said, "notify.who": "Rosa Lee"})
    assert [made.basis for made in room.disclosures] == ["authorization"]


def test_what_was_not_told_before_the_release_was_taken_back_is_told_no_more() -> None:
    room, said = told_then_taken_back(told=False)
    gone = ReleaseDoesNotHold("Rosa Lee", ConsentState.REVOKED)
    assert room.refused(room.doing(room.id, "P28", "a3", "none")) == gone
    record = room.doing(room.id, "P28", "a6", None, {**said, "notify.who": "Rosa Lee"})
    assert room.refused(record) == gone
