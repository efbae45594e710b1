"""A name is a person, however it is typed; and what was said of one is not said of another."""

import unicodedata

import pytest

from console.desk.fresh import private
from console.domain.care.disclosure import Basis
from console.domain.commands import NoteOralAgreement, RecordClient, StartEscalation
from console.domain.ids import SYSTEM, ClientId, EscalationId, ProtocolId
from console.domain.people.circle import Oral, Supporter
from console.domain.people.client import Client
from console.domain.refused import NeedsTheirWord, NeverTold, Shut, TheyObjected
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
        "José Never (the ex)",
        "José Never, her husband once",
    ],
)
def test_whoever_is_barred_is_barred_however_the_name_is_typed(room: Room, name: str) -> None:
    telling = room.telling(name, "510b_agreed", because=WORD)
    assert room.refused(telling) == NeverTold(name, Shut.NEVER)


@pytest.mark.parametrize("name", ["José", "never"])
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
