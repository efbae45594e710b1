"""Whoever was lost or keeps silent, on the lists as they are shipped: tries, checks and ends."""

import pytest

from console.desk.fresh import fresh_run
from console.domain.commands import AnswerHelp, AskForHelp, EndCall, StartEscalation
from console.domain.events import Event, RolePaged, StepTried
from console.domain.ids import CaseId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy
from console.domain.refused import NeedsEvidence, NeedsLeadBeside, NeedsSecondPress
from console.domain.seen.fits import fits
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.protocol.walking import OVERRIDE, here, passed

TRY = {"callback.rule": "any", "attempt.channel": "call", "attempt.outcome": "no_answer"}
FORM = {"consult.by": "Lee", "consult.agrees": "agrees", **OVERRIDE}


def lost(centre: Centre, risk: str) -> CaseId:
    """Return a case whose call was lost, in P16, with the risk as it was said."""
    case = centre.taken()
    centre.begin(case, "P16")
    centre.step(case, "P16", "s1", risk)
    return case


def tried(centre: Centre, case: CaseId, step: str, answer: str) -> tuple[Event, ...]:
    made = {**TRY, "attempt.at": centre.time.isoformat()}
    return centre.step(case, "P16", step, answer, made)


@pytest.mark.parametrize(
    ("risk", "first", "over"),
    [
        ("high", "a1", set()),
        ("moderate", "b1", {"a1", "a2", "a3", "a4", "a5", "b3"}),
        ("unknown", "b1", {"a1", "a2", "a3", "a4", "a5", "b3"}),
        ("low", "b3", {"a1", "a2", "a3", "a4", "a5"}),
    ],
)
def test_one_answer_leads_to_the_part_that_fits_and_the_rest_is_passed_over(
    centre: Centre, risk: str, first: str, over: set[str]
) -> None:
    case = lost(centre, risk)
    assert (here(centre, case, "P16"), passed(centre, case, "P16")) == (first, over)


def test_a_lost_call_offers_the_list_for_it(centre: Centre) -> None:
    case, call = centre.arrives()
    centre.do(EndCall(call, dropped=True))
    found = [fit.protocol.id for fit in fits(centre.board, centre.case(case), centre.time)]
    assert "P16" in found


def test_every_try_is_written_down_with_its_time_its_way_and_what_came_of_it(
    centre: Centre,
) -> None:
    case = lost(centre, "moderate")
    for _n in range(2):
        centre.wait(minutes=5)
        (event,) = tried(centre, case, "b1", "no_answer")
        assert isinstance(event, StepTried)
        said = {value.field: value.code for value in event.values}
        assert said == {**TRY, "attempt.at": centre.time.isoformat()}
    assert here(centre, case, "P16") == "b1"
    tried(centre, case, "b1", "not_reached")
    assert here(centre, case, "P16") == "b5"


def test_a_search_goes_on_only_with_a_try_of_this_step_under_the_agreed_rule(
    centre: Centre,
) -> None:
    case = lost(centre, "high")
    centre.step(case, "P16", "a1", "knows")
    tried(centre, case, "a2", "no_answer")
    tried(centre, case, "a2", "not_reached")
    again = lost(centre, "moderate")
    alone = centre.doing(again, "P16", "b1", "not_reached")
    refused = centre.refused(alone)
    assert isinstance(refused, NeedsEvidence)
    assert set(refused.fields) == {*TRY, "attempt.at"}


def test_whoever_answers_is_never_kept_waiting_by_paper(centre: Centre) -> None:
    case = lost(centre, "high")
    centre.step(case, "P16", "a2", "reached")
    assert centre.run(case, "P16").ended is EndedBy.REPLACED
    assert here(centre, case, "P00") == "a1"


