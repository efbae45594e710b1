"""Who has the person now: the record names whom the checklist names, each on the right basis."""

from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.care.disclosure import Disclosure, Recipient
from console.domain.commands import AnswerHelp, AskForHelp, NoteOralAgreement
from console.domain.decide.evidence import holds
from console.domain.events import DisclosureMade, Event
from console.domain.ids import StepId
from console.domain.people.circle import ConsentState, Oral
from console.domain.protocol.escalation import EndedBy, Outcome
from console.domain.protocol.protocol import How, Step
from console.domain.protocol.read import read
from console.domain.refused import (
    NeedsAnswer,
    NeedsEmergencyFacts,
    NeverTold,
    Part2Bars,
    ReleaseDoesNotHold,
    Shut,
)
from tests.domain.centre import LEE, kinds, sources
from tests.domain.gates.room import Room
from tests.domain.protocol.walking import FORM

P28_TOLD = {
    "notify.items": "safety_concern",
    "notify.because": "“Yes, please tell Nora.”",
}
FACTS = {
    "part2.who": "Medic 4",
    "part2.facility": "County EMS",
    "part2.discloser": "M. Okafor",
    "part2.nature": "Not breathing.",
}


@pytest.fixture
def room() -> Room:
    return Room()


def handed(room: Room, to: str) -> dict[str, str]:
    return {
        "handoff.to": to,
        "handoff.confirmed_at": room.time.isoformat(),
        "part2.told": "none",
    }


def made(events: tuple[Event, ...]) -> Disclosure:
    (found,) = (event for event in events if isinstance(event, DisclosureMade))
    record = found.disclosure.value
    assert record is not None
    return record


def test_a_warm_handoff_is_recorded_to_whom_it_was_made(room: Room) -> None:
    room.begin(room.id, "P04")
    record = made(room.step(room.id, "P04", "c1", "none", handed(room, "Memorial, nurse Hale")))
    assert (record.recipient, record.kind, record.basis) == (
        "Memorial, nurse Hale", "medical_personnel", "tpo",
    )  # fmt: skip


def test_whoever_came_is_named_where_nobody_else_is(room: Room) -> None:
    room.begin(room.id, "P24")
    said = {"psap.incident": "26-1", "responder.unit": "Medic 12", "psap.eta": "5"}
    room.step(room.id, "P24", "b3", "noted", {**said, "psap.operator": "T. Bell"})
    room.begin(room.id, "P10")
    told = {"part2.told": "none"}
    assert made(room.step(room.id, "P10", "a4", "none", told)).recipient == "Medic 12"


def test_one_of_the_circle_is_handed_to_by_a_release_and_never_as_treatment(room: Room) -> None:
    room.begin(room.id, "P04")
    record = made(room.step(room.id, "P04", "c1", "none", handed(room, "Rosa Lee")))
    assert (record.kind, record.basis, record.gates) == (
        "emergency_contact", "authorization", ("G1",),
    )  # fmt: skip
    assert record.consent.startswith("release ")


def test_whoever_takes_over_is_told_nothing_of_substance_use_before_it_is_said_that_they_may(
    room: Room,
) -> None:
    room.begin(room.id, "P04")
    said = handed(room, "Crisis centre, N. Ames")
    del said["part2.told"]
    assert room.refused(room.doing(room.id, "P04", "c1", None, said)) == NeedsAnswer(StepId("c1"))
    claimed = room.doing(room.id, "P04", "c1", "consent", said)
    assert room.refused(claimed) == Part2Bars(Recipient.MEDICAL)
    half = room.doing(room.id, "P04", "c1", "medical", {**said, "part2.nature": "An overdose."})
    assert room.refused(half) == NeedsEmergencyFacts()
    facts = {"part2.nature": "An overdose.", "part2.facility": "Memorial"}
    events = room.step(room.id, "P04", "c1", "medical", {**said, **facts})
    told = [one for one in events if isinstance(one, DisclosureMade)]
    assert [(one.basis, one.sud) for one in told] == [("2_51", True), ("tpo", False)]
    record = told[0].disclosure.value
    assert record is not None
    assert record.emergency is not None
    assert record.emergency.personnel == "Crisis centre, N. Ames"


def test_a_sister_is_a_sister_whatever_is_written_after_her_name(room: Room) -> None:
    room.begin(room.id, "P04")
    step = room.step(room.id, "P04", "c1", "none", handed(room, "Rosa Lee, her sister"))
    assert made(step).kind == "emergency_contact"


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("Mike Never, her ex", NeverTold("Mike Never, her ex", Shut.NEVER)),
        ("Mike Never", NeverTold("Mike Never", Shut.NEVER)),
        ("Old Friend", ReleaseDoesNotHold("Old Friend", ConsentState.EXPIRED)),
        ("Nora Nothing", ReleaseDoesNotHold("Nora Nothing", ConsentState.NONE)),
    ],
)
def test_nobody_is_handed_to_who_may_not_be_told(
    room: Room, who: str, reason: NeverTold | ReleaseDoesNotHold
) -> None:
    room.begin(room.id, "P04")
    assert room.refused(room.doing(room.id, "P04", "c1", "none", handed(room, who))) == reason


def test_whom_the_client_agreed_to_is_handed_to_on_the_same_word(room: Room) -> None:
    room.begin(room.id, "P04")
    room.begin(room.id, "P28")
    who = {"notify.who": "Nora Nothing"}
    room.step(room.id, "P28", "a1", "510b_agreed", {**who, **P28_TOLD})
    record = made(room.step(room.id, "P04", "c1", "none", handed(room, "Nora Nothing")))
    assert (record.kind, record.basis) == ("emergency_contact", "510b_agreed")
    assert record.consent == P28_TOLD["notify.because"]


