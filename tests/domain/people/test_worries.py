"""What around a client needs a look before it fails in a crisis."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from console.domain.ids import ClientId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client, Flag
from console.domain.people.directive import Directive
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.release import Revocation
from console.domain.people.worries import WorryKind, worries
from console.words.people.around import worry

TODAY = date(2026, 3, 1)


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


ROSA = Supporter(
    "Rosa Reyes",
    "sister",
    scope=frozenset({Scope.LOCATION}),
    starts=days(-20),
    expires=days(300),
    verified_on=days(-20),
)
PLAN = SafetyPlan(2, days(-40), "Dr Lin", (PlanItem(Part.PEOPLE, "Rosa, call her"),))
DANA = Client(ClientId("dana"), "Dana Reyes", circle=(ROSA,), plan=PLAN)


def test_nothing_worries_where_all_is_in_order() -> None:
    assert worries(DANA, TODAY) == ()


@pytest.mark.parametrize(
    ("rosa", "kind", "said"),
    [
        (
            replace(ROSA, expires=days(12)),
            WorryKind.RELEASE_ENDS_SOON,
            "Rosa Reyes: release ends in 12 days.",
        ),
        (
            replace(ROSA, expires=days(1)),
            WorryKind.RELEASE_ENDS_SOON,
            "Rosa Reyes: release ends tomorrow.",
        ),
        (
            replace(ROSA, expires=TODAY),
            WorryKind.RELEASE_ENDS_SOON,
            "Rosa Reyes: release ends today.",
        ),
        (
            replace(ROSA, expires=days(-1)),
            WorryKind.RELEASE_EXPIRED,
            "Rosa Reyes: release ended 28 Feb.",
        ),
        (
            replace(
                ROSA,
                revocation=Revocation(datetime(2026, 2, 3, tzinfo=UTC)),
                revoked_on=date(2025, 11, 3),
            ),
            WorryKind.RELEASE_REVOKED,
            "Rosa Reyes: release revoked 3 Nov 2025.",
        ),
        (
            replace(ROSA, starts=days(-200), verified_on=days(-90)),
            WorryKind.RELEASE_UNVERIFIED,
            "Rosa Reyes: number and release not checked in 90 days.",
        ),
        (
            replace(ROSA, do_not_contact=True),
            WorryKind.BARRED_IN_PLAN,
            "The safety plan names Rosa Reyes: never contact.",
        ),
    ],
)
def test_what_is_the_matter_with_a_release_is_said(
    rosa: Supporter, kind: WorryKind, said: str
) -> None:
    (found,) = worries(replace(DANA, circle=(rosa,)), TODAY)
    assert found.kind is kind
    assert worry(found, TODAY) == said


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (None, ["No safety plan is on file."]),
        (replace(PLAN, made_on=days(-90)), ["The safety plan is 90 days old."]),
        (replace(PLAN, made_on=days(-90), reviewed_on=days(-3)), []),
        (
            replace(PLAN, items=(PlanItem(Part.ALONE, "music"),)),
            ["The safety plan names nobody to turn to."],
        ),
    ],
)
def test_what_is_the_matter_with_the_plan_is_said(plan: SafetyPlan | None, said: list[str]) -> None:
    found = worries(replace(DANA, plan=plan), TODAY)
    assert [worry(one, TODAY) for one in found] == said


def test_violence_at_home_with_nobody_barred_asks_who_it_is() -> None:
    flagged = replace(DANA, flags=frozenset({Flag.DOMESTIC_VIOLENCE}))
    (found,) = worries(flagged, TODAY)
    assert found.kind is WorryKind.VIOLENCE_UNNAMED
    kyle = Supporter("Kyle Brandon", "partner", dv_suspect=True)
    assert worries(replace(flagged, circle=(ROSA, kyle)), TODAY) == ()


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        (None, []),
        (Directive(exists=False, recorded_on=days(-900)), []),
        (Directive(exists=True, recorded_on=days(-1), signed_on=days(-400)), []),
        (
            Directive(exists=True, recorded_on=date(2025, 3, 1), signed_on=date(2024, 5, 6)),
            ["Advance directive of 6 May 2024: ask whether it still stands."],
        ),
        (
            Directive(exists=True, recorded_on=TODAY, revoked_on=days(-2)),
            ["The advance directive was revoked 27 Feb."],
        ),
    ],
)
def test_what_is_the_matter_with_the_directive_is_said(
    directive: Directive | None, said: list[str]
) -> None:
    found = worries(replace(DANA, directive=directive), TODAY)
    assert [worry(one, TODAY) for one in found] == said


def test_the_most_pressing_stands_first() -> None:
    kyle = Supporter("Kyle Brandon", "partner", dv_suspect=True)
    named = replace(PLAN, made_on=days(-100), items=(PlanItem(Part.DISTRACT, "Kyle's garage"),))
    found = worries(replace(DANA, plan=named, circle=(replace(ROSA, expires=days(3)), kyle)), TODAY)
    assert [one.kind for one in found] == [
        WorryKind.BARRED_IN_PLAN,
        WorryKind.RELEASE_ENDS_SOON,
        WorryKind.PLAN_OLD,
    ]
