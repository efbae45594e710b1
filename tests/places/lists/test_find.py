"""A place is found by the beginnings of its words, in any order, however they are written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.lists.find import Finder


def place(name: str, city: str, state: str, code: str, **more: object) -> Facility:
    made = Facility(
        FacilityId(f"test:{name.lower().replace(' ', '-')}"),
        FacilityKind.HOSPITAL,
        name,
        Point(40.0, -83.0),
        "a list",
        "2026",
        city=city,
        state=state,
        zip=code,
    )
    return replace(made, **more)  # type: ignore[arg-type]


GRANT = place("Grant Hospital", "Columbus", "OH", "43215", phone="+16145550190")
VINCENT = place("St. Vincent's Hospital", "Toledo", "OH", "43608")
SANTE = place("Centre Santé", "Columbus", "GA", "31901", kind=FacilityKind.CRISIS_CENTRE)
COLUMBUS = place("Columbus Clinic", "Newark", "NJ", "07107")
GONE = place("Able Hospital", "Columbus", "OH", "43215", gone=True)
ALL = (GRANT, VINCENT, SANTE, COLUMBUS, GONE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("grant", (GRANT,)),
        ("GRA hosp", (GRANT,)),
        ("hospital grant", (GRANT,)),
        ("st vincent", (VINCENT,)),
        ("saint vincents", (VINCENT,)),
        ("toledo st vincents", (VINCENT,)),
        ("sante", (SANTE,)),
        ("crisis centre georgia", (SANTE,)),
        ("43215", (GRANT, GONE)),
        ("432", (GRANT, GONE)),
        ("614 555 0190", (GRANT,)),
        ("+1 (614) 555-0190", (GRANT,)),
        ("555", (GRANT,)),
        ("test grant", (GRANT,)),
        ("columbus", (COLUMBUS, SANTE, GRANT, GONE)),
        ("rant", ()),
        ("grant toledo", ()),
    ],
)
def test_what_people_know_of_a_place_finds_it(text: str, found: tuple[Facility, ...]) -> None:
    assert Finder(ALL).find(text) == found


def test_without_a_word_all_are_there_and_what_no_list_names_stands_last() -> None:
    every = (SANTE, COLUMBUS, GRANT, VINCENT, GONE)
    assert Finder(ALL).places == every
    assert Finder(ALL).find("  ") == every
    assert Finder(()).find("grant") == ()


def test_a_name_that_begins_so_comes_before_one_that_has_the_words_further_on() -> None:
    able = place("Able Columbus Clinic", "Newark", "NJ", "07107")
    assert Finder((able, *ALL)).find("columbus cl") == (COLUMBUS, able)


@given(st.permutations(ALL), st.text(max_size=12))
def test_the_order_of_the_lists_changes_nothing(ways: list[Facility], text: str) -> None:
    assert Finder(ways).find(text) == Finder(ALL).find(text)


@given(st.sampled_from(ALL), st.data())
def test_every_beginning_of_a_name_finds_its_place(one: Facility, data: st.DataObject) -> None:
    upto = data.draw(st.integers(1, len(one.name)))
    assert one in Finder(ALL).find(one.name[:upto])