def test_whoever_is_found_again_beside_a_rescue_does_not_end_it(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.do(StartEscalation(case, fresh_run(), ProtocolId("P16"), overlay=True))
    centre.step(case, "P16", "s1", "high")
    centre.step(case, "P16", "a2", "back")
    assert centre.run(case, "P16").ended is EndedBy.RETURNED
    assert centre.run(case, "P05").running


def test_where_the_rule_forbids_a_call_the_lead_is_called(centre: Centre) -> None:
    case = lost(centre, "low")
    done = centre.step(case, "P16", "b3", "unable", {"callback.rule": "never"})
    assert kinds(done) == ["StepTried", "RolePaged"]
    assert done[-1] == RolePaged(case, Role.SHIFT_LEAD, StepId("b3"))


def test_without_a_check_the_search_ends_only_with_a_reason_and_a_name(centre: Centre) -> None:
    case = lost(centre, "high")
    centre.step(case, "P16", "a5", "no_check", by=LEE)
    assert here(centre, case, "P16") == "a1"
    assert passed(centre, case, "P16") == {"b3", "b1", "b5", "b2", "c1", "c2"}
    refused = centre.refused(centre.doing(case, "P16", "b4", "unreached_closed"), LEE)
    assert isinstance(refused, NeedsEvidence)
    assert set(refused.fields) == {"unreached.reason", "consult.by"}
    said = {"unreached.reason": "tries_made", "consult.by": "Lee"}
    centre.step(case, "P16", "b4", "unreached_closed", said, by=LEE)
    assert centre.case(case).answers["disposition"].value.code == "unreached_closed"


def test_a_low_risk_ends_after_its_tries_without_a_check(centre: Centre) -> None:
    case = lost(centre, "low")
    tried(centre, case, "b3", "not_reached")
    assert here(centre, case, "P16") == "b4"
    assert passed(centre, case, "P16") >= {"b1", "b5", "b2", "c1", "c2"}


@pytest.mark.parametrize(("risk", "step"), [("high", "a5"), ("moderate", "b2")])
def test_a_check_takes_a_lead_the_whole_form_and_a_second_press(
    centre: Centre, risk: str, step: str
) -> None:
    case = lost(centre, risk)
    early = centre.doing(case, "P16", "c2", "call")
    assert isinstance(centre.refused(early, LEE), NeedsEvidence)
    centre.step(case, "P16", step, "check")
    assert isinstance(centre.refused(early, LEE), NeedsEvidence)
    once = centre.doing(case, "P16", "c1", "check", FORM, deliberate=True)
    assert centre.refused(once, LEE) == NeedsSecondPress(StepId("c1"))
    bare = centre.doing(case, "P16", "c1", "check", deliberate=True)
    refused = centre.refused(bare, LEE)
    assert isinstance(refused, NeedsEvidence)
    assert set(refused.fields) == {*FORM}
    alone = centre.doing(case, "P16", "c1", "check", FORM, deliberate=True)
    assert centre.refused(alone) == NeedsLeadBeside(StepId("c1"))
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    centre.step(case, "P16", "c1", "check", FORM, deliberate=True)
    centre.step(case, "P16", "c2", "call", by=LEE)
    assert here(centre, case, "P24") == "a1"


def test_danger_behind_a_silent_call_is_acted_on_first_and_consulted_after(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.begin(case, "P17")
    centre.step(case, "P17", "a1", "none")
    heard = {"silent.sounds": "fight,weapon"}
    once = centre.doing(case, "P17", "a2", "call", heard, deliberate=True)
    assert centre.refused(once) == NeedsSecondPress(StepId("a2"))
    centre.step(case, "P17", "a2", "call", heard, deliberate=True)
    assert (here(centre, case, "P24"), here(centre, case, "P17")) == ("a1", "a5")
    bare = centre.refused(centre.doing(case, "P17", "a5"), LEE)
    assert isinstance(bare, NeedsEvidence)
    assert set(bare.fields) == {"consult.by", "consult.agrees"}
    beside = [fit.protocol.id for fit in fits(centre.board, centre.case(case), centre.time)]
    assert "P12" in beside


def test_a_silent_call_without_danger_asks_for_no_consultation(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P17")
    centre.step(case, "P17", "a1", "taps")
    centre.step(case, "P17", "a2", "none")
    assert (here(centre, case, "P17"), passed(centre, case, "P17")) == ("a3", {"a5"})


def test_high_answers_that_nobody_reaches_go_by_the_clinician_to_the_search(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.begin(case, "P20")
    centre.step(case, "P20", "a1")
    assert "alert.acked_at" in centre.case(case).answers
    made = {**TRY, "attempt.at": centre.time.isoformat()}
    centre.step(case, "P20", "a3", "not_reached", made)
    centre.step(case, "P20", "a4", "advised", {"consult.oc.advice": "Search now."}, by=LEE)
    assert here(centre, case, "P16") == "s1"
