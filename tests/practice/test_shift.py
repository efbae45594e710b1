from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.desk import Desk
from console.domain.care.contact import ContactKind
from console.domain.ids import ClientId
from console.domain.people.circle import ConsentState
from console.domain.people.client import Flag
from console.domain.people.staff import Role
from console.domain.people.worries import WorryKind, worries
from console.practice.people import born, number_of
from console.practice.shift import SHIFT, UnsoundShift, enrol, load_shift

TODAY = date(2026, 3, 1)
PLACES = {
    ("Columbus", "OH"),
    ("Flagstaff", "AZ"),
    ("Burlington", "VT"),
    ("Fresno", "CA"),
    ("Duluth", "MN"),
    ("Savannah", "GA"),
    ("Amarillo", "TX"),
    ("Bangor", "ME"),
    ("Yakima", "WA"),
    ("Pueblo", "CO"),
    ("Erie", "PA"),
    ("Mobile", "AL"),
}


def test_the_same_seed_is_the_same_shift_and_another_is_not() -> None:
    assert load_shift(7, TODAY) == load_shift(7, TODAY)
    assert load_shift(7, TODAY).beats != load_shift(8, TODAY).beats


@given(st.integers())
def test_whatever_the_seed_calls_ring_before_anything_else_happens_to_them(seed: int) -> None:
    beats = load_shift(seed, TODAY).beats
    assert [beat.after for beat in beats] == sorted(beat.after for beat in beats)
    calls: dict[str, list[str]] = {}
    for beat in beats:
        if beat.event["kind"] == "call":
            call = beat.event["call"]
            calls.setdefault(call["call_id"], []).append(call["event"])
    assert calls == {
        "dana": ["ringing"],
        "unknown": ["ringing", "answered", "ended"],
        "keisha": ["ringing", "abandoned"],
        "gloria": ["ringing", "answered", "ended"],
    }


def test_every_kind_of_contact_reaches_the_line() -> None:
    beats = load_shift(1, TODAY).beats
    assert {beat.event["kind"] for beat in beats} == set(ContactKind)
    assert len(beats) >= 14
    assert len({beat.name for beat in beats}) == len(beats)


def test_people_live_all_over_the_country() -> None:
    shift = load_shift(1, TODAY)
    homes = [client.addresses[0] for client in shift.clients]
    assert {(home.city, home.state) for home in homes} == PLACES
    assert all(home.at is not None and home.error_m for home in homes)


def test_circles_hold_every_state_of_consent_on_any_day() -> None:
    for today in (TODAY, date(2028, 2, 29), date(2031, 12, 31)):
        shift = load_shift(1, today)
        states = {s.consent(today) for client in shift.clients for s in client.circle}
        assert states == set(ConsentState) - {ConsentState.NOT_YET}


def test_records_hold_what_has_to_be_seen_first() -> None:
    shift = load_shift(1, TODAY)
    flags = Counter(flag for client in shift.clients for flag in client.flags)
    assert set(flags) == set(Flag)
    for client in shift.clients:
        age = client.age(TODAY)
        assert age is not None
        assert (age < 18) == (Flag.MINOR in client.flags)
        assert ("en" not in client.languages) == (Flag.INTERPRETER in client.flags)
    plans = [client.plan for client in shift.clients if client.plan is not None]
    assert len({plan.made_on for plan in plans}) == len(plans)
    assert any(plan.lacks_people() for plan in plans)
    assert max(plan.age_days(TODAY) for plan in plans) > 90
    assert len(plans) < len(shift.clients)


def test_everything_that_may_worry_about_a_circle_a_plan_or_a_directive_is_there() -> None:
    for today in (TODAY, date(2028, 2, 29), date(2031, 12, 31)):
        clients = load_shift(1, today).clients
        kinds = {worry.kind for client in clients for worry in worries(client, today)}
        assert set(WorryKind) - kinds == {WorryKind.VIOLENCE_UNNAMED}


def test_the_circles_hold_whoever_is_hardest_to_tell_or_not_to_tell() -> None:
    clients = {client.id: client for client in load_shift(1, TODAY).clients}
    imogen, pilar = clients[ClientId("imogen-achterberg")], clients[ClientId("pilar-zamudio")]
    (sister,) = imogen.circle
    assert sister.expires == TODAY + timedelta(days=12)
    assert [home.state for home in imogen.addresses] == ["CO", "VT"], "away from home"
    husband = pilar.circle[0]
    assert (bool(husband.scope), husband.may_be_told(TODAY)) == (True, False), "violence suspected"
    theo = clients[ClientId("theo-michaud")]
    assert theo.circle[0].paper is not None
    assert theo.circle[0].paper.authority == "guardian"
    directives = [c.directive.holds(TODAY) for c in clients.values() if c.directive is not None]
    assert Counter(directives) == {True: 2, False: 1}


def test_every_role_is_on_shift() -> None:
    staff = load_shift(1, TODAY).staff
    roles = Counter(role for person in staff for role in person.roles)
    assert set(roles) == set(Role)
    assert roles[Role.COUNSELLOR] >= 3


def test_everybody_is_enrolled_once(desk: Desk) -> None:
    shift = load_shift(1, TODAY)
    enrol(desk, shift)
    assert set(desk.board.clients.values()) == set(shift.clients)
    assert set(desk.board.staff.values()) == set(shift.staff)
    assert shift.imminent in desk.board.clients
    head = desk.head
    enrol(desk, load_shift(1, TODAY))
    assert desk.head == head


@given(
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.integers(0, 99),
    st.dates(date(2001, 1, 1), date(2001, 12, 31)),
)
def test_somebody_is_as_old_as_the_scenario_says(today: date, age: int, day: date) -> None:
    found = born(age, f"{day:%m-%d}", today)
    assert (found.month, found.day) == (day.month, day.day)
    years = today.year - found.year - ((today.month, today.day) < (found.month, found.day))
    assert years == age
    assert found <= today


@pytest.mark.parametrize("text", ["614-645-4545", "614-555-9999", "nobody", "+1614555012345678"])
def test_a_number_that_could_be_somebodys_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number of the form"):
        number_of(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('imminent = "dana-reyes"', 'imminent = "nobody"', "nobody"),
        ('imminent = "dana-reyes"', "", "imminent"),
        ('kind = "mood"\nclient = "priya-raman"', 'kind = "mood"', "about nobody"),
        ('phone = "614-555-0143"', "", "comes from nowhere"),
        ('roles = ["administrator"]', 'roles = ["king"]', "king"),
        ("at = 0\n", 'at = "soon"\n', "shift.toml"),
        ("[[client]]", "[[client", "shift.toml"),
    ],
)
def test_a_scenario_that_cannot_be_played_says_what_to_mend(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = SHIFT.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "shift.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnsoundShift, match=said):
        load_shift(1, TODAY, broken)


def test_a_scenario_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnsoundShift, match=r"other\.toml"):
        load_shift(1, TODAY, tmp_path / "other.toml")
