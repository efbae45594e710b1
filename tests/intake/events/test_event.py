import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.care.contact import ContactKind
from console.domain.people.client import Identifier
from console.intake.event import Call, CallEvent, IntakeEvent, parse, phone_number
from console.intake.strict.wanted import NotAsWanted
from tests.intake.posting import call, event

MARK = "zqx-marker"


def fault(sent: object) -> tuple[str, str]:
    raw = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    with pytest.raises(NotAsWanted) as caught:
        parse(raw)
    return caught.value.field, caught.value.wanted


def test_a_whole_event_is_read_as_it_was_sent() -> None:
    sent = event(
        client={"identifiers": [{"system": "urn:mrn", "value": "7"}], "phone": "(614) 555-0123"},
        at="2026-03-01T06:59:58-05:00",
        kind="assessment",
        body={"instrument": "phq-9", "answers": {"q9": 2}},
    )
    assert parse(json.dumps(sent).encode()) == IntakeEvent(
        "m-1",
        "sms-gateway",
        ContactKind.ASSESSMENT,
        datetime(2026, 3, 1, 11, 59, 58, tzinfo=UTC),
        (Identifier("urn:mrn", "7"),),
        "+16145550123",
        {"instrument": "phq-9", "answers": {"q9": 2}},
    )


def test_a_call_says_what_became_of_it() -> None:
    sent = {**call("ended"), "body": {"dropped": True}}
    assert parse(json.dumps(sent).encode()).call == Call(CallEvent.ENDED, "call-7", dropped=True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"version": 2}, "version"),
        ({"version": True}, "version"),
        ({"version": "1"}, "version"),
        ({"version": ...}, "version"),
        ({"id": ...}, "id"),
        ({"id": ""}, "id"),
        ({"id": 7}, "id"),
        ({"id": "a\nb"}, "id"),
        ({"id": "x" * 129}, "id"),
        ({"sender": "../etc"}, "sender"),
        ({"sender": None}, "sender"),
        ({"kind": "fax"}, "kind"),
        ({"kind": ["text"]}, "kind"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-03-01T12:00:00"}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"at": 1772366400}, "at"),
        ({"client": "Jamie"}, "client"),
        ({"client": {"phone": "unlisted"}}, "client.phone"),
        ({"client": {"phone": 6145550123}}, "client.phone"),
        ({"client": {"identifiers": "7"}}, "client.identifiers"),
        ({"client": {"identifiers": [7]}}, "client.identifiers[0]"),
        ({"client": {"identifiers": [{"system": "s"}]}}, "client.identifiers[0].value"),
        ({"client": {"fone": "+16145550123"}}, "client"),
        ({"body": []}, "body"),
        ({"body": {}}, "body.text"),
        ({"body": {"text": 5}}, "body.text"),
        ({"kind": "mood", "body": {"latest": "2"}}, "body.latest"),
        ({"kind": "mood", "body": {"fall": True}}, "body.fall"),
        ({"call": {"event": "ringing", "call_id": "1"}}, "call"),
        ({"kind": "call", "body": {}}, "call"),
        ({"kind": "call", "body": {"dropped": "yes"}}, "body.dropped"),
        ({"clinet": {}}, ""),
    ],
)
def test_a_fault_names_the_field_that_is_wrong(changes: dict[str, Any], field: str) -> None:
    assert fault(event(**changes))[0] == field


@pytest.mark.parametrize("changes", [{"event": "picked"}, {"call_id": ""}, {"extra": 1}])
def test_a_fault_in_a_call_names_its_field(changes: dict[str, Any]) -> None:
    sent = call("ringing")
    sent["call"] = {**sent["call"], **changes}
    assert fault(sent)[0].startswith("call")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe{}",
        b'{"version":1,"version":1}',
        b'{"version":NaN}',
        b'{"version":1e999}',
        b'{"version":' + b"9" * 5_000 + b"}",
        json.dumps(event()).encode()[:-9],
        b"[" * 100_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
        json.dumps(event(body={"text": "x", "deep": [[[[[[[[[[[[1]]]]]]]]]]]]})).encode(),
        b'{"a":"' + b"x" * 262_144 + b'"}',
    ],
)
def test_what_is_no_event_at_all_is_refused_as_a_whole(raw: bytes) -> None:
    assert fault(raw)[0] == ""


def test_a_fault_never_repeats_what_was_sent() -> None:
    for changes in ({"kind": MARK}, {MARK: 1}, {"at": MARK}, {"client": {"phone": MARK}}):
        with pytest.raises(NotAsWanted) as caught:
            parse(json.dumps(event(**changes)).encode())
        assert MARK not in str(caught.value)


def test_half_a_character_in_a_message_does_not_hold_the_message_up() -> None:
    read = parse(json.dumps(event(body={"text": "help \ud83d", "n": ["\0"]})).encode())
    assert read.body == {
        "text": "help \N{REPLACEMENT CHARACTER}",
        "n": ["\N{REPLACEMENT CHARACTER}"],
    }


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("614-555-0123", "+16145550123"),
        ("1 614 555 0123", "+16145550123"),
        ("+44 20 7946 0000", "+442079460000"),
        ("741741", "741741"),
        ("anonymous", None),
        ("+1", None),
    ],
)
def test_a_number_is_brought_to_one_form(given_: str, wanted: str | None) -> None:
    assert phone_number(given_) == wanted


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    try:
        parse(raw)
    except NotAsWanted as unreadable:
        assert str(unreadable).endswith(".")  # noqa: PT017 -- both ends are right


@given(st.sampled_from(sorted(event())), JSON, st.sampled_from(list(ContactKind)))
def test_no_value_in_any_field_does_more_than_be_refused(
    name: str, value: object, kind: ContactKind
) -> None:
    sent = {**event(kind=kind), name: value}
    try:
        read = parse(json.dumps(sent).encode())
    except NotAsWanted as unreadable:
        assert str(unreadable).endswith(".")  # noqa: PT017 -- both ends are right
    else:
        assert read.body == read.body  # it can be compared, so it holds no number that is none
        json.dumps(read.body, allow_nan=False).encode()
