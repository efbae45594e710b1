"""Gate G2: a lead decides with whoever acts; no attempt waits for them, nor for a silent lead."""

from dataclasses import replace
from datetime import timedelta

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.landing import LandingPart
from console.domain.care.limits import ATTEMPT_COUNTS
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    CloseCase,
    RankCase,
    SetTier,
    UndoStep,
    WatchClocks,
    WriteConsult,
)
from console.domain.events import ConsultOwed, RolePaged, StepsPassed
from console.domain.ids import SYSTEM, StepId
from console.domain.people.staff import Role
from console.domain.refused import (
    AdvisedAgainst,
    AttemptIsOld,
    Lacking,
    LandingLacks,
    NeedsEvidence,
    NeedsLeadBeside,
    NeedsWords,
)
from console.domain.tier import Tier
from console.words.refusals import refusal
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.test_road import GATE

SILENT = timedelta(seconds=60)
WITHOUT_WORD = {name: said for name, said in GATE.items() if name != "consult.agrees"}
REASONS = {name: said for name, said in GATE.items() if name.startswith("imminent.")}
WORD = {"consult.by": "Lee", "consult.agrees": "agrees"}


def pages(centre: Centre) -> list[RolePaged]:
    return [event for event in centre.events if isinstance(event, RolePaged)]