def test_what_the_client_said_today_opens_it_where_no_release_holds(room: Room) -> None:
    room.begin(room.id, "P04")
    bare = room.doing(room.id, "P04", "c1", "none", handed(room, "Old Friend"))
    assert room.refused(bare) == ReleaseDoesNotHold("Old Friend", ConsentState.EXPIRED)
    room.do(NoteOralAgreement(room.id, private("Old Friend"), Oral.AGREED, private("He may know.")))
    record = made(room.do(bare))
    assert (record.kind, record.basis) == ("emergency_contact", "510b_agreed")
    assert record.consent == "He may know."


def test_an_emergency_is_recorded_with_who_told_it_and_when(room: Room) -> None:
    room.begin(room.id, "P09")
    when = room.time - timedelta(minutes=20)
    said = {**FACTS, "part2.when": when.isoformat()}
    four = made(room.step(room.id, "P09", "c1", "medical", said)).emergency
    assert four is not None
    assert (four.discloser, four.at) == ("M. Okafor", when)


def telling(step: Step) -> bool:
    """Whether the step asks on what basis somebody is told, and what."""
    ends = {field.id.rpartition(".")[2] for field in step.fields}
    return {"basis", "what"} <= ends


TELLS_NOBODY = {"P11.b4 not_needed", "P13.b5 number", "P13.b5 declined", "P14.a5 no"}


def test_nobody_is_told_without_a_basis_and_what_was_told() -> None:
    free = {
        f"{found.id}.{step.id} {answer.key if answer is not None else 'done'}"
        for found in map(read, sources())
        for step in found.steps
        if telling(step)
        for answer in (step.answers or (None,))
        if answer is None or answer.how in {How.NEXT, How.STEP, How.REPLACE}
        if not holds(step, answer)
    }
    assert free == TELLS_NOBODY


def test_what_was_said_keeps_its_record_whoever_was_barred_since(room: Room) -> None:
    room.begin(room.id, "P28")
    who = {"notify.who": "Rosa Lee", "notify.basis": "authorization"}
    room.step(room.id, "P28", "a1", "authorization", {**who, "notify.items": "safety_concern"})
    room.step(room.id, "P28", "a2", "verified")
    room.step(room.id, "P28", "a3", "none", {"part2.told": "none"})
    room.begin(room.id, "P13")
    room.step(room.id, "P13", "b2", "barred", {"contact_barred": "barred"})
    said = {**who, "notify.what": "That we worry."}
    other = room.doing(room.id, "P28", "a6", None, {**said, "notify.who": "Sam Sponsor"})
    assert room.refused(other) == NeverTold("Sam Sponsor", Shut.HERE)
    assert made(room.step(room.id, "P28", "a6", None, said)).recipient == "Rosa Lee"


def test_whoever_was_barred_before_anything_was_said_is_told_nothing(room: Room) -> None:
    room.begin(room.id, "P28")
    who = {"notify.who": "Rosa Lee", "notify.basis": "authorization"}
    room.step(room.id, "P28", "a1", "authorization", {**who, "notify.items": "safety_concern"})
    room.step(room.id, "P28", "a2", "verified")
    room.begin(room.id, "P13")
    room.step(room.id, "P13", "b2", "barred", {"contact_barred": "barred"})
    press = room.doing(room.id, "P28", "a3", "none", {"part2.told": "none"})
    assert room.refused(press) == NeverTold("Rosa Lee", Shut.HERE)
    room.step(room.id, "P28", "a3", "nothing")
    assert room.run(room.id, "P28").ended is EndedBy.RETURNED


def test_what_runs_beside_tells_other_people(room: Room) -> None:
    room.begin(room.id, "P24")
    room.begin(room.id, "P28")
    who = {"notify.who": "Rosa Lee", "notify.basis": "authorization"}
    room.step(room.id, "P28", "a1", "authorization", {**who, "notify.items": "safety_concern"})
    room.begin(room.id, "P13")
    room.step(room.id, "P13", "b2", "barred", {"contact_barred": "barred"})
    room.step(room.id, "P24", "b2", "none", {"part2.told": "none"})
    assert room.run(room.id, "P24").settled[StepId("b2")].outcome is Outcome.DONE


def test_a_consent_that_is_not_there_is_refused_where_it_is_claimed(room: Room) -> None:
    room.begin(room.id, "P11")
    room.step(room.id, "P11", "a1", None, {"threat.target": "Karl Heffner"})
    form = {**FORM, "part2.told": "consent"}
    press = room.doing(room.id, "P11", "c1", "form", form)
    room.do(AskForHelp(room.id))
    room.do(AnswerHelp(room.id), LEE)
    gate = {"consult.by": "Lee", "consult.oc.reached": "no_time"}
    room.step(room.id, "P11", "a4", "joined", gate)
    assert room.refused(press) == Part2Bars(Recipient.THREATENED)


def test_an_answer_that_tells_nobody_leaves_no_record_of_what_was_filled_in(room: Room) -> None:
    room.begin(room.id, "P14")
    report = {
        "abuse_suspected": "no",
        "report.agency": "Child protection",
        "report.basis": "512b_abuse_report",
        "report.what": "Nothing, after all.",
    }
    assert kinds(room.step(room.id, "P14", "a5", "no", report)) == ["StepDone"]


@pytest.mark.parametrize("name", ["P13.b5", "P14.a5", "P24.a5"])
def test_a_tick_goes_past_no_gate_that_stands_before_one_answer(room: Room, name: str) -> None:
    protocol, _dot, step = name.partition(".")
    room.begin(room.id, protocol)
    assert room.refused(room.doing(room.id, protocol, step)) == NeedsAnswer(StepId(step))
