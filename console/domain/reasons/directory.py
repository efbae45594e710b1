"""Why something cannot be written into the number book."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NotTenDigits:
    """A number without ten digits does not ring where it is said to ring."""

    said: str


@dataclass(frozen=True, slots=True)
class NoSuchRoom:
    """Nobody has room for so many people."""

    most: int


DirectoryReason: TypeAlias = NotTenDigits | NoSuchRoom
