import json
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from console.desk.desk import Desk
from console.domain.people.client import Identifier
from console.intake.door import CannotListen, Door, serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from tests.intake.posting import (
    OTHER,
    OTHERS,
    ROTATED,
    SECRET,
    Heard,
    accepted,
    call,
    event,
    post,
    send,
    signed,
)

MARK = "zqx-marker"


def nothing_new(desk: Desk, heard: Heard, head: tuple[int, str]) -> None:
    desk.catch_up()
    assert desk.head == head
    assert heard.body["accepted"] is False
    assert heard.body["reason"].endswith(".")


def test_a_signed_event_is_in_the_journal_when_the_answer_comes(door: Door, staffed: Desk) -> None:
    heard = send(door, event())
    (case,) = staffed.board.cases.values()
    assert (heard.status, heard.body) == (202, accepted(case))


def test_the_same_event_again_gets_the_same_answer(door: Door, staffed: Desk) -> None:
    first = send(door, event())
    head = staffed.head
    again = send(door, event())
    assert again.status == 202
    assert again.body == {**first.body, "duplicate": True}
    assert staffed.head == head


def test_a_sender_may_sign_with_the_old_secret_while_it_rotates(door: Door) -> None:
    assert send(door, event(), secret=ROTATED).status == 202
    assert send(door, event(), secret=SECRET).status == 202


def test_somebody_unknown_is_never_turned_away(door: Door, staffed: Desk) -> None:
    heard = send(door, event(client={"identifiers": [{"system": "x", "value": "nobody"}]}))
    assert heard.status == 202
    assert staffed.board.cases[heard.body["case"]].client is None


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_an_unsigned_event_is_turned_away(door: Door, staffed: Desk, missing: str) -> None:
    head, raw = staffed.head, json.dumps(event()).encode()
    headers = {name: value for name, value in signed(raw).items() if name != missing}
    heard = post(door, raw, headers)
    assert heard.status == 401
    nothing_new(staffed, heard, head)


@pytest.mark.parametrize("skew", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_a_clock_that_is_far_off_is_turned_away(door: Door, staffed: Desk, skew: timedelta) -> None:
    head = staffed.head
    heard = send(door, event(), skew=skew)
    assert heard.status == 401
    nothing_new(staffed, heard, head)


@pytest.mark.parametrize("skew", [timedelta(minutes=-4), timedelta(minutes=4)])
def test_a_clock_that_is_a_little_off_does_no_harm(door: Door, skew: timedelta) -> None:
    assert send(door, event(), skew=skew).status == 202


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,not base64!"},
        {"webhook-signature": "nonsense"},
        {"webhook-signature": "v2,AAAA v1a,AAAA"},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "nan"},
        {"webhook-timestamp": "1e300"},
    ],
)
def test_a_signature_that_does_not_fit_is_turned_away(
    door: Door, staffed: Desk, changes: dict[str, str]
) -> None:
    head, raw = staffed.head, json.dumps(event()).encode()
    heard = post(door, raw, {**signed(raw), **changes})
    assert heard.status == 401
    nothing_new(staffed, heard, head)


def test_a_changed_byte_is_turned_away(door: Door, staffed: Desk) -> None:
    head, raw = staffed.head, json.dumps(event()).encode()
    heard = post(door, raw.replace(b"tonight", b"at once"), signed(raw))
    assert heard.status == 401
    nothing_new(staffed, heard, head)


def test_a_sender_may_not_speak_for_another(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    head = staffed.head
    heard = send(door, event(), secret=OTHERS)
    assert heard.status == 401
    nothing_new(staffed, heard, head)
    assert quarantine.list() == ()
    assert send(door, event(sender=OTHER), secret=OTHERS).status == 202


def test_a_sender_whose_secrets_are_gone_is_turned_away(
    staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    closed = serve(staffed, MemoryKeys({"sms-gateway": ()}), quarantine, "127.0.0.1", 0)
    try:
        assert send(closed, event()).status == 401
    finally:
        closed.stop()


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (event(), event(body={"text": "other words"})),
        (event(), event(kind="message")),
        (call("ringing"), {**call("ringing", "call-8"), "id": "ringing-call-7"}),
        (call("ringing"), event(id="ringing-call-7")),
    ],
)
def test_an_id_used_twice_is_told_apart_and_kept_for_a_lead(
    door: Door,
    staffed: Desk,
    quarantine: MemoryQuarantine,
    first: dict[str, Any],
    other: dict[str, Any],
) -> None:
    send(door, first)
    board = staffed.board.cases
    heard = send(door, other, name="msg_2")
    assert heard.status == 409
    assert heard.body["accepted"] is False
    assert staffed.board.cases == board
    (kept,) = quarantine.list()
    assert (kept.id, kept.raw) == (heard.body["quarantined"], json.dumps(other).encode())
    assert staffed.board.quarantined == {kept.id}


