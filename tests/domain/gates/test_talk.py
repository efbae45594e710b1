"""Gate G5: nobody is called or written to against what they agreed."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.commands import DoStep, RecordClient
from console.domain.ids import SYSTEM
from console.domain.people.client import Flag
from console.domain.refused import NotReachedSo, Talk
from console.words.refusals import refusal
from tests.domain.centre import kinds
from tests.domain.gates.room import Room


@pytest.fixture
def room() -> Room:
    room = Room()
    room.begin(room.id, "P19")
    return room


def tried(room: Room, channel: str, rule: str = "any", outcome: str = "no_answer") -> DoStep:
    said = {
        "callback.rule": rule,
        "attempt.channel": channel,
        "attempt.outcome": outcome,
        "attempt.at": room.time.isoformat(),
    }
    answer = "unable" if outcome == "unable" else "not_reached"
    return room.doing(room.id, "P19", "a2", answer, said)


@pytest.mark.parametrize(
    ("channel", "rule", "outcome", "why"),
    [
        ("call", "never", "no_answer", Talk.NEVER),
        ("message", "never", "no_answer", Talk.NEVER),
        ("text", "call_only", "no_answer", Talk.CALL_ONLY),
        ("call", "no_voicemail", "message_left", Talk.NO_VOICEMAIL),
    ],
)
def test_a_try_against_the_rule_is_refused_with_the_rule(
    room: Room, channel: str, rule: str, outcome: str, why: Talk
) -> None:
    no = room.refused(tried(room, channel, rule, outcome))
    assert no == NotReachedSo(why, channel)
    assert "agreed" in refusal(no, room.board)


@pytest.mark.parametrize(
    ("channel", "rule"),
    [("call", "any"), ("text", "any"), ("call", "code_word"), ("call", "no_voicemail")],
)
def test_a_try_by_an_agreed_way_is_written_down(room: Room, channel: str, rule: str) -> None:
    assert kinds(room.do(tried(room, channel, rule)))[0] in {"StepDone", "StepTried"}


def test_whoever_could_not_talk_safely_is_not_called_before_a_rule_is_agreed(room: Room) -> None:
    room.begin(room.id, "P00")
    room.step(room.id, "P00", "a1", "no")
    room.begin(room.id, "P19")
    bare = replace(tried(room, "call"), values=tried(room, "call").values[1:])
    assert room.refused(bare) == NotReachedSo(Talk.UNSAFE, "call")
    room.do(tried(room, "call"))


def test_the_record_stands_where_nothing_was_agreed(room: Room) -> None:
    client = room.board.client_of(room.case(room.id))
    assert client is not None
    flagged = replace(client, flags=frozenset({Flag.DO_NOT_CALL}))
    room.do(RecordClient(client.id, private(flagged), "test"), SYSTEM)
    bare = replace(tried(room, "call"), values=tried(room, "call").values[1:])
    assert room.refused(bare) == NotReachedSo(Talk.RECORD, "call")
    room.do(tried(room, "call"))


def test_the_safe_ways_of_a_violent_home_are_the_only_ones(room: Room) -> None:
    room.begin(room.id, "P13")
    agreed = {
        "callback.rule": "any",
        "callback.channels": "portal",
        "callback.dropped": "wait",
    }
    room.step(room.id, "P13", "a3", None, agreed)
    room.begin(room.id, "P19")
    assert room.refused(tried(room, "text")) == NotReachedSo(Talk.OTHER_WAYS, "text")
    room.do(tried(room, "message"))


def test_that_nobody_could_be_tried_is_never_refused(room: Room) -> None:
    assert kinds(room.do(tried(room, "call", "never", "unable")))
