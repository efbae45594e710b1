"""New names and salts, drawn where something is asked and never inside a rule."""

import secrets
from typing import TypeVar
from uuid import uuid4

from console.domain.ids import CaseId, EscalationId
from console.domain.private import Private

T = TypeVar("T")

SALT_BYTES, NAME_BYTES = 16, 8


def private(value: T) -> Private[T]:
    """Return ``value`` to be kept apart from the chain, under a salt of its own.

    Typed text may hold what no database keeps (NUL) or no digest can be made of (half a
    surrogate pair); a replacement character stands in for it, so that the rest is not lost.
    """
    if isinstance(value, str):
        whole = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        value = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # type: ignore[assignment]
    return Private(value, secrets.token_hex(SALT_BYTES))


def fresh_case() -> CaseId:
    """Return the name of a case that is not opened yet."""
    return CaseId(secrets.token_hex(NAME_BYTES))


def fresh_run() -> EscalationId:
    """Return the name of a run that is not begun yet."""
    return EscalationId(secrets.token_hex(NAME_BYTES))


def fresh_request() -> str:
    """Return the name of a hand-over, so that a retry after a lost answer is the same one."""
    return str(uuid4())