@pytest.mark.parametrize(
    "raw",
    [
        b"garbage",
        json.dumps(event()).encode()[:-9],
        json.dumps(event(version=9)).encode(),
        json.dumps(event(at="yesterday")).encode(),
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_signed_and_unreadable_is_kept_for_a_lead(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine, raw: bytes
) -> None:
    headers = signed(raw)
    heard = post(door, raw, headers)
    if raw == b"\xff\xfe":  # Standard Webhooks signs text; what is none cannot be signed
        assert heard.status == 401
        return
    assert heard.status == 422
    (kept,) = quarantine.list()
    assert (kept.id, kept.raw, kept.sender) == (heard.body["quarantined"], raw, "sms-gateway")
    assert staffed.board.quarantined == {kept.id}
    assert kept.reason == heard.body["reason"]
    again = post(door, raw, headers)
    assert again.body == heard.body
    assert len(quarantine.list()) == 1


def test_an_oversized_event_is_turned_away_before_it_is_read(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine
) -> None:
    head = staffed.head
    heard = send(door, event(body={"text": "x" * 262_144}))
    assert heard.status == 413
    nothing_new(staffed, heard, head)
    assert quarantine.list() == ()


def test_an_oversized_event_in_pieces_is_turned_away_too(door: Door, staffed: Desk) -> None:
    head, raw = staffed.head, json.dumps(event(body={"text": "x" * 262_144})).encode()
    headers = {**signed(raw), "Transfer-Encoding": "chunked"}
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(_request(headers))
        for start in range(0, len(raw), 65_536):
            piece = raw[start : start + 65_536]
            line.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        line.sendall(b"0\r\n\r\n")
        assert _status(line) == 413
    staffed.catch_up()
    assert staffed.head == head


def test_an_event_that_just_fits_is_taken_in(door: Door) -> None:
    room = 262_144 - len(json.dumps(event(body={"text": ""})))
    assert send(door, event(body={"text": "x" * room})).status == 202


def test_an_event_that_is_cut_short_leaves_nothing(door: Door, staffed: Desk) -> None:
    head, raw = staffed.head, json.dumps(event()).encode()
    headers = {**signed(raw), "Content-Length": str(len(raw))}
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(_request(headers) + raw[:-9])
        line.shutdown(socket.SHUT_WR)
        assert _status(line) is None  # whoever has gone away is not answered
    assert send(door, event(id="m-2")).status == 202
    assert staffed.head[0] == head[0] + 1


def test_an_event_in_broken_pieces_is_said_to_be_so(door: Door, staffed: Desk) -> None:
    head, raw = staffed.head, json.dumps(event()).encode()
    headers = {**signed(raw), "Transfer-Encoding": "chunked"}
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(_request(headers) + b"%x\r\n%b\r\nzz\r\n" % (len(raw) - 9, raw[:-9]))
        assert _status(line) == 400
    staffed.catch_up()
    assert staffed.head == head


def test_an_event_that_does_not_come_to_an_end_is_not_waited_for(
    staffed: Desk, keys: MemoryKeys, quarantine: MemoryQuarantine
) -> None:
    soon = timedelta(milliseconds=50)
    opened = Door(staffed, keys, quarantine, "127.0.0.1", 0, body_within=soon)
    opened.start()
    head, raw = staffed.head, json.dumps(event()).encode()
    headers = {**signed(raw), "Content-Length": str(len(raw))}
    try:
        with socket.create_connection(("127.0.0.1", opened.port), timeout=20) as line:
            line.sendall(_request(headers) + raw[:-9])
            assert _status(line) == 408
        staffed.catch_up()
        assert staffed.head == head
    finally:
        opened.stop()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_a_post_brings_something_in(door: Door, method: str) -> None:
    raw = json.dumps(event()).encode()
    heard = post(door, raw, signed(raw), method=method)
    assert (heard.status, heard.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/v1/twilio/sms", "/v1/asterisk", "/", "/v2/events"])
def test_what_is_not_there_is_said_plainly(door: Door, path: str) -> None:
    raw = json.dumps(event()).encode()
    heard = post(door, raw, signed(raw), path)
    assert (heard.status, heard.body["accepted"]) == (404, False)


def test_many_senders_at_once_each_get_in_once(door: Door, staffed: Desk) -> None:
    together = Barrier(8)

    def one(n: int) -> Heard:
        together.wait()
        return send(door, event(id=f"m-{n % 4}", client=...))

    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(one, range(8)))
    assert {h.status for h in heard} == {202}
    assert sorted(h.body["duplicate"] for h in heard) == [False] * 4 + [True] * 4
    assert len(staffed.board.cases) == 4


def test_diagnostics_never_hold_what_came_in(
    door: Door, staffed: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    marked = {
        "identifiers": [{"system": "s", "value": MARK}],
        "phone": "+16145559876",
    }
    send(door, event(client=marked, body={"text": MARK}))
    send(door, event(client=marked, body={"text": MARK + "2"}), name="msg_2")
    send(door, event(client=marked, at=MARK), name=MARK)
    send(door, event(id=MARK, sender=MARK, client=marked, body={"text": MARK}))
    post(door, MARK.encode(), {"webhook-id": MARK, "X": MARK})
    post(door, MARK.encode(), {"Content-Type": "application/json"}, "/v1/sip")
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(f"{MARK} {MARK}\r\n{MARK}\r\n\r\n".encode())
        assert _status(line) == 400
    said = " ".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert "put in quarantine" in said
    assert "turned away" in said
    for private in (MARK, "9876"):
        assert private not in said
    assert Identifier("s", MARK) not in [
        i for c in staffed.board.clients.values() for i in c.identifiers
    ]


def test_an_address_that_is_taken_is_said_plainly(
    door: Door, staffed: Desk, keys: MemoryKeys, quarantine: MemoryQuarantine
) -> None:
    with pytest.raises(CannotListen, match="another program has it"):
        serve(staffed, keys, quarantine, "127.0.0.1", door.port)


def test_a_door_may_be_closed_twice(door: Door) -> None:
    door.stop()
    door.stop()
    assert door.wait(0)
    with pytest.raises(ConnectionRefusedError):
        send(door, event())


def _request(headers: dict[str, str]) -> bytes:
    lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
    return f"POST /v1/events HTTP/1.1\r\nHost: door\r\n{''.join(lines)}\r\n".encode()


def _status(line: socket.socket) -> int | None:
    first = line.makefile("rb").readline()
    return int(first.split()[1]) if first else None
