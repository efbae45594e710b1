"""The protocols that others call, as they are shipped: each comes back, none is talked past."""

import pytest

from console.desk.fresh import private
from console.domain.care.case import Ending
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.commands import AnswerHelp, AskForHelp, SetTier
from console.domain.events import DisclosureMade, Event
from console.domain.ids import CaseId, StepId
from console.domain.protocol.escalation import EndedBy
from console.domain.protocol.protocol import How, Protocol
from console.domain.protocol.read import read
from console.domain.refused import NeedsEvidence, NeedsLeadBeside, NeedsSecondPress, NeedsTheirYes
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre, kinds, sources
from tests.domain.protocol.walking import FORM, here, lacks

TRIED = {
    "voluntary_tried": "accept_help,go_to_ed",
    "imminent.reason_1": "Pills in her hand.",
    "imminent.reason_2": "Says within the hour.",
}
HEARD = {**TRIED, "consult.by": "Lee", "consult.agrees": "agrees"}
TOLD = {"notify.items": "safety_concern", "notify.because": "Yes, call Rosa."}
SAID = {"notify.what": "That we worry for her safety.", "notify.basis": "510b_agreed"}
SUBS = {found.id: found for found in map(read, sources()) if found.place.value == "sub"}


def begun(centre: Centre, protocol: str) -> CaseId:
    """Return a case with an imminent tier in which ``protocol`` has been begun."""
    case = centre.taken()
    centre.do(SetTier(case, Tier.IMMINENT, (private("Pills."), private("Alone."))))
    centre.begin(case, protocol)
    return case


