"""Posting to a real door over loopback, as a sender does."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any

from standardwebhooks import Webhook

from console.domain.care.case import Case
from console.intake.door import Door

SENDER, OTHER = "sms-gateway", "tracker"
SECRET, ROTATED, OTHERS = (
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    "whsec_2iY6m0nQxTqRj4m1m9mJtQH3sJ0b8YbX",
)


def event(**changes: object) -> dict[str, Any]:
    """A text message as a sender sends it."""
    whole: dict[str, Any] = {
        "version": 1,
        "id": "m-1",
        "sender": SENDER,
        "kind": "text",
        "at": "2026-03-01T11:59:58Z",
        "client": {"phone": "+16145550123"},
        "body": {"text": "i cant do this tonight"},
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not ...}


def call(what: str, call_id: str = "call-7", **changes: object) -> dict[str, Any]:
    """One event of a call."""
    about = {"event": what, "call_id": call_id}
    return event(id=f"{what}-{call_id}", kind="call", body={}, call=about, **changes)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the door said."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)


def accepted(case: Case) -> dict[str, Any]:
    """The answer to what was taken the first time, and became the first contact of ``case``."""
    return {
        "accepted": True,
        "duplicate": False,
        "contact": case.contacts[0].id,
        "case": case.id,
        "quarantined": None,
        "reason": None,
    }


def signed(
    raw: bytes, *, secret: str = SECRET, name: str = "msg_1", skew: timedelta = timedelta(0)
) -> dict[str, str]:
    """The headers of Standard Webhooks over ``raw``, made ``skew`` away from now."""
    at = datetime.now(UTC) + skew
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, at, raw.decode("utf-8", "replace")),
        "Content-Type": "application/json",
    }


def post(
    door: Door,
    raw: bytes,
    headers: Mapping[str, str],
    path: str = "/v1/events",
    method: str = "POST",
) -> Heard:
    """Send bytes with headers to the door."""
    connection = HTTPConnection("127.0.0.1", door.port, timeout=20)
    try:
        connection.request(method, path, body=raw, headers=dict(headers))
        response = connection.getresponse()
        text = response.read()
        headers_back = {name.lower(): value for name, value in response.getheaders()}
        return Heard(response.status, headers_back, json.loads(text) if text else {})
    finally:
        connection.close()


def send(
    door: Door,
    sent: dict[str, Any],
    *,
    secret: str = SECRET,
    name: str = "msg_1",
    skew: timedelta = timedelta(0),
) -> Heard:
    """Sign and send one event."""
    raw = json.dumps(sent).encode()
    return post(door, raw, signed(raw, secret=secret, name=name, skew=skew))
