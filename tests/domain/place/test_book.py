"""The number book: ten digits or nothing, a day and a name, and never fresh when nearly stale."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.commands import ConfirmRoom, TryFallback, VerifyNumber
from console.domain.ids import StaffId
from console.domain.place.book import (
    NUMBER_STALE_AFTER,
    ROOM_STALE_AFTER,
    Book,
    Room,
    Verified,
    number_fresh,
    room_stale,
    ten_digits,
    with_book,
)
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.fallback import Fallback, Tried
from console.domain.place.point import Point
from console.domain.refused import NoSuchRoom, NotSignedIn, NotTenDigits, NotYours
from console.words.entries import describe
from console.words.place import book as directory
from console.words.refusals import refusal
from tests.domain.centre import ANA, BEN, START, Centre

PSAP = FacilityId("fcc:1")
NUMBER = "+16145550100"
CENTRE = Facility(PSAP, FacilityKind.PSAP, "Centre", Point(40, -83), "test", "2026", "+16145550111")


def test_a_number_that_was_called_stands_in_the_book_with_day_and_name() -> None:
    centre = Centre()
    centre.do(VerifyNumber(PSAP, "(614) 555-0100"), BEN)
    assert centre.board.book.numbers == {PSAP: Verified(NUMBER, START, BEN)}
    centre.wait(days=3)
    centre.do(VerifyNumber(PSAP, "614.555.0199"))
    later = Verified("+16145550199", START + timedelta(days=3), ANA)
    assert centre.board.book.numbers == {PSAP: later}
    shown = with_book(CENTRE, centre.board.book)
    assert (shown.phone, shown.verified_by) == ("+16145550199", ANA)
    assert shown.verified_on == later.at.astimezone().date()


def test_the_same_number_called_again_is_verified_again_from_that_day() -> None:
    centre = Centre()
    centre.do(VerifyNumber(PSAP, NUMBER))
    centre.wait(days=100)
    centre.do(VerifyNumber(PSAP, NUMBER))
    assert centre.board.book.numbers[PSAP].at == centre.time


@pytest.mark.parametrize(
    "said",
    ["911", "9-1-1", "988", "211", "+1911", "614555010", "16145550100999", "911-555-0100",
     "614-911-0100", "114-555-0100", "614-155-0100", "call them", "", "+4930123456"],
)  # fmt: skip
def test_911_and_every_short_code_are_refused_in_words(said: str) -> None:
    centre = Centre()
    reason = centre.refused(VerifyNumber(PSAP, said))
    assert reason == NotTenDigits(said)
    assert refusal(reason, centre.board) == (
        f"“{said}” is no ten-digit number. A short code dialled from here rings near us, "
        "not near them: write all ten digits."
    )


def test_nobody_who_does_not_work_here_verifies_anything() -> None:
    centre = Centre()
    stranger = StaffId("stranger")
    assert centre.refused(VerifyNumber(PSAP, NUMBER), stranger) == NotSignedIn()
    assert centre.refused(ConfirmRoom(PSAP, 1), stranger) == NotSignedIn()


def test_room_is_what_they_said_last_and_none_is_full() -> None:
    centre = Centre()
    centre.do(ConfirmRoom(PSAP, 3), BEN)
    centre.wait(hours=2)
    centre.do(ConfirmRoom(PSAP, 0))
    assert centre.board.book.rooms == {PSAP: Room(0, centre.time, ANA)}
    for free in (-1, 1000):
        reason = centre.refused(ConfirmRoom(PSAP, free))
        assert reason == NoSuchRoom(999)
        assert refusal(reason, centre.board).startswith("Say for how many people they have room")


@given(st.integers(2, 9), st.integers(0, 9_999_999), st.sampled_from(["", "1", "+1", "+1 "]))
def test_every_way_to_write_a_number_is_one_number(area: int, rest: int, before: str) -> None:
    exchange, line = 200 + rest // 10_000 % 800, rest % 10_000
    found = ten_digits(f"{before}{area}30-{exchange}-{line:04}")
    if exchange % 100 == 11:
        assert found is None
    else:
        assert found == f"+1{area}30{exchange}{line:04}"
        assert ten_digits(found) == found


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-5, 400), st.floats(0, 0.999))
def test_nothing_within_a_day_of_being_stale_shows_as_fresh(
    today: date, days: int, at: float
) -> None:
    """Only the day of a call is known: it may have been at any time of that day."""
    verified = today - timedelta(days=days)
    called = datetime(verified.year, verified.month, verified.day, tzinfo=UTC)
    now = datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=at)
    stale_in = called + NUMBER_STALE_AFTER - now
    fresh = number_fresh(verified, today)
    if stale_in <= timedelta(days=1) or days < 0:
        assert not fresh
    shown = replace(CENTRE, verified_on=verified, verified_by="ana")
    assert directory.number_age(shown, today).endswith("confirm it") == (not fresh)


def test_a_number_is_fresh_for_88_days_then_to_be_confirmed() -> None:
    today = date(2026, 11, 24)
    aged = {days: number_fresh(today - timedelta(days=days), today) for days in (0, 88, 89, 90)}
    assert aged == {0: True, 88: True, 89: False, 90: False}
    assert not number_fresh(None, today)
    assert directory.number_age(CENTRE, today) == "number not verified: confirm it"
    old = replace(CENTRE, verified_on=today - timedelta(days=91))
    assert directory.number_age(old, today) == "verified 91 d ago: confirm it"


@given(st.timedeltas(timedelta(0), timedelta(days=9)))
def test_room_is_always_to_be_confirmed_and_old_room_says_nothing_of_now(age: timedelta) -> None:
    room = Room(2, START, ANA)
    assert room_stale(room, START + age) == (age >= ROOM_STALE_AFTER)
    said = directory.room(room, START + age)
    now = age < timedelta(minutes=1)
    assert said.endswith("just now: call to confirm" if now else "ago: call to confirm")
    assert (", but that was " in said) == (age >= ROOM_STALE_AFTER)


def test_a_list_that_was_verified_later_than_we_called_is_believed() -> None:
    book = Book({PSAP: Verified(NUMBER, START, ANA)})
    newer = replace(CENTRE, verified_on=date(2027, 1, 1), verified_by="list")
    assert with_book(newer, book) == newer
    assert with_book(replace(newer, id=FacilityId("other")), book).phone == CENTRE.phone


def test_who_was_called_instead_is_written_down_each_time_with_what_came_of_it() -> None:
    centre = Centre()
    case = centre.taken()
    centre.do(TryFallback(case, Fallback.SHERIFF, "614-555-0121", reached=False))
    centre.wait(minutes=2)
    centre.do(TryFallback(case, Fallback.LIFELINE, " 988 ", reached=True))
    assert centre.case(case).instead == (
        Tried(Fallback.SHERIFF, "+16145550121", False, START, ANA),
        Tried(Fallback.LIFELINE, "988", True, centre.time, ANA),
    )
    other = TryFallback(case, Fallback.RELAY, "", reached=True)
    assert isinstance(centre.refused(other, BEN), NotYours)
    lines = [describe(event) for event in centre.events[-2:]]
    assert [(line.title, line.detail) for line in lines] == [
        ("Called instead of the 911 centre: county sheriff +1 614 555 0121", "nobody answered"),
        ("Called instead of the 911 centre: 988", "they answered"),
    ]
