import json
from collections.abc import Iterator
from typing import Any

import pytest

from console.desk.desk import Desk
from console.domain.care.contact import LineState
from console.intake.door import Door, serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from tests.intake.conftest import JAMIE
from tests.intake.posting import Heard, post

JSON = {"Content-Type": "application/json"}


def said(what: str, **changes: object) -> dict[str, Any]:
    return {"event": what, "call_id": "1-2@host", "from": "6145550123", "to": "988", **changes}


def tell(door: Door, sent: dict[str, Any], **headers: str) -> Heard:
    return post(door, json.dumps(sent).encode(), {**JSON, **headers}, "/v1/sip")


@pytest.fixture
def locked(staffed: Desk, quarantine: MemoryQuarantine) -> Iterator[Door]:
    opened = serve(staffed, MemoryKeys({"sip": ("new", "old")}), quarantine, "127.0.0.1", 0)
    yield opened
    opened.stop()


def test_a_phone_that_rings_is_on_the_board(door: Door, staffed: Desk) -> None:
    heard = tell(door, said("ringing"))
    assert heard.status == 202
    case = staffed.board.cases[heard.body["case"]]
    assert case.client == JAMIE.id
    assert [contact.line for contact in case.contacts] == [LineState.RINGING]
    assert tell(door, said("ringing")).body == {**heard.body, "duplicate": True}


def test_a_call_is_followed_to_its_end(door: Door, staffed: Desk) -> None:
    heard = [tell(door, said(what)) for what in ("ringing", "answered", "ended")]
    assert len({h.body["contact"] for h in heard}) == 1
    (contact,) = staffed.board.cases[heard[0].body["case"]].contacts
    assert contact.line is LineState.ENDED


def test_a_caller_who_withholds_their_number_is_taken_in(door: Door, staffed: Desk) -> None:
    heard = tell(door, said("ringing", **{"from": "anonymous"}))
    (contact,) = staffed.board.cases[heard.body["case"]].contacts
    assert contact.phone is None


@pytest.mark.parametrize("secret", ["new", "old"])
def test_a_secret_is_asked_for_as_soon_as_there_is_one(locked: Door, secret: str) -> None:
    assert tell(locked, said("ringing")).status == 401
    assert tell(locked, said("ringing"), Authorization="Bearer wrong").status == 401
    assert tell(locked, said("ringing"), Authorization=secret).status == 401
    assert tell(locked, said("ringing"), Authorization=f"Bearer {secret}").status == 202


@pytest.mark.parametrize("name", ["Origin", "X-Forwarded-For", "Forwarded", "Via"])
def test_a_web_page_or_somebody_behind_a_proxy_is_turned_away(
    door: Door, staffed: Desk, name: str
) -> None:
    heard = tell(door, said("ringing"), **{name: "http://elsewhere.example"})
    assert heard.status == 403
    assert staffed.board.cases == {}


def test_what_a_web_form_can_send_is_turned_away(door: Door) -> None:
    raw = json.dumps(said("ringing")).encode()
    assert post(door, raw, {"Content-Type": "text/plain"}, "/v1/sip").status == 415


@pytest.mark.parametrize("changes", [{"event": "hold"}, {"call_id": 7}, {"from": 7}, {"more": 1}])
def test_what_cannot_be_read_is_kept_for_a_lead(
    door: Door, staffed: Desk, quarantine: MemoryQuarantine, changes: dict[str, Any]
) -> None:
    heard = tell(door, {**said("ringing"), **changes})
    assert heard.status == 422
    assert staffed.board.quarantined == {heard.body["quarantined"]}
    assert [item.sender for item in quarantine.list()] == ["sip"]
