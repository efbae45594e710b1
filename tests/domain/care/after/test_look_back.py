"""A hard case is looked back at, also after it has landed (CONTENT, P33)."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.care.after.look_back import is_owed
from console.domain.care.case import Case, Ending, Landing, PlanLook
from console.domain.commands import CloseCase, SetTier, WriteLookBack
from console.domain.ids import CaseId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import Answered, Value
from console.domain.refused import AfterLacks, AfterPart, NeedsRole
from console.domain.seen.owed import OwedKind, When
from console.domain.tier import Tier
from tests.domain.care.after.landed import DAY, NEXT, owes
from tests.domain.centre import ANA, LEE, Centre, kinds
from tests.domain.test_road import closing

PARTS = {
    "aar.trigger": "harm",
    "aar.planned": "To go by taxi.",
    "aar.happened": "She left by the back door.",
    "aar.why": "Nobody asked about the back door.",
    "aar.keep": "Two lines at once.",
    "aar.change": "Lee asks for every door.",
}


@pytest.fixture
def hard() -> tuple[Centre, CaseId]:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    centre.begin(case, "P33")
    return centre, case


def land(centre: Centre, case: CaseId) -> tuple[str, ...]:
    closing(centre, case)
    said = Landing(
        Ending.RESOLVED_PLAN,
        Tier.HIGH,
        PlanLook.USED,
        next_contact=centre.time + NEXT,
        who_has_them=private("her sister"),
    )
    return tuple(kinds(centre.do(CloseCase(case, said))))


def written(case: CaseId, change: str = "Lee asks for every door.") -> WriteLookBack:
    said = private("x")
    return WriteLookBack(case, said, said, said, said, private(change), supported=True)


def test_a_look_back_that_nobody_has_written_outlives_the_case(
    hard: tuple[Centre, CaseId],
) -> None:
    centre, case = hard
    number = centre.case(case).number
    assert "LookBackOwed" in land(centre, case)
    (one,) = [one for one in owes(centre) if one.kind is OwedKind.LOOK_BACK]
    assert (one.due, one.number, one.tier) == (centre.time + 7 * DAY, number, Tier.HIGH)
    centre.wait(days=8)
    assert one.when(centre.time) is When.OVERDUE


def test_only_a_lead_writes_it_and_whole(hard: tuple[Centre, CaseId]) -> None:
    centre, case = hard
    land(centre, case)
    assert centre.refused(written(case), ANA) == NeedsRole(
        (Role.SHIFT_LEAD, Role.CLINICIAN_ON_CALL, Role.CLINICAL_LEAD)
    )
    assert centre.refused(written(case, " "), LEE) == AfterLacks(AfterPart.FIVE_PARTS)
    assert kinds(centre.do(written(case), LEE)) == ["LookBackWritten"]
    assert centre.do(written(case), LEE) == ()
    assert OwedKind.LOOK_BACK not in {one.kind for one in owes(centre)}


def test_what_was_written_in_the_case_is_not_owed_after_it(hard: tuple[Centre, CaseId]) -> None:
    centre, case = hard
    centre.step(case, "P33", "a3", None, PARTS, by=LEE)
    assert "LookBackOwed" not in land(centre, case)


@pytest.mark.parametrize(
    ("field", "code", "owed"),
    [
        ("attempt_in_progress", "yes", True),
        ("attempt_in_progress", "no", False),
        ("review.opened", "yes", True),
        ("weapons", "yes", False),
    ],
)
def test_an_attempt_or_an_open_review_calls_for_one(
    hard: tuple[Centre, CaseId], field: str, code: str, owed: bool
) -> None:
    centre, name = hard
    said = {field: Answered(Value(field, code), centre.time, ANA, 9)}
    case: Case = replace(centre.case(name), answers=said)
    assert is_owed(case, Ending.RESOLVED_PLAN, ()) is owed
    assert is_owed(case, Ending.ACTIVE_RESCUE_INVOLUNTARY, ())
