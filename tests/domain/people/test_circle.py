"""When a release lets somebody be told: the strictest rule wins."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from console.domain.people.circle import VERIFY_EVERY, WARN_BEFORE, ConsentState, Supporter
from console.domain.people.release import Paper, Release, ReleasePart, Revocation, Scope

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
MAYBE = st.none() | DAYS
SCOPES = st.frozensets(st.sampled_from(Scope), min_size=1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
SOMEBODY = st.builds(
    Supporter,
    st.just("Rosa Reyes"),
    st.just("sister"),
    scope=SCOPES | st.just(frozenset()),
    starts=MAYBE,
    expires=MAYBE,
    revoked_on=MAYBE,
    do_not_contact=st.booleans(),
    dv_suspect=st.booleans(),
    revocation=st.none() | st.just(Revocation(MOMENT)),
)
HELD = SOMEBODY.map(
    lambda one: replace(
        one, do_not_contact=False, dv_suspect=False, revocation=None, revoked_on=None
    )
)


@given(SOMEBODY, DAYS)
def test_a_release_never_counts_outside_its_days(one: Supporter, today: date) -> None:
    outside = (one.starts is not None and today < one.starts) or (
        one.expires is not None and one.expires < today
    )
    assume(outside)
    assert not one.may_be_told(today)


@given(SOMEBODY, DAYS, st.booleans())
def test_whoever_is_barred_is_never_told_whatever_was_signed(
    one: Supporter, today: date, suspect: bool
) -> None:
    barred = replace(one, dv_suspect=suspect, do_not_contact=not suspect)
    assert barred.consent(today) is ConsentState.NEVER
    assert not barred.may_be_told(today)


@given(SOMEBODY, DAYS)
def test_a_release_that_was_taken_back_counts_on_no_day(one: Supporter, today: date) -> None:
    back = replace(one, revocation=Revocation(MOMENT))
    assert not back.may_be_told(today)
    assert not replace(one, revoked_on=today).may_be_told(today + timedelta(days=1))


@given(SOMEBODY, DAYS)
def test_without_a_scope_nothing_may_be_told(one: Supporter, today: date) -> None:
    assert not replace(one, scope=frozenset()).may_be_told(today)


@given(HELD, SCOPES, DAYS)
def test_a_release_counts_on_each_of_its_days(
    one: Supporter, scope: frozenset[Scope], today: date
) -> None:
    within = replace(one, scope=scope, starts=today, expires=today)
    assert within.may_be_told(today)


@given(HELD, SCOPES, DAYS, st.integers(0, 400))
def test_that_it_ends_is_said_from_thirty_days_before(
    one: Supporter, scope: frozenset[Scope], today: date, days: int
) -> None:
    ends = replace(one, scope=scope, starts=None, expires=today + timedelta(days=days))
    soon = days <= WARN_BEFORE.days
    assert ends.consent(today) is (ConsentState.ENDS_SOON if soon else ConsentState.GIVEN)


@given(HELD, SCOPES, DAYS, st.integers(0, 400))
def test_number_and_release_are_asked_for_again_after_ninety_days(
    one: Supporter, scope: frozenset[Scope], today: date, days: int
) -> None:
    since = today - timedelta(days=days)
    held = replace(one, scope=scope, starts=since, expires=None, verified_on=since)
    assert held.unverified(today) is (days >= VERIFY_EVERY.days)
    assert not replace(held, do_not_contact=True).unverified(today)


def test_a_release_needs_its_scope_purpose_end_and_signature() -> None:
    assert Release(frozenset()).lacks() == tuple(ReleasePart)
    paper = Paper("support in a crisis", ends_when="discharge", signed_by="Dana Reyes")
    whole = Release(frozenset({Scope.LOCATION}), paper=replace(paper, signed_on=date(2026, 3, 1)))
    assert whole.lacks() == ()
    assert Release(whole.scope, paper=paper).lacks() == (ReleasePart.SIGNATURE,)
