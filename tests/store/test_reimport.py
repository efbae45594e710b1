"""Lists that are brought in again and again: the same list changes nothing, nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.store.open import Store

NAMES = ("a", "b", "c", "d", "e")
ONE = Facility(FacilityId("list:x"), FacilityKind.EMS, "x", Point(40, -83), "list", "2026")
lists = st.lists(
    st.builds(
        lambda name, beds: replace(ONE, id=FacilityId(f"list:{name}"), name=name, beds=beds),
        st.sampled_from(NAMES),
        st.integers(0, 2),
    ),
    unique_by=lambda one: one.id,
    max_size=len(NAMES),
)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(lists, min_size=1, max_size=4))
def test_a_list_taken_twice_is_taken_once_and_nothing_that_was_ever_listed_is_lost(
    store: Store, brought: list[list[Facility]]
) -> None:
    source = f"list {len(store.directory.all())}"
    ever: dict[str, Facility] = {}
    for n, one in enumerate(brought):
        rows = [replace(row, source=source, id=FacilityId(f"{source}:{row.id}")) for row in one]
        first = store.directory.replace(source, rows)
        held = store.directory.all()
        again = store.directory.replace(source, rows)
        assert (again.added, again.changed, again.vanished) == (0, 0, ())
        assert store.directory.all() == held
        listed = {row.id for row in rows}
        ever |= {row.id: row for row in rows}
        mine = {row.id: row for row in held if row.source == source}
        assert mine == {name: replace(row, gone=name not in listed) for name, row in ever.items()}
        assert first.rows == len(rows), n