def test_help_without_consent_takes_two_ways_two_reasons_a_lead_and_the_whole_form(
    centre: Centre,
) -> None:
    case = begun(centre, "P29")
    centre.step(case, "P29", "a1", "tried", {"voluntary_tried": "accept_help"})
    centre.step(case, "P29", "a2", "stated")
    assert lacks(centre, case, "P29 a3 involuntary", {}) == {*HEARD}
    one_way = {**HEARD, "voluntary_tried": "accept_help"}
    assert lacks(centre, case, "P29 a3 involuntary", one_way) == {"voluntary_tried"}
    press = centre.doing(case, "P29", "a3", "involuntary", HEARD, deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(StepId("a3"))
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    assert centre.refused(press) == NeedsSecondPress(StepId("a3"))
    centre.twice(press)
    centre.step(case, "P29", "a4", "no_time")
    assert lacks(centre, case, "P29 a5 form", {}) == {*FORM}
    refused = centre.refused(centre.doing(case, "P29", "c1", "call"))
    assert isinstance(refused, NeedsEvidence), "nobody acts before the form"
    centre.step(case, "P29", "a5", "form", FORM, by=LEE, deliberate=True)
    centre.step(case, "P29", "a6", "no")
    done = centre.step(case, "P29", "c1", "call", by=LEE)
    assert kinds(done) == ["StepDone", "EscalationStarted"]
    assert here(centre, case, "P24") == "a1"


@pytest.mark.parametrize("advice", ["agrees", "disagrees", None])
def test_going_on_with_consent_is_never_held_by_paper_or_by_advice(
    centre: Centre, advice: str | None
) -> None:
    case = begun(centre, "P29")
    centre.step(case, "P29", "a1", "tried", {"voluntary_tried": "accept_help,go_to_ed"})
    centre.step(case, "P29", "a2", "stated")
    given = {"consult.agrees": advice} if advice else {}
    centre.step(case, "P29", "a3", "consent", given)
    assert centre.run(case, "P29").ended is EndedBy.RETURNED


def test_in_an_attempt_one_acts_first_and_consults_after(centre: Centre) -> None:
    case = begun(centre, "P29")
    centre.step(case, "P29", "a1", "yes", deliberate=True)
    assert here(centre, case, "P29") == "c1"
    assert centre.case(case).answers["attempt_in_progress"].value.code == "yes"


def test_a_lead_who_came_in_the_list_that_called_need_not_be_called_again(
    centre: Centre,
) -> None:
    case = begun(centre, "P05")
    centre.skip(case, "P05", "a1", "a3")
    centre.step(case, "P05", "a2", "call")
    centre.do(AnswerHelp(case), LEE)
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    centre.step(case, "P29", "a1", "tried", {"voluntary_tried": "accept_help,go_to_ed"})
    centre.step(case, "P29", "a2", "stated")
    done = centre.step(case, "P29", "a3", "involuntary", HEARD, deliberate=True)
    assert kinds(done)[-1] == "StepDone"


def test_a_lead_who_came_before_the_list_that_called_is_called_again(centre: Centre) -> None:
    case = centre.taken()
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    centre.step(case, "P29", "a1", "tried", {"voluntary_tried": "accept_help,go_to_ed"})
    centre.step(case, "P29", "a2", "stated")
    press = centre.doing(case, "P29", "a3", "involuntary", HEARD, deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(StepId("a3"))


def test_nobody_is_told_before_the_gate_of_consent(centre: Centre) -> None:
    case = begun(centre, "P28")
    early = centre.doing(case, "P28", "a3", "none", {"part2.told": "none"})
    assert isinstance(centre.refused(early), NeedsEvidence)
    assert lacks(centre, case, "P28 a1 510b_agreed", {}) == {"notify.who", "notify.items"}


def test_somebody_who_is_barred_is_told_nothing_and_it_needs_no_evidence(centre: Centre) -> None:
    case = begun(centre, "P28")
    done = centre.step(case, "P28", "a1", "barred")
    assert kinds(done) == ["StepDone", "StepsPassed", "EscalationEnded"]
    assert centre.run(case, "P28").ended is EndedBy.RETURNED
    assert centre.case(case).answers["contact_barred"].value.code == "barred"


def test_what_was_said_to_one_of_the_circle_is_one_record(centre: Centre) -> None:
    case = begun(centre, "P28")
    events: list[Event] = []
    who = {"notify.who": "Rosa Reyes"}
    events += centre.step(case, "P28", "a1", "510b_agreed", {**who, **TOLD})
    events += centre.step(case, "P28", "a2", "verified")
    events += centre.step(case, "P28", "a3", "none")
    events += centre.step(case, "P28", "a4", "agreed", {"notify.actions": "go", "weapons": "no"})
    events += centre.step(case, "P28", "a5", "told")
    events += centre.step(case, "P28", "a6", None, {**who, **SAID})
    made = [event.disclosure.value for event in events if isinstance(event, DisclosureMade)]
    purpose = "Notify emergency contact"
    assert made == [
        Disclosure(
            Basis.AGREED_510B,
            "Rosa Reyes",
            SAID["notify.what"],
            purpose,
            kind=Recipient.CONTACT,
            channel="telephone",
            minimum=("safety_concern",),
            gates=("G1",),
            consent="Yes, call Rosa.",
        )
    ]
    assert centre.run(case, "P28").ended is EndedBy.COMPLETED


def test_a_team_that_does_not_come_leaves_no_time_of_arrival_behind(centre: Centre) -> None:
    case = begun(centre, "P25")
    centre.step(case, "P25", "a6", "not_arrived", by=LEE)
    assert centre.run(case, "P25").ended is EndedBy.RETURNED
    assert "mct.arrived_at" not in centre.case(case).answers


def test_a_team_against_their_will_is_sent_by_a_lead_alone(centre: Centre) -> None:
    case = begun(centre, "P25")
    press = centre.doing(case, "P25", "a2", "no", deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(StepId("a2"))
    assert kinds(centre.twice(press, LEE)) == ["StepDone"]


@pytest.mark.parametrize("protocol", SUBS.values(), ids=lambda found: found.id)
def test_what_acts_against_a_persons_will_is_deliberate_and_never_comes_first(
    protocol: Protocol,
) -> None:
    first = [step.answers[0] for step in protocol.steps if step.answers]
    assert [answer.key for answer in first if answer.deliberate] == []
    against = {"involuntary", "override", "512j"}
    told = [a for step in protocol.steps for a in step.answers if a.key in against]
    assert all(answer.deliberate and answer.how is How.NEXT for answer in told)


def test_each_ending_says_what_is_owed_after_it() -> None:
    closing = next(found for found in map(read, sources()) if found.id == "P32")
    assert closing.closure is not None
    assert [code for code, _owed in closing.closure.rules] == [*Ending]
    hours = {tier: span.total_seconds() / 3600 for tier, span in closing.closure.within}
    want = {Tier.LOW: 72, Tier.MODERATE: 48, Tier.HIGH: 24, Tier.IMMINENT: 24}
    assert hours == want


@pytest.mark.parametrize("nature", ["imminent", "welfare"])
def test_an_imminent_risk_is_no_emergency_that_needs_neither_consent_nor_form(
    centre: Centre, nature: str
) -> None:
    case = begun(centre, "P24")
    said = {"psap.nature": nature}
    passed_off = centre.doing(case, "P24", "a5", "emergency", said)
    assert centre.refused(passed_off) == NeedsTheirYes()
    assert "StepDone" in kinds(centre.step(case, "P24", "a5", "agreed", said))


@pytest.mark.parametrize("nature", ["attempt", "overdose", "medical"])
def test_a_medical_emergency_waits_for_nobodys_consent(centre: Centre, nature: str) -> None:
    case = begun(centre, "P24")
    assert "StepDone" in kinds(centre.step(case, "P24", "a5", "emergency", {"psap.nature": nature}))
