"""The door before every database: the same keys, the same quarantine, the same answers."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from console.desk.desk import Desk
from console.intake.door import Door, serve
from console.intake.ports import Keys, MemoryKeys, MemoryQuarantine, Quarantine, StoredKeys
from console.journal.entry import faults
from console.journal.memory import MemoryJournal
from console.journal.port import Journal
from console.store.beside.quarantine import Held
from console.store.open import Store
from tests.conftest import HERE, NOON, Clock
from tests.intake.posting import ROTATED, SECRET, SENDER, call, event, send


@dataclass(frozen=True)
class Ports:
    """What a door stands on."""

    journal: Journal
    keys: Keys
    quarantine: Quarantine
    secrets: tuple[str, ...]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def ports(request: pytest.FixtureRequest) -> Ports:
    if request.param == "memory":
        keys = MemoryKeys({SENDER: (ROTATED, SECRET), "retired": ()})
        return Ports(MemoryJournal(), keys, MemoryQuarantine(), (ROTATED, SECRET))
    store: Store = request.getfixturevalue(f"{request.param}_store")
    kept = store.intake_keys
    older, newer = (kept.add(SENDER, NOON).secret for _ in range(2))
    kept.add("retired", NOON)
    kept.retire("retired", NOON)
    return Ports(store.journal, StoredKeys(kept), store.quarantine, (older, newer))


@pytest.fixture
def opened(ports: Ports, clock: Clock) -> Iterator[Door]:
    desk = Desk(ports.journal, HERE, clock)
    door = serve(desk, ports.keys, ports.quarantine, "127.0.0.1", 0)
    yield door
    door.stop()


def test_only_active_secrets_count(ports: Ports) -> None:
    (sender,) = ports.keys.active()
    assert sender == SENDER
    assert sorted(ports.keys.active()[sender]) == sorted(ports.secrets)


def test_what_is_kept_is_there_until_it_is_discarded(ports: Ports) -> None:
    one, other = (Held(f"q{n}", NOON, SENDER, "why", bytes([n, 0, 255])) for n in (1, 2))
    for held in (one, other, Held("q1", NOON, SENDER, "again", b"")):
        ports.quarantine.put(held)
    assert list(ports.quarantine.list()) == [one, other]
    assert ports.quarantine.get("q1") == one
    assert ports.quarantine.discard("q1")
    assert not ports.quarantine.discard("q1")
    assert ports.quarantine.get("q1") is None


def test_an_event_is_taken_in_once_and_the_journal_is_whole(ports: Ports, opened: Door) -> None:
    older, newer = ports.secrets
    first = send(opened, event(), secret=older)
    again = send(opened, event(), secret=newer)
    ringing = [send(opened, call(what), secret=newer) for what in ("ringing", "answered", "ended")]
    assert [h.status for h in (first, again, *ringing)] == [202] * 5
    assert again.body == {**first.body, "duplicate": True}
    assert send(opened, event(body={"text": "other"}), secret=newer).status == 409
    unreadable = send(opened, event(version=9), secret=newer, name="msg_9")
    assert unreadable.status == 422
    assert len(ports.quarantine.list()) == 2
    entries = ports.journal.since(0)
    assert len(entries) == 6
    assert list(faults(entries)) == []


def test_a_second_door_on_the_same_journal_knows_what_the_first_took_in(
    ports: Ports, opened: Door, clock: Clock
) -> None:
    secret = ports.secrets[0]
    first = send(opened, event(), secret=secret)
    other = serve(Desk(ports.journal, HERE, clock), ports.keys, ports.quarantine, "127.0.0.1", 0)
    try:
        again = send(other, event(), secret=secret)
        assert again.body == {**first.body, "duplicate": True}
        assert send(other, event(kind="message"), secret=secret).status == 409
    finally:
        other.stop()
