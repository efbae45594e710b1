"""Running protocols: what settles a step, what holds it, and where it leads."""

from console.desk.fresh import fresh_run, private
from console.domain.care.landing import was_dispatched
from console.domain.commands import (
    AnswerHelp,
    PublishProtocols,
    SetTier,
    SkipStep,
    StartEscalation,
    UndoStep,
    WatchClocks,
)
from console.domain.events import (
    ClockMissed,
    EscalationEnded,
    EscalationStarted,
    RolePaged,
    StepDone,
    StepTried,
    TierSet,
)
from console.domain.ids import SYSTEM, CaseId, EscalationId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy, Outcome, SkipCode, current_run
from console.domain.refused import (
    AlreadyRunning,
    GateCannotBeSkipped,
    NeedsAnswer,
    NeedsEvidence,
    NeedsReasons,
    NoSuchProtocol,
    NoSuchStep,
    NotYours,
)
from console.domain.tier import Tier
from tests.domain.centre import ANA, BEN, LEE, Centre, kinds, sources


def at(centre: Centre, protocol: str) -> CaseId:
    """Return a case of Ana's in which ``protocol`` has just begun."""
    case = centre.taken()
    centre.begin(case, protocol)
    return case


def calling(centre: Centre) -> CaseId:
    """Return a case in which P05 has called P24."""
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "c1", "call")
    return case


def settled(centre: Centre, case: CaseId, protocol: str) -> dict[str, Outcome]:
    run = centre.run(case, protocol)
    return {str(step): found.outcome for step, found in run.settled.items()}


def undo(centre: Centre, case: CaseId, protocol: str, step: str) -> list[str]:
    run = centre.run(case, protocol).id
    return kinds(centre.do(UndoStep(case, run, StepId(step))))


def test_a_gate_waits_for_its_evidence_and_names_what_is_missing(centre: Centre) -> None:
    case = at(centre, "P00")
    asked = centre.doing(case, "P00", "a3", None, {"callback.ok": "yes"})
    missing = NeedsEvidence(StepId("a3"), ("callback.number", "callback.rule"))
    refused = centre.refused(asked)
    assert refused == missing
    assert isinstance(refused, NeedsEvidence)
    assert refused.labels == ("Call-back number", "How")
    assert refused.text == "Read back call-back number and permission"
    run = centre.run(case, "P00").id
    skip = SkipStep(case, run, StepId("a3"), SkipCode.NO_TIME)
    assert centre.refused(skip) == GateCannotBeSkipped(StepId("a3"))


def test_a_gate_counts_what_was_given_since_it_was_opened(centre: Centre) -> None:
    case = at(centre, "P04")
    centre.step(case, "P04", "a2", "joined", {"consult.by": "Lee"})
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    press = centre.doing(case, "P05", "b2", "involuntary", deliberate=True)
    refused = centre.refused(press)
    assert isinstance(refused, NeedsEvidence)
    assert refused.fields[0] == "consult.by", "of another list, before this gate was opened"
    centre.step(case, "P05", "b2", "not_yet", {"consult.by": "Lee"})
    refused = centre.refused(press)
    assert isinstance(refused, NeedsEvidence)
    assert refused.fields[0] == "consult.agrees"


