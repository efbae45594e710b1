"""The safety plan: its versions, and what was tried of it in a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.commands import MergeCases, TakeCase, UsePlanPart, WritePlan
from console.domain.people.plan import Part, PlanItem, SafetyPlan, Tick, carried
from console.domain.refused import Lacking, NeedsWords, NotOnScale, PlanChanged
from tests.domain.centre import ANA, LEE, START, kinds
from tests.domain.people.conftest import CLIENT, Care

TODAY = date(2026, 1, 5)
PLAN = SafetyPlan(
    0,
    TODAY,
    "Dr Lin",
    (
        PlanItem(Part.SIGNS, "pacing"),
        PlanItem(Part.ALONE, "cold water"),
        PlanItem(Part.ALONE, "music"),
        PlanItem(Part.SAFER, "tablets", done=False, action="to Rosa", who="Dana", by_when="today"),
    ),
)


def written(plan: SafetyPlan = PLAN, after: int = 0) -> WritePlan:
    return WritePlan(CLIENT, private(plan), after)


def tick(care: Care, part: Part, item: int, *, used: bool = True, version: int = 1) -> UsePlanPart:
    return UsePlanPart(care.case_id, part, item, used, version)


def test_each_writing_of_a_plan_is_its_next_version(care: Care) -> None:
    assert kinds(care.do(written())) == ["PlanWritten"]
    assert care.client.plan == replace(PLAN, version=1)
    assert care.do(written(after=1)) == (), "nothing was changed"
    care.do(written(replace(PLAN, copy_given=True, likelihood_of_use=7), after=1))
    assert care.client.plan == replace(PLAN, version=2, copy_given=True, likelihood_of_use=7)


def test_a_plan_made_from_an_older_version_is_looked_at_again(care: Care) -> None:
    care.do(written())
    other = replace(PLAN, items=(*PLAN.items, PlanItem(Part.PEOPLE, "Rosa")))
    care.do(written(other, after=1), LEE)
    mine = replace(PLAN, items=PLAN.items[:1])
    assert care.refused(written(mine, after=1)) == PlanChanged(2)
    assert care.client.plan == replace(other, version=2)


@pytest.mark.parametrize("items", [(), (PlanItem(Part.SIGNS, "  "),)])
def test_a_plan_has_at_least_a_line(care: Care, items: tuple[PlanItem, ...]) -> None:
    assert care.refused(written(replace(PLAN, items=items))) == NeedsWords(Lacking.PLAN_LINES)


@pytest.mark.parametrize("likely", [-1, 11])
def test_how_likely_its_use_is_goes_from_0_to_10(care: Care, likely: int) -> None:
    asked = written(replace(PLAN, likelihood_of_use=likely))
    assert care.refused(asked) == NotOnScale(0, 10)


def test_a_tick_says_when_and_by_whom(care: Care) -> None:
    care.do(written())
    care.wait(minutes=3)
    care.do(tick(care, Part.ALONE, 1))
    assert care.case(care.case_id).ticks == (
        Tick(Part.ALONE, 1, START + timedelta(minutes=3), ANA),
    )
    assert care.do(tick(care, Part.ALONE, 1)) == ()
    care.do(tick(care, Part.ALONE, 1, used=False))
    assert care.case(care.case_id).ticks == ()


def test_a_line_is_not_ticked_in_a_plan_that_changed_under_the_hand(care: Care) -> None:
    care.do(written())
    care.do(written(replace(PLAN, items=PLAN.items[1:]), after=1), LEE)
    assert care.refused(tick(care, Part.ALONE, 0)) == PlanChanged(2)
    assert kinds(care.do(UsePlanPart(care.case_id, Part.ALONE, 0))) == ["PlanPartUsed"]


def test_what_was_tried_stays_with_its_line_in_the_next_version(care: Care) -> None:
    care.do(written())
    care.do(tick(care, Part.ALONE, 1))
    care.do(tick(care, Part.SIGNS, 0))
    fewer = (PlanItem(Part.ALONE, "music"), PlanItem(Part.ALONE, "cold water"))
    care.do(written(replace(PLAN, items=fewer), after=1))
    assert care.case(care.case_id).used == {(Part.ALONE, 0)}


def test_ticks_of_two_cases_are_those_of_the_joined_one(care: Care) -> None:
    care.do(written())
    care.do(tick(care, Part.ALONE, 0))
    other = care.taken(ANA)
    care.wait(minutes=1)
    care.do(UsePlanPart(other, Part.ALONE, 0))
    care.do(UsePlanPart(other, Part.SIGNS, 0))
    care.do(TakeCase(other), ANA)
    care.do(MergeCases(care.case_id, other), ANA)
    ticks = care.case(care.case_id).ticks
    assert [(one.part, one.item, one.at - START) for one in ticks] == [
        (Part.ALONE, 0, timedelta(0)),
        (Part.SIGNS, 0, timedelta(minutes=1)),
    ]


def test_it_is_as_old_as_its_last_review() -> None:
    assert PLAN.age_days(TODAY + timedelta(days=9)) == 9
    reviewed = replace(PLAN, reviewed_on=TODAY + timedelta(days=5))
    assert reviewed.age_days(TODAY + timedelta(days=9)) == 4


ITEMS = st.lists(
    st.builds(PlanItem, st.sampled_from(Part), st.sampled_from(["a", "b", "c", "d"])), max_size=8
).map(tuple)


@given(ITEMS, ITEMS, st.data())
def test_no_tick_ever_moves_to_another_line(
    old: tuple[PlanItem, ...], new: tuple[PlanItem, ...], data: st.DataObject
) -> None:
    before, after = replace(PLAN, items=old), replace(PLAN, items=new)
    ticks = data.draw(
        st.lists(
            st.builds(Tick, st.sampled_from(Part), st.integers(0, 9), st.just(START), st.just(ANA)),
            max_size=6,
        ).map(tuple)
    )
    for kept in carried(ticks, before, after):
        text = after.of(kept.part)[kept.item].text
        assert text in {before.of(t.part)[t.item].text for t in ticks if _in(before, t, kept.part)}


def _in(plan: SafetyPlan, one: Tick, part: Part) -> bool:
    return one.part is part and one.item < len(plan.of(part))
