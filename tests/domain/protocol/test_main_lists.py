"""The lists that a counsellor works from, as they are shipped: where they lead, what they hold."""

from collections.abc import Mapping

import pytest

from console.domain.care.disclosure import Basis, Recipient
from console.domain.commands import AnswerHelp, AskForHelp, SkipStep
from console.domain.errors import NeedsEvidence, NeedsLeadBeside, NeedsSecondPress
from console.domain.events import DisclosureMade
from console.domain.fits import fits
from console.domain.ids import CaseId, StepId
from console.domain.protocol.escalation import (
    EndedBy,
    Outcome,
    SkipCode,
    current_step,
    open_timers,
)
from console.domain.protocol.protocol import How, Place
from console.domain.protocol.read import read
from console.domain.protocol.view import current_run
from tests.domain.centre import LEE, Centre, kinds, sources

SHIPPED = {found.id: found for found in map(read, sources())}
NO_SUICIDE = {"suicide_q.now": "no", "suicide_q.recent": "no", "suicide_q.ever": "no"}
FORM = {
    "override.serious": "yes",
    "override.imminent": "yes",
    "override.necessary": "yes",
    "override.able": "yes",
    "override.rationale": "He waits for her at the door.",
    "override.facts": "His own words to the counsellor.",
    "override.source": "own_knowledge",
    "override.state_law": "checked",
    "override.minimum": "Name, address, threat.",
    "part2.told": "none",
}


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.publish()
    return made


def at(centre: Centre, protocol: str) -> CaseId:
    """Return a case of Ana's in which ``protocol`` has just begun."""
    case = centre.taken()
    centre.begin(case, protocol)
    return case


def running(centre: Centre, case: CaseId) -> set[str]:
    return {run.protocol for run in centre.case(case).escalations if run.running}


def where(centre: Centre, case: CaseId) -> tuple[str, str]:
    run = current_run(centre.case(case), centre.board)
    assert run is not None
    step = current_step(centre.board.protocol_of(run), run)
    return (run.protocol, step.id if step is not None else "")


def lead_comes(centre: Centre, case: CaseId) -> None:
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)


def lacks(centre: Centre, case: CaseId, press: str, given: Mapping[str, str]) -> set[str]:
    """Return what is missing for ``press``: protocol, step and answer in one line."""
    protocol, step, answer = press.split()
    doing = centre.doing(case, protocol, step, answer, given, deliberate=True)
    reason = centre.refused(doing, LEE)
    assert isinstance(reason, NeedsEvidence)
    return {*reason.fields}


# -- where they lead -----------------------------------------------------------------------

FROM_THE_START = {
    "a1 no": "P13",
    "a2 attempt": "P05",
    "a2 overdose": "P09",
    "a2 medical": "P10",
    "a5 third_party": "P15",
    "b3 any_yes": "P01",
    "b3 panic": "P06",
    "b3 psychosis": "P07",
    "b3 relapse": "P08",
    "b3 harm_others": "P11",
    "b3 violence": "P13",
}
BESIDE_THE_START = {
    "a2 weapon": "P12",
    "a4 other_state": "P23",
    "a5 minor": "P14",
    "a6 yes": "P30",
}


@pytest.mark.parametrize("press", FROM_THE_START)
def test_every_contact_goes_from_the_start_to_the_list_for_it(centre: Centre, press: str) -> None:
    case = at(centre, "P00")
    step, _, answer = press.partition(" ")
    centre.step(case, "P00", step, answer)
    assert running(centre, case) == {FROM_THE_START[press]}


@pytest.mark.parametrize("press", BESIDE_THE_START)
def test_what_only_adds_to_a_contact_runs_beside_the_start(centre: Centre, press: str) -> None:
    case = at(centre, "P00")
    step, _, answer = press.partition(" ")
    centre.step(case, "P00", step, answer)
    assert running(centre, case) == {"P00", BESIDE_THE_START[press]}
    assert where(centre, case)[0] == "P00"


@pytest.mark.parametrize(("tier", "to"), [("low", "P02"), ("moderate", "P03"), ("high", "P04")])
def test_the_tier_that_a_person_sets_leads_to_its_list(centre: Centre, tier: str, to: str) -> None:
    case = at(centre, "P01")
    centre.step(case, "P01", "b1", tier, {"tier.reason_1": "Their words."})
    assert running(centre, case) == {to}


def test_what_grows_worse_is_held_up_by_no_gate(centre: Centre) -> None:
    case = at(centre, "P03")
    assert lacks(centre, case, "P03 a1 knows", {}) == {"consult.by"}
    centre.step(case, "P03", "a6", "worse")
    assert running(centre, case) == {"P04"}


def test_no_list_offers_an_act_against_a_will_first() -> None:
    first = [
        f"{found.id} {step.id}"
        for found in SHIPPED.values()
        for step in found.steps
        if step.answers and step.answers[0].deliberate
    ]
    assert first == []


def test_every_list_that_can_begin_before_a_tier_is_set_asks_about_suicide() -> None:
    asks = {
        found.id
        for found in SHIPPED.values()
        if any(field.id == "suicide_q.now" for step in found.steps for field in step.fields)
    }
    by_tier = {"P01", "P02", "P03", "P04", "P05"}
    mine = {name for name in SHIPPED if name <= "P11"}
    assert mine - by_tier - asks == set()


# -- help without consent ------------------------------------------------------------------


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


# -- overlays keep to their own place ------------------------------------------------------


def test_what_an_overlay_of_a_rescue_leads_to_does_not_end_the_rescue(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "c4", "medical")
    centre.step(case, "P10", "a7", "any_yes", {"suicide_q.now": "yes"})
    assert running(centre, case) == {"P05", "P01"}


def test_thoughts_of_suicide_in_a_psychosis_are_assessed_beside_it(centre: Centre) -> None:
    case = at(centre, "P07")
    centre.step(case, "P07", "a6", "any_yes", {"suicide_q.now": "yes"})
    assert where(centre, case)[0] == "P07"
    centre.step(case, "P01", "b1", "low", {"tier.reason_1": "Thoughts, no wish to act."})
    assert running(centre, case) == {"P07", "P02"}


def test_a_voice_that_is_resisted_calls_the_lead_and_the_list_goes_on(centre: Centre) -> None:
    case = at(centre, "P07")
    said = {"can_resist": "yes", "acted_before": "no"}
    assert kinds(centre.step(case, "P07", "a1", "resists", said)) == ["StepDone", "RolePaged"]
    assert where(centre, case) == ("P07", "a2")
    other = at(centre, "P07")
    centre.step(other, "P07", "a1", "both")
    assert running(centre, other) == {"P05"}
    offered = [fit.protocol.id for fit in fits(centre.board, centre.case(other), centre.time)]
    assert "P11" in offered


# -- panic, relapse, overdose, medical -----------------------------------------------------


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


# -- danger to others ----------------------------------------------------------------------


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


def test_a_list_that_is_only_called_is_never_taken_in_another_s_place() -> None:
    subs = {name for name, found in SHIPPED.items() if found.place is Place.SUB}
    taken = {
        f"{found.id} {step.id} {answer.key}"
        for found in SHIPPED.values()
        for step in found.steps
        for answer in step.answers
        if answer.how is How.REPLACE and answer.target in subs
    }
    assert taken == set()
