"""The board as it was after some entry, so that a start need not read the whole journal.

Disposable: one that cannot be read, or that does not fit the journal, is left alone and
the journal is read from its beginning.  As secret as the words, because it holds them.
Each station keeps boards of its own and signs them: on a server every station may write
the table, and a board that another one wrote would be seen here but stand in no journal.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, delete, func, insert, select

import console.domain
from console.domain.board import Board
from console.journal.plain import Inline, canonical, plain, reader
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable
from console.store.vault import Vault, signed

KEPT = 2
UNKNOWN = ""


@cache
def rules() -> str:
    """Return what tells apart the rules that a board was folded by: a digest of their source.

    Another version of the rules may fold the same entries into another board, even where
    its shape is the same, so a snapshot serves only the rules that made it.
    ``UNKNOWN`` when the source does not lie where this program runs.
    """
    folder = Path(console.domain.__file__).parent
    digest = sha256()
    files = sorted(folder.rglob("*.py"))
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest() if files else UNKNOWN


class Snapshots:
    """Keeps the newest boards of one station.

    A body is the signature, a line's end, and the board as JSON.

    Args:
        vault: signs what is kept, and is the only one that is believed.
    """

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    @property
    def _ours(self) -> str:
        """What stands in ``rules``: by which rules a board was folded, and at which station."""
        return f"{rules()}:{self._vault.key}" if rules() != UNKNOWN else UNKNOWN

    def newest(self) -> tuple[Board, str] | None:
        """Return the newest board that can be relied on and the digest of its last entry.

        Raises:
            StoreTrouble: the database cannot be read now.
        """
        kept = t.snapshots.c
        query = (
            select(kept.body, kept.digest, kept.seq)
            .join(
                t.journal,
                (t.journal.c.seq == kept.seq) & (t.journal.c.digest == kept.digest),
            )
            .where(kept.rules == self._ours, kept.rules != UNKNOWN)
            .order_by(kept.seq.desc())
            .limit(KEPT)
        )
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        for body, digest, seq in rows:
            signature, _, said = body.partition("\n")
            believed = signed(self._vault.key, self._statement(seq, digest, said), signature)
            board = _read(said) if believed else None
            if board is not None and board.seq == seq:
                return board, digest
        return None

    def save(self, board: Board, digest: str) -> None:
        """Keep ``board``, whose last entry has ``digest``; older ones go.

        Raises:
            StoreTrouble: the database cannot be written now.
        """
        if not board.seq or rules() == UNKNOWN:
            return
        kept = t.snapshots.c
        said, ours = canonical(plain(board, Inline())), self._ours
        body = f"{self._vault.sign(self._statement(board.seq, digest, said))}\n{said}"
        with reachable(), writing(self._engine).begin() as connection:
            here = (kept.seq == board.seq) & (kept.rules == ours)
            connection.execute(delete(t.snapshots).where(here))
            row = {"seq": board.seq, "rules": ours, "digest": digest, "body": body}
            connection.execute(insert(t.snapshots), row)
            newer = select(kept.seq).where(kept.rules == ours).order_by(kept.seq.desc())
            oldest = connection.execute(newer.limit(KEPT)).scalars().all()[-1]
            connection.execute(delete(t.snapshots).where(kept.rules == ours, kept.seq < oldest))

    def newest_seq(self) -> int | None:
        """Return the entry that the newest snapshot was made after."""
        with reachable(), self._engine.connect() as connection:
            query = select(func.max(t.snapshots.c.seq)).where(t.snapshots.c.rules == self._ours)
            return connection.execute(query).scalar()

    def _statement(self, seq: int, digest: str, said: str) -> bytes:
        return canonical(
            ["snapshot", seq, self._ours, digest, sha256(said.encode()).hexdigest()]
        ).encode()

    def drop(self) -> None:
        """Throw all snapshots away; the journal makes them again."""
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(delete(t.snapshots))


def _read(body: str) -> Board | None:
    try:
        board: Board = reader(Board, Inline())(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return board
