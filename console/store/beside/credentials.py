"""What staff sign in with: an argon2id hash of a PIN or password, never the thing itself."""

from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, select, update

from console.domain.ids import StaffId
from console.journal.plain import time_of, time_text
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import StoreTrouble, Why, reachable

MEMORY_KIB, TIME, LANES = 64 * 1024, 3, 4
"""64 MiB, t = 3, p = 4 (RFC 9106, section 4, the second recommended choice): some 150 ms."""

_SET = t.upsert(t.credentials)


@dataclass(frozen=True, slots=True)
class Failures:
    """How often in a row somebody's sign-in was refused, and when last (UTC)."""

    count: int
    at: datetime | None


class Credentials:
    """One hash a member of staff.  Slow on purpose: keep it off the screen's thread.

    Every method raises ``StoreTrouble``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hasher = PasswordHasher(time_cost=TIME, memory_cost=MEMORY_KIB, parallelism=LANES)

    def set(self, staff: StaffId, secret: str) -> None:
        """Let ``staff`` sign in with ``secret`` from now on."""
        phc = self._hasher.hash(secret)
        row = {"staff": staff, "phc": phc, "failed": 0, "failed_at": None}
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(_SET, row)

    def has(self, staff: StaffId) -> bool:
        """Whether ``staff`` has something to sign in with."""
        return self._phc(staff) is not None

    def verify(self, staff: StaffId, secret: str, at: datetime) -> bool:
        """Whether ``secret`` is right; counts what is not.

        Takes as long for somebody unknown, so that the time does not tell who works here.
        """
        phc = self._phc(staff)
        try:
            self._hasher.verify(phc or self._hasher.hash(""), secret)
        except (VerificationError, InvalidHashError):
            right = False
        else:
            right = phc is not None
        kept = t.credentials.c
        failed: dict[str, object] = {"failed": 0, "failed_at": None}
        if not right:
            failed = {"failed": kept.failed + 1, "failed_at": time_text(at)}
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(update(t.credentials).where(kept.staff == staff).values(failed))
        if right and phc is not None and self._hasher.check_needs_rehash(phc):
            self._again(staff, secret)
        return right

    def _again(self, staff: StaffId, secret: str) -> None:
        """Hash ``secret`` as it is done today, where this station may: it is right either way."""
        try:
            self.set(staff, secret)
        except StoreTrouble as trouble:
            if trouble.why is not Why.NOT_ALLOWED:
                raise

    def failures(self, staff: StaffId) -> Failures:
        """Return how often in a row ``verify`` said no."""
        kept = t.credentials.c
        query = select(kept.failed, kept.failed_at).where(kept.staff == staff)
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return Failures(0, None)
        return Failures(row.failed, time_of(row.failed_at) if row.failed_at else None)

    def forget(self, staff: StaffId) -> None:
        """Take away what ``staff`` signs in with."""
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(delete(t.credentials).where(t.credentials.c.staff == staff))

    def _phc(self, staff: StaffId) -> str | None:
        query = select(t.credentials.c.phc).where(t.credentials.c.staff == staff)
        with reachable(), self._engine.connect() as connection:
            phc: str | None = connection.execute(query).scalar()
        return phc
