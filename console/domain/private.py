"""What is kept apart from the chain, so that it can be erased."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Private(Generic[T]):
    """Something about a person: a note, a message, a name, an address, a whole record.

    The journal chains only a salted digest of it; the value itself lies beside the
    entry and can be erased without breaking the chain.

    Attributes:
        value: what was said, or ``None`` once it has been erased.
        salt: random hexadecimal text, so that the digest does not give a short value away.
    """

    value: T | None
    salt: str


def is_said(words: Private[str] | None) -> bool:
    """Whether anything stands in ``words``: nothing does where they are blank, or erased."""
    return words is not None and words.value is not None and bool(words.value.strip())
