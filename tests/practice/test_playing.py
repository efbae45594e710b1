import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Event

import pytest

from console.desk.desk import Desk
from console.domain.care.contact import ContactKind, LineState, Rule
from console.domain.ids import ClientId
from console.domain.tier import Tier
from console.intake.door import Door, serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from console.practice.playing import Playing
from console.practice.senders import NotTaken, Sender, fresh_secrets
from console.practice.shift import PracticeShift, enrol, load_shift
from tests.conftest import NOON


@pytest.fixture(scope="module")
def shift() -> PracticeShift:
    return load_shift(3, date(2026, 3, 1))


@pytest.fixture
def secrets(shift: PracticeShift) -> dict[str, str]:
    return fresh_secrets(shift.senders)


@pytest.fixture
def door(desk: Desk, shift: PracticeShift, secrets: dict[str, str]) -> Iterator[Door]:
    enrol(desk, shift)
    keys = MemoryKeys({sender: (secret,) for sender, secret in secrets.items()})
    opened = serve(desk, keys, MemoryQuarantine(), "127.0.0.1", 0)
    yield opened
    opened.stop()


def playing(shift: PracticeShift, door: Door, secrets: dict[str, str], run: str = "r") -> Playing:
    return Playing(shift, door.url, secrets, lambda: NOON, run=run)


def test_a_whole_shift_comes_in_by_the_door(
    desk: Desk, shift: PracticeShift, door: Door, secrets: dict[str, str]
) -> None:
    play, done = playing(shift, door, secrets), Event()
    play.start(speed=100_000.0, done=done.set)
    assert play.wait(60)
    assert done.is_set()
    assert [posted.beat for posted in play.posted] == list(shift.beats)
    assert all(posted.answer is not None and posted.answer.accepted for posted in play.posted)
    abouts = {beat.about for beat in shift.beats}
    assert {case.client for case in desk.board.cases.values()} == abouts
    assert len(desk.board.cases) == len(abouts)
    assert desk.board.quarantined == frozenset()
    kinds = {contact.kind for case in desk.board.cases.values() for contact in case.contacts}
    assert kinds == set(ContactKind)


def test_what_came_in_stands_as_the_scenario_means_it(
    desk: Desk, shift: PracticeShift, door: Door, secrets: dict[str, str]
) -> None:
    play = playing(shift, door, secrets)
    for beat in shift.beats:
        play.post(beat)
    cases = {case.client: case for case in desk.board.cases.values()}
    priya, dana = cases[ClientId("priya-raman")], cases[shift.imminent]
    assert {c.kind for c in priya.contacts} == {
        ContactKind.MOOD,
        ContactKind.MISSED_SESSION,
        ContactKind.TEXT,
    }
    assert [contact.line for contact in dana.contacts] == [LineState.RINGING]
    assert dana.place is not None
    marcus = cases[ClientId("marcus-tillman")].suggestion
    assert (marcus.tier, marcus.rule) == (Tier.HIGH, Rule.CSSRS_INTENT)
    assert [contact.line for contact in cases[None].contacts] == [LineState.DROPPED]
    keisha = cases[ClientId("keisha-landry")]
    assert [contact.line for contact in keisha.contacts] == [LineState.ABANDONED]
    assert {c.kind for c in cases[ClientId("theo-michaud")].contacts} == {
        ContactKind.THIRD_PARTY,
        ContactKind.ASSESSMENT,
    }


def test_the_same_play_again_is_nothing_new_and_another_play_is(
    desk: Desk, shift: PracticeShift, door: Door, secrets: dict[str, str]
) -> None:
    beat = shift.beats[0]
    first = playing(shift, door, secrets).post(beat)
    again = playing(shift, door, secrets).post(beat)
    other = playing(shift, door, secrets, run="another night").post(beat)
    assert (again.contact, again.duplicate) == (first.contact, True)
    assert (other.contact == first.contact, other.duplicate) == (False, False)


def test_a_sender_with_the_wrong_secret_is_turned_away(
    shift: PracticeShift, door: Door, secrets: dict[str, str]
) -> None:
    strangers = fresh_secrets(secrets)
    with pytest.raises(NotTaken) as caught:
        Playing(shift, door.url, strangers, lambda: NOON).post(shift.beats[0])
    assert (caught.value.status, caught.value.passing) == (401, False)
    assert caught.value.answer is not None
    assert caught.value.answer.reason is not None


def test_a_door_that_is_closed_is_tried_again(shift: PracticeShift) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        sender = Sender(f"http://127.0.0.1:{port}", next(iter(fresh_secrets(["x"]).values())))
        with pytest.raises(NotTaken) as caught:
            sender.post({"id": "1"})
    assert (caught.value.status, caught.value.passing) == (0, True)


def test_a_play_can_be_stopped_at_any_time(
    shift: PracticeShift, door: Door, secrets: dict[str, str]
) -> None:
    play = Playing(shift, door.url, secrets, lambda: datetime.now(UTC))
    play.start(speed=0.001)
    play.stop()
    play.stop()
    assert play.wait(0)
    assert len(play.posted) <= 1
