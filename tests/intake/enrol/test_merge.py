"""What a file says of circle, plan and directive, joined with what was written here."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.people.circle import ConsentState, Scope, Supporter
from console.domain.people.directive import Agent, Directive
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.release import Bar, Paper, Revocation
from console.intake.enrol.merge_around import circle, directive, plan

TODAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NARROW, WIDE = frozenset({Scope.SAFETY_CONCERN}), frozenset({Scope.SAFETY_CONCERN, Scope.PLAN})
ROSA = Supporter("Rosa Reyes", "sister")


def held(
    scope: frozenset[Scope] = NARROW, given: int = -100, ends: int = 265, **more: object
) -> Supporter:
    """Return Rosa with a release given and ending so many days from today."""
    signed = TODAY + timedelta(days=given)
    return replace(
        ROSA,
        scope=scope,
        starts=signed,
        expires=TODAY + timedelta(days=ends),
        paper=Paper(signed_on=signed),
        **more,  # type: ignore[arg-type]
    )


def joined(known: Supporter, said: Supporter) -> tuple[Supporter, list[str]]:
    stays: list[str] = []
    (one,) = circle((known,), (said,), TODAY, stays)
    again: list[str] = []
    assert circle((one,), (said,), TODAY, again)[0] == one, "reading it again changes nothing"
    return one, stays


def test_a_release_that_nobody_had_is_taken() -> None:
    one, stays = joined(ROSA, held())
    assert (one, stays) == (held(), [])


def test_a_release_that_was_taken_back_here_is_not_given_back_by_an_older_file() -> None:
    known = replace(held(), revocation=Revocation(NOON), revoked_on=TODAY)
    one, stays = joined(known, held())
    assert one == known
    assert stays == ["Rosa Reyes: the release was taken back here; the file's is no newer."]


def test_a_release_signed_after_it_was_taken_back_is_the_one_that_counts() -> None:
    day = TODAY - timedelta(days=10)
    known = replace(held(), revocation=Revocation(NOON), revoked_on=day)
    one, stays = joined(known, held(given=-3))
    assert (one.consent(TODAY), stays) == (ConsentState.GIVEN, [])


def test_a_release_that_ended_is_renewed_by_a_newer_one() -> None:
    one, stays = joined(held(given=-400, ends=-35), held(given=-20))
    assert (one.consent(TODAY), stays) == (ConsentState.GIVEN, [])


def test_a_wider_release_that_holds_is_not_narrowed_by_a_newer_file() -> None:
    one, stays = joined(held(WIDE), held(NARROW, given=-1))
    assert one.scope == WIDE
    assert stays == ["Rosa Reyes: a newer release that covers less stands in the file."]


def test_a_release_that_holds_is_renewed_by_a_newer_one_that_covers_as_much() -> None:
    one, stays = joined(held(NARROW), held(WIDE, given=-1, ends=600))
    assert (one.scope, one.expires, stays) == (WIDE, TODAY + timedelta(days=600), [])


def test_a_file_that_takes_a_release_back_is_believed() -> None:
    said = held(revoked_on=TODAY - timedelta(days=5))
    one, stays = joined(held(WIDE), said)
    assert (one.consent(TODAY), stays) == (ConsentState.REVOKED, [])


def test_a_release_written_here_later_is_not_taken_back_by_an_older_file() -> None:
    said = held(given=-300, revoked_on=TODAY - timedelta(days=200))
    one, stays = joined(held(given=-5), said)
    assert one.consent(TODAY) is ConsentState.GIVEN
    assert stays == ["Rosa Reyes: the release here is newer than the one that the file takes back."]


def test_a_bar_is_never_lifted_by_a_file_and_its_release_is_not_taken() -> None:
    known = replace(ROSA, do_not_contact=True, bar=Bar(NOON, "she says never"))
    one, stays = joined(known, held())
    assert one == known
    assert stays == [
        "Rosa Reyes is never to be contacted here, so the file's release is not taken."
    ]


@pytest.mark.parametrize("suspect", [True, False])
def test_a_file_may_bar(suspect: bool) -> None:
    said = replace(ROSA, dv_suspect=suspect, do_not_contact=not suspect)
    one, stays = joined(held(), said)
    assert (one.consent(TODAY), one.dv_suspect, stays) == (ConsentState.NEVER, suspect, [])


def test_a_bar_that_was_lifted_here_is_not_put_back_in_silence() -> None:
    known = replace(held(), bar=Bar(NOON, "they share the children", lifted=True))
    one, stays = joined(known, replace(ROSA, do_not_contact=True))
    assert one == known
    assert stays == [
        "Rosa Reyes may be contacted again here since 2026-03-01, and never in the file."
    ]


SOME = st.builds(
    held,
    st.sampled_from([NARROW, WIDE, frozenset()]),
    st.integers(-500, 0),
    st.integers(-200, 500),
    do_not_contact=st.booleans(),
    dv_suspect=st.booleans(),
    revoked_on=st.none() | st.dates(date(2025, 1, 1), TODAY),
)


@given(SOME, SOME)
def test_no_file_ever_lets_somebody_barred_be_told(known: Supporter, said: Supporter) -> None:
    (one,) = circle((known,), (said,), TODAY, [])
    if known.barred or said.barred:
        assert not one.may_be_told(TODAY)


@given(SOME, SOME)
def test_whoever_may_be_told_afterwards_holds_one_of_the_two_releases(
    known: Supporter, said: Supporter
) -> None:
    (one,) = circle((known,), (said,), TODAY, [])
    if one.may_be_told(TODAY):
        assert one.release in {known.release, said.release}
        assert known.may_be_told(TODAY) or said.may_be_told(TODAY)


@given(SOME, SOME)
def test_joining_twice_is_joining_once(known: Supporter, said: Supporter) -> None:
    once = circle((known,), (said,), TODAY, [])
    assert circle(once, (said,), TODAY, []) == once


PLAN = SafetyPlan(3, date(2026, 1, 1), "Dr Lin", (PlanItem(Part.ALONE, "music"),))


def test_the_newer_plan_is_the_next_version() -> None:
    stays: list[str] = []
    newer = replace(PLAN, version=1, made_on=date(2026, 2, 1), made_with="chart")
    assert plan(PLAN, newer, stays) == replace(newer, version=4)
    assert plan(None, newer, stays) == newer
    assert plan(PLAN, None, stays) == PLAN
    assert stays == []


def test_a_plan_gone_through_here_later_stays_and_that_is_said() -> None:
    stays: list[str] = []
    known = replace(PLAN, reviewed_on=date(2026, 2, 20))
    older = replace(PLAN, made_on=date(2026, 2, 1), items=(PlanItem(Part.ALONE, "tea"),))
    assert plan(known, older, stays) == known
    assert stays == [
        "The safety plan here (2026-02-20) is as new as the file's or newer, and stays."
    ]
    assert plan(known, PLAN, stays) == known
    assert len(stays) == 1, "the same lines are no difference"


THERE = Directive(
    exists=True,
    recorded_on=date(2026, 1, 1),
    signed_on=date(2025, 6, 1),
    agent=Agent("Rosa"),
    calms="quiet",
)


def test_a_newer_directive_fills_its_gaps_from_the_one_before() -> None:
    newer = Directive(exists=True, recorded_on=TODAY, signed_on=date(2026, 2, 1), state="OH")
    assert directive(THERE, newer, []) == replace(newer, agent=Agent("Rosa"), calms="quiet")


def test_a_directive_that_the_file_calls_past_no_longer_stands() -> None:
    past = Directive(exists=True, recorded_on=TODAY, signed_on=date(2025, 6, 1), revoked_on=TODAY)
    once = directive(THERE, past, [])
    assert once == replace(THERE, revoked_on=TODAY)
    later = replace(past, revoked_on=TODAY + timedelta(days=1))
    assert directive(once, later, []) == once


def test_an_older_file_does_not_end_a_newer_directive() -> None:
    stays: list[str] = []
    past = Directive(exists=True, recorded_on=TODAY, signed_on=date(2020, 1, 1), revoked_on=TODAY)
    assert directive(THERE, past, stays) == THERE
    assert stays == ["The advance directive here is newer than the file's, and stays."]


def test_whoever_was_asked_later_and_has_none_has_none() -> None:
    stays: list[str] = []
    none = Directive(exists=False, recorded_on=TODAY)
    assert directive(none, THERE, stays) == none
    assert stays == ["They were asked later and have no advance directive; that stays."]
