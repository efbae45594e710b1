from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.board import Board, Present
from console.domain.ids import StaffId, StationId
from console.domain.tier import Tier
from console.journal.codec import kinds
from console.journal.history import Wanted
from console.ui.review.narrow import (
    KINDS,
    LOOKS,
    TIERED,
    Group,
    Look,
    Narrow,
    When,
    bounds,
    group_words,
    look_words,
    shift_began,
    when_words,
)
from tests.conftest import NOON

SPAN = (NOON - timedelta(hours=3), NOON)


def test_every_kind_of_entry_stands_in_exactly_one_group() -> None:
    listed = Counter(kind for group in KINDS.values() for kind in group)
    assert listed == Counter(kinds())


def test_every_choice_has_words_of_its_own() -> None:
    said = [
        *(when_words(when) for when in When),
        *(look_words(look) for look in Look),
        *(group_words(group) for group in Group),
    ]
    assert all(said)
    assert len({group_words(group) for group in Group}) == len(Group)


@given(
    st.frozensets(st.sampled_from(Look)),
    st.frozensets(st.sampled_from(Group)),
    st.frozensets(st.sampled_from(Tier)),
)
def test_of_one_sort_any_will_do_and_every_sort_that_is_named_must_hold(
    looks: frozenset[Look], groups: frozenset[Group], tiers: frozenset[Tier]
) -> None:
    wanted = Narrow(looks=looks, groups=groups, tiers=tiers).wanted

    def may(kind: str) -> bool:
        return (
            (not looks or any(kind in LOOKS[look] for look in looks))
            and (not groups or any(kind in KINDS[group] for group in groups))
            and (not tiers or kind in TIERED)
        )

    asked = {kind for kind in kinds() if may(kind)}
    if not (looks or groups or tiers):
        assert wanted == Wanted()
    elif asked:
        assert wanted == Wanted(kinds=tuple(sorted(asked)))
    else:
        assert wanted is None


@pytest.mark.parametrize(
    ("when", "since", "until"),
    [
        (When.SHIFT, NOON - timedelta(hours=12), None),
        (When.WEEK, NOON - timedelta(days=7), None),
        (When.SPAN, *SPAN),
        (When.ALL, None, None),
    ],
)
def test_a_time_has_its_bounds(when: When, since: object, until: object) -> None:
    assert bounds(when, Board(), NOON, SPAN) == (since, until)


def test_today_begins_at_midnight_of_this_workplace() -> None:
    since, until = bounds(When.TODAY, Board(), NOON, SPAN)
    assert since is not None
    local = since.astimezone()
    assert (local.date(), local.hour, local.minute) == (NOON.astimezone().date(), 0, 0)
    assert until is None


def test_a_shift_begins_when_who_leads_it_sat_down() -> None:
    def there(name: str, hours: int, *, leads: bool) -> Present:
        return Present(StaffId(name), StationId("s"), NOON - timedelta(hours=hours), leads)

    people = [there("a", 9, leads=False), there("b", 5, leads=True), there("c", 2, leads=True)]
    board = Board(present={one.staff: one for one in people})
    assert shift_began(board, NOON) == NOON - timedelta(hours=5)
