"""A score is read from the journal alone, and is exact: journals made by hand, figures known."""

from datetime import timedelta

import pytest

from console.desk.fresh import fresh_run
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind
from console.domain.care.disclosure import Basis
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    SkipStep,
    StartEscalation,
    TakeCase,
    UndoStep,
    WatchClocks,
)
from console.domain.events import CaseClosed
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StationId, StepId
from console.domain.protocol.escalation import SkipCode
from console.domain.tier import Tier
from console.practice.drills.drill import Drill, Fail, Target
from console.practice.drills.score import Gates, Mark, Recorded, Score, StepSeen, Timed, Way, score
from tests.domain.centre import ANA, LEE, Centre
from tests.practice.drills.made import drill

S = timedelta(seconds=1)


def scored(centre: Centre, wanted: Drill, since: int) -> Score:
    return score(wanted, (entry.happened for entry in centre.journal.since(0)), since)


def head(centre: Centre) -> int:
    return centre.journal.head()[0]


def begun(centre: Centre) -> CaseId:
    """Return a call that was taken after ten seconds, with P71 begun."""
    case, _ = centre.arrives(ContactKind.CALL)
    centre.wait(seconds=10)
    centre.do(TakeCase(case))
    centre.begin(case, "P71")
    return case


def times(found: Score) -> dict[Target, tuple[float | None, Mark]]:
    return {
        t.what: (t.took.total_seconds() if t.took is not None else None, t.mark)
        for t in found.times
    }


def test_each_time_counts_from_the_first_contact_and_is_held_to_its_target(
    centre: Centre,
) -> None:
    since = head(centre)
    centre.wait(seconds=100)
    case = begun(centre)
    centre.wait(seconds=20)
    centre.step(case, "P71", "a1", None, {"location.read_back": "yes"})
    centre.wait(seconds=35)
    centre.step(case, "P71", "a2", "no", {"suicide_q.ever": "no"})
    centre.wait(seconds=5)
    centre.do(AskForHelp(case))
    centre.wait(seconds=15)
    centre.do(AnswerHelp(case), LEE)
    wanted = drill(
        targets=((Target.TAKEN, 15 * S), (Target.LOCATED, 30 * S), (Target.ASKED, 60 * S))
    )
    assert scored(centre, wanted, since).times == (
        Timed(Target.TAKEN, 10 * S, 15 * S),
        Timed(Target.LOCATED, 30 * S, 30 * S),
        Timed(Target.ASKED, 65 * S, 60 * S),
        Timed(Target.LEAD_CALLED, 70 * S, None),
        Timed(Target.LEAD_CAME, 85 * S, None),
        Timed(Target.DIALLED, None, None),
    )
    assert [t.mark for t in scored(centre, wanted, since).times] == [
        Mark.MET,
        Mark.MET,
        Mark.LATE,
        Mark.MET,
        Mark.MET,
        Mark.MISSED,
    ]


def test_what_happened_before_the_drill_is_not_of_it(centre: Centre) -> None:
    case = begun(centre)
    centre.step(case, "P71", "a1", None, {"location.read_back": "yes"})
    found = scored(centre, drill(), head(centre))
    assert (found.entries, found.began) == (0, None)
    assert {took for took, _mark in times(found).values()} == {None}


