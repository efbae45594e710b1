"""The secrets that senders sign their events with (Standard Webhooks).

Encrypted at rest with the embedded database; on a server as safe as the server's disk.
"""

import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from console.journal.plain import time_of, time_text
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable

SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64


@dataclass(frozen=True, slots=True)
class IntakeKey:
    """One secret of one sender.

    Attributes:
        secret: ``whsec_`` and base64.
        retired_at: since when it is no longer taken, if it was retired.
    """

    id: str
    sender: str
    secret: str = field(repr=False)
    added_at: datetime
    retired_at: datetime | None = None


class IntakeKeys:
    """A sender may have several at a time, so that one can follow the other without a gap.

    Every method raises ``StoreTrouble``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, sender: str, at: datetime) -> IntakeKey:
        """Make a new secret for ``sender``; those before it stay good."""
        secret = "whsec_" + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        made = IntakeKey(secrets.token_hex(4), sender, secret, at)
        row = {
            "id": made.id,
            "sender": sender,
            "secret": secret,
            "added_at": time_text(at),
        }
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(insert(t.intake_keys), row)
        return made

    def list(self, sender: str | None = None) -> Sequence[IntakeKey]:
        """Return the keys of ``sender``, or all, retired ones too, oldest first."""
        kept = t.intake_keys.c
        query = select(t.intake_keys).order_by(kept.sender, kept.added_at, kept.id)
        if sender is not None:
            query = query.where(kept.sender == sender)
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            IntakeKey(
                row.id,
                row.sender,
                row.secret,
                time_of(row.added_at),
                time_of(row.retired_at) if row.retired_at else None,
            )
            for row in rows
        )

    def retire(self, sender: str, at: datetime) -> int:
        """Take none of the secrets of ``sender`` any more; return how many there were."""
        kept = t.intake_keys.c
        query = update(t.intake_keys).where(kept.sender == sender, kept.retired_at.is_(None))
        with reachable(), writing(self._engine).begin() as connection:
            return connection.execute(query.values(retired_at=time_text(at))).rowcount
