"""The lists that a counsellor works from, as they are shipped: what each of them holds."""

from console.domain.care.disclosure import Basis, Recipient
from console.domain.commands import SkipStep
from console.domain.events import DisclosureMade
from console.domain.ids import CaseId, StepId
from console.domain.protocol.escalation import EndedBy, Outcome, SkipCode, open_timers
from console.domain.refused import NeedsEvidence, NeedsLeadBeside, NeedsSecondPress
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.protocol.walking import FORM, at, lacks, lead_comes, running, where


def refusing(centre: Centre) -> CaseId:
    """Return a case in P05 whose person has refused help."""
    case = at(centre, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    return case


def held_at(centre: Centre, case: CaseId) -> str:
    refused = centre.refused(centre.doing(case, "P05", "c1", "call"), LEE)
    assert isinstance(refused, NeedsEvidence)
    return refused.step


def test_a_refusal_is_decided_in_p29_and_consent_after_all_asks_again(centre: Centre) -> None:
    case = refusing(centre)
    assert where(centre, case) == ("P29", "a1")
    assert held_at(centre, case) == "b2"
    centre.step(case, "P29", "a1", "consent")
    assert where(centre, case) == ("P05", "b1")
    assert held_at(centre, case) == "b2", "what came back with nothing done opens nothing"
    centre.step(case, "P05", "b1", "yes")
    assert where(centre, case) == ("P05", "c1")


def test_what_p29_has_decided_calls_at_once_and_p05_is_opened_by_the_ticks_alone(
    centre: Centre,
) -> None:
    case = refusing(centre)
    two = {"imminent.reason_1": "Pills in her hand.", "imminent.reason_2": "Within the hour."}
    tried = {"voluntary_tried": "accept_help,go_to_ed"}
    centre.step(case, "P29", "a1", "tried", tried)
    centre.step(case, "P29", "a2", "stated", two)
    heard = {**tried, "consult.by": "Lee", "consult.agrees": "agrees"}
    centre.step(case, "P29", "a3", "involuntary", heard, by=LEE, deliberate=True)
    centre.step(case, "P29", "a4", "no_time")
    centre.step(case, "P29", "a5", "form", FORM, by=LEE, deliberate=True)
    centre.step(case, "P29", "a6", "no")
    assert held_at(centre, case) == "b2", "decided is not yet acted"
    centre.step(case, "P29", "c1", "call", {"review.opened": "yes"}, by=LEE)
    assert where(centre, case) == ("P24", "a1"), "no tick stands before the call"
    ticks = {name: said for name, said in FORM.items() if said == "yes"}
    assert lacks(centre, case, "P05 b2 involuntary", {}) == {*ticks}
    centre.step(case, "P05", "b2", "involuntary", ticks, by=LEE, deliberate=True)
    again = centre.step(case, "P05", "c1", "call", by=LEE)
    assert kinds(again) == ["StepDone"], "the 911 centre has the call already"


def test_who_is_lost_in_a_rescue_is_searched_for_beside_it(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a3", "lost")
    assert running(centre, case) == {"P05", "P16"}
    assert where(centre, case)[0] == "P05", "the rescue goes on"
    centre.step(case, "P16", "a2", "reached")
    assert running(centre, case) == {"P05", "P00"}
    assert centre.run(case, "P16").ended is EndedBy.REPLACED


def test_asking_somebody_else_first_does_not_open_a_gate(centre: Centre) -> None:
    case = at(centre, "P11")
    lead_comes(centre, case)
    here = {"consult.by": "Lee", "consult.oc.reached": "reached"}
    paged = centre.step(case, "P11", "a4", "call", here, by=LEE)
    assert kinds(paged) == ["StepTried", "RolePaged"], "however much is known"
    refused = centre.refused(centre.doing(case, "P11", "b2", "nobody"))
    assert isinstance(refused, NeedsEvidence)
    assert refused.step == "a4"


def test_anything_of_the_body_leaves_panic_for_the_medical_list(centre: Centre) -> None:
    case = at(centre, "P06")
    centre.step(case, "P06", "a1", "any", {"mimic_flags": "chest,fainted"})
    assert running(centre, case) == {"P10"}
    assert centre.case(case).answers["mimic_flags"].value.code == "chest,fainted"


def test_naloxone_is_written_down_only_where_it_was_given(centre: Centre) -> None:
    case = at(centre, "P09")
    run = centre.run(case, "P09").id
    none = SkipStep(case, run, StepId("a3"), SkipCode.NOT_APPLICABLE, "none_there")
    centre.do(none)
    assert centre.run(case, "P09").settled[StepId("a3")].outcome is Outcome.NOT_APPLICABLE
    assert "naloxone.given_at" not in centre.case(case).answers
    other = at(centre, "P09")
    centre.step(other, "P09", "a3")
    given = centre.case(other).answers["naloxone.given_at"].value.code
    assert given == centre.time.isoformat(timespec="seconds")


def test_awake_and_stable_goes_by_the_address_to_the_poison_centre(centre: Centre) -> None:
    case = at(centre, "P09")
    centre.step(case, "P09", "a1", "stable", {"awake": "yes", "breathing": "yes"})
    assert where(centre, case) == ("P09", "a2")
    centre.step(case, "P09", "a2", "stable", {"location.address": "12 Elm St"})
    assert where(centre, case) == ("P09", "b1")
    centre.step(case, "P09", "b1", "call")
    assert where(centre, case) == ("P27", "a1")


def test_harm_that_was_meant_goes_on_as_a_rescue(centre: Centre) -> None:
    case = at(centre, "P09")
    centre.step(case, "P09", "b2", "self_harm", {"poison.substance": "Acetaminophen"})
    assert running(centre, case) == {"P05"}
    assert centre.case(case).answers["intent"].value.code == "self_harm"


def test_what_went_to_medical_staff_takes_the_whole_record_of_part_2(centre: Centre) -> None:
    case = at(centre, "P09")
    facts = {
        "part2.who": "Dr Weiss",
        "part2.facility": "Grant Medical Center",
        "part2.discloser": "Lee",
        "part2.when": "2026-01-05T22:09Z",
        "part2.nature": "Opioid overdose, not awake.",
    }
    assert lacks(centre, case, "P09 c1 medical", {}) == {*facts}
    events = centre.step(case, "P09", "c1", "medical", facts, by=LEE)
    (made,) = [event for event in events if isinstance(event, DisclosureMade)]
    assert (made.basis, made.recipient) == (Basis.PART2_EMERGENCY.value, Recipient.MEDICAL)
    other = at(centre, "P09")
    assert kinds(centre.step(other, "P09", "c1", "none")) == ["StepDone"]


def test_an_ambulance_is_gone_without_only_by_a_clinician_s_name_and_the_lead(
    centre: Centre,
) -> None:
    case = at(centre, "P10")
    assert lacks(centre, case, "P10 a1 not_needed", {}) == {"medical_flags", "consult.oc.by"}
    said = {"medical_flags": "none", "consult.oc.by": "Dr Lin"}
    press = centre.doing(case, "P10", "a1", "not_needed", said)
    assert centre.refused(press) == NeedsLeadBeside(StepId("a1"))
    lead_comes(centre, case)
    centre.do(press)
    assert where(centre, case) == ("P10", "a7")
    run = centre.run(case, "P10")
    assert open_timers(centre.board.protocol_of(run), run) == ()


def joined(centre: Centre) -> CaseId:
    """Return a case in P11 in which the lead and the clinician on call have joined."""
    case = at(centre, "P11")
    lead_comes(centre, case)
    facts = {"threat.target": "Her ex-husband", "threat.plan": "A knife", "threat.when": "Tonight"}
    centre.step(case, "P11", "a1", None, facts)
    here = {"consult.by": "Lee", "consult.oc.reached": "reached"}
    centre.step(case, "P11", "a4", "joined", here, by=LEE)
    return case


def test_nobody_is_told_of_a_danger_before_the_lead_has_joined_and_the_form_is_filled_in(
    centre: Centre,
) -> None:
    case = at(centre, "P11")
    early = centre.refused(centre.doing(case, "P11", "b3", "call", deliberate=True), LEE)
    assert isinstance(early, NeedsEvidence)
    assert early.step == "a4"
    case = joined(centre)
    decided = {"threat.decision": "warn_target,police", "threat.reason": "He waits at the door."}
    once = centre.doing(case, "P11", "b2", "tell", decided, deliberate=True)
    assert centre.refused(once, LEE) == NeedsSecondPress(StepId("b2"))
    centre.step(case, "P11", "b2", "tell", decided, by=LEE, deliberate=True)
    held = centre.refused(centre.doing(case, "P11", "b3", "call", deliberate=True), LEE)
    assert isinstance(held, NeedsEvidence)
    assert held.step == "c1"
    assert lacks(centre, case, "P11 c1 form", {}) == {*FORM}
    centre.step(case, "P11", "c1", "form", FORM, by=LEE, deliberate=True)
    centre.step(case, "P11", "b3", "call", by=LEE, deliberate=True)
    assert where(centre, case) == ("P24", "a1")


def test_a_target_who_is_warned_stands_in_the_record_of_disclosures(centre: Centre) -> None:
    case = joined(centre)
    decided = {"threat.decision": "warn_target", "threat.reason": "He waits at the door."}
    centre.step(case, "P11", "b2", "tell", decided, by=LEE, deliberate=True)
    centre.step(case, "P11", "c1", "form", FORM, by=LEE, deliberate=True)
    told = {"threat.basis": "512j", "threat.what": "That there is a threat, and when."}
    events = centre.step(case, "P11", "b4", "told", told, by=LEE, deliberate=True)
    (made,) = [event for event in events if isinstance(event, DisclosureMade)]
    record = made.disclosure.value
    assert record is not None
    assert (record.recipient, record.kind) == ("Her ex-husband", Recipient.THREATENED)
    assert (record.accountable, record.sud) == (True, False)


def test_where_nobody_is_told_the_form_and_the_calls_are_passed_over(centre: Centre) -> None:
    case = joined(centre)
    decided = {"threat.decision": "evaluation", "threat.reason": "No plan, no target in reach."}
    centre.step(case, "P11", "b2", "nobody", decided)
    settled = centre.run(case, "P11").settled
    passed = {step for step, how in settled.items() if how.outcome is Outcome.PASSED}
    assert passed == {"c1", "b3", "b4"}


def test_where_somebody_is_hurt_now_the_911_centre_comes_first(centre: Centre) -> None:
    case = at(centre, "P11")
    press = centre.doing(case, "P11", "a2", "happening", deliberate=True)
    assert centre.refused(press) == NeedsSecondPress(StepId("a2"))
    centre.step(case, "P11", "a2", "happening", deliberate=True)
    assert where(centre, case) == ("P24", "a1")
    assert centre.case(case).help_answered_by is None, "before anybody was consulted"
