"""An entry in words, and private words that may have been erased."""

from dataclasses import dataclass

from console.domain.private import Private
from console.domain.tier import Tier

ERASED = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words.

    Attributes:
        title: what happened.
        detail: the rest, in smaller type; may be empty.
        tier: the tier to colour it with, if the entry is about one.
    """

    title: str
    detail: str = ""
    tier: Tier | None = None


def text_of(private: Private[str] | None) -> str:
    """Return private text, or a dash once it has been erased."""
    if private is None:
        return ""
    return private.value if private.value is not None else ERASED