def test_a_tick_that_says_no_and_one_way_that_was_tried_open_no_gate(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    said = {"override.serious": "no", "override.imminent": "yes", "voluntary_tried": "plan"}
    doing = centre.doing(case, "P05", "b2", "involuntary", said, deliberate=True)
    refused = centre.refused(doing)
    assert isinstance(refused, NeedsEvidence)
    assert {"override.serious", "voluntary_tried"} <= {*refused.fields}
    assert "override.imminent" not in refused.fields


def test_nobody_starts_behind_a_gate_and_consent_leads_past_it(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "no")
    behind = centre.doing(case, "P05", "c2", "told")
    refused = centre.refused(behind)
    assert isinstance(refused, NeedsEvidence)
    assert refused.step == "b2"
    centre.step(case, "P05", "b1", "yes")
    centre.do(behind)


def test_inside_a_phase_any_order_is_allowed(centre: Centre) -> None:
    case = at(centre, "P00")
    centre.step(case, "P00", "a6", "no")
    assert settled(centre, case, "P00") == {"a6": Outcome.DONE}


def test_undoing_an_answer_opens_what_it_had_led_past(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    assert settled(centre, case, "P05")["b2"] is Outcome.PASSED
    assert undo(centre, case, "P05", "a4") == ["StepUndone"] * 3
    assert settled(centre, case, "P05") == {}
    centre.step(case, "P05", "a4", "no")
    assert centre.refused(centre.doing(case, "P05", "c1", "call")) is not None


def test_the_last_step_of_a_run_can_be_undone_too(centre: Centre) -> None:
    case = at(centre, "P02")
    centre.skip(case, "P02", "a1", "a2", "a3", "a4", "a5")
    ended = centre.step(case, "P02", "a6", None, {"pt_notified": "yes"})
    assert kinds(ended) == ["StepDone", "EscalationEnded"]
    assert undo(centre, case, "P02", "a6") == ["StepUndone"]
    assert centre.run(case, "P02").running
    assert undo(centre, case, "P02", "a6") == []


def test_a_run_that_was_replaced_is_over(centre: Centre) -> None:
    case = at(centre, "P00")
    centre.step(case, "P00", "a2", "attempt")
    run = centre.run(case, "P00").id
    undone = UndoStep(case, run, StepId("a2"))
    assert centre.refused(undone) == NoSuchStep()


def test_dialling_is_stamped_by_the_tick_and_taken_back_by_an_undo(centre: Centre) -> None:
    case = calling(centre)
    centre.step(case, "P24", "a2", "no_answer")
    assert not was_dispatched(centre.case(case)), "nobody answered yet"
    centre.step(case, "P24", "a2", "reached")
    known = centre.case(case).answers["psap.dialled_at"].value.code
    assert known == centre.time.isoformat(timespec="seconds")
    assert was_dispatched(centre.case(case))
    undo(centre, case, "P24", "a2")
    assert not was_dispatched(centre.case(case))


def test_a_called_protocol_comes_first_and_returns_to_the_callers_next_step(
    centre: Centre,
) -> None:
    case = calling(centre)
    caller, called = centre.run(case, "P05"), centre.run(case, "P24")
    assert (caller.waiting_for, called.caller) == (called.id, caller.id)
    assert current_run(centre.case(case), centre.board) == called
    centre.step(case, "P05", "c2", "told")  # the counsellor goes on meanwhile
    for step in ("a1", "a3", "a4", "a5", "b1", "b3"):
        centre.skip(case, "P24", step)
    centre.step(case, "P24", "a2", "reached")
    scene = {"scene.violence": "no", "scene.hazards": "no", "weapons": "no", "substances": "no"}
    texts = {"scene.people": "None", "scene.access": "Front"}
    centre.step(case, "P24", "a6", "told", {**scene, **texts})
    centre.step(case, "P24", "b2", "none")
    centre.step(case, "P24", "b4", "contact")
    centre.step(case, "P24", "b5", "with_person", {"responder.contact_at": "2026-01-05T22:09Z"})
    said = {"disclosure.basis": "512j", "disclosure.what": "Address."}
    done = centre.step(case, "P24", "b6", None, said)
    assert done[-1] == EscalationEnded(case, called.id, EndedBy.COMPLETED)
    back = centre.run(case, "P05")
    assert back.waiting_for is None
    assert current_run(centre.case(case), centre.board) == back


def test_a_call_to_the_911_centre_goes_on_when_its_caller_is_replaced(centre: Centre) -> None:
    case = calling(centre)
    centre.begin(case, "P04")
    assert centre.run(case, "P05").ended is EndedBy.REPLACED
    assert centre.run(case, "P24").running


def test_a_timer_that_is_looked_at_starts_again_and_pages_once_when_it_runs_out(
    centre: Centre,
) -> None:
    case = calling(centre)
    for step in ("a1", "a3", "a4", "a5", "b1", "b3"):
        centre.skip(case, "P24", step)
    centre.step(case, "P24", "a2", "reached")
    scene = {"scene.violence": "no", "scene.hazards": "no", "weapons": "no", "substances": "no"}
    centre.step(
        case, "P24", "a6", "told", {**scene, "scene.people": "None", "scene.access": "Front"}
    )
    centre.step(case, "P24", "b2", "none")
    run = centre.run(case, "P24").id
    text = "Call again every 10 min until contact"
    for _ in range(2):
        centre.wait(seconds=599)
        centre.do(WatchClocks(), SYSTEM)
        centre.step(case, "P24", "b4", "waiting")
    centre.wait(seconds=600)
    crossed = centre.do(WatchClocks(), SYSTEM)
    assert ClockMissed(case, run, StepId("b4"), text) in crossed
    assert RolePaged(case, Role.SHIFT_LEAD, StepId("b4")) in crossed
    assert centre.do(WatchClocks(), SYSTEM) == ()


def test_what_is_not_confirmed_calls_again_and_stays_open(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    done = centre.step(case, "P05", "d1", "not_confirmed")
    assert kinds(done) == ["StepTried", "EscalationStarted"]
    assert StepId("d1") not in centre.run(case, "P05").settled
    again = centre.step(case, "P05", "d1", "not_confirmed")
    assert kinds(again) == ["StepTried"], "it is being called already"
    refused = centre.refused(centre.doing(case, "P05", "d1", "confirmed"))
    assert refused == NeedsEvidence(StepId("d1"), ("responder.contact_at",))


def test_a_contact_that_turns_out_not_to_be_one_opens_the_search_again(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    seen = {"responder.contact_at": "2026-01-05T22:09Z"}
    done = centre.step(case, "P05", "d1", "not_confirmed", seen)
    assert kinds(done) == ["StepTried", "EscalationStarted"], "whatever time was written"


def test_calling_the_lead_settles_a_step_only_when_all_it_asks_for_is_known(
    centre: Centre,
) -> None:
    case = at(centre, "P05")
    unknown = centre.step(case, "P05", "a1", "unknown")
    page = RolePaged(case, Role.SHIFT_LEAD, StepId("a1"))
    assert (kinds(unknown), unknown[-1]) == (["StepTried", "RolePaged"], page)
    assert centre.case(case).help_asked_at == centre.time
    known = centre.step(case, "P05", "a2", "call")
    assert kinds(known) == ["StepDone", "RolePaged"]


def test_nobody_comes_so_the_clinician_on_call_is_called_and_the_step_waits(
    centre: Centre,
) -> None:
    case = at(centre, "P04")
    events = centre.step(case, "P04", "a2", "not_available")
    assert events[-1] == RolePaged(case, Role.CLINICIAN_ON_CALL, StepId("a2"))
    assert StepId("a2") not in centre.run(case, "P04").settled
    asked = centre.case(case).help_asked_at
    centre.wait(seconds=30)
    centre.step(case, "P04", "a2", "not_available")
    assert centre.case(case).help_asked_at == asked, "they have waited since the first call"
    centre.do(AnswerHelp(case), LEE)
    assert centre.case(case).help_answered_by == LEE


def test_an_answer_is_its_own_evidence_and_newer_than_what_stood_there(centre: Centre) -> None:
    case = at(centre, "P01")
    centre.step(case, "P01", "a1", "no")
    assert centre.case(case).answers["attempt_in_progress"].value.code == "no"
    centre.begin(case, "P05")
    prefilled = {"attempt_in_progress": "no"}
    centre.step(case, "P05", "a4", "yes", prefilled)
    assert centre.case(case).answers["attempt_in_progress"].value.code == "yes"


def test_a_persons_answer_sets_the_tier_and_imminent_takes_two_reasons(centre: Centre) -> None:
    case = at(centre, "P01")
    high = centre.step(case, "P01", "b1", "high", {"tier.reason_1": "A plan."})
    assert isinstance(high[0], TierSet)
    assert (high[0].tier, len(high[0].reasons)) == (Tier.HIGH, 1)
    assert kinds(high) == ["TierSet", "StepDone", "EscalationEnded", "EscalationStarted"]
    alone = centre.doing(case, "P04", "b1", "imminent", {"imminent.reason_1": "Pills."})
    assert centre.refused(alone) == NeedsReasons(Tier.IMMINENT, 2)
    two = {"imminent.reason_1": "Pills.", "imminent.reason_2": "Within the hour."}
    centre.step(case, "P04", "b1", "imminent", two)
    rated = centre.case(case).tier
    assert rated is not None
    assert rated.tier is Tier.IMMINENT
    assert centre.run(case, "P05").running


def test_a_choice_is_never_just_ticked(centre: Centre) -> None:
    case = at(centre, "P00")
    assert centre.refused(centre.doing(case, "P00", "a2")) == NeedsAnswer(StepId("a2"))
    assert centre.refused(centre.doing(case, "P00", "a2", "maybe")) == NeedsAnswer(StepId("a2"))


def test_a_lead_ticks_beside_the_owner_and_a_colleague_does_not(centre: Centre) -> None:
    case = at(centre, "P00")
    doing = centre.doing(case, "P00", "a2", "none")
    assert centre.refused(doing, BEN) == NotYours(ANA)
    done = centre.do(doing, LEE)
    assert isinstance(done[0], StepDone)
    assert centre.run(case, "P00").settled[StepId("a2")].by == LEE
    assert centre.do(doing) == (), "done is done"


def test_a_run_stays_with_the_version_it_began_with(centre: Centre) -> None:
    case = at(centre, "P00")
    newer = sources()[0].replace("version = 1", "version = 2").replace("Ask directly", "Ask")
    centre.do(PublishProtocols((newer,)), SYSTEM)
    assert centre.board.protocol_of(centre.run(case, "P00")).version == 1
    other = at(centre, "P00")
    assert centre.board.protocol_of(centre.run(other, "P00")).version == 2


def test_beginning_twice_is_harmless_and_two_runs_of_one_protocol_are_refused(
    centre: Centre,
) -> None:
    case = centre.taken()
    begin = StartEscalation(case, EscalationId("r1"), ProtocolId("P00"))
    assert kinds(centre.do(begin)) == ["EscalationStarted"]
    assert centre.do(begin) == ()
    again = StartEscalation(case, fresh_run(), ProtocolId("P00"))
    assert centre.refused(again) == AlreadyRunning(ProtocolId("P00"))
    unknown = StartEscalation(case, fresh_run(), ProtocolId("P99"))
    assert centre.refused(unknown) == NoSuchProtocol(ProtocolId("P99"))


def test_an_overlay_runs_beside_and_replaces_nothing(centre: Centre) -> None:
    case = at(centre, "P04")
    beside = StartEscalation(case, fresh_run(), ProtocolId("P00"), overlay=True)
    started = centre.do(beside)
    assert isinstance(started[0], EscalationStarted)
    assert started[0].overlay
    assert current_run(centre.case(case), centre.board) == centre.run(case, "P04")


def test_the_closing_runs_beside_what_is_not_finished(centre: Centre) -> None:
    case = at(centre, "P04")
    centre.begin(case, "P32")
    assert centre.run(case, "P04").running
    assert current_run(centre.case(case), centre.board) == centre.run(case, "P32")


def test_a_risk_that_rises_while_closing_ends_the_closing(centre: Centre) -> None:
    case = at(centre, "P04")
    centre.begin(case, "P32")
    centre.begin(case, "P05")
    assert centre.run(case, "P32").ended is EndedBy.REPLACED
    assert current_run(centre.case(case), centre.board) == centre.run(case, "P05")


def test_a_refusal_to_say_where_is_kept_and_the_question_stays(centre: Centre) -> None:
    case = at(centre, "P00")
    tried = centre.step(case, "P00", "a4", "refused", {"location.state": "OH"})
    assert isinstance(tried[0], StepTried)
    assert centre.case(case).answers["location.state"].value.text is not None
    assert StepId("a4") not in centre.run(case, "P00").settled


def test_a_correction_keeps_its_reason(centre: Centre) -> None:
    case = at(centre, "P00")
    centre.step(case, "P00", "a6", "no")
    run, why = centre.run(case, "P00").id, private("Wrong key.")
    undone = centre.do(UndoStep(case, run, StepId("a6"), why))
    assert [event.reason for event in undone if hasattr(event, "reason")] == [why]


def test_a_tier_that_stood_in_the_field_already_is_no_new_word(centre: Centre) -> None:
    case = at(centre, "P04")
    centre.step(case, "P04", "b1", "high", {"tier.now": "high"})
    two = (private("Pills in her hand."), private("Says within the hour."))
    centre.do(SetTier(case, Tier.IMMINENT, two))
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "yes", {"tier.now": "high"})
    assert centre.case(case).rank is Tier.IMMINENT, "nor does it hold up a rescue"


def test_a_weapon_named_in_a_step_is_written_down_and_has_a_list_beside(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    assert kinds(centre.step(case, "P05", "c3", "yes")) == ["StepDone", "EscalationStarted"]
    assert centre.run(case, "P12").overlay
    assert current_run(centre.case(case), centre.board) == centre.run(case, "P05")
    assert centre.case(case).answers["weapons"].value.code == "yes"
