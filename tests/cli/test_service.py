"""``intake``: by hand, and as a service that real senders post to."""

import json
import signal
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from console.intake.keep import keep
from console.store.beside.quarantine import Held
from tests.cli.conftest import Console, Running, running
from tests.intake.forms.papers import as_json, phq9
from tests.intake.posting import event, signed

ANSWER = ["accepted", "duplicate", "contact", "case", "quarantined", "reason"]


def listening(service: Running) -> str:
    """Return HOST:PORT of a service, once it says that it listens."""
    return service.stdout.readline().split()[2].removeprefix("http://").removesuffix(".")


def sent(console: Console, tmp_path: Path, **changes: object) -> tuple[int, dict[str, object]]:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event(**changes)))
    ran = console("intake", "send", file, "--json")
    assert list(ran.json) == ANSWER
    return ran.code, ran.json


def test_an_event_put_in_by_hand_is_one_contact_however_often(
    console: Console, tmp_path: Path
) -> None:
    code, first = sent(console, tmp_path)
    assert (code, first["accepted"], first["duplicate"]) == (0, True, False)
    code, again = sent(console, tmp_path)
    assert (code, again["duplicate"]) == (0, True)
    assert (again["contact"], again["case"]) == (first["contact"], first["case"])
    code, other = sent(console, tmp_path, body={"text": "something else"})
    assert (code, other["accepted"], other["case"]) == (1, False, None)
    assert "id" in str(other["reason"])


def test_an_event_that_cannot_be_read_is_bad_news_with_the_reason(
    console: Console, tmp_path: Path
) -> None:
    code, answer = sent(console, tmp_path, version=9)
    assert (code, answer["accepted"]) == (1, False)
    assert "version" in str(answer["reason"])
    bad = tmp_path / "bad.json"
    bad.write_bytes(b'{"version": 1, \xff')
    assert console("intake", "send", bad).code == 1
    gone = tmp_path / "none.json"
    assert console.refused(2, "intake", "send", gone).startswith(f"{gone} cannot be read")


def test_keys_are_shown_once_listed_without_secret_and_retired(console: Console) -> None:
    made = console("intake", "keys", "add", "tracker", "--json").json
    assert list(made) == ["id", "sender", "secret"]
    assert made["secret"].startswith("whsec_")
    listed = console("intake", "keys", "list", "--json")
    assert made["secret"] not in listed.out
    assert [(row["sender"], row["retired"]) for row in listed.json] == [("tracker", None)]
    assert console("intake", "keys", "retire", "tracker", "--json").json == {"retired": 1}
    assert console.refused(1, "intake", "keys", "retire", "tracker").endswith("no active key.")


def test_a_door_that_is_taken_says_to_choose_another(console: Console) -> None:
    with running("intake", "serve", "--listen", "127.0.0.1:0") as service:
        address = listening(service)
        assert "another program has it" in console.refused(
            2, "intake", "serve", "--listen", address
        )


def post(address: str, raw: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection(address, timeout=20)
    try:
        connection.request("POST", "/v1/events", raw, headers)
        reply = connection.getresponse()
        return reply.status, json.load(reply)
    finally:
        connection.close()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_signed_post_is_in_the_journal_and_the_service_ends_calmly(
    console: Console, end: signal.Signals
) -> None:
    secret = console("intake", "keys", "add", "sms-gateway", "--json").json["secret"]
    with running("intake", "serve", "--listen", "127.0.0.1:0") as service:
        url = listening(service)
        raw = json.dumps(event()).encode()
        status, answer = post(url, raw, signed(raw, secret=secret))
        assert (status, answer["accepted"], list(answer)) == (202, True, ANSWER)
        assert post(url, raw, {})[0] == 401
        (found,) = console("search", "tonight", "--json").json
        assert found["body"]["contact"] == answer["contact"]
        service.send_signal(end)
        assert service.stdout.read() == ""
        assert service.wait() == 0
        assert service.stderr.read() == "The intake is closed.\n"


def quarantined(console: Console, name: str, raw: bytes) -> str:
    """Keep something as the door does when it cannot be read."""
    held = Held(name, datetime(2026, 3, 1, 12, tzinfo=UTC), "sms-gateway", "no JSON", raw)
    with console.centre() as centre:
        return keep(centre.desk, centre.store.quarantine, held)


def test_a_lead_sees_what_was_kept_and_releases_or_discards_it(
    console: Console, secret: None
) -> None:
    assert console("intake", "quarantine", "list").out == "Nothing is in quarantine.\n"
    sound = quarantined(console, "q-1", json.dumps(event()).encode())
    broken = quarantined(console, "q-2", b"\xff{")
    assert console("intake", "quarantine", "list", "--json").json == [
        {
            "id": name,
            "sender": "sms-gateway",
            "at": "2026-03-01T12:00:00+00:00",
            "reason": "no JSON",
        }
        for name in (sound, broken)
    ]
    shown = console("intake", "quarantine", "show", sound, "--json").json
    assert json.loads(shown["raw"]) == event()
    by = ("--by", "M. Okafor", "--json")
    assert console("intake", "quarantine", "release", sound, *by).json["accepted"] is True
    assert console("intake", "quarantine", "release", broken, *by).code == 1
    assert console("intake", "quarantine", "discard", broken, *by).json == {"discarded": broken}
    assert console("intake", "quarantine", "list", "--json").json == []
    kinds = [e["kind"] for e in console("journal", "tail", "-n", "3", "--json").json]
    assert kinds == ["contact.arrived", "quarantine.resolved", "quarantine.resolved"]
    assert console("intake", "quarantine", "show", sound).code == 1


def test_only_a_lead_who_proves_it_decides(
    console: Console, secret: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = quarantined(console, "q-1", b"{")
    discard = ("intake", "quarantine", "discard", held, "--by")
    assert "shift lead" in console.refused(1, *discard, "Ana Reyes").lower()
    monkeypatch.setenv("VIGIL_SECRET", "a guess 1")
    assert "Nothing was changed." in console.refused(1, *discard, "M. Okafor")
    assert len(console("intake", "quarantine", "list", "--json").json) == 1


def test_a_filled_form_put_in_by_hand_is_one_assessment_however_often(
    console: Console, tmp_path: Path
) -> None:
    file = tmp_path / "form.json"
    file.write_bytes(as_json(phq9([0] * 8 + [3])))
    first = console("intake", "send", file, "--json")
    assert (first.code, first.json["accepted"], first.json["duplicate"]) == (0, True, False)
    again = console("intake", "send", file, "--json")
    assert again.json == {**first.json, "duplicate": True}
    tail = console("journal", "tail", "-n", "2").out
    assert "PHQ-9: thoughts of death" in tail
    assert "Form kept as it came: PHQ-9 · total 3 · minimal" in tail
    file.write_bytes(as_json({"resourceType": "Patient"}))
    none = console("intake", "send", file, "--json")
    assert (none.code, none.json["accepted"]) == (1, False)
