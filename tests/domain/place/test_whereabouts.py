"""How honest the console is about where somebody is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.commands import (
    AnswerCall,
    ConfirmLocation,
    EndCall,
    OfferLocation,
    StateLocation,
    TakeCase,
)
from console.domain.ids import SYSTEM, CaseId, ContactId
from console.domain.place.location import Location, Source
from console.domain.place.point import Point
from console.domain.place.whereabouts import ALIKE, Doubt, doubts, plain, same_street
from console.domain.seen.glance import Where, glance
from tests.domain.centre import START, Centre

HERE = Point(39.9612, -82.9988)


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.publish()
    return made


def where(centre: Centre, case: CaseId) -> Where:
    seen = glance(centre.board, centre.case(case), centre.time).where
    assert seen is not None
    return seen


def on_the_line(centre: Centre) -> tuple[CaseId, ContactId]:
    """Return a case of ours whose call is being spoken on."""
    case = centre.taken()
    (contact,) = centre.case(case).contacts
    centre.do(AnswerCall(contact.id), SYSTEM)
    return case, contact.id


def device(centre: Centre, at: Point = HERE, error_m: float = 30.0) -> Location:
    return Location("", Source.DEVICE, centre.time, at=at, error_m=error_m)


def test_a_location_that_is_offered_changes_nothing_until_a_person_takes_it(
    centre: Centre,
) -> None:
    case, contact = on_the_line(centre)
    before = centre.case(case).place
    offer = device(centre)
    centre.do(OfferLocation(contact, private(offer)), SYSTEM)
    seen = glance(centre.board, centre.case(case), centre.time)
    assert (centre.case(case).place, seen.offered) == (before, offer)
    centre.do(StateLocation(case, private(offer)))
    seen = glance(centre.board, centre.case(case), centre.time)
    assert (where(centre, case).source, seen.offered) == (Source.DEVICE, None)


def test_the_same_offer_twice_is_one_and_a_newer_one_is_offered_again(centre: Centre) -> None:
    case, contact = on_the_line(centre)
    first = device(centre)
    assert len(centre.do(OfferLocation(contact, private(first)), SYSTEM)) == 1
    assert centre.do(OfferLocation(contact, private(first)), SYSTEM) == ()
    centre.do(StateLocation(case, private(first)))
    centre.wait(minutes=2)
    moved = device(centre, Point(39.97, -83.0))
    centre.do(OfferLocation(contact, private(moved)), SYSTEM)
    assert glance(centre.board, centre.case(case), centre.time).offered == moved


def test_what_a_person_said_later_is_never_talked_over_by_an_older_offer(centre: Centre) -> None:
    case, contact = on_the_line(centre)
    old = device(centre)
    centre.wait(minutes=1)
    centre.do(StateLocation(case, private(Location("5 High St", Source.SAID, centre.time))))
    centre.do(OfferLocation(contact, private(old)), SYSTEM)
    assert glance(centre.board, centre.case(case), centre.time).offered is None


def test_an_offer_goes_with_the_contact_that_it_came_with(centre: Centre) -> None:
    case, contact = on_the_line(centre)
    other, _ = centre.arrives(client=None)
    centre.do(OfferLocation(contact, private(device(centre))), SYSTEM)
    assert glance(centre.board, centre.case(other), centre.time).offered is None
    assert glance(centre.board, centre.case(case), centre.time).offered is not None


@pytest.mark.parametrize("dropped", [False, True])
def test_what_was_said_in_a_call_is_over_when_the_call_is(centre: Centre, *, dropped: bool) -> None:
    case, contact = on_the_line(centre)
    centre.do(StateLocation(case, private(Location("5 High St", Source.SAID, centre.time))))
    centre.do(ConfirmLocation(case))
    assert where(centre, case).over_since is None
    centre.wait(minutes=5)
    centre.do(EndCall(contact, dropped=dropped), SYSTEM)
    assert where(centre, case).over_since == centre.time
    centre.wait(minutes=3)
    centre.do(ConfirmLocation(case))
    seen = where(centre, case)
    assert (seen.over_since, seen.age) == (None, timedelta(0))


def test_an_address_on_file_is_only_old_and_never_over(centre: Centre) -> None:
    client = centre.enrol()
    case, contact = centre.arrives(client=client)
    centre.do(EndCall(contact), SYSTEM)
    seen = where(centre, case)
    assert (seen.source, seen.over_since) == (Source.ON_FILE, None)


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("12 Elm Street", True),
        ("12 elm st., Columbus, OH", True),
        ("12 Elmwood St", False),
        ("112 Elm St", False),
        ("the bridge", False),
    ],
)
def test_whether_they_are_at_home_is_said_however_the_street_is_written(
    centre: Centre, said: str, *, home: bool
) -> None:
    client = centre.enrol(line="12 Elm St")
    case, _ = centre.arrives(client=client)
    centre.do(TakeCase(case))
    assert where(centre, case).home is None
    centre.do(StateLocation(case, private(Location(said, Source.SAID, centre.time))))
    assert where(centre, case).home is home


def test_a_point_without_an_address_is_not_called_home_or_away(centre: Centre) -> None:
    client = centre.enrol()
    case, _ = centre.arrives(client=client)
    centre.do(TakeCase(case))
    centre.do(StateLocation(case, private(device(centre))))
    assert where(centre, case).home is None


@pytest.mark.parametrize(
    ("location", "found"),
    [
        (Location("5 High St", Source.SAID, START), (Doubt.NO_POINT,)),
        (Location("5 High St", Source.SAID, START, at=HERE, error_m=500.0), ()),
        (Location("5 High St", Source.SAID, START, at=HERE, error_m=501.0), (Doubt.WIDE,)),
        (
            Location("I-70 east", Source.CARRIER, START, at=HERE, error_m=9e3, moving=True),
            (Doubt.WIDE, Doubt.MOVING),
        ),
    ],
)
def test_what_would_bring_nobody_to_the_door_is_doubted(
    location: Location, found: tuple[Doubt, ...]
) -> None:
    assert doubts(location) == found


@given(st.lists(st.sampled_from(sorted(ALIKE)), min_size=1, max_size=3), st.integers(1, 9999))
def test_an_address_is_the_same_street_in_either_spelling(words: list[str], number: int) -> None:
    long = f"{number} {' '.join(words)}"
    short = f"{number} {' '.join(ALIKE[word] for word in words)}".upper()
    assert plain(long) == plain(short)
    assert same_street(long, f"{short}, Columbus, OH 43215")
    assert not same_street(long, f"1{short}")