def test_a_lead_who_was_called_and_is_silent_for_a_minute_has_the_clinician_paged_once(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.do(AskForHelp(case))
    centre.wait(seconds=59)
    assert centre.do(WatchClocks(), SYSTEM) == ()
    centre.wait(seconds=1)
    page = RolePaged(case, Role.CLINICIAN_ON_CALL, None, SILENT)
    assert centre.do(WatchClocks(), SYSTEM) == (page,)
    centre.wait(minutes=5)
    centre.do(WatchClocks(), SYSTEM)
    assert pages(centre) == [page]


def test_a_lead_who_comes_in_time_spares_the_clinician_and_a_new_call_counts_anew(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.do(AskForHelp(case))
    centre.wait(seconds=30)
    centre.do(AnswerHelp(case), LEE)
    centre.wait(minutes=10)
    centre.do(WatchClocks(), SYSTEM)
    assert pages(centre) == []
    centre.do(AskForHelp(case))
    centre.wait(seconds=61)
    centre.do(WatchClocks(), SYSTEM)
    assert [page.role for page in pages(centre)] == [Role.CLINICIAN_ON_CALL]


def test_a_clock_that_calls_the_lead_of_a_calm_case_pages_nobody_else(centre: Centre) -> None:
    case = centre.taken()
    centre.do(SetTier(case, Tier.MODERATE))
    centre.begin(case, "P32")
    centre.wait(hours=9)
    centre.do(WatchClocks(), SYSTEM)
    centre.wait(minutes=10)
    centre.do(WatchClocks(), SYSTEM)
    assert {page.role for page in pages(centre)} == {Role.SHIFT_LEAD}
    centre.do(AskForHelp(case))
    centre.wait(seconds=61)
    centre.do(WatchClocks(), SYSTEM)
    assert pages(centre)[-1].role == Role.CLINICIAN_ON_CALL, "a person called"


def test_at_high_risk_a_clock_that_calls_the_lead_is_as_good_as_a_person(centre: Centre) -> None:
    case = centre.taken()
    centre.do(RankCase(case, Tier.HIGH, private("Knife.")))
    centre.begin(case, "P32")
    centre.wait(hours=9)
    centre.do(WatchClocks(), SYSTEM)
    centre.wait(seconds=61)
    centre.do(WatchClocks(), SYSTEM)
    assert Role.CLINICIAN_ON_CALL in {page.role for page in pages(centre)}


def test_in_an_attempt_nobody_waits_and_the_consultation_is_owed(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P29")
    done = centre.step(case, "P29", "a1", "yes", deliberate=True)
    assert [type(event) for event in done if isinstance(event, ConsultOwed | StepsPassed)] == [
        ConsultOwed,
        StepsPassed,
    ]
    assert centre.case(case).duties.consult


def test_a_gate_passed_in_an_attempt_is_passed_without_its_evidence_and_is_owed(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    press = centre.doing(case, "P05", "b2", "involuntary", GATE, deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(StepId("b2"))
    now = {"attempt_in_progress": "yes"}
    centre.step(case, "P29", "a1", "consent", now)
    bare = centre.doing(case, "P05", "b2", "involuntary", {}, deliberate=True)
    assert kinds(centre.twice(bare)) == ["StepDone", "ConsultOwed"]


def test_an_attempt_that_a_person_judged_to_be_over_opens_no_gate_any_more(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P29")
    centre.step(case, "P29", "a1", "consent", {"attempt_in_progress": "yes"})
    centre.begin(case, "P16")
    bare = centre.doing(case, "P16", "c1", "check", deliberate=True)
    centre.do(replace(bare, deliberate=False))
    centre.do(SetTier(case, Tier.MODERATE, (private("It was over an hour ago."),)), LEE)
    assert isinstance(centre.refused(bare), NeedsEvidence)


def test_an_attempt_opens_a_gate_for_an_hour_and_then_it_is_asked_again(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P29")
    centre.step(case, "P29", "a1", "consent", {"attempt_in_progress": "yes"})
    centre.begin(case, "P16")
    bare = centre.doing(case, "P16", "c1", "check", deliberate=True)
    first = replace(bare, deliberate=False)
    centre.time += ATTEMPT_COUNTS
    assert kinds(centre.do(first)) == ["StepReadied"]
    centre.wait(seconds=1)
    old = centre.refused(first)
    assert isinstance(old, AttemptIsOld)
    assert isinstance(old.instead, NeedsEvidence)
    assert "more than 60 minutes ago" in refusal(old, centre.board)
    centre.begin(case, "P29")
    centre.step(case, "P29", "a1", "consent", {"attempt_in_progress": "yes"})
    centre.wait(seconds=30)
    assert kinds(centre.do(first)) == ["StepReadied"]


def test_an_attempt_of_hours_ago_stands_for_no_lead(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "yes")
    centre.do(UndoStep(case, centre.run(case, "P05").id, StepId("b2")))
    press = centre.doing(case, "P05", "b2", "involuntary", GATE, deliberate=True)
    centre.wait(minutes=61)
    assert centre.refused(press) == AttemptIsOld(NeedsLeadBeside(StepId("b2")))


def test_what_was_advised_before_an_attempt_does_not_hold_up_an_attempt(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.do(WriteConsult(case, private("Lee"), private("Keep talking."), False))
    press = centre.doing(case, "P05", "b2", "involuntary", WITHOUT_WORD, deliberate=True)
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    assert centre.refused(press) == AdvisedAgainst(StepId("b2"))
    centre.step(case, "P05", "a4", "yes", {**REASONS, "tier.now": "imminent"})
    centre.do(UndoStep(case, centre.run(case, "P05").id, StepId("b2")))
    assert kinds(centre.twice(press)) == ["StepDone"]
    assert centre.case(case).duties.consult, "owed since the attempt was known"


def test_what_is_owed_blocks_the_landing_until_it_is_written_down(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P29")
    centre.step(case, "P29", "a1", "yes", deliberate=True)
    due = centre.time + timedelta(hours=20)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, next_contact=due)
    lacks = centre.refused(CloseCase(case, landing))
    assert isinstance(lacks, LandingLacks)
    assert LandingPart.CONSULT in lacks.parts
    said = private("Send help, stay on the line.")
    nobody = WriteConsult(case, private(" "), said, agrees=True)
    assert centre.refused(nobody) == NeedsWords(Lacking.NAME)
    centre.do(WriteConsult(case, private("Lee"), said, agrees=True))
    assert not centre.case(case).duties.consult
    assert centre.case(case).answers["consult.by"].value.shown == "Lee"
    lacks = centre.refused(CloseCase(case, landing))
    assert isinstance(lacks, LandingLacks)
    assert LandingPart.CONSULT not in lacks.parts


def test_a_step_that_asks_for_it_writes_it_down_too(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "yes")
    assert centre.case(case).duties.consult
    centre.step(case, "P05", "d3", None, {"pt_notified": "yes", **WORD}, by=LEE)
    assert not centre.case(case).duties.consult