def test_a_step_that_is_opened_again_was_not_done_then(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    centre.step(case, "P71", "a1", None, {"location.read_back": "yes"})
    centre.do(UndoStep(case, centre.run(case, "P71").id, StepId("a1")))
    wanted = drill(expected=("P71.a1",))
    undone = scored(centre, wanted, since)
    assert times(undone)[Target.LOCATED] == (None, Mark.MISSED)
    assert [seen.way for seen in undone.expected] == [Way.OPEN]
    centre.wait(seconds=7)
    centre.step(case, "P71", "a1", None, {"location.read_back": "yes"})
    assert times(scored(centre, wanted, since))[Target.LOCATED] == (17.0, Mark.MET)


def test_each_expected_step_says_what_became_of_it(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    centre.step(case, "P71", "a1")
    centre.skip(case, "P71", "a2")
    run = centre.run(case, "P71").id
    centre.do(SkipStep(case, run, StepId("a3"), SkipCode.NOT_APPLICABLE, "none"))
    wanted = drill(expected=("P71.a1", "P71.a2", "P71.a3", "P71.a4", "P72.a1"))
    found = scored(centre, wanted, since)
    assert found.expected == (
        StepSeen("P71.a1", "Where are they", Way.DONE),
        StepSeen("P71.a2", "Ask about suicide", Way.SKIPPED, SkipCode.NO_TIME),
        StepSeen("P71.a3", "Tell the team", Way.NOT_APPLICABLE, SkipCode.NOT_APPLICABLE),
        StepSeen("P71.a4", "Decide", Way.OPEN),
        StepSeen("P72.a1", "Do it", Way.NOT_BEGUN),
    )
    assert found.skipped == (found.expected[1],), "what does not apply is no skip"
    assert [seen.step for seen in found.left] == ["P71.a4", "P71.b1", "P71.b2"]
    assert found.met == (2, 6), "two steps of five, and no landing"


def test_a_list_that_was_left_for_another_left_nothing_undone(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    centre.do(StartEscalation(case, fresh_run(), ProtocolId("P72")))
    found = scored(centre, drill(), since)
    assert found.lists == ((ProtocolId("P71"), 1), (ProtocolId("P72"), 1))
    assert [seen.step for seen in found.left] == ["P72.a1"]


def test_gates_count_with_their_evidence_led_past_and_opened_again(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    centre.step(case, "P71", "a4", "help")
    centre.step(case, "P71", "b1", None, {"consult.by": "Lee"})
    centre.do(UndoStep(case, centre.run(case, "P71").id, StepId("b1")))
    centre.step(case, "P71", "b1", None, {"consult.by": "Lee"})
    assert scored(centre, drill(), since).gates == Gates(1, (), 1)
    other = begun(centre)
    centre.step(other, "P71", "a4", "past")
    past = StepSeen("P71.b1", "Ask the lead", Way.PASSED)
    assert scored(centre, drill(), since).gates == Gates(1, (past,), 1)


def test_a_press_that_was_refused_leaves_no_trace_and_is_not_counted(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    centre.step(case, "P71", "a4", "help")
    centre.refused(centre.doing(case, "P71", "b1"))
    assert scored(centre, drill(), since).gates == Gates(0, (), 0)


def test_a_clock_that_ran_out_is_named(centre: Centre) -> None:
    since = head(centre)
    begun(centre)
    centre.wait(seconds=61)
    centre.do(WatchClocks(), SYSTEM)
    assert scored(centre, drill(), since).clocks == ("Where are they",)


def test_what_should_not_be_is_named_with_its_reason_once_it_is_seen(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    never = Fail("answer:contact_barred=barred", "The parent is not safe.")
    wanted = drill(fails=(never, Fail("skip:P71.a2", "The question is asked on every call.")))
    assert scored(centre, wanted, since).fails == ()
    assert scored(centre, wanted, since).met == (2, 3)
    centre.step(case, "P71", "a1", None, {"contact_barred": "barred"})
    assert scored(centre, wanted, since).fails == (never,)
    assert scored(centre, wanted, since).met == (1, 3)


def test_the_record_of_a_disclosure_is_whole_or_says_what_is_empty(centre: Centre) -> None:
    since = head(centre)
    case = begun(centre)
    told = {"psap.name": "County", "disclosure.basis": "512j", "disclosure.what": "Address."}
    centre.step(case, "P71", "b2", None, told)
    wanted = drill(told=(Basis.THREAT_512J, Basis.AGREED_510B))
    found = scored(centre, wanted, since)
    assert found.told == (Recorded(Basis.THREAT_512J, ("facts_relied_on", "source")),)
    assert found.untold == (Basis.AGREED_510B,)
    assert found.met == (0, 3)


@pytest.mark.parametrize(
    ("endings", "fits"),
    [((), True), ((Ending.RESOLVED_PLAN,), True), ((Ending.VOLUNTARY_ED,), False)],
)
def test_a_landing_that_fits_is_an_aim(
    centre: Centre, endings: tuple[Ending, ...], fits: bool
) -> None:
    since = head(centre)
    case = begun(centre)
    wanted = drill(endings=endings)
    assert scored(centre, wanted, since).met == (0, 1)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.USED, None)
    journal = [entry.happened for entry in centre.journal.since(0)]
    closed = Happened(
        head(centre) + 1, centre.time, ANA, StationId("s1"), CaseClosed(case, landing)
    )
    found = score(wanted, [*journal, closed], since)
    assert (found.landed, found.fits, found.met) == (True, fits, (int(fits), 1))
    assert found.endings == (Ending.RESOLVED_PLAN,)
    assert [seen.step for seen in found.left] == [
        f"P71.{s}" for s in ("a1", "a2", "a3", "a4", "b1", "b2")
    ]
