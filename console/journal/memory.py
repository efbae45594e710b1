"""A journal that forgets: the port in its simplest form, by which the tests run the rules."""

import json
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from console.journal.codec import ERASURE
from console.journal.entry import GENESIS, Draft, Entry, chain
from console.journal.port import Appended, Moved


class MemoryJournal:
    """Keeps the entries in a list."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._moved: dict[str, int] = {}
        self._requests: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def append(self, drafts: Sequence[Draft], *, seen: int, request: str) -> Appended:
        """Write ``drafts``; see ``Journal.append``."""
        with self._lock:
            if request in self._requests:
                first, last = self._requests[request]
                return Appended(tuple(self._entries[first:last]), again=True)
            streams = {stream for made in drafts for stream in made.streams}
            if any(self._moved.get(stream, 0) > seen for stream in streams):
                raise Moved
            first = len(self._entries)
            previous = self._entries[-1].digest if self._entries else GENESIS
            entries = tuple(chain(drafts, seq=first, previous=previous))
            self._entries.extend(entries)
            self._requests[request] = (first, len(self._entries))
            for entry in entries:
                if entry.kind == ERASURE:
                    self._erase(json.loads(entry.body)["entry"])
            for entry, made in zip(entries, drafts, strict=True):
                self._moved.update(dict.fromkeys(made.streams, entry.seq))
            return Appended(entries)

    def _erase(self, seq: int) -> None:
        if 1 <= seq <= len(self._entries):
            self._entries[seq - 1] = replace(self._entries[seq - 1], words=())

    def written(self, request: str) -> tuple[Entry, ...]:
        """Return what was written under ``request``; see ``Journal.written``."""
        with self._lock:
            first, last = self._requests.get(request, (0, 0))
            return tuple(self._entries[first:last])

    def since(self, seq: int, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries after ``seq``; see ``Journal.since``."""
        with self._lock:
            return tuple(self._entries[seq : None if limit is None else seq + limit])

    def head(self) -> tuple[int, str]:
        """Return the last number and digest; see ``Journal.head``."""
        with self._lock:
            last = self._entries[-1] if self._entries else None
            return (last.seq, last.digest) if last else (0, GENESIS)
