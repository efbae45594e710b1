"""Looking back over the whole journal; see ``console.journal.history``, whose port this is."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, and_, false, func, select, text
from sqlalchemy.sql.elements import ColumnElement

from console.domain.ids import CaseId, ClientId, Stream, case_stream, client_stream
from console.journal.entry import Entry
from console.journal.history import Wanted
from console.journal.plain import time_text
from console.store import tables as t
from console.store.beside.search import folded, postgres_query, sqlite_query
from console.store.journal import COLUMNS, entries_of
from console.store.trouble import reachable

MERGED = "cases.merged"
_SQLITE_WORDS = "journal.seq IN (SELECT rowid FROM words_search WHERE words_search MATCH :said)"
_POSTGRES_WORDS = (
    "journal.seq IN (SELECT entry FROM words_search WHERE lexemes @@ CAST(:said AS tsquery))"
)


class SqlHistory:
    """Finds entries by the indexes beside the journal."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(
        self, wanted: Wanted, *, before: int | None = None, limit: int = 200
    ) -> Sequence[Entry]:
        """Return what is ``wanted``, newest first, numbered below ``before``."""
        with reachable(), self._engine.connect() as connection:
            query = select(*COLUMNS).where(*self._asked(connection, wanted))
            if before is not None:
                query = query.where(t.journal.c.seq < before)
            rows = connection.execute(query.order_by(t.journal.c.seq.desc()).limit(limit)).all()
            return entries_of(connection, rows[::-1])[::-1]

    def of_case(self, case: CaseId) -> Sequence[Entry]:
        """Return all entries of ``case``, and of the cases merged into it, oldest first."""
        with reachable(), self._engine.connect() as connection:
            streams = _with_merged(connection, [case_stream(case)])
            query = select(*COLUMNS).where(_in_threads(streams)).order_by(t.journal.c.seq)
            return entries_of(connection, connection.execute(query).all())

    def count(self, wanted: Wanted) -> int:
        """Return how many entries are ``wanted``."""
        with reachable(), self._engine.connect() as connection:
            query = select(func.count()).select_from(t.journal)
            query = query.where(*self._asked(connection, wanted))
            return connection.execute(query).scalar_one()

    def _asked(self, connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
        """Return the conditions that ``wanted`` makes."""
        line = t.journal.c
        asked: list[ColumnElement[bool]] = []
        if wanted.case is not None:
            asked.append(_in_threads(_with_merged(connection, [case_stream(wanted.case)])))
        if wanted.client is not None:
            asked.append(_in_threads(_of_client(connection, wanted.client)))
        if wanted.staff is not None:
            asked.append(line.by == wanted.staff)
        if wanted.kinds:
            asked.append(line.kind.in_(wanted.kinds))
        if wanted.since is not None:
            asked.append(line.at >= time_text(wanted.since))
        if wanted.until is not None:
            asked.append(line.at < time_text(wanted.until))
        if wanted.words.strip():
            asked.append(self._saying(folded(wanted.words)))
        return asked

    def _saying(self, words: list[str]) -> ColumnElement[bool]:
        if not words:  # only marks were asked for: nobody's words
            return false()
        if self._engine.dialect.name == "sqlite":
            said = text(_SQLITE_WORDS).bindparams(said=sqlite_query(words))
        else:
            said = text(_POSTGRES_WORDS).bindparams(said=postgres_query(words))
        return and_(said)


def _in_threads(streams: Sequence[Stream]) -> ColumnElement[bool]:
    index = t.journal_index.c
    return t.journal.c.seq.in_(select(index.seq).where(index.stream.in_(streams)))


def _of_client(connection: Connection, client: ClientId) -> list[Stream]:
    """Return the thread of ``client`` and of every case that was ever theirs."""
    mine, other = t.journal_index.alias(), t.journal_index.alias()
    cases = (
        select(other.c.stream)
        .distinct()
        .join(mine, mine.c.seq == other.c.seq)
        .where(mine.c.stream == client_stream(client), other.c.stream.like("case:%"))
    )
    found = [Stream(stream) for stream in connection.execute(cases).scalars()]
    return [client_stream(client), *_with_merged(connection, found)]


def _with_merged(connection: Connection, streams: Sequence[Stream]) -> list[Stream]:
    """Return ``streams`` of cases, and of the cases that were merged into them."""
    known = list(streams)
    fresh: Sequence[Stream] = known
    while fresh:
        query = select(t.journal.c.body).where(t.journal.c.kind == MERGED, _in_threads(fresh))
        bodies = [json.loads(body) for body in connection.execute(query).scalars()]
        gone = [case_stream(b["gone"]) for b in bodies if case_stream(b["into"]) in fresh]
        fresh = [stream for stream in dict.fromkeys(gone) if stream not in known]
        known += fresh
    return known
