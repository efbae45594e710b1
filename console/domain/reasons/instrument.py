"""Why an instrument cannot be scored, or its text not be loaded."""

from dataclasses import dataclass
from typing import TypeAlias

from console.domain.ids import InstrumentId


@dataclass(frozen=True, slots=True)
class NoSuchInstrument:
    """No instrument of this name is here."""

    instrument: InstrumentId


@dataclass(frozen=True, slots=True)
class NothingAnswered:
    """Nothing was asked, so there is nothing to score."""


@dataclass(frozen=True, slots=True)
class NotAnAnswer:
    """These items do not take what was given as their answer."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextShips:
    """The words of this instrument ship with the program; there is no slot to fill."""

    instrument: InstrumentId


@dataclass(frozen=True, slots=True)
class TextLacks:
    """The text leaves these items without words, or does not tell which of its variants it is."""

    items: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenceUnsaid:
    """Nobody has said what allows the centre to use the text."""


InstrumentReason: TypeAlias = (
    NoSuchInstrument | NothingAnswered | NotAnAnswer | TextShips | TextLacks | LicenceUnsaid
)
