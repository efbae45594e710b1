"""The book of seals: in the database, and in a file that lies somewhere else."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, Select, select

from console.journal.plain import canonical, time_of, time_text
from console.journal.seal import EVERY_ENTRIES, EVERY_SECONDS, Seal, Tree, seal
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import StoreTrouble, Why, reachable
from console.store.vault import Vault, signed, why_not_written

_PAGE = 20_000
_ADD = t.upsert(t.seals, replace=False)
_FIELDS = ("journal", "size", "head", "root", "at", "key", "signature")


class SealBook:
    """Every seal over the journal of one database."""

    def __init__(self, engine: Engine, elsewhere: Path | None) -> None:
        self._engine = engine
        self._elsewhere = elsewhere

    @property
    def elsewhere(self) -> Path | None:
        """The file in which the seals lie a second time, one JSON object a line."""
        return self._elsewhere

    def all(self) -> Sequence[Seal]:
        """Return the seals in the database, by size.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        kept = t.seals.c
        query = select(*(kept[name] for name in _FIELDS)).order_by(kept.size, kept.key)
        return self._found(query)

    def after(self, size: int) -> Sequence[Seal]:
        """Return the seals in the database over more than ``size`` entries, by size.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        kept = t.seals.c
        query = select(*(kept[name] for name in _FIELDS)).where(kept.size > size)
        return self._found(query.order_by(kept.size, kept.key))

    def everywhere(self, journal: str) -> Sequence[Seal]:
        """Return the seals in the database, and those of ``journal`` that lie only elsewhere.

        Of the file elsewhere counts what can be read: it may be on a disk that is not here.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        try:
            second = read_file(self._elsewhere, strict=False) if self._elsewhere else ()
        except OSError:
            second = ()
        mine = (made for made in second if journal in {"", made.journal})
        return tuple(dict.fromkeys((*self.all(), *mine)))

    def digests(self, seq: int) -> Iterator[str]:
        """Yield the digests of the entries after ``seq``, which seals are made over.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        line = t.journal.c
        while True:
            query = select(line.digest).where(line.seq > seq).order_by(line.seq).limit(_PAGE)
            with reachable(), self._engine.connect() as connection:
                found = connection.execute(query).scalars().all()
            yield from found
            if len(found) < _PAGE:
                return
            seq += _PAGE

    def _found(self, query: Select[Any]) -> Sequence[Seal]:
        with reachable(), self._engine.connect() as connection:
            return tuple(Seal(*row) for row in connection.execute(query))

    def newest(self, key: str) -> tuple[Seal, Tree] | None:
        """Return the newest seal made with ``key``, and the tree to go on with."""
        kept = t.seals.c
        query = select(*(kept[name] for name in _FIELDS), kept.peaks).where(kept.key == key)
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(query.order_by(kept.size.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        made = Seal(*row[:-1])
        tree = Tree(made.size, [(height, node) for height, node in json.loads(row.peaks)])
        return made, tree

    def add(self, made: Seal, tree: Tree) -> None:
        """Keep ``made``, whose tree is ``tree``, in the database and then elsewhere.

        Two windows of one station share its key; whoever sealed first has sealed for both.

        Raises:
            StoreTrouble: it could not be kept; it may be kept in the database already.
        """
        row = asdict(made) | {"peaks": canonical(tree.peaks)}
        kept = t.seals.c
        same = select(kept.size).where(kept.size == made.size, kept.key == made.key)
        with reachable(), writing(self._engine).begin() as connection:
            if connection.execute(same).one_or_none() is not None:
                return
            connection.execute(_ADD, row)
        if self._elsewhere is None:
            return
        try:
            self._elsewhere.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._elsewhere.open("a", encoding="utf-8") as out:
                out.write(canonical(asdict(made)) + "\n")
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise StoreTrouble(why_not_written(error)) from None


def read_file(file: Path, *, strict: bool = True) -> Sequence[Seal]:
    """Return the seals in ``file``; a line that a power cut left half written is passed over.

    Args:
        file: one JSON object a line.
        strict: whether another line that is no seal makes the whole file none.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line that is not the last one is no seal.
    """
    text = file.read_text(encoding="utf-8", errors="strict" if strict else "replace")
    lines = text.splitlines(keepends=True)
    made = []
    for n, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            made.append(Seal(**{name: said[name] for name in _FIELDS}))
        except (ValueError, KeyError, TypeError):
            if strict and not (n == len(lines) and not line.endswith("\n")):
                raise ValueError(n) from None
    return tuple(made)


class Sealer:
    """Seals the journal every 100 entries or 60 s, whichever is first.

    Call ``look`` after appends and now and then; it is cheap when nothing is due.
    The first seal of a station reads every digest once; those after it read only what is new.

    Args:
        seen: is told of every seal, of any station, that is new to this one.
    """

    def __init__(
        self,
        book: SealBook,
        vault: Vault,
        name: Callable[[], str],
        clock: Callable[[], datetime],
        seen: Callable[[Sequence[Seal]], None] | None = None,
    ) -> None:
        self._book, self._vault, self._name = book, vault, name
        self._clock, self._seen = clock, seen
        self._lock = Lock()
        self._begun = False
        self._tree, self._head = Tree(), ""
        self._sealed = 0
        self._last: datetime | None = None

    @property
    def key(self) -> str:
        """The public key of this station, hexadecimal."""
        return self._vault.key

    def look(self, head: int) -> Seal | None:
        """Seal if it is due, with the journal at entry ``head``; return the seal if one was made.

        Raises:
            StoreTrouble: the seal could not be made now.
        """
        with self._lock:
            self._begin()
            fresh, last = head - self._sealed, self._last
            waited = timedelta.max if last is None else self._clock() - last
            if fresh < 1 or (fresh < EVERY_ENTRIES and waited.total_seconds() < EVERY_SECONDS):
                return None
            return self._seal()

    def now(self) -> Seal | None:
        """Seal whatever is not sealed yet; ``None`` when everything is.

        Raises:
            StoreTrouble: the seal could not be made now.
        """
        with self._lock:
            self._begin()
            return self._seal()

    def _begin(self) -> None:
        if self._begun:
            return
        newest = self._book.newest(self.key)
        self._begun = True
        if newest is None:
            return
        made, tree = newest
        self._sealed, self._last = made.size, time_of(made.at)
        if tree.root() == made.root and signed(made.key, made.statement, made.signature):
            self._tree, self._head = tree, made.head

    def _seal(self) -> Seal | None:
        for digest in self._book.digests(self._tree.size):
            try:
                self._tree.add(digest)
            except ValueError:  # somebody changed it after it was written
                raise StoreTrouble(Why.DAMAGED) from None
            self._head = digest
        if self._tree.size <= self._sealed:
            return None
        at = time_text(self._clock())
        made = seal(self._name(), self._tree, self._head, at, self._vault)
        self._book.add(made, self._tree)
        if self._seen is not None:
            self._seen(self._book.after(self._sealed))
        self._sealed, self._last = made.size, self._clock()
        return made
