"""What arrived at the door and could not be read, byte for byte, until a lead has seen it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select

from console.journal.plain import time_of, time_text
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable

_PUT = t.upsert(t.quarantine, replace=False)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing in quarantine.

    Attributes:
        id: the name that the journal knows it by.
        reason: why it could not be read, as a code or a short plain sentence.
        raw: the body as it came.
    """

    id: str
    at: datetime
    sender: str
    reason: str
    raw: bytes


class Quarantine:
    """Every method raises ``StoreTrouble``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, held: Held) -> None:
        """Keep ``held``; a second time changes nothing."""
        row = {
            "id": held.id,
            "at": time_text(held.at),
            "sender": held.sender,
            "reason": held.reason,
            "raw": held.raw,
        }
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(_PUT, row)

    def get(self, name: str) -> Held | None:
        """Return what is held under ``name``."""
        query = select(t.quarantine).where(t.quarantine.c.id == name)
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Held(row.id, time_of(row.at), *row[2:])

    def list(self) -> Sequence[Held]:
        """Return everything that is held, oldest first."""
        kept = t.quarantine.c
        query = select(t.quarantine).order_by(kept.at, kept.id)
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(Held(row.id, time_of(row.at), *row[2:]) for row in rows)

    def discard(self, name: str) -> bool:
        """Throw away what is held under ``name``; false if nothing is."""
        with reachable(), writing(self._engine).begin() as connection:
            gone = connection.execute(delete(t.quarantine).where(t.quarantine.c.id == name))
            return gone.rowcount > 0
