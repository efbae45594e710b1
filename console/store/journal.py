"""The journal in a SQL database."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from console.journal.codec import ERASURE, Word
from console.journal.entry import Draft, Entry, chain
from console.journal.port import Appended, Journal, Moved
from console.store import tables as t
from console.store.beside.search import searchable
from console.store.engine import writing
from console.store.trouble import reachable

T = TypeVar("T")
_NAMED = 500

COLUMNS = tuple(
    t.journal.c[name]
    for name in (*("seq", "at", "by", "station", "version", "kind", "body", "previous", "digest"),)
)
_AFTER = select(*COLUMNS).where(t.journal.c.seq > bindparam("seq")).order_by(t.journal.c.seq)
_PAGE = _AFTER.limit(bindparam("most"))
_WORDS = (
    select(t.words.c.entry, t.words.c.n, t.words.c.salt, t.words.c.text)
    .where(t.words.c.entry.between(bindparam("low"), bindparam("high")))
    .order_by(t.words.c.entry, t.words.c.n)
)
_WORDS_OF = (
    select(t.words.c.entry, t.words.c.n, t.words.c.salt, t.words.c.text)
    .where(t.words.c.entry.in_(bindparam("entries", expanding=True)))
    .order_by(t.words.c.entry, t.words.c.n)
)
_HEAD = select(t.head.c.seq, t.head.c.digest)
_REQUEST = select(t.requests.c.first, t.requests.c.last).where(
    t.requests.c.id == bindparam("request")
)
_MOVED = (
    select(t.journal_index.c.seq)
    .where(
        t.journal_index.c.stream.in_(bindparam("streams", expanding=True)),
        t.journal_index.c.seq > bindparam("seen"),
    )
    .limit(1)
)
_FIND = text("INSERT INTO words_search (rowid, text) VALUES (:entry, :text)")
_UNFIND = text("DELETE FROM words_search WHERE rowid = :entry")
_APPEND = text(
    "SELECT again, (line).seq, (line).at, (line).by, (line).station, (line).version,"
    " (line).kind, (line).body, (line).previous, (line).digest"
    " FROM vigil_append(CAST(:drafts AS jsonb), :seen, :request)"
)


class SqlJournal:
    """Keeps the entries in the ``journal`` table.

    Writers take turns: ``BEGIN IMMEDIATE`` on SQLite, the lock of the ``head`` row
    inside the function ``vigil_append`` on PostgreSQL.  So the numbers have no gap,
    and a reader that has seen a number has seen all before it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._embedded = engine.dialect.name == "sqlite"
        self._writer = (
            writing(engine)
            if self._embedded
            else engine.execution_options(isolation_level="AUTOCOMMIT")
        )

    def append(self, drafts: Sequence[Draft], *, seen: int, request: str) -> Appended:
        """Write ``drafts``; see ``Journal.append``."""
        if not drafts:
            return Appended(())
        with reachable():
            if self._embedded:
                with self._writer.begin() as connection:
                    return _append(connection, drafts, seen, request)
            return self._hand_over(drafts, seen, request)

    def _hand_over(self, drafts: Sequence[Draft], seen: int, request: str) -> Appended:
        """Let the server append; asked a second time if the answer was lost on the way.

        That is safe because of ``request``.
        """
        given = {"drafts": _as_json(drafts), "seen": seen, "request": request}

        def ask() -> Sequence[Any]:
            with self._writer.connect() as connection:
                return connection.execute(_APPEND, given).all()

        rows = _twice(ask)
        if not rows:
            raise Moved
        if rows[0].again:
            with self._engine.connect() as connection:
                return Appended(_range(connection, rows[0].seq, rows[-1].seq), again=True)
        written = zip(rows, drafts, strict=True)
        return Appended(tuple(_entry(row[1:], made.written.words) for row, made in written))

    def written(self, request: str) -> tuple[Entry, ...]:
        """Return what was written under ``request``; see ``Journal.written``."""

        def ask() -> tuple[Entry, ...]:
            with self._engine.connect() as connection:
                known = connection.execute(_REQUEST, {"request": request}).one_or_none()
                return _range(connection, known.first, known.last) if known is not None else ()

        with reachable():
            return _twice(ask)

    def since(self, seq: int, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries after ``seq``; see ``Journal.since``."""

        def ask() -> Sequence[Entry]:
            with self._engine.connect() as connection:
                if limit is None:
                    rows = connection.execute(_AFTER, {"seq": seq}).all()
                else:
                    rows = connection.execute(_PAGE, {"seq": seq, "most": limit}).all()
                return entries_of(connection, rows)

        with reachable():
            return _twice(ask)

    def head(self) -> tuple[int, str]:
        """Return the last number and digest; see ``Journal.head``."""

        def ask() -> tuple[int, str]:
            with self._engine.connect() as connection:
                seq, digest = connection.execute(_HEAD).one()
                return seq, digest

        with reachable():
            return _twice(ask)

    def name(self) -> str:
        """Return the journal's id as its first entry says it, or nothing if none says it."""
        with reachable(), self._engine.connect() as connection:
            opened = select(t.journal.c.body).where(t.journal.c.kind == "journal.opened")
            body = connection.execute(opened.order_by(t.journal.c.seq).limit(1)).scalar()
        try:
            return str(json.loads(body)["journal"]) if body else ""
        except (ValueError, KeyError, TypeError):  # somebody changed it after it was written
            return ""


def _twice(ask: Callable[[], T]) -> T:
    """Return what ``ask`` returns, asked again if its connection had broken in the meantime."""
    try:
        return ask()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        return ask()


def walk(journal: Journal, seq: int = 0, page: int = 5_000) -> Iterator[Entry]:
    """Yield every entry after ``seq`` without holding the whole journal in memory.

    Raises:
        Unreachable: the database cannot be read now.
    """
    while entries := journal.since(seq, page):
        yield from entries
        seq = entries[-1].seq


def entries_of(connection: Connection, rows: Sequence[Any]) -> tuple[Entry, ...]:
    """Return rows of ``COLUMNS``, in ascending order, as entries with their words."""
    if not rows:
        return ()
    words: dict[int, tuple[Word, ...]] = {}
    for entry, *word in _words(connection, [row[0] for row in rows]):
        words[entry] = (*words.get(entry, ()), Word(*word))
    return tuple(_entry(row, words.get(row[0], ())) for row in rows)


def _words(connection: Connection, entries: Sequence[int]) -> Iterator[Any]:
    """Yield the words of ``entries``: of a whole stretch at once, of scattered ones by name."""
    first, last = entries[0], entries[-1]
    if last - first < len(entries):
        yield from connection.execute(_WORDS, {"low": first, "high": last})
        return
    for start in range(0, len(entries), _NAMED):
        yield from connection.execute(_WORDS_OF, {"entries": entries[start : start + _NAMED]})


def _entry(row: Sequence[Any], words: tuple[Word, ...]) -> Entry:
    seq, at, by, station, version, kind, body, previous, digest = row
    return Entry(seq, at, by, station, version, kind, body, previous, digest, words)


def _range(connection: Connection, first: int, last: int) -> tuple[Entry, ...]:
    bounds = {"seq": first - 1, "most": last - first + 1}
    return entries_of(connection, connection.execute(_PAGE, bounds).all())


def _append(connection: Connection, drafts: Sequence[Draft], seen: int, request: str) -> Appended:
    """Write within a transaction that holds the writers' lock (SQLite)."""
    again = connection.execute(_REQUEST, {"request": request}).one_or_none()
    if again is not None:
        return Appended(_range(connection, again.first, again.last), again=True)
    streams = sorted({stream for made in drafts for stream in made.streams})
    if streams and connection.execute(_MOVED, {"streams": streams, "seen": seen}).first():
        raise Moved
    seq, digest = connection.execute(_HEAD).one()
    entries = tuple(chain(drafts, seq=seq, previous=digest))
    _insert(connection, entries, drafts)
    last = entries[-1]
    connection.execute(update(t.head).values(seq=last.seq, digest=last.digest))
    connection.execute(
        insert(t.requests), {"id": request, "first": entries[0].seq, "last": last.seq}
    )
    return Appended(entries)


def _insert(connection: Connection, entries: Sequence[Entry], drafts: Sequence[Draft]) -> None:
    names = [column.name for column in COLUMNS]
    connection.execute(
        insert(t.journal), [{name: getattr(entry, name) for name in names} for entry in entries]
    )
    for entry, made in zip(entries, drafts, strict=True):
        threads = [{"stream": stream, "seq": entry.seq} for stream in made.streams]
        if threads:
            connection.execute(insert(t.journal_index), threads)
        if entry.words:
            connection.execute(insert(t.words), _word_rows(entry.seq, entry.words))
        found = searchable(entry.words)
        if found:
            connection.execute(_FIND, {"entry": entry.seq, "text": found})
        if entry.kind == ERASURE:
            _erase(connection, json.loads(entry.body)["entry"])


def _erase(connection: Connection, entry: int) -> None:
    """Take the words of ``entry`` away everywhere; only its digest stays."""
    connection.execute(delete(t.words).where(t.words.c.entry == entry))
    connection.execute(_UNFIND, {"entry": entry})
    connection.execute(delete(t.snapshots))


def _word_rows(seq: int, words: Iterable[Word]) -> list[dict[str, object]]:
    return [{"entry": seq, "n": word.n, "salt": word.salt, "text": word.text} for word in words]


def _as_json(drafts: Sequence[Draft]) -> str:
    """Return ``drafts`` as the server's function takes them."""
    return json.dumps(
        [
            {
                "at": made.at,
                "by": made.by,
                "station": made.station,
                "version": made.written.version,
                "kind": made.written.kind,
                "body": made.written.body,
                "streams": list(made.streams),
                "words": [{"n": w.n, "salt": w.salt, "text": w.text} for w in made.written.words],
                "search": searchable(made.written.words),
            }
            for made in drafts
        ]
    )
