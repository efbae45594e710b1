"""The door while its database cannot be used."""

from collections.abc import Sequence

import pytest

from console.desk.desk import Desk
from console.domain.ids import StationId
from console.intake.door import serve
from console.intake.ports import MemoryKeys, MemoryQuarantine
from console.journal.codec import UnknownKind
from console.journal.entry import Draft, Entry
from console.journal.memory import MemoryJournal
from console.journal.port import Appended, Unreachable
from tests.conftest import NOON
from tests.intake.posting import call, event, post, send


class Fallible:
    """A journal whose database can be taken away."""

    def __init__(self) -> None:
        self.kept = MemoryJournal()
        self.gone: Exception | None = None

    def append(self, drafts: Sequence[Draft], *, seen: int, request: str) -> Appended:
        self._look()
        return self.kept.append(drafts, seen=seen, request=request)

    def written(self, request: str) -> tuple[Entry, ...]:
        self._look()
        return self.kept.written(request)

    def since(self, seq: int, limit: int | None = None) -> Sequence[Entry]:
        self._look()
        return self.kept.since(seq, limit)

    def head(self) -> tuple[int, str]:
        self._look()
        return self.kept.head()

    def _look(self) -> None:
        if self.gone is not None:
            raise self.gone


@pytest.mark.parametrize("trouble", [Unreachable(), UnknownKind("tea.poured", 1)])
def test_a_database_that_cannot_be_used_is_said_so_and_nothing_is_half_written(
    keys: MemoryKeys, quarantine: MemoryQuarantine, trouble: Exception
) -> None:
    journal = Fallible()
    desk = Desk(journal, StationId("door"), lambda: NOON)
    opened = serve(desk, keys, quarantine, "127.0.0.1", 0)
    try:
        journal.gone = trouble
        for sent in (event(), call("ringing"), event(version=9)):
            heard = send(opened, sent)
            assert (heard.status, heard.headers["retry-after"]) == (503, "2")
            assert heard.body["accepted"] is False
        assert post(opened, b"", {}, "/health", "GET").status == 503
        journal.gone = None
        assert journal.head()[0] == 0
        assert [send(opened, s).status for s in (event(), call("ringing"))] == [202, 202]
        assert send(opened, event(version=9)).status == 422
        assert len(quarantine.list()) == 1
        healthy = post(opened, b"", {}, "/health", "GET")
        assert (healthy.status, healthy.body) == (200, {"ok": True, "entries": 3})
    finally:
        opened.stop()
