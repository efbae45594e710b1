"""Whatever has an age: nothing within a day of being stale, or of a time to come, shows as fresh.

The numbers that were called are held to it in ``test_book``.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.commands import RecordClient
from console.domain.ids import SYSTEM, ClientId
from console.domain.people.client import Address, Client
from console.domain.place.book import ROOM_STALE_AFTER, Room, room_stale
from console.domain.place.facility import (
    LIST_STALE_AFTER,
    Facility,
    FacilityId,
    FacilityKind,
    list_fresh,
)
from console.domain.place.location import STALE_AFTER, Confirmation, Location, Placed, Source
from console.domain.place.point import Point
from console.places.psap.centres import Centres
from console.words.place import book as directory
from console.words.place.where import Trust, surety
from tests.domain.centre import ANA, START, Centre

DAY = timedelta(days=1)
HERE = Point(39.9612, -82.9988)
HOME = Location("12 Elm St", Source.SAID, START, at=HERE, error_m=30.0)
AGES = st.timedeltas(timedelta(days=-400), timedelta(days=400))


@given(AGES, AGES, st.booleans(), st.booleans())
@example(STALE_AFTER - DAY, STALE_AFTER - DAY, True, False)
@example(STALE_AFTER - DAY - timedelta(seconds=1), timedelta(0), True, False)
def test_no_location_nearly_stale_or_of_a_time_to_come_shows_as_fresh(
    age: timedelta, stated: timedelta, confirmed: bool, over: bool
) -> None:
    now = START + timedelta(days=800)
    sure = Confirmation(now - age, ANA) if confirmed else None
    place = Placed(replace(HOME, stated_at=now - stated), sure)
    said = surety(place, now - timedelta(hours=1) if over else None, now)
    if not confirmed or over or age + DAY >= STALE_AFTER or age < -timedelta(minutes=5):
        assert said.trust is not Trust.SURE
        assert not said.text.startswith("✓")
        assert over or not place.fresh(now)
    else:
        assert (said.trust, said.text[0], place.fresh(now)) == (Trust.SURE, "✓", True)
    assert place.stale(now) == ("STALE" in said.text)


def test_the_last_day_before_it_is_stale_asks_to_read_it_back_again() -> None:
    place = Placed(HOME, Confirmation(START, ANA))
    said = {days: surety(place, None, START + days * DAY).text for days in (88, 89, 90)}
    assert said[88].startswith("✓ read back ")
    assert said[89].startswith("○ read back ")
    assert said[89].endswith(", 89 d ago: read it back again")
    assert said[90] == "⚠ STALE 90 d · read it back again"


@given(AGES)
def test_room_nearly_a_day_old_is_never_said_without_its_age_and_a_call(age: timedelta) -> None:
    room = Room(2, START, ANA)
    said = directory.room(room, START + age)
    assert said.endswith("call to confirm")
    if age >= ROOM_STALE_AFTER or age < -timedelta(minutes=5):
        assert room_stale(room, START + age)
        assert "but that was" in said


@given(st.dates(date(2000, 1, 1), date(2035, 1, 1)), st.dates(date(2000, 1, 1), date(2035, 1, 1)))
@example(date(2026, 11, 24), date(2026, 11, 24) - LIST_STALE_AFTER + DAY)
def test_no_list_nearly_stale_or_of_a_time_to_come_or_of_no_date_shows_as_fresh(
    today: date, day: date
) -> None:
    age = today - day
    assert list_fresh(day.isoformat(), today) == (-DAY <= age < LIST_STALE_AFTER - DAY)
    for coarse in (f"{day:%Y}", f"{day:%Y-%m}"):  # it may be from the first day of it
        if age + DAY >= LIST_STALE_AFTER:
            assert not list_fresh(coarse, today)
    assert not any(list_fresh(odd, today) for odd in ("", "spring 2026", "2026-13", "20260101"))


@given(st.none() | st.dates(date(2000, 1, 1), date(2035, 1, 1)))
def test_a_centre_of_the_registry_always_comes_with_the_date_of_its_row(day: date | None) -> None:
    vintage = day.isoformat() if day is not None else ""
    centre = Facility(
        FacilityId("fcc:1"), FacilityKind.PSAP, "Invented 911", HERE, "FCC 911 registry", vintage,
        county_fips="39049",
    )  # fmt: skip
    (hit,) = Centres([centre]).answer(HERE).hits
    assert hit.why.endswith(f"list of {vintage or 'unknown date'}")


@pytest.mark.parametrize("since", [None, date(2031, 1, 1)])
def test_an_address_on_file_of_no_date_or_of_one_to_come_is_stale(since: date | None) -> None:
    centre, client = Centre(), ClientId("ana-lee")
    home = Address("12 Elm St", "Columbus", "OH", "43215", since=since)
    record = private(Client(client, "Ana Lee", addresses=(home,)))
    centre.do(RecordClient(client, record, "test"), SYSTEM)
    place = centre.case(centre.arrives(client=client)[0]).place
    assert place is not None
    assert place.stale(centre.time)
